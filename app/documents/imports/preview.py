"""Takes a file: reads it aside, compares it with the plan of its code, and keeps what was read until somebody has settled it.

Three short transactions and nothing held between them: who may is asked before a byte of the file is taken, then what the reading
needs to know is looked up, and what was read is stored at last. What is refused on the way leaves nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from app.access.reading import naming
from app.access.roles import Permission
from app.access.writer import Writer
from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.agencies.matching import Named
from app.documents.imports.aside import Aside
from app.documents.imports.beside import beside
from app.documents.imports.carry_over import carry_over
from app.documents.imports.draft import Draft
from app.documents.imports.draft_json import from_json
from app.documents.imports.facts import facts_of, require_year
from app.documents.imports.models import PlanImport
from app.documents.imports.problems import NoTable
from app.documents.imports.schemas import ImportForm
from app.documents.imports.show import compared_with_plan, plan_of, record_import, show_import
from app.kernel.etags import tag_of
from app.kernel.file_names import LONGEST_NAME, clean_name
from app.kernel.idempotency import Answer, form_content
from app.kernel.limits import FILE_BYTES
from app.kernel.problems import Fault, InvalidRequest, NotFound
from app.kernel.uploads import FIELD, Sent, file_with_fields
from app.kernel.words import Words
from app.plans import queries as plans
from app.plans.models import Plan
from app.plans.office import require_not_closed, require_office
from app.plans.problems import CODE_TAKEN, NotYourPlan, PlanExists

WHICH_OFFICE = Words(
    "Mã truy cập thuộc nhiều cơ quan: ghi cơ quan theo dõi kế hoạch",
    "The token holds several agencies: name the office",
)


@dataclass(frozen=True, slots=True)
class Previewed:
    """`status` 201; 200 for a dry run, or for a file that was sent before."""

    id: UUID | None
    shown: Shown
    status: int

    def answer(self) -> Answer:
        location = None if self.id is None else f"/v1/plan-imports/{self.id}"
        return Answer(self.status, self.shown[0], location, tag_of(*self.shown))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the file is read."""

    office_id: UUID
    plan_id: UUID | None
    year: int | None
    issued_on: date | None
    register: tuple[Sequence[Named], Sequence[Named]]


@dataclass(frozen=True, slots=True)
class Read:
    """A file, and what was read of it: as it is kept, and taken up again."""

    name: str
    data: bytes
    written: str
    draft: Draft


async def preview_import(writer: Writer, aside: Aside, request: Request) -> Response:
    async with writer.work(Permission.plan_write):
        pass
    with aside.holding() as hold:
        sent = await file_with_fields(request, ImportForm.model_fields, FILE_BYTES, hold)
        content = form_content(sent.name, hashlib.sha256(sent.data).digest(), sent.fields)
        return await _previewed(writer.of(content), aside, sent)


async def _previewed(writer: Writer, aside: Aside, sent: Sent) -> Response:
    """Done before under the same key, it is not read again; at once from two connections, the later to end is told so."""
    name, form = clean_name(sent.name, f"/{FIELD}"), _form(sent)
    async with writer.work(Permission.plan_write) as work:
        known = await known_of(work, form)
    written = await aside.read(sent.data, name, known.register, year=known.year, issued_on=known.issued_on)
    draft = await beside(from_json, written)
    require_table(draft)
    async with writer.work(Permission.plan_write) as work:
        previewed = await keep_import(work, form, known, Read(name, sent.data, written, draft))
        return await work.conclude(previewed.answer())


def require_table(draft: Draft) -> None:
    if not draft.rows:
        raise NoTable(faults=[Fault(f"/{FIELD}", one.message) for one in draft.findings])


def _form(sent: Sent) -> ImportForm:
    try:
        return ImportForm.model_validate(dict(sent.fields))
    except ValidationError as invalid:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in invalid.errors()]
        raise RequestValidationError(errors) from invalid


async def known_of(work: Work, form: ImportForm) -> Known:
    plan = await _plan(work, form.plan_code)
    register = await agencies.named(work.session)
    if plan is None:
        return Known(await _office(work, form), None, form.year, None, register)
    require_year(form, plan)
    return Known(plan.monitoring_agency_id, plan.id, plan.year, plan.issued_on, register)


async def _plan(work: Work, code: str) -> Plan | None:
    """The plan of that code, which is the caller's and not closed; PlanExists when it is one that the caller does not see."""
    plan = await work.session.scalar(select(Plan).where(Plan.code == code))
    if plan is None:
        if work.caller.plans is not None:
            raise NotYourPlan  # a token held to some plans makes no others
        return None
    try:
        await work.show(plans.PLAN, **naming(code))
    except NotFound:
        raise PlanExists(faults=[Fault("/plan_code", CODE_TAKEN)]) from None
    require_office(work.caller, plan)
    require_not_closed(plan)
    return plan


async def _office(work: Work, form: ImportForm) -> UUID:
    mine = work.caller.agencies
    if form.office is None:
        if len(mine) != 1:
            raise InvalidRequest(faults=[Fault("/office", WHICH_OFFICE)])
        return next(iter(mine))
    office = await agencies.agency_id(work.session, form.office, "/office")
    if office not in mine:
        raise NotYourPlan
    return office


async def keep_import(work: Work, form: ImportForm, known: Known, read: Read) -> Previewed:
    draft = read.draft
    facts = facts_of(form, draft, await _plan(work, form.plan_code), work.today)
    columns = {**_columns(work, form, known, read), **facts}
    columns |= await carry_over(work, columns, draft, known.register)
    if form.dry_run:
        return Previewed(None, await show_import(work, PlanImport(**columns), draft, dry=True), 200)
    while True:
        before = await _sent_before(work, columns)
        if before is not None:
            return Previewed(before.id, await show_import(work, before), 200)
        # Nothing is made when the same file came from another connection a moment ago: then that one is found.
        made = insert(PlanImport).values(columns).on_conflict_do_nothing().returning(PlanImport)
        found = await work.session.scalar(made)
        if found is not None:
            await record_import(work, found.id, "create", None)
            return Previewed(found.id, await show_import(work, found, draft), 201)


def _columns(work: Work, form: ImportForm, known: Known, read: Read) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "office_id": known.office_id,
        "plan_code": form.plan_code,
        "status": "previewed",
        "file_name": read.name[-LONGEST_NAME:],
        "file_size": len(read.data),
        "sha256": hashlib.sha256(read.data).digest(),
        "draft": read.written,
        "token_id": work.caller.token_id,
        "created_at": work.now,
        "updated_at": work.now,
        "version": 1,
    }


async def _sent_before(work: Work, columns: dict[str, Any]) -> PlanImport | None:
    """The same file read in the same way: while it waits, and after its commit as long as it would change nothing."""
    same = [getattr(PlanImport, name) == columns[name] for name in ("office_id", "plan_code", "sha256", "year")]
    newest = select(PlanImport).where(*same).order_by(PlanImport.status == "committed", PlanImport.created_at.desc())
    known: PlanImport | None = await work.session.scalar(newest.limit(1))
    if known is None or known.status == "previewed":
        return known
    draft = await beside(from_json, known.draft)
    compared = await compared_with_plan(work, known, draft, await plan_of(work, known))
    return None if compared.changes_something else known
