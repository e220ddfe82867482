"""`tiendo import`: an annex into a draft plan, and a readable account of what the reader was not sure of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import select

from app.access.roles import Role
from app.agencies import queries as agencies
from app.cli.operator import acting, owner_session
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.preamble import PlanFacts
from app.documents.annex.read import read_annex
from app.documents.imports.commit import Imported, import_annex, imported_from
from app.documents.imports.problems import NoTable
from app.documents.readers.txt import read_txt
from app.kernel.clock import Clock, local_day, system_clock
from app.kernel.db import open_database
from app.kernel.problems import Fault
from app.kernel.words import Words
from app.obligations.publish import publish_plan
from app.plans.models import Plan
from app.plans.schemas import PlanCreate, PlanPublish

NEWS = {True: "mới / new", False: "không đổi / unchanged"}
LONGEST_TITLE = 40
COLOURS = {"error": "red", "warning": "yellow", "info": "default"}


@dataclass(frozen=True, slots=True)
class Wanted:
    data: bytes
    code: str
    office: str
    title: str | None
    year: int | None
    starts_on: date | None
    ends_on: date | None
    publish: bool
    published_on: date | None
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status`: of the plan afterwards; null after a dry run. `rows`: how each row is called, for the findings."""

    imported: Imported
    status: str | None
    rows: tuple[str, ...]


async def import_file(owner_url: str, serving_url: str, wanted: Wanted, clock: Clock = system_clock) -> Outcome:
    async with owner_session(owner_url) as session:
        office = await agencies.agency_id(session, wanted.office, "/office")
        annex = read_annex(read_txt(wanted.data), await agencies.register(session), year=wanted.year)
    if not annex.rows:
        raise NoTable(faults=[Fault("", Words(one.message("vi"), one.message("en"))) for one in annex.findings])
    rows = tuple(_called(annex, row) for row in annex.rows)
    draft = _plan(wanted, annex.facts, local_day(clock()))
    if wanted.dry_run:
        return Outcome(imported_from(wanted.code, annex, is_new=False), None, rows)
    async with (
        open_database(serving_url) as database,
        acting(owner_url, database, Role.office, [office], clock) as work,
    ):
        imported = await import_annex(work, wanted.data, draft)
        status = await work.session.scalar(select(Plan.status).where(Plan.code == draft.code))
        if wanted.publish and status == "draft":
            await publish_plan(work, draft.code, PlanPublish(published_on=wanted.published_on))
            status = "published"
        return Outcome(imported, status, rows)


def _called(annex: AnnexDraft, row: RowDraft) -> str:
    """As a reader of the document finds it: the section, the number, and how the title begins."""
    section = None if row.section is None else annex.sections[row.section].label
    return f"{'.'.join(one for one in (section, row.number) if one)} {row.title[:LONGEST_TITLE]}".strip()


def _plan(wanted: Wanted, facts: PlanFacts, today: date) -> PlanCreate:
    year = wanted.year or facts.year or today.year
    return PlanCreate.model_validate(
        {
            "code": wanted.code,
            "title": (wanted.title or facts.title or wanted.code).replace("\n", " ")[:500],
            "document_number": facts.document_number,
            "issued_on": facts.issued_on,
            "issuer": facts.issuer,
            "monitoring_agency": wanted.office,
            "year": year,
            "starts_on": wanted.starts_on or date(year, 1, 1),
            "ends_on": wanted.ends_on or date(year, 12, 31),
        }
    )


def as_data(outcome: Outcome) -> dict[str, Any]:
    imported = outcome.imported
    return {
        "plan": imported.code,
        "is_new": imported.is_new,
        "status": outcome.status,
        "sections": imported.sections,
        "tasks": imported.tasks,
        "headings": imported.headings,
        "findings": [
            {
                "code": one.code.value,
                "severity": one.severity.value,
                "row": None if one.row is None else outcome.rows[one.row],
                "column": one.column,
                "message": {"vi": one.message("vi"), "en": one.message("en")},
            }
            for one in imported.findings
        ],
    }


def show(console: Console, outcome: Outcome) -> None:
    imported = outcome.imported
    done = "chỉ đọc thử / dry run" if outcome.status is None else f"{NEWS[imported.is_new]}, {outcome.status}"
    counted = f"{imported.sections} phần, {imported.tasks} nhiệm vụ, {imported.headings} tiêu đề"
    console.print(f"{imported.code}: {counted} ({done})", markup=False)
    table = Table("nhiệm vụ / task", "", "phát hiện / finding")
    for one in imported.findings:
        row = "" if one.row is None else outcome.rows[one.row]
        table.add_row(Text(row), Text(one.severity.value, COLOURS[one.severity.value]), Text(one.message("vi")))
    console.print(table)
