"""The days of one open obligation under another calendar of working days.

Pure. The days that its deadline, or its event, gives under the calendar before and under the new one stand side by side as a
`Move`: what stood on the day of the old calendar follows to that of the new. A day that somebody has granted (an extension, a
return, the document of an event) stands on no such day, and stays. The first day follows by itself: an extension or an
amendment has moved the present one away from it, the calendar still moves it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.deadlines import Policy, Reading, Trigger, WorkingDays, due_after_event
from app.obligations.owed import Owed, PlanTerms, owed
from app.obligations.rules import ObligationKind


@dataclass(frozen=True, slots=True)
class Days:
    nominal: date | None
    effective: date | None
    original: date | None
    window_from: date | None


@dataclass(frozen=True, slots=True)
class Move:
    """One thing owed, as the calendar before and the new one date it. A report asked for by policy has no deadline."""

    kind: ObligationKind
    was: Days
    becomes: Days


def moves_of(deadlines: Sequence[Reading], before: PlanTerms, now: PlanTerms) -> tuple[Move, ...]:
    """Of what is owed for these deadlines, or by the plan's policy. Which days are named does not depend on the calendar, so
    both ways of dating them give the same things in the same order.
    """
    pairs = zip(owed(deadlines, before), owed(deadlines, now), strict=True)
    return tuple(
        Move(was.kind, _days(was), _days(is_now)) for was, is_now in pairs if was.effective_due_date is not None
    )


def moves_after_event(
    kind: ObligationKind, trigger: Trigger, occurred_on: date, policy: Policy, before: WorkingDays, now: WorkingDays
) -> tuple[Move, ...]:
    was, is_now = (due_after_event(trigger, occurred_on, policy, calendar) for calendar in (before, now))
    if was is None or is_now is None:
        return ()
    first, then = (
        Days(one.nominal_due_date, one.effective_due_date, one.effective_due_date, None) for one in (was, is_now)
    )
    return (Move(kind, first, then),)


def recalendared(kind: ObligationKind, days: Days, present: Iterable[Move], first: Iterable[Move]) -> Days:
    """`present`: the moves of the deadline it stands under now; `first`: those of the deadline before every amendment."""
    own = [move for move in present if move.kind is kind]
    followed = _following(days, own)
    return replace(followed, original=_following_first(days, [*(one for one in first if one.kind is kind), *own]))


def _following(days: Days, own: Sequence[Move]) -> Days:
    move = next((one for one in own if (one.was.nominal, one.was.effective) == (days.nominal, days.effective)), None)
    if move is None:
        return days
    window = move.becomes.window_from if days.window_from == move.was.window_from else days.window_from
    return Days(move.becomes.nominal, move.becomes.effective, days.original, window)


def _following_first(days: Days, moves: Sequence[Move]) -> date | None:
    """Two may have stood on one last day, a Saturday's and a Monday's: then that of the same day named."""
    found = [one for one in moves if one.was.effective == days.original]
    found.sort(key=lambda one: one.was.nominal != days.nominal)
    return found[0].becomes.effective if found else days.original


def _days(one: Owed) -> Days:
    return Days(one.nominal_due_date, one.effective_due_date, one.effective_due_date, one.window_from)
