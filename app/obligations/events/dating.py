"""Gives their day to obligations whose event has occurred: when it is recorded, and when an obligation is opened afterwards
that waits for the same words. Every published plan that waits gets its day, whichever office has recorded.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from app.access.writing import Work
from app.calendar.queries import working_days
from app.deadlines import WorkingDays, due_after_event
from app.kernel.clock import local_day
from app.obligations.events.rules import EventKind, Occurred, dated, met
from app.obligations.held import Held, facts_of, held_pairs, record
from app.obligations.models import AwaitedEvent, EventOccurrence, Obligation
from app.obligations.open import read_trigger
from app.obligations.rules import ENDED, ObligationState
from app.plans.models import Plan
from app.plans.terms import day_policy
from app.tasks.models import TaskAgencyState

RECORD_EVENT = "record_event"


async def take_turns(work: Work, keys: Iterable[str]) -> None:
    """Until the transaction ends. Who records an event and who opens what waits for it must see one another, and neither may
    change the event's row, which may not even be there yet: hence a lock on its key. Before the calendar and before any pair.
    """
    for key in sorted(set(keys)):
        await work.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


async def take_turns_of(work: Work, plan_id: UUID) -> None:
    """With whoever records or voids an event that the plan waits for, or did."""
    of_plan = select(AwaitedEvent.key).join(Obligation, Obligation.awaited_event_id == AwaitedEvent.id)
    await take_turns(work, await work.session.scalars(of_plan.where(Obligation.plan_id == plan_id).distinct()))


async def pairs_waiting(work: Work, event_id: UUID, *conditions: ColumnElement[bool]) -> list[Held]:
    """The pairs of published plans with something that this event gives its day, locked."""
    of_event = select(Obligation.pair_id).join(Plan, Plan.id == Obligation.plan_id)
    of_event = of_event.where(Obligation.awaited_event_id == event_id, Plan.status == "published", *conditions)
    return await held_pairs(work, TaskAgencyState.id.in_(of_event))


def of_event(held: Held, event_id: UUID) -> list[Obligation]:
    """What of the pair hangs on the event and has not ended."""
    return [
        one for one in held.obligations if one.awaited_event_id == event_id and ObligationState(one.state) not in ENDED
    ]


async def date_by(
    work: Work, event: AwaitedEvent, occurrence: EventOccurrence, *conditions: ColumnElement[bool]
) -> None:
    calendar = await working_days(work.session)
    held = await pairs_waiting(work, event.id, *conditions)
    plans = await _plans(work, held)
    for pair in held:
        for row in of_event(pair, event.id):
            if event.kind == EventKind.condition:
                _meet(pair, row, occurrence)
            elif row.effective_due_date is None and row.trigger is not None:
                _date(pair, row, occurrence, plans[row.plan_id], calendar)
    await record(work, [one for one in held if one.changed], RECORD_EVENT)


async def date_what_has_occurred(work: Work, plan_id: UUID) -> None:
    """What the plan has just opened and another plan's event, or its own, has dated already."""
    await _date_those(work, Obligation.plan_id == plan_id, Obligation.state == ObligationState.awaiting_event.value)


async def date_what_has_no_day(work: Work, plan_id: UUID) -> None:
    """Of a plan that is open again: what was answered before its event too, as an event dates it that is recorded in an open plan."""
    not_ended = Obligation.state.not_in(ENDED)
    undated = Obligation.effective_due_date.is_(None), Obligation.trigger.is_not(None)
    await _date_those(work, Obligation.plan_id == plan_id, not_ended, *undated)


async def _date_those(work: Work, *conditions: ColumnElement[bool]) -> None:
    of_those = select(AwaitedEvent.id, AwaitedEvent.key).join(
        Obligation, Obligation.awaited_event_id == AwaitedEvent.id
    )
    keys = {row.id: row.key for row in await work.session.execute(of_those.where(*conditions))}
    await take_turns(work, keys.values())
    in_force = select(AwaitedEvent, EventOccurrence).join(
        EventOccurrence, EventOccurrence.awaited_event_id == AwaitedEvent.id
    )
    in_force = in_force.where(AwaitedEvent.id.in_(keys), EventOccurrence.voided_at.is_(None))
    for event, occurrence in await work.session.execute(in_force.order_by(AwaitedEvent.id)):
        await date_by(work, event, occurrence, *conditions)


async def _plans(work: Work, held: Iterable[Held]) -> dict[UUID, Plan]:
    ids = {one.pair.plan_id for one in held}
    return {one.id: one for one in await work.session.scalars(select(Plan).where(Plan.id.in_(ids)))}


def _date(held: Held, row: Obligation, occurrence: EventOccurrence, plan: Plan, calendar: WorkingDays) -> None:
    assert row.trigger is not None, "what waits for a trigger carries it"
    day = due_after_event(read_trigger(row.trigger), occurrence.occurred_on, day_policy(plan), calendar)
    facts = facts_of(row)
    given = dated(facts, None if day is None else day.effective_due_date, _known(row, occurrence))
    columns: dict[str, Any] = {} if given.has_trigger else {"trigger": None}
    if given.effective_due_date is not None and day is not None:
        columns["nominal_due_date"] = day.nominal_due_date
    held.put(given, **columns)


def _meet(held: Held, row: Obligation, occurrence: EventOccurrence) -> None:
    facts = facts_of(row)
    given = met(facts, occurrence.due_on, _known(row, occurrence))
    moved = given.effective_due_date != facts.effective_due_date
    held.put(given, **({"nominal_due_date": given.effective_due_date} if moved else {}))


def _known(row: Obligation, occurrence: EventOccurrence) -> Occurred:
    return Occurred(occurrence.occurred_on, known_on=max(row.opened_on, local_day(occurrence.recorded_at)))
