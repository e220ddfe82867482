"""Adds tasks to a published plan by the document that amends it: whoever leads them owes from today on.

What was due before that day is opened too late for anybody to be blamed for it, as with a plan that is published late.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Entry, Work
from app.obligations.amendments.amend import UNCHANGED
from app.obligations.amendments.amending import leads_as_now
from app.obligations.amendments.schemas import ADD_TASK
from app.obligations.events.dating import date_what_has_occurred
from app.obligations.held import Held, held_pairs
from app.obligations.models import Amendment
from app.obligations.open_tasks import contents_of, expand_groups, open_all
from app.plans.models import Plan, Section
from app.plans.office import require_not_own
from app.tasks import queries as tasks
from app.tasks.draft import TaskRow, write_tasks
from app.tasks.models import Task, TaskAgencyState


@dataclass(frozen=True, slots=True)
class Why:
    """The document that changes the plan, and the reason it gives."""

    document: str
    reason: str


async def add_tasks(work: Work, plan: Plan, rows: Sequence[TaskRow], why: Why) -> None:
    """`plan`: published, locked, and the caller's; parents stand before their children."""
    if not rows:
        return
    added = Task.id.in_([row.id for row in rows])
    await write_tasks(work, plan, rows)
    contents = await contents_of(work, plan, work.today, added)
    require_not_own(work.caller, plan, [agency for one in contents.leads() for agency in contents.meant(one)])
    await expand_groups(work, plan, contents)
    await open_all(work, plan, contents, work.today, ADD_TASK)
    await date_what_has_occurred(work, plan.id)
    await _record(work, plan, rows, why)


async def _record(work: Work, plan: Plan, rows: Sequence[TaskRow], why: Why) -> None:
    sections = await labels(work, plan)
    held = await _held(work, rows)
    for row in rows:
        after = {**UNCHANGED, **_told(row, sections), "leads": list((await leads_as_now(work, held[row.id])).values())}
        work.session.add(amendment(work, plan, row.id, ADD_TASK, why, {**UNCHANGED, "leads": []}, after))
    shown = await work.show_all(tasks.TASKS_OF_PLAN, tasks.with_may, plan_id=plan.id)
    await work.record_all([Entry("task", row.id, ADD_TASK, plan.id, after=shown[row.id]) for row in rows])


async def _held(work: Work, rows: Sequence[TaskRow]) -> Mapping[UUID, list[Held]]:
    held: dict[UUID, list[Held]] = defaultdict(list)
    for one in await held_pairs(work, TaskAgencyState.task_id.in_([row.id for row in rows])):
        held[one.pair.task_id].append(one)
    return held


def _told(row: TaskRow, sections: Mapping[UUID | None, str | None]) -> dict[str, Any]:
    deadline = row.deadlines[0].text if row.deadlines else None
    return {
        "number": row.number,
        "section": sections.get(row.section_id),
        "title": row.title,
        "deliverable": row.deliverable,
        "deadline_text": deadline,
    }


async def labels(work: Work, plan: Plan) -> Mapping[UUID | None, str | None]:
    """What the sections of a plan are called."""
    found = await work.session.execute(
        select(Section.id, Section.label, Section.title).where(Section.plan_id == plan.id)
    )
    return {row.id: row.label or row.title for row in found}


def amendment(
    work: Work, plan: Plan, task_id: UUID, kind: str, why: Why, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Amendment:
    return Amendment(
        id=uuid7(),
        task_id=task_id,
        plan_id=plan.id,
        kind=kind,
        document=why.document,
        reason=why.reason,
        before=dict(before),
        after=dict(after),
        amended_by=plan.monitoring_agency_id,
        token_id=work.caller.token_id,
        amended_at=work.now,
        amended_on=work.today,
    )
