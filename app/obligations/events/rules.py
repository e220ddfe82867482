"""What becomes of an obligation when the event it waits for has occurred, and when that turns out to be wrong.

Pure (§5, Events). Two kinds of event: a trigger, from which the day is counted, and the condition of one deadline, which has its
day already and waits only while its office says that the condition is not yet met.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.obligations.rules import UNANSWERED, ObligationFacts, ObligationState


class EventKind(StrEnum):
    trigger = "trigger"
    condition = "condition"


class EventState(StrEnum):
    """`not_yet`: an office has said that a condition is not met."""

    awaited = "awaited"
    occurred = "occurred"
    not_yet = "not_yet"


class EventAction(StrEnum):
    record_occurrence = "record_occurrence"
    void_occurrence = "void_occurrence"
    mark_not_yet = "mark_not_yet"


@dataclass(frozen=True, slots=True)
class Occurred:
    """`known_on`: the day on which the agency could know of its day: when the event was recorded, or its obligation opened."""

    occurred_on: date
    known_on: date


def dated(obligation: ObligationFacts, day: date | None, event: Occurred) -> ObligationFacts:
    """One that waited for a trigger, with the day counted from it; `day` is None when the phrase names no duration: then
    nothing is waited for any more, and there is no day either.
    """
    if _was_early(obligation, day, event):
        return obligation
    if day is None:
        return replace(obligation, has_trigger=False, state=_begun(obligation.state))
    return replace(
        obligation,
        state=_begun(obligation.state),
        effective_due_date=day,
        original_due_date=obligation.original_due_date or day,
        opened_late=_came_too_late(obligation, day, event),
    )


def met(obligation: ObligationFacts, new_day: date | None, event: Occurred) -> ObligationFacts:
    """One under a condition that is met now, perhaps with a new day. The first day stays: under `original` nothing moves."""
    moves = new_day is not None and obligation.state in UNANSWERED
    day = new_day if moves else obligation.effective_due_date
    if not (moves or obligation.not_yet) or _was_early(obligation, day, event):
        return obligation
    return replace(
        obligation,
        not_yet=False,
        effective_due_date=day,
        opened_late=day is not None and _came_too_late(obligation, day, event),
    )


def marked_not_yet(obligation: ObligationFacts) -> ObligationFacts:
    return replace(obligation, not_yet=True) if obligation.state in UNANSWERED else obligation


def awaiting(obligation: ObligationFacts) -> ObligationFacts:
    """What waits for a trigger, before it occurs."""
    return replace(
        obligation,
        state=ObligationState.awaiting_event,
        effective_due_date=None,
        original_due_date=None,
        has_trigger=True,
        opened_late=False,
    )


def undone(obligation: ObligationFacts, before: ObligationFacts) -> ObligationFacts:
    """As it was `before` the occurrence that is void; an answer that was given meanwhile stands."""
    waits_again = obligation.state is ObligationState.open and before.state is ObligationState.awaiting_event
    return replace(
        obligation,
        state=ObligationState.awaiting_event if waits_again else obligation.state,
        effective_due_date=before.effective_due_date,
        original_due_date=before.original_due_date,
        has_trigger=before.has_trigger,
        not_yet=before.not_yet,
        opened_late=before.opened_late,
    )


def _begun(state: ObligationState) -> ObligationState:
    return ObligationState.open if state is ObligationState.awaiting_event else state


def _was_early(obligation: ObligationFacts, day: date | None, event: Occurred) -> bool:
    """A report may answer before the event; it is on time, and stays so whatever day the event gives."""
    answered_on = obligation.answered_on
    if obligation.state in UNANSWERED or answered_on is None:
        return False
    return answered_on <= event.occurred_on and (day is None or answered_on > day)


def _came_too_late(obligation: ObligationFacts, day: date, event: Occurred) -> bool:
    """The day was over when anybody could know of it, and whoever answered by it needed no such excuse."""
    answered_in_time = obligation.answered_on is not None and obligation.answered_on <= day
    return day < event.known_on and not answered_in_time
