"""A published task as an act of its office finds it: who may act, and what is locked in which order.

Always the plan (shared: acts on two tasks of it do not wait for one another, closing it waits for them), the task, the events that
its deadlines wait for, the calendar (shared too), and then its pairs. Who records an event takes it, the calendar and the pairs; a
report takes its pair first and only looks at plan and task: so no two of them wait in a circle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.access.writing import Work
from app.agencies.models import Agency
from app.calendar.queries import hold_days
from app.deadlines import read_deadline
from app.kernel.problems import Fault
from app.obligations.amendments.problems import NoSuchLead
from app.obligations.amendments.schemas import AmendmentCreate
from app.obligations.events.dating import take_turns
from app.obligations.held import Held, held_pairs
from app.obligations.open import keys_of
from app.obligations.terms import reading_of
from app.plans.models import Plan
from app.plans.office import require_office, require_published
from app.plans.problems import NotYourPlan
from app.tasks import queries
from app.tasks.cell_rules import shown_due_on
from app.tasks.edit import reading_context
from app.tasks.models import Task, TaskAgencyState, TaskDeadline
from app.tasks.problems import StatusRefuses
from app.tasks.rules import Action, Status, allowed_actions, task_status


@dataclass(frozen=True, slots=True)
class PublishedTask:
    """`shown`: as a GET showed it before the act."""

    plan: Plan
    task: Task
    shown: bytes


async def published_task(work: Work, task_id: UUID, phrase: str | None = None) -> PublishedTask:
    """404 when the caller does not see it, 403 when it does but is not its office, 409 unless its plan is published. `phrase`: a
    deadline that the act is going to add.
    """
    shown, _ = await work.show(queries.TASK, queries.with_may, id=task_id)
    of_task = select(Plan).join(Task, Task.plan_id == Plan.id).where(Task.id == task_id)
    plan = await work.session.scalar(of_task.with_for_update(read=True, of=Plan))
    if plan is None:
        # Row security hides from a lock what the caller may not change, and it was seen a moment ago.
        raise NotYourPlan
    require_office(work.caller, plan)
    require_published(plan)
    task = await work.session.scalar(select(Task).where(Task.id == task_id).with_for_update(key_share=True))
    assert task is not None
    await take_turns(work, await _events_of(work, plan, task, phrase))
    await hold_days(work.session)
    return PublishedTask(plan, task, shown)


async def _events_of(work: Work, plan: Plan, task: Task, phrase: str | None) -> set[str]:
    """The keys of all that its leads may begin to wait for."""
    rows = await work.session.scalars(select(TaskDeadline).where(TaskDeadline.task_id == task.id))
    keys = {key for one in rows for key in keys_of(reading_of(one), one.id)}
    return (
        keys
        if phrase is None
        else keys | keys_of(read_deadline(phrase, await reading_context(work, plan, task.annex_id)))
    )


@dataclass(frozen=True, slots=True)
class Amending:
    """`held`: the pairs it is about, that of one lead or all of the task's."""

    work: Work
    id: UUID
    draft: AmendmentCreate
    plan: Plan
    task: Task
    agency_id: UUID | None
    held: list[Held]


@dataclass(frozen=True, slots=True)
class Amended:
    """`moved`: the pairs it has moved, which get their rows of history; `before` and `after`: what else it has changed."""

    moved: Sequence[Held]
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


async def pairs_meant(work: Work, task: Task, agency_id: UUID | None, *, whole: bool = False) -> list[Held]:
    """That of one lead, or all pairs of the task; `whole`: all though one is meant, locked at once and so in one order."""
    of_task = TaskAgencyState.task_id == task.id
    of_lead = TaskAgencyState.agency_id == agency_id
    held = await held_pairs(work, of_task, *([] if agency_id is None or whole else [of_lead]))
    if agency_id is not None and all(one.pair.agency_id != agency_id for one in held):
        raise NoSuchLead(faults=[Fault("/agency", NoSuchLead.title)])
    return held


def those_that_allow(held: Sequence[Held], action: Action) -> list[Held]:
    """Of all leads those whose status allows it: a task is suspended though one of its leads is done. StatusRefuses (409) when
    none does.
    """
    return _some(held, [one for one in held if action in allowed_actions(status_of(one))])


def those_at_work(held: Sequence[Held]) -> list[Held]:
    """A new deadline opens nothing for who is done or ended: such a pair meets it when it is reopened."""
    return _some(held, [one for one in held if status_of(one) not in (Status.completed, Status.cancelled)])


def status_of(held: Held) -> Status:
    return Status(held.pair.status)


def _some(held: Sequence[Held], found: list[Held]) -> list[Held]:
    if not found:
        allowed = {action for one in held for action in allowed_actions(status_of(one))}
        raise StatusRefuses(
            status_now=task_status(status_of(one) for one in held),
            allowed_actions=[action.value for action in Action if action in allowed],
        )
    return found


async def leads_as_now(work: Work, held: Iterable[Held]) -> dict[UUID, dict[str, Any]]:
    """Each pair as an amendment keeps it, to be read for ever: with the name its agency has today."""
    pairs = [one.pair for one in held]
    names = await _names(work, {one.agency_id for one in pairs if one.agency_id is not None})
    return {
        one.id: {
            "agency": one.agency_id and names[one.agency_id],
            "status": one.status,
            "effective_due_date": _written(shown_due_on(*_days(one))),
            "original_due_date": _written(one.next_original_due_on),
        }
        for one in sorted(pairs, key=lambda one: one.position)
    }


async def _names(work: Work, ids: Iterable[UUID]) -> Mapping[UUID, dict[str, str]]:
    rows = await work.session.execute(select(Agency.id, Agency.code, Agency.name).where(Agency.id.in_(ids)))
    return {row.id: {"id": str(row.id), "code": row.code, "name": row.name} for row in rows}


def _days(pair: TaskAgencyState) -> tuple[list[date], list[date]]:
    return [day for day in [pair.open_due_on] if day], [day for day in [pair.last_settled_due_on] if day]


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
