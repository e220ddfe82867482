"""Settles findings of an import, and changes what its plan will be made with. What a value sent for one means: sent_values.py."""

from collections.abc import Mapping
from uuid import UUID

from app.access.versions import require_version
from app.access.writing import Shown, Work
from app.documents.imports.answers import Resolution, new_names, settled, taken
from app.documents.imports.beside import beside
from app.documents.imports.draft import Draft, Raised
from app.documents.imports.draft_json import from_json
from app.documents.imports.models import PlanImport
from app.documents.imports.numbers import Numbers
from app.documents.imports.problems import ImportCommitted, UnknownFinding
from app.documents.imports.queries import import_of
from app.documents.imports.schemas import FactsUpdate, FindingAnswer, ImportUpdate
from app.documents.imports.sent_values import Asked, meant
from app.documents.imports.show import answers_of, compared_with_plan, plan_of, record_import, show_import, summary_of
from app.documents.imports.shown import stored
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.words import Words
from app.plans.problems import PlanDaysReversed

NEEDS_VALUE = Words("replaced cần value", "replaced needs a value")
TAKES_NO_VALUE = Words("chỉ replaced mới có value", "only replaced takes a value")
PLAN_IS_THERE = Words(
    "Kế hoạch đã có: sửa nó tại PATCH /v1/plans/{plan}",
    "The plan is there already: change it by PATCH /v1/plans/{plan}",
)
NAME_TOO_LONG = Words(
    "tên dài quá 500 ký tự không thành cơ quan mới", "a name of more than 500 characters is no new agency"
)
CLEARED = frozenset({"document_number", "issued_on", "issuer"})
LONGEST_NAME = 500


async def settle_import(work: Work, import_id: UUID, patch: ImportUpdate, if_match: str | None) -> Shown:
    one = await import_of(work, import_id, lock=True)
    if one.status != "previewed":
        raise ImportCommitted
    await require_version(work, if_match, "plan_import", one)
    before = await summary_of(work, one.id)
    draft = await beside(from_json, one.draft)
    # Those that the caller has seen: a title that comes with the answers settles one of them.
    told = await _told(work, one, draft) if patch.findings else {}
    await _change_facts(work, one, patch.plan)
    await _answer(work, one, draft, told, patch.findings)
    one.version += 1
    one.updated_at = work.now
    await record_import(work, one.id, "settle", before)
    return await show_import(work, one, draft)


async def _change_facts(work: Work, one: PlanImport, patch: FactsUpdate | None) -> None:
    sent = {} if patch is None else patch.model_dump(exclude_unset=True)
    changes = {name: given for name, given in sent.items() if given is not None or name in CLEARED}
    if not changes:
        return
    if await plan_of(work, one) is not None:
        raise InvalidRequest(faults=[Fault("/plan", PLAN_IS_THERE)])
    for name, given in changes.items():
        setattr(one, name, given)
    if one.starts_on > one.ends_on:
        raise PlanDaysReversed


async def _told(work: Work, one: PlanImport, draft: Draft) -> Mapping[str, Raised]:
    known = await compared_with_plan(work, one, draft, await plan_of(work, one))
    return {finding.id: finding for finding in known.findings}


async def _answer(
    work: Work, one: PlanImport, draft: Draft, findings: Mapping[str, Raised], given: list[FindingAnswer]
) -> None:
    if not given:
        return
    answers = dict(one.answers)
    numbers = Numbers(draft, answers_of(one))
    for place, answer in enumerate(given):
        finding = findings.get(answer.id)
        if finding is None:
            said = Words(f"Không có phát hiện “{answer.id}”", f"No finding “{answer.id}”")
            raise UnknownFinding(faults=[Fault(f"/findings/{place}/id", said)])
        _require_taken(finding, answer, f"/findings/{place}")
        answers[finding.id] = stored(
            await meant(Asked(work, one, draft, numbers, finding, f"/findings/{place}/value"), answer)
        )
        if answer.resolution == Resolution.open:
            del answers[finding.id]
    one.answers = answers
    one.new_agencies = _new_agencies(one, draft)


def _new_agencies(one: PlanImport, draft: Draft) -> list[str]:
    names = new_names(settled(draft, answers_of(one)))
    if any(len(name) > LONGEST_NAME for name in names):
        raise InvalidRequest(faults=[Fault("/findings", NAME_TOO_LONG)])
    return names


def _require_taken(finding: Raised, answer: FindingAnswer, pointer: str) -> None:
    takes = taken(finding.code)
    if answer.resolution not in takes:
        names = ", ".join(one.value for one in Resolution if one in takes)
        said = Words(f"{finding.code} nhận: {names}", f"{finding.code} takes: {names}")
        raise InvalidRequest(faults=[Fault(f"{pointer}/resolution", said)])
    is_replaced = answer.resolution == Resolution.replaced
    if is_replaced != (answer.value is not None):
        raise InvalidRequest(faults=[Fault(f"{pointer}/value", NEEDS_VALUE if is_replaced else TAKES_NO_VALUE)])
