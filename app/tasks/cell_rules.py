"""The cell of a pair (task, lead agency) and of a task, on any day and on either basis; days overdue, days shown.

Pure: `today` is an argument. A pair is read from the sum of its obligations, a `Standing`, which `app.obligations.standing`
makes and the pair's row keeps: no obligation is read to count cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.tasks.rules import Status

# Days are those of Can Tho: on time until 23:59:59 there, late from 00:00 of the next day.
LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Cell(StrEnum):
    """Where a task or a lead is counted on a day: in exactly one of these, or, cancelled, in none."""

    overdue = "overdue"
    in_term = "in_term"
    awaiting_event = "awaiting_event"
    undated = "undated"
    suspended = "suspended"
    completed_late = "completed_late"
    completed_on_time = "completed_on_time"
    completed_undated = "completed_undated"


class OverdueDays(StrEnum):
    """For how long: the steps in which a city's figures tell it."""

    d1_7 = "d1_7"
    d8_30 = "d8_30"
    d31_90 = "d31_90"
    d91_up = "d91_up"


class Basis(StrEnum):
    """By which days it is judged: the present ones, or those first fixed, which no extension moves."""

    current = "current"
    original = "original"


class CompletionRule(StrEnum):
    each = "each"
    primary = "primary"
    any = "any"


# The order of the eight cells is that of a task; a suspended pair is suspended whatever it owes, a task only when no other
# pair of it is still to do something.
TASK_PRECEDENCE = tuple(Cell)
PAIR_PRECEDENCE = (Cell.suspended, *(cell for cell in Cell if cell is not Cell.suspended))


@dataclass(frozen=True, slots=True)
class DueDays:
    """The part of a `Standing` that depends on the basis. Days are inclusive: late is when a day is over."""

    next_due_on: date | None
    respond_by: date | None
    late_answer_due_on: date | None
    late_answer_on: date | None
    settled_on_time: int
    settled_late: int
    open_due_on: date | None
    last_settled_due_on: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which the unanswered are in term."""
        if self.next_due_on is None or self.respond_by is None:
            return self.next_due_on
        return max(self.next_due_on, self.respond_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The sum of a pair's obligations: all that its cell needs on any day until the next thing happens to it.

    The counts are of what is open (not settled, lapsed or cancelled) unless their name says settled.
    """

    # Of the unanswered obligation that is first past its day. `respond_by`, when it was sent back after a timely answer:
    # it is not past its day before that is over too.
    next_due_on: date | None = None
    respond_by: date | None = None
    next_original_due_on: date | None = None
    original_respond_by: date | None = None
    # Answered late and waiting for review, the longest delay of those: the day owed and the day of submission.
    late_answer_due_on: date | None = None
    late_answer_on: date | None = None
    original_late_answer_due_on: date | None = None
    original_late_answer_on: date | None = None
    open_due_on: date | None = None  # the earliest day of all that is open, whether answered or opened late: only shown
    dated: int = 0  # those that wait for review too
    awaiting: int = 0  # the event has not happened, or the condition is marked as not yet met
    undated: int = 0  # without a day, or opened late
    opened_late: int = 0  # a part of `undated`
    conditional: bool = False
    owes_completion: bool = False
    settled_on_time: int = 0
    settled_late: int = 0
    original_settled_on_time: int = 0
    original_settled_late: int = 0
    settled_undated: int = 0  # without a day, or opened late
    last_settled_due_on: date | None = None
    open_original_due_on: date | None = None
    last_settled_original_due_on: date | None = None

    def on(self, basis: Basis) -> DueDays:
        if basis is Basis.current:
            return DueDays(
                self.next_due_on,
                self.respond_by,
                self.late_answer_due_on,
                self.late_answer_on,
                self.settled_on_time,
                self.settled_late,
                self.open_due_on,
                self.last_settled_due_on,
            )
        return DueDays(
            self.next_original_due_on,
            self.original_respond_by,
            self.original_late_answer_due_on,
            self.original_late_answer_on,
            self.original_settled_on_time,
            self.original_settled_late,
            self.open_original_due_on,
            self.last_settled_original_due_on,
        )


@dataclass(frozen=True, slots=True)
class PairState:
    status: Status
    standing: Standing
    blocked: bool = False
    percent: int = 0
    has_reported: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """One pair of a task, as the completion rule sees it."""

    state: PairState
    primary: bool = False


def is_overdue(days: DueDays, today: date) -> bool:
    """What was answered late stays overdue until it is settled; what was answered by its day is not in `DueDays` at all."""
    return days.late_answer_on is not None or (days.last_day is not None and days.last_day < today)


def pair_cell(state: PairState, today: date, basis: Basis = Basis.current) -> Cell | None:
    if state.status is Status.cancelled:
        return None
    standing, days = state.standing, state.standing.on(basis)
    holds = {
        Cell.suspended: state.status is Status.suspended,
        Cell.overdue: is_overdue(days, today),
        Cell.in_term: standing.dated > 0,
        Cell.awaiting_event: standing.awaiting > 0,
        Cell.undated: standing.undated > 0,
        Cell.completed_late: days.settled_late > 0,
        Cell.completed_on_time: days.settled_on_time > 0,
        Cell.completed_undated: True,
    }
    return next(cell for cell in PAIR_PRECEDENCE if holds[cell])


def deciding(rule: CompletionRule, leads: Sequence[Lead]) -> tuple[Lead, ...]:
    """The pairs that decide a task, cancelled ones left out.

    `primary` falls back to all of them when the primary one is cancelled, and `any` until one is completed: a task with
    pairs left must not vanish from the total.
    """
    standing = tuple(lead for lead in leads if lead.state.status is not Status.cancelled)
    chosen = {
        CompletionRule.each: standing,
        CompletionRule.primary: tuple(lead for lead in standing if lead.primary),
        CompletionRule.any: tuple(lead for lead in standing if lead.state.status is Status.completed),
    }
    return chosen[rule] or standing


def task_cell(rule: CompletionRule, leads: Sequence[Lead], today: date, basis: Basis = Basis.current) -> Cell | None:
    cells = {pair_cell(lead.state, today, basis) for lead in deciding(rule, leads)}
    return next((cell for cell in TASK_PRECEDENCE if cell in cells), None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many pairs of a task have reported for the period it tells of; `confirmed` are completed altogether."""

    expected: int
    reported: int
    confirmed: int
    missing: int


def coverage(pairs: Iterable[PairState], today: date, basis: Basis = Basis.current) -> Coverage:
    """Of the latest period due, before the first of the next. Where nothing has a day, whoever has reported at all counts.

    A suspended pair may not report, so nobody waits for it.
    """
    asked = [pair for pair in pairs if pair.status not in (Status.cancelled, Status.suspended)]
    period = period_due(asked, today, basis)
    expected = [pair for pair in asked if owes(pair, period, basis)]
    missing = sum(is_missing(pair, period, basis) for pair in expected)
    confirmed = sum(pair.status is Status.completed for pair in expected)
    return Coverage(len(expected), len(expected) - missing, confirmed, missing)


def period_due(pairs: Iterable[PairState], today: date, basis: Basis = Basis.current) -> date | None:
    days = [day for pair in pairs for day in known_days(pair, basis) if day is not None]
    return max((day for day in days if day <= today), default=min(days, default=None))


def known_days(pair: PairState, basis: Basis) -> tuple[date | None, date | None, date | None]:
    """Of the first unanswered, the first open and the last settled obligation. What was opened late, or waits for a condition,
    has its day only to show.
    """
    standing, days = pair.standing, pair.standing.on(basis)
    open_due_on = days.open_due_on if standing.dated and not standing.opened_late else None
    return days.next_due_on, open_due_on, days.last_settled_due_on


def owes(pair: PairState, period: date | None, basis: Basis) -> bool:
    unanswered, first_open, settled = known_days(pair, basis)
    begun = any(day is not None and period is not None and day <= period for day in (unanswered, first_open))
    return period is None or begun or (settled is not None and settled >= period)


def is_missing(pair: PairState, period: date | None, basis: Basis) -> bool:
    """Who has reported for the period is not missing because an earlier one is still owed. Nor is who was done without having
    reported: before the plan was followed here.
    """
    unanswered, _, settled = known_days(pair, basis)
    if period is None:
        return not pair.has_reported and pair.status is not Status.completed
    return unanswered is not None and (unanswered == period or (unanswered < period and settled != period))


def due_soon(last_day: date | None, today: date, due_soon_days: int) -> bool:
    """`last_day` as in `DueDays.last_day`. Only within `in_term`: a day that is over is not soon."""
    return last_day is not None and 0 <= (last_day - today).days <= due_soon_days


def days_overdue(days: DueDays, today: date) -> int:
    """The longest delay: an unanswered obligation's runs on, that of one answered late stopped at its submission.

    Counted from the day owed, not from `respond_by`: a return puts off the delay, and missing it brings the whole of it.
    """
    delays = [0]
    if days.next_due_on is not None and days.last_day is not None and days.last_day < today:
        delays.append((today - days.next_due_on).days)
    if days.late_answer_due_on is not None and days.late_answer_on is not None:
        delays.append((days.late_answer_on - days.late_answer_due_on).days)
    return max(delays)


def late_from(last_day: date) -> datetime:
    """The instant from which it is late: a program that holds it computes `late` without asking again."""
    return datetime.combine(last_day + timedelta(days=1), time.min, LOCAL_ZONE)


def shown_due_on(open_days: Iterable[date], settled_days: Iterable[date]) -> date | None:
    """The day shown for a task: the earliest open one, else the last settled."""
    return min(open_days, default=max(settled_days, default=None))
