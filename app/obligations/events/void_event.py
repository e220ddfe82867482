"""The office that recorded an event takes that back: what was dated by it is as it was before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.access.writing import Shown, Work
from app.kernel.problems import NotFound
from app.obligations.events.dating import RECORD_EVENT, of_event, pairs_waiting
from app.obligations.events.problems import AlreadyVoid, NotTheRecorder
from app.obligations.events.queries import AWAITED_EVENT, occurrence_of, with_may
from app.obligations.events.record_event import event_for_office
from app.obligations.events.rules import EventKind, awaiting, undone
from app.obligations.events.schemas import OccurrenceVoid
from app.obligations.held import Held, facts_of, record
from app.obligations.models import AwaitedEvent, EventOccurrence, Obligation, ObligationStateChange

VOID_EVENT = "void_event"


async def void_event(work: Work, event_id: UUID, occurrence_id: UUID, wanted: OccurrenceVoid) -> Shown:
    event, occurrence = await _own_occurrence(work, event_id, occurrence_id)
    before, _ = await work.show(AWAITED_EVENT, with_may, id=event_id)
    occurrence.voided_at, occurrence.void_reason = work.now, wanted.reason
    await _undo_all(work, event)
    shown = await work.show(AWAITED_EVENT, with_may, id=event_id)
    await work.record("event_occurrence", occurrence_id, "void", before=occurrence_of(before))
    return shown


async def undo_the_voided(work: Work, plan_id: UUID, since: datetime) -> None:
    """The same in a plan that is open again, of what was voided while it stood closed, which was `since` then."""
    voided = select(EventOccurrence.awaited_event_id).where(
        EventOccurrence.recorded_at <= since, EventOccurrence.voided_at > since
    )
    waited_for = select(Obligation.awaited_event_id).where(Obligation.plan_id == plan_id)
    found = select(AwaitedEvent).where(AwaitedEvent.id.in_(voided), AwaitedEvent.id.in_(waited_for))
    for event in list(await work.session.scalars(found.order_by(AwaitedEvent.id))):
        await _undo_all(work, event, Obligation.plan_id == plan_id)


async def _undo_all(work: Work, event: AwaitedEvent, *conditions: ColumnElement[bool]) -> None:
    held = await pairs_waiting(work, event.id, *conditions)
    changes = await _changes(work, held, event.id)
    for pair in held:
        for row in of_event(pair, event.id):
            _undo(pair, row, event, changes[row.id])
    await record(work, [one for one in held if one.changed], VOID_EVENT)


async def _own_occurrence(work: Work, event_id: UUID, occurrence_id: UUID) -> tuple[AwaitedEvent, EventOccurrence]:
    await work.show(AWAITED_EVENT, with_may, id=event_id)
    occurrence = await work.session.get(EventOccurrence, occurrence_id)
    if occurrence is None or occurrence.awaited_event_id != event_id:
        raise NotFound
    event, _ = await event_for_office(work, event_id)
    if occurrence.recorded_by not in work.caller.agencies:
        raise NotTheRecorder
    await work.session.refresh(occurrence)
    if occurrence.voided_at is not None:
        raise AlreadyVoid
    return event, occurrence


async def _changes(work: Work, held: Iterable[Held], event_id: UUID) -> dict[UUID, list[ObligationStateChange]]:
    """The history of each obligation of the event, oldest first."""
    ids = [row.id for one in held for row in of_event(one, event_id)]
    wanted = select(ObligationStateChange).where(ObligationStateChange.obligation_id.in_(ids))
    found: dict[UUID, list[ObligationStateChange]] = defaultdict(list)
    for change in await work.session.scalars(wanted.order_by(ObligationStateChange.sequence)):
        found[change.obligation_id].append(change)
    return found


def _undo(held: Held, row: Obligation, event: AwaitedEvent, changes: Sequence[ObligationStateChange]) -> None:
    facts = facts_of(row)
    if event.kind == EventKind.trigger:
        held.put(undone(facts, awaiting(facts)), nominal_due_date=None, **_trigger(row, event))
        return
    then = _before_recording(changes)
    if then is not None:
        before = replace(
            facts,
            effective_due_date=then.effective_due_date,
            original_due_date=then.original_due_date,
            not_yet=then.not_yet,
            opened_late=then.opened_late,
        )
        held.put(undone(facts, before), nominal_due_date=then.nominal_due_date)


def _before_recording(changes: Sequence[ObligationStateChange]) -> ObligationStateChange | None:
    """What the history says of the moment before the occurrence; None when that has not touched it."""
    acts = [change.action for change in changes]
    recorded = max((at for at, act in enumerate(acts) if act == RECORD_EVENT), default=0)
    return None if recorded == 0 or VOID_EVENT in acts[recorded:] else changes[recorded - 1]


def _trigger(row: Obligation, event: AwaitedEvent) -> dict[str, Any]:
    """A phrase without a duration let its trigger go with the event; there was nothing more to it than these words."""
    return {"trigger": {"text": event.text, "amount": None, "unit": None}} if row.trigger is None else {}
