"""The status of a pair (task, lead agency), which action moves it where, and the status of a task.

Pure. The cell a pair stands in on a day is `cell_rules.py`; which obligations it has, and what a report does to them, is the
business of `app.obligations`: what stands here is told only what is `Left` of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """`blocked` is no status but a flag beside `in_progress`: who is blocked still works on it and still owes it."""

    not_started = "not_started"
    in_progress = "in_progress"
    awaiting_confirmation = "awaiting_confirmation"
    returned = "returned"
    completed = "completed"
    suspended = "suspended"
    cancelled = "cancelled"


class Action(StrEnum):
    report_progress = "report_progress"
    report_completed = "report_completed"
    withdraw = "withdraw"
    confirm = "confirm"
    return_ = "return"
    suspend = "suspend"
    resume = "resume"
    cancel = "cancel"
    reopen = "reopen"


class Outcome(StrEnum):
    """Where an action leads when that is not one fixed status."""

    as_left = "as_left"  # what the action leaves of the pair's obligations decides: `status_left`
    as_before = "as_before"  # the status the pair had when it was suspended


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a pair once the action has had its effect on reports and obligations."""

    waits: bool = False  # a completion waits for review
    sent_back: bool = False  # an obligation, or the newest report, was returned and not answered since
    owes: bool = False  # an obligation is neither settled, lapsed nor cancelled
    reported: bool = True  # a report stands that was not withdrawn
    before: Status = Status.not_started  # the status when it was suspended; only `resume` reads it


@dataclass(frozen=True, slots=True)
class Refused:
    """An action the status does not allow, with those it does."""

    status: Status
    allowed: tuple[Action, ...]


# What is missing is refused (409 with the allowed actions).
#
# - A progress report never moves a pair away from a completion that waits or was returned: weekly reports go on meanwhile.
#   It ends `returned` only when it answers what was returned, and completes a pair that owes reports only (§5, Settling).
# - `completed` is accepted again while one waits: for another trigger of the same task, or with a better document.
# - `completed` means that nothing is owed, so both kinds of report are refused: the office reopens first. Rejected: letting
#   a progress report through unchanged, which would give a finished task reports that no count shows.
# - Reviewing or withdrawing a progress report must not move a completion that waits, and returning the last report of a
#   pair that owes reports only takes its `completed` back: hence `as_left`, from every status in which a report can stand.
# - A suspended pair waits for its document: reports and reviews are refused until `resume`.
# - A completed pair is not cancelled: that would take a finished task, and its delay, out of every count.
TRANSITIONS: Mapping[tuple[Status, Action], Status | Outcome] = MappingProxyType(
    {
        (Status.not_started, Action.report_progress): Outcome.as_left,
        (Status.not_started, Action.report_completed): Status.awaiting_confirmation,
        (Status.not_started, Action.suspend): Status.suspended,
        (Status.not_started, Action.cancel): Status.cancelled,
        (Status.in_progress, Action.report_progress): Outcome.as_left,
        (Status.in_progress, Action.report_completed): Status.awaiting_confirmation,
        (Status.in_progress, Action.withdraw): Outcome.as_left,
        (Status.in_progress, Action.confirm): Outcome.as_left,
        (Status.in_progress, Action.return_): Outcome.as_left,
        (Status.in_progress, Action.suspend): Status.suspended,
        (Status.in_progress, Action.cancel): Status.cancelled,
        (Status.awaiting_confirmation, Action.report_progress): Outcome.as_left,
        (Status.awaiting_confirmation, Action.report_completed): Status.awaiting_confirmation,
        (Status.awaiting_confirmation, Action.withdraw): Outcome.as_left,
        (Status.awaiting_confirmation, Action.confirm): Outcome.as_left,
        (Status.awaiting_confirmation, Action.return_): Outcome.as_left,
        (Status.awaiting_confirmation, Action.suspend): Status.suspended,
        (Status.awaiting_confirmation, Action.cancel): Status.cancelled,
        (Status.returned, Action.report_progress): Outcome.as_left,
        (Status.returned, Action.report_completed): Status.awaiting_confirmation,
        (Status.returned, Action.withdraw): Outcome.as_left,
        (Status.returned, Action.confirm): Outcome.as_left,
        (Status.returned, Action.return_): Outcome.as_left,
        (Status.returned, Action.suspend): Status.suspended,
        (Status.returned, Action.cancel): Status.cancelled,
        (Status.completed, Action.withdraw): Outcome.as_left,
        (Status.completed, Action.confirm): Outcome.as_left,
        (Status.completed, Action.return_): Outcome.as_left,
        (Status.completed, Action.reopen): Status.in_progress,
        (Status.suspended, Action.resume): Outcome.as_before,
        (Status.suspended, Action.cancel): Status.cancelled,
        (Status.cancelled, Action.reopen): Outcome.as_left,
    }
)


def allowed_actions(status: Status) -> tuple[Action, ...]:
    return tuple(action for action in Action if (status, action) in TRANSITIONS)


def status_left(left: Left) -> Status:
    """A completion that waits comes before one sent back: the agency has moved last. Nothing owed is `completed`."""
    precedence = (
        (Status.awaiting_confirmation, left.waits),
        (Status.returned, left.sent_back),
        (Status.not_started, not left.reported),
        (Status.in_progress, left.owes),
        (Status.completed, True),
    )
    return next(status for status, holds in precedence if holds)


def after(status: Status, action: Action, left: Left) -> Status | Refused:
    outcome = TRANSITIONS.get((status, action))
    if outcome is None:
        return Refused(status, allowed_actions(status))
    if outcome is Outcome.as_left:
        return status_left(left)
    return left.before if outcome is Outcome.as_before else Status(outcome)


def waiting_since(was: Status, now_is: Status, since: datetime | None, now: datetime) -> datetime | None:
    """Since when somebody is waited for: the office from the submission on, the agency from the return on; else null."""
    if now_is not in (Status.awaiting_confirmation, Status.returned):
        return None
    return since if was is now_is and since is not None else now


TASK_STATUS_PRECEDENCE = (
    Status.returned,
    Status.in_progress,
    Status.awaiting_confirmation,
    Status.not_started,
    Status.suspended,
    Status.completed,
    Status.cancelled,
)


def task_status(pairs: Iterable[Status]) -> Status | None:
    """Null without pairs (a heading). Some done and some not begun is a task in progress, though no pair of it is."""
    present = set(pairs)
    if {Status.completed, Status.not_started} <= present:
        present.add(Status.in_progress)
    return next((status for status in TASK_STATUS_PRECEDENCE if status in present), None)


def percent_mean(percents: Sequence[int]) -> int | None:
    """Rounded down, so that 100 means all of them."""
    return sum(percents) // len(percents) if percents else None
