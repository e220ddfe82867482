"""Settles findings of an import, and changes what its plan will be made with."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import or_, select

from app.access.versions import require_version
from app.access.writing import Shown, Work
from app.agencies.models import Agency, AgencyGroup
from app.agencies.problems import UnknownAgency
from app.deadlines import Confidence, Context, Purpose, read_deadline
from app.documents.imports.answers import (
    NEW,
    Answer,
    Resolution,
    Takes,
    new_names,
    says_no_name,
    settled,
    taken,
    value_of,
)
from app.documents.imports.beside import beside
from app.documents.imports.compare import Answers
from app.documents.imports.draft import Draft, Raised, Target
from app.documents.imports.draft_json import from_json
from app.documents.imports.models import PlanImport
from app.documents.imports.problems import ImportCommitted, UnknownFinding
from app.documents.imports.queries import import_of
from app.documents.imports.schemas import FactsUpdate, FindingAnswer, ImportUpdate
from app.documents.imports.show import answers_of, compared_with_plan, plan_of, record_import, show_import, summary_of
from app.documents.imports.shown import stored
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.schema import as_uuid
from app.kernel.words import Words
from app.obligations.amendments.problems import DeadlineNotRead
from app.plans.problems import PlanDaysReversed
from app.tasks.cell_rules import CompletionRule

NEEDS_VALUE = Words("replaced cần value", "replaced needs a value")
TAKES_NO_VALUE = Words("chỉ replaced mới có value", "only replaced takes a value")
PLAN_IS_THERE = Words(
    "Kế hoạch đã có: sửa nó tại PATCH /v1/plans/{plan}",
    "The plan is there already: change it by PATCH /v1/plans/{plan}",
)
TOO_LONG = Words("số thứ tự dài quá 100 ký tự", "a number of more than 100 characters")
NUMBER_TAKEN = Words("số thứ tự này đã dùng trong cùng mục", "another row of the section has this number")
NO_RULE = Words("primary, each hoặc any", "primary, each or any")
NAME_TOO_LONG = Words(
    "tên dài quá 500 ký tự không thành cơ quan mới", "a name of more than 500 characters is no new agency"
)
NO_NAME = Words(
    "“{read}” là số hoặc ngày, không thể thành cơ quan mới; hãy nêu cơ quan (replaced) hoặc từ chối (rejected)",
    "“{read}” is a number or a day and becomes no new agency; name one (replaced) or reject it",
)
UNKNOWN_AGENCY = "unknown-agency"
ENROLLING = frozenset({Resolution.accepted, Resolution.replaced})
CLEARED = frozenset({"document_number", "issued_on", "issuer"})
LONGEST_NUMBER, LONGEST_NAME = 100, 500


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
            await _meant(Asked(work, one, draft, numbers, finding, f"/findings/{place}/value"), answer)
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


class Numbers:
    """Which row of a section bears which number, as far as it is settled; those of the answers before it in the same request too."""

    def __init__(self, draft: Draft, answers: Answers) -> None:
        self._rows = settled(draft, answers).rows
        self._given: dict[int, str | None] = {at: row.number for at, row in enumerate(self._rows)}
        self._borne = Counter(self._key(at) for at in self._given)

    def give(self, at: int, number: str) -> bool:
        """False when another row of the section has it."""
        self._borne[self._key(at)] -= 1
        self._given[at] = number
        self._borne[self._key(at)] += 1
        return self._borne[self._key(at)] == 1

    def _key(self, at: int) -> tuple[int | None, str | None]:
        return self._rows[at].section, self._given[at]


class Asked:
    """A value that was sent, and what it is understood with."""

    def __init__(
        self, work: Work, one: PlanImport, draft: Draft, numbers: "Numbers", finding: Raised, pointer: str
    ) -> None:
        self.work, self.one, self.draft, self.numbers = work, one, draft, numbers
        self.finding, self.pointer = finding, pointer

    def refused(self, said: Words) -> InvalidRequest:
        return InvalidRequest(faults=[Fault(self.pointer, said)])


async def _meant(asked: Asked, answer: FindingAnswer) -> Answer:
    resolution, finding = Resolution(answer.resolution), asked.finding
    if resolution is Resolution.accepted and finding.code == UNKNOWN_AGENCY and finding.suggestion is not None:
        return replace(await _agency(asked, finding.suggestion), resolution=resolution, value=None)
    if answer.value is None or (finding.code == UNKNOWN_AGENCY and answer.value == NEW):
        _require_name(asked, answer)
        return Answer(resolution, answer.value)
    return await VALUES[value_of(finding.code)](asked, answer.value)


def _require_name(asked: Asked, answer: FindingAnswer) -> None:
    """Where columns stand in the wrong places, days stand among the agencies: none of them is to be enrolled."""
    read = asked.finding.read or ""
    if asked.finding.code != UNKNOWN_AGENCY or answer.resolution not in ENROLLING or not says_no_name(read):
        return
    pointer = asked.pointer if answer.value else asked.pointer.replace("/value", "/resolution")
    raise InvalidRequest(faults=[Fault(pointer, Words(*(text.format(read=read) for text in NO_NAME)))])


async def _agency(asked: Asked, value: str) -> Answer:
    session, id_ = asked.work.session, as_uuid(value)
    named = or_(Agency.id == id_, Agency.code == value, Agency.e_identifier == value)
    agency = (await session.execute(select(Agency.id, Agency.code, Agency.name).where(named))).first()
    if agency is not None:
        return Answer(Resolution.replaced, value, agency=Target(*agency))
    in_groups = select(AgencyGroup.id, AgencyGroup.code, AgencyGroup.name)
    group = (await session.execute(in_groups.where(or_(AgencyGroup.id == id_, AgencyGroup.code == value)))).first()
    if group is None:
        said = Words(f"Không có cơ quan hay nhóm “{value}”", f"No agency or group “{value}”")
        raise UnknownAgency(faults=[Fault(asked.pointer, said)])
    return Answer(Resolution.replaced, value, group=Target(*group))


async def _phrase(asked: Asked, value: str) -> Answer:
    context = Context(asked.one.year, asked.one.issued_on, Purpose(asked.draft.deadline_purpose))
    reading = await asyncio.to_thread(
        read_deadline, value, context
    )  # thousands in one request would hold up all others
    if reading.confidence is Confidence.unresolved:
        notes = [Words(note.text("vi"), note.text("en")) for note in reading.notes]
        raise DeadlineNotRead(faults=[Fault(asked.pointer, one) for one in notes or [DeadlineNotRead.title]])
    return Answer(Resolution.replaced, value, reading=reading)


async def _number(asked: Asked, value: str) -> Answer:
    if len(value) > LONGEST_NUMBER:
        raise asked.refused(TOO_LONG)
    if not asked.numbers.give(asked.finding.row or 0, value):
        raise asked.refused(NUMBER_TAKEN)
    return Answer(Resolution.replaced, value)


async def _text(_: Asked, value: str) -> Answer:
    return Answer(Resolution.replaced, value)


async def _rule(asked: Asked, value: str) -> Answer:
    if value not in set(CompletionRule):
        raise asked.refused(NO_RULE)
    return Answer(Resolution.replaced, value)


VALUES: Mapping[Takes, Callable[[Asked, str], Awaitable[Answer]]] = MappingProxyType(
    {Takes.agency: _agency, Takes.phrase: _phrase, Takes.number: _number, Takes.text: _text, Takes.rule: _rule}
)
