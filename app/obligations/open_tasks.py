"""Opens tasks: groups become their members, every lead becomes a pair, and what each pair owes from a day on is opened. A publication
opens all tasks of a plan, an amendment those that it adds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.agencies import queries as agencies
from app.kernel.db import insert_rows
from app.obligations.open import awaited_by, awaited_events, opened, write_obligations
from app.obligations.owed import Owed, owed
from app.obligations.terms import plan_terms, reading_of
from app.plans.models import Plan, PlanAgency
from app.tasks.models import Assignment, Task, TaskAgency, TaskDeadline
from app.tasks.progress import NewPair, open_pairs

LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Contents:
    """The plan's rows as its draft left them. `members`: of each group that a cell names, as of the day they are opened; `heirs`: who
    stands for an agency that has been succeeded since the draft was made.
    """

    tasks: Sequence[UUID]
    assignments: Mapping[UUID, Sequence[Assignment]]
    deadlines: Mapping[UUID, Sequence[TaskDeadline]]
    members: Mapping[UUID, Sequence[UUID]]
    heirs: Mapping[UUID, UUID]

    def leads(self) -> list[Assignment]:
        return [one for of_task in self.assignments.values() for one in of_task if one.role == LEAD]

    def meant(self, one: Assignment) -> Sequence[UUID]:
        if one.agency_id is not None:
            return [self.heirs.get(one.agency_id, one.agency_id)]
        return self.members.get(one.group_id, ()) if one.group_id is not None else ()


async def contents_of(work: Work, plan: Plan, on_day: date, *conditions: ColumnElement[bool]) -> Contents:
    """Of the tasks that the conditions name, or of all; groups as of that day."""
    of_plan = select(Task.id).where(Task.plan_id == plan.id, *conditions)
    owing = of_plan.where(~Task.is_heading).order_by(Task.position)
    assignments = select(Assignment).where(Assignment.task_id.in_(of_plan)).order_by(Assignment.position)
    deadlines = select(TaskDeadline).where(TaskDeadline.task_id.in_(of_plan)).order_by(TaskDeadline.position)
    named = list(await work.session.scalars(assignments))
    groups = {one.group_id for one in named if one.group_id is not None}
    return Contents(
        tasks=list(await work.session.scalars(owing)),
        assignments=_by_task(named),
        deadlines=_by_task(await work.session.scalars(deadlines)),
        members={group: await agencies.members(work.session, group, on_day) for group in groups},
        heirs=await agencies.heirs(work.session),
    )


def _by_task(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(row)
    return found


async def expand_groups(work: Work, plan: Plan, contents: Contents) -> None:
    """An agency named itself and as a member stands once a role, as named."""
    known = await work.session.execute(
        select(TaskAgency.task_id, TaskAgency.role, TaskAgency.agency_id).where(TaskAgency.plan_id == plan.id)
    )
    seen = {(task, role, agency) for task, role, agency in known}
    rows: list[dict[str, Any]] = []
    for one in (one for of_task in contents.assignments.values() for one in of_task):
        for agency in contents.meant(one):
            if (one.task_id, one.role, agency) not in seen:
                seen.add((one.task_id, one.role, agency))
                rows.append(_row(one, agency))
    if rows:
        await insert_rows(work.session, TaskAgency, rows)
    named = [{"plan_id": plan.id, "agency_id": agency} for agency in {agency for _, _, agency in seen}]
    if named:
        await work.session.execute(insert_or_skip(PlanAgency).on_conflict_do_nothing(), named)


def _row(assignment: Assignment, agency_id: UUID) -> dict[str, Any]:
    return {
        "task_id": assignment.task_id,
        "agency_id": agency_id,
        "role": assignment.role,
        "plan_id": assignment.plan_id,
        "assignment_id": assignment.id,
        "named": assignment.agency_id is not None,
    }


@dataclass(frozen=True, slots=True)
class _Lead:
    agency_id: UUID | None
    assignment_id: UUID | None
    is_primary: bool


def _leads(assignments: Sequence[Assignment], contents: Contents) -> list[_Lead]:
    """The pairs of a task in the order of its cell. A name that is nobody in particular is a pair without an agency, and so
    is a task without any lead: it owes what a lead owes, and is always shown.
    """
    found: dict[UUID, _Lead] = {}
    nobody: list[_Lead] = []
    for one in (one for one in assignments if one.role == LEAD):
        meant = contents.meant(one)
        for agency in meant:
            found.setdefault(agency, _Lead(agency, None, one.is_primary))
        if not meant:
            nobody.append(_Lead(None, one.id, one.is_primary))
    return [*found.values(), *nobody] or [_Lead(None, None, is_primary=True)]


async def open_all(work: Work, plan: Plan, contents: Contents, opened_on: date, action: str) -> None:
    terms = await plan_terms(work, plan, opened_on)
    owing = {
        task: owed([reading_of(one) for one in contents.deadlines.get(task, ())], terms) for task in contents.tasks
    }
    deadline_ids = {task: [one.id for one in contents.deadlines.get(task, ())] for task in contents.tasks}
    events = await awaited_events(
        work, awaited_by((one, deadline_ids[task]) for task, of_task in owing.items() for one in of_task)
    )
    pairs: list[NewPair] = []
    obligations: list[dict[str, Any]] = []
    for task, of_task in owing.items():
        leads = _leads(contents.assignments.get(task, ()), contents)
        for position, lead in enumerate(leads, 1):
            pair, rows = _open_pair(plan, task, lead, position, of_task, deadline_ids[task], events, opened_on)
            pairs.append(pair)
            obligations.extend(rows)
    await open_pairs(work, pairs, opened_on, action)
    await write_obligations(work, obligations, opened_on, action)


def _open_pair(
    plan: Plan,
    task: UUID,
    lead: _Lead,
    position: int,
    owing: Sequence[Owed],
    deadline_ids: Sequence[UUID],
    events: dict[str, UUID],
    opened_on: date,
) -> tuple[NewPair, tuple[dict[str, Any], ...]]:
    pair_id = uuid7()
    found = opened(
        owing,
        deadline_ids,
        events,
        pair_id=pair_id,
        task_id=task,
        plan_id=plan.id,
        agency_id=lead.agency_id,
        opened_on=opened_on,
    )
    pair = NewPair(
        id=pair_id,
        task_id=task,
        plan_id=plan.id,
        agency_id=lead.agency_id,
        assignment_id=lead.assignment_id,
        is_primary=lead.is_primary,
        position=position,
        open_obligation_id=found.first_id,
        standing=found.standing,
    )
    return pair, found.obligations
