"""Publishes a plan: groups become their members, every lead becomes a pair, and what each pair owes is opened.

From here on the plan changes only by amendment. Changing a group afterwards changes nothing published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.obligations.events.dating import date_what_has_occurred
from app.obligations.open import awaited_by, awaited_events, opened, write_obligations
from app.obligations.owed import Owed, owed
from app.obligations.terms import plan_terms, reading_of
from app.plans.models import Plan, PlanAgency
from app.plans.office import office_plan, require_draft, show_and_record
from app.plans.problems import FuturePublication
from app.plans.schemas import PlanPublish
from app.tasks.models import Assignment, Task, TaskAgency, TaskDeadline
from app.tasks.progress import NewPair, open_pairs

LEAD = "lead"


async def publish_plan(work: Work, reference: str, wanted: PlanPublish) -> Shown:
    plan, before = await office_plan(work, reference)
    require_draft(plan)
    published_on = wanted.published_on or work.today
    if published_on > work.today:
        raise FuturePublication
    plan.status, plan.published_on = "published", published_on
    await work.session.flush()  # the policies below ask what the plan is now
    contents = await _contents(work, plan)
    await _expand_groups(work, plan, contents)
    await _open_all(work, plan, contents, published_on)
    await date_what_has_occurred(work, plan.id)
    return await show_and_record(work, plan, "publish", before)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The plan's rows as its draft left them. `members`: of each group that a cell names, as of the day of publication; `heirs`: who
    stands for an agency that has been succeeded since the draft was made.
    """

    tasks: Sequence[UUID]
    assignments: Mapping[UUID, Sequence[Assignment]]
    deadlines: Mapping[UUID, Sequence[TaskDeadline]]
    members: Mapping[UUID, Sequence[UUID]]
    heirs: Mapping[UUID, UUID]

    def meant(self, one: Assignment) -> Sequence[UUID]:
        if one.agency_id is not None:
            return [self.heirs.get(one.agency_id, one.agency_id)]
        return self.members.get(one.group_id, ()) if one.group_id is not None else ()


async def _contents(work: Work, plan: Plan) -> _Contents:
    owing = select(Task.id).where(Task.plan_id == plan.id, ~Task.is_heading).order_by(Task.position)
    assignments = select(Assignment).where(Assignment.plan_id == plan.id).order_by(Assignment.position)
    deadlines = select(TaskDeadline).where(TaskDeadline.plan_id == plan.id).order_by(TaskDeadline.position)
    named = list(await work.session.scalars(assignments))
    groups = {one.group_id for one in named if one.group_id is not None}
    return _Contents(
        tasks=list(await work.session.scalars(owing)),
        assignments=_by_task(named),
        deadlines=_by_task(await work.session.scalars(deadlines)),
        members={
            group: await agencies.members(work.session, group, plan.published_on or work.today) for group in groups
        },
        heirs=await agencies.heirs(work.session),
    )


def _by_task(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.task_id].append(row)
    return found


async def _expand_groups(work: Work, plan: Plan, contents: _Contents) -> None:
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
        await work.session.execute(insert(TaskAgency), rows)
    named = [{"plan_id": plan.id, "agency_id": agency} for agency in {agency for _, _, agency in seen}]
    if named:
        await work.session.execute(insert(PlanAgency), named)


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


def _leads(assignments: Sequence[Assignment], contents: _Contents) -> list[_Lead]:
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


async def _open_all(work: Work, plan: Plan, contents: _Contents, published_on: date) -> None:
    terms = await plan_terms(work, plan, published_on)
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
            pair, rows = _open_pair(plan, task, lead, position, of_task, deadline_ids[task], events, published_on)
            pairs.append(pair)
            obligations.extend(rows)
    await open_pairs(work, pairs, published_on, "publish")
    await write_obligations(work, obligations, published_on, "publish")


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
