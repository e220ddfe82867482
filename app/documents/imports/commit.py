"""Commits an import: its rows become a draft, bring a draft to what the file says, or amend a published plan, all in one transaction.

`import_annex` does the same for a file of the operator's own, which nobody has to settle first: the seed, and tests.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select

from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.agencies.enroll import enroll_agency
from app.agencies.models import Agency
from app.agencies.schemas import AgencyCreate, AgencyKind
from app.documents.imports.amend import amend_annex
from app.documents.imports.beside import beside
from app.documents.imports.compare import Comparison, as_committed, compare
from app.documents.imports.draft import Name, Raised, Target
from app.documents.imports.draft_json import from_json
from app.documents.imports.here import read_here
from app.documents.imports.models import PlanImport
from app.documents.imports.opening import open_plan
from app.documents.imports.problems import FindingsOpen, ImportCommitted
from app.documents.imports.queries import import_of, plan_now
from app.documents.imports.rewrite import rewrite_annex
from app.documents.imports.schemas import ImportCommit
from app.documents.imports.show import answers_of, record_import, show_import, summary_of
from app.documents.imports.shown import FACTS
from app.documents.imports.write import write_annex
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.schema import as_uuid
from app.kernel.text import fold
from app.kernel.words import Words
from app.obligations.amendments.add_tasks import Why
from app.obligations.publish import publish_plan
from app.plans.draft import create_plan
from app.plans.models import Annex, Plan
from app.plans.office import office_plan, require_not_closed, show_and_record
from app.plans.schemas import PlanCreate, PlanPublish

NEEDS_DOCUMENT = Words(
    "Kế hoạch đã ban hành: nêu văn bản điều chỉnh", "The plan is published: name the document that amends it"
)
LONGEST_CODE, NAMELESS = 80, "co-quan"


async def commit_import(work: Work, import_id: UUID, wanted: ImportCommit) -> Shown:
    one = await import_of(work, import_id, lock=True)
    if one.status != "previewed":
        raise ImportCommitted
    before = await summary_of(work, one.id)
    draft = await beside(from_json, one.draft)
    plan = await _plan(work, one.plan_code)
    now = None if plan is None else await plan_now(work, plan, draft)
    compared = await beside(compare, draft, answers_of(one), now)
    _require_settled(work, compared)
    if plan is None:
        plan = await _create(work, one)
    why = _why(plan, compared, one, wanted)
    await _mark(work, one, plan, wanted)
    compared = await _enrolled(work, compared)
    is_new = await write(work, plan, compared, one.sha256, why)
    if wanted.publish:
        await publish_plan(work, plan.code, PlanPublish(published_on=wanted.published_on))
    if wanted.opening:
        one.left_out = await open_plan(work, plan, draft, answers_of(one), one.sha256, leave_out=wanted.leave_out)
    await record_import(work, one.id, "commit", before, plan.id)
    return await show_import(work, one, draft, as_committed(compared) if is_new else None)


async def _plan(work: Work, code: str) -> Plan | None:
    """Locked: whoever else brings it to a file waits, and is then compared with what this one has made of it."""
    if await work.session.scalar(select(Plan.id).where(Plan.code == code)) is None:
        return None
    plan, _ = await office_plan(work, code)
    require_not_closed(plan)
    return plan


def _require_settled(work: Work, compared: Comparison) -> None:
    if compared.open_errors:
        raise FindingsOpen(findings=[_told(work, one) for one in compared.open_errors])


def _told(work: Work, one: Raised) -> dict[str, object]:
    return {"id": one.id, "code": one.code, "row": one.row, "message": one.message.in_(work.language)}


async def _create(work: Work, one: PlanImport) -> Plan:
    office = str(one.office_id)
    facts = {name: getattr(one, name) for name in (*FACTS, "type")}
    await create_plan(work, PlanCreate(code=one.plan_code, monitoring_agency=office, **facts))
    return (await work.session.scalars(select(Plan).where(Plan.code == one.plan_code))).one()


def _why(plan: Plan, compared: Comparison, one: PlanImport, wanted: ImportCommit) -> Why | None:
    if plan.status == "draft" or not compared.changes_something:
        return None
    if wanted.document is None:
        raise InvalidRequest(faults=[Fault("/document", NEEDS_DOCUMENT)])
    return Why(wanted.document, wanted.reason or one.file_name)


async def _mark(work: Work, one: PlanImport, plan: Plan, wanted: ImportCommit) -> None:
    one.status, one.plan_id, one.committed_at, one.document = "committed", plan.id, work.now, wanted.document
    one.version += 1
    one.updated_at = work.now
    await (
        work.session.flush()
    )  # the register lets an office enrol what its import of this very transaction has accepted


async def _enrolled(work: Work, compared: Comparison) -> Comparison:
    """The comparison with the new agencies in the place of their names. One that the register knows by now is not enrolled again."""
    names = list(dict.fromkeys(one.text for row in compared.draft.rows for one in row.names if one.is_new))
    if not names:
        return compared
    register = await agencies.register(work.session)
    targets = {}
    for name in names:
        found = register.find(name)
        is_known = found is not None and not found.is_group
        targets[name] = (
            Target(found.named.id, found.named.code, found.named.name)
            if found and is_known
            else await _enrol(work, name)
        )
    return await beside(_with_targets, compared, targets)


def _with_targets(compared: Comparison, targets: dict[str, Target]) -> Comparison:
    rows = tuple(replace(row, names=tuple(_put(one, targets) for one in row.names)) for row in compared.draft.rows)
    return replace(compared, draft=replace(compared.draft, rows=rows))


def _put(name: Name, targets: dict[str, Target]) -> Name:
    return replace(name, agency=targets[name.text], is_new=False) if name.is_new else name


async def _enrol(work: Work, name: str) -> Target:
    stem = code_stem(name)
    alike = select(Agency.code).where(Agency.code.startswith(stem))
    taken = set(await work.session.scalars(alike))
    code = next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    await enroll_agency(work, AgencyCreate(code=code, name=name, kind=AgencyKind.other))
    return Target(
        *(await work.session.execute(select(Agency.id, Agency.code, Agency.name).where(Agency.code == code))).one()
    )


def code_stem(name: str) -> str:
    """What the code of a new agency begins with. A name without a Latin letter gives none, and one in the form of an id no good one."""
    folded = re.sub("[^a-z0-9]+", "-", fold(name))[:LONGEST_CODE].strip("-")
    is_good = re.search("[a-z]", folded) and as_uuid(folded) is None
    return folded if is_good else f"{NAMELESS}-{folded}".strip("-")


async def write(work: Work, plan: Plan, compared: Comparison, digest: bytes, why: Why | None) -> bool:
    """The one way rows of a document get into a plan; whether they have become a new annex of it."""
    now = await plan_now(work, plan, compared.draft)
    if now.annex_id is None:
        last = await work.session.scalar(select(func.max(Annex.position)).where(Annex.plan_id == plan.id))
        plan.source_digest = digest
        await write_annex(work, plan, compared.draft, (last or 0) + 1)
    elif compared.changes_something:
        _, before = await office_plan(work, plan.code)
        if why is None:
            await rewrite_annex(work, plan, now, now.annex_id, compared)
        else:
            await amend_annex(work, plan, now, now.annex_id, compared, why)
        plan.source_digest = digest
        await show_and_record(work, plan, "import", before)
    return now.annex_id is None


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is false when the plan was there already: then nothing of it changes."""

    code: str
    is_new: bool
    sections: int
    tasks: int
    headings: int
    findings: tuple[Raised, ...]


async def import_annex(work: Work, data: bytes, draft: PlanCreate, name: str = "") -> Imported:
    """Stores the plan of one annex as a draft; the problem of a file that can't be read or is classified."""
    read = await read_here(work.session, data, name, year=draft.year, issued_on=draft.issued_on)
    known = await work.session.scalar(select(Plan.id).where(Plan.code == draft.code))
    if known is None:
        compared = compare(read, {}, None)
        _require_settled(work, compared)
        await create_plan(work, draft)
        plan = (await work.session.scalars(select(Plan).where(Plan.code == draft.code))).one()
        await write(work, plan, compared, hashlib.sha256(data).digest(), None)
    headings = sum(row.is_heading for row in read.rows)
    tasks = len(read.rows) - headings
    return Imported(draft.code, known is None, len(read.sections), tasks, headings, read.findings)
