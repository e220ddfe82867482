"""Loads the register, the calendar and the two annexes that a new copy starts with, through the same verbs as everybody.

Safe to run again: what is there stays as it is. The register acts as an admin and the plans as their office, each by a token
that lives only as long as its transaction takes; row security holds here as anywhere.
"""

import csv
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_or_skip

from app.access.roles import Role
from app.access.writing import Work
from app.agencies import queries as agencies
from app.agencies.enroll import enroll_agency, enroll_group, list_members
from app.agencies.models import Agency, AgencyGroup
from app.agencies.register_files import AgencyRow, GroupRow, read_register
from app.agencies.schemas import AgencyCreate, AgencyGroupCreate, AgencyKind, GroupMembers, GroupRule
from app.calendar.models import CalendarDay
from app.calendar.standard_days import standard_days
from app.documents.imports.commit import Imported, import_annex
from app.obligations.publish import publish_plan
from app.plans.models import Plan
from app.plans.schemas import PlanCreate, PlanPublish

CALENDAR_YEARS = range(2024, 2031)
PLANS = "plans.csv"

# Opens a transaction that acts in a role, for these agencies.
Acting = Callable[[Role, list[UUID]], AbstractAsyncContextManager[Work]]
# Told what is being done, in a few words.
Tell = Callable[[str], None]


async def load_seed(acting: Acting, folder: Path, tell: Tell) -> list[Imported]:
    tell("danh bạ cơ quan / the register")
    async with acting(Role.admin, []) as work:
        await load_register(work, folder)
        await load_calendar(work)
        with (folder / PLANS).open(encoding="utf-8", newline="") as lines:
            plans = list(csv.DictReader(lines))
        offices = {
            line["code"]: await agencies.agency_id(work.session, line["monitoring_agency"], "") for line in plans
        }
    imported = []
    for line in plans:
        tell(line["title"])
        async with acting(Role.office, [offices[line["code"]]]) as work:
            imported.append(await _load_plan(work, folder, line))
    return imported


async def load_register(work: Work, folder: Path) -> None:
    agency_rows, group_rows = read_register(folder)
    known = set(await work.session.scalars(select(Agency.code)))
    for row in agency_rows:
        if row.code not in known:
            await enroll_agency(work, _agency(row))
    known = set(await work.session.scalars(select(AgencyGroup.code)))
    for group in group_rows:
        if group.code not in known:
            await enroll_group(work, _group(group))
            if group.members:
                await list_members(work, group.code, GroupMembers(agencies=list(group.members)))


def _agency(row: AgencyRow) -> AgencyCreate:
    return AgencyCreate(
        code=row.code,
        name=row.name,
        kind=AgencyKind(row.kind),
        short_name=row.short_name,
        aliases=list(row.aliases),
        e_identifier=row.e_identifier,
        admin_unit_code=row.admin_unit_code,
        parent=row.parent_code,
    )


def _group(row: GroupRow) -> AgencyGroupCreate:
    rule = GroupRule.kinds if row.rule_kinds else GroupRule.unresolved if row.unresolved else GroupRule.members
    kinds = [AgencyKind(one) for one in row.rule_kinds]
    return AgencyGroupCreate(code=row.code, name=row.name, aliases=list(row.aliases), rule=rule, rule_kinds=kinds)


async def load_calendar(work: Work) -> None:
    """A day that an admin has corrected stays corrected."""
    rows = [
        {"day": one.day, "kind": one.kind, "name": one.name, "decision": one.decision, "provisional": one.provisional}
        for one in standard_days(CALENDAR_YEARS)
    ]
    await work.session.execute(insert_or_skip(CalendarDay).on_conflict_do_nothing(), rows)


async def _load_plan(work: Work, folder: Path, line: dict[str, str]) -> Imported:
    draft = PlanCreate.model_validate(
        {name: line[name] for name in PlanCreate.model_fields if name in line} | {"year": int(line["year"])}
    )
    imported = await import_annex(work, (folder / line["file"]).read_bytes(), draft)
    status = await work.session.scalar(select(Plan.status).where(Plan.code == draft.code))
    if status == "draft":
        # On a machine whose clock stands before that day the plan is published today: nothing is published in the future.
        day = min(date.fromisoformat(line["published_on"]), work.today)
        await publish_plan(work, draft.code, PlanPublish(published_on=day))
    return imported
