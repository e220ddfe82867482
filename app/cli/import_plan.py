"""`tiendo import`: an annex into a draft plan, and a readable account of what the reader was not sure of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from app.access.roles import Role
from app.agencies import queries as agencies
from app.cli.operator import acting, owner_session
from app.documents.annex import read_annex
from app.documents.commit import Imported, import_annex, imported_from
from app.documents.read_txt import read_txt
from app.kernel.clock import local_day, system_clock
from app.kernel.db import open_database
from app.obligations.publish import publish_plan
from app.plans.schemas import PlanCreate, PlanPublish

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


async def import_file(owner_url: str, serving_url: str, wanted: Wanted) -> Imported:
    async with owner_session(owner_url) as session:
        office = await agencies.agency_id(session, wanted.office, "/office")
        annex = read_annex(read_txt(wanted.data), await agencies.register(session), year=wanted.year)
    draft = _plan(wanted, annex.facts.title, annex.facts.year)
    if wanted.dry_run:
        return imported_from(wanted.code, annex, is_new=False)
    async with open_database(serving_url) as database, acting(owner_url, database, Role.office, [office]) as work:
        imported = await import_annex(work, wanted.data, draft)
        if wanted.publish and imported.is_new:
            await publish_plan(work, draft.code, PlanPublish(published_on=wanted.published_on))
        return imported


def _plan(wanted: Wanted, title: str | None, year: int | None) -> PlanCreate:
    of_year = wanted.year or year or local_day(system_clock()).year
    return PlanCreate.model_validate(
        {
            "code": wanted.code,
            "title": wanted.title or title or wanted.code,
            "monitoring_agency": wanted.office,
            "year": of_year,
            "starts_on": wanted.starts_on or date(of_year, 1, 1),
            "ends_on": wanted.ends_on or date(of_year, 12, 31),
        }
    )


def as_data(imported: Imported) -> dict[str, Any]:
    return {
        "plan": imported.code,
        "is_new": imported.is_new,
        "sections": imported.sections,
        "tasks": imported.tasks,
        "headings": imported.headings,
        "findings": [
            {
                "code": one.code.value,
                "severity": one.severity.value,
                "row": one.row,
                "column": one.column,
                "message": {"vi": one.message("vi"), "en": one.message("en")},
            }
            for one in imported.findings
        ],
    }


def show(console: Console, imported: Imported) -> None:
    counted = f"{imported.sections} phần, {imported.tasks} nhiệm vụ, {imported.headings} tiêu đề"
    console.print(f"{imported.code}: {counted} ({'mới / new' if imported.is_new else 'không đổi / unchanged'})")
    table = Table("dòng / row", "", "phát hiện / finding")
    for one in imported.findings:
        colour = COLOURS[one.severity.value]
        table.add_row(
            str("" if one.row is None else one.row + 1), f"[{colour}]{one.severity.value}[/]", one.message("vi")
        )
    console.print(table)
