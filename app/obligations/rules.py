"""What an obligation is, by which day it is judged and when it is late.

Pure, as its three neighbours: `owed.py` says what publication opens, `settling.py` what a report and a review do to the
obligations of a pair, `standing.py` sums them up for its cell. `today` is always the local day in Can Tho.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.tasks.cell_rules import Basis


class ObligationKind(StrEnum):
    """What is owed: the work, or a report on how far it is."""

    completion = "completion"
    progress_report = "progress_report"


class ObligationState(StrEnum):
    """Lateness is no state: `late` is computed from the day."""

    open = "open"
    awaiting_event = "awaiting_event"
    answered = "answered"  # waits for review
    returned = "returned"
    settled = "settled"
    lapsed = "lapsed"
    cancelled = "cancelled"


UNANSWERED = frozenset({ObligationState.open, ObligationState.awaiting_event, ObligationState.returned})
LIVE = UNANSWERED | {ObligationState.answered}
# Without having been settled: nobody is late with them, and no count has them.
ENDED = frozenset({ObligationState.lapsed, ObligationState.cancelled})


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationFacts:
    """`answered_on` is the day that counts: of the answer that waits, was returned, or was finally settled."""

    id: UUID
    kind: ObligationKind
    state: ObligationState
    effective_due_date: date | None = None
    original_due_date: date | None = None
    window_from: date | None = None
    has_trigger: bool = False
    conditional: bool = False
    not_yet: bool = False
    opened_late: bool = False
    answered_on: date | None = None
    respond_by: date | None = None

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def waits_for_event(self) -> bool:
        return self.not_yet or (self.has_trigger and self.effective_due_date is None)

    def due_on(self, basis: Basis) -> date | None:
        """The day by which it is judged; null while it waits for an event, and when opening it came too late.

        A first day that an amendment has exchanged for an event is still the first day.
        """
        if self.not_yet or self.opened_late:
            return None
        return self.effective_due_date if basis is Basis.current else self.original_due_date


class Timeliness(StrEnum):
    on_time = "on_time"
    late = "late"
    undated = "undated"


class CountsAs(StrEnum):
    """What an obligation with a day is in the counts of a day: an answer stays on time or late after it was made good."""

    on_time = "on_time"
    late = "late"
    missing = "missing"
    upcoming = "upcoming"


# What may be asked for together: those whose day is there or over, and the delays among them.
TIMELINESS: dict[str, tuple[CountsAs, ...]] = {
    **{one.value: (one,) for one in CountsAs},
    "due": (CountsAs.on_time, CountsAs.late, CountsAs.missing),
    "delayed": (CountsAs.late, CountsAs.missing),
}


def last_day(obligation: ObligationFacts, basis: Basis = Basis.current) -> date | None:
    """The last day on which it is not past its day; null when it never is.

    One returned after an answer by its day has until `respond_by`, when that is later: a return never shortens a term.
    """
    due, respond_by = obligation.due_on(basis), grace(obligation, basis)
    return due if due is None or respond_by is None else max(due, respond_by)


def grace(obligation: ObligationFacts, basis: Basis) -> date | None:
    due, first = obligation.due_on(basis), obligation.answered_on
    in_time = due is not None and first is not None and first <= due
    return obligation.respond_by if obligation.state is ObligationState.returned and in_time else None


def late(obligation: ObligationFacts, today: date, basis: Basis = Basis.current) -> bool:
    """§5, Past its day. What was answered is judged by its submission, so a slow reviewer makes nobody late."""
    if obligation.state in ENDED:
        return False
    limit = last_day(obligation, basis)
    judged = today if obligation.state in UNANSWERED else obligation.answered_on
    return limit is not None and judged is not None and judged > limit


def timeliness(answered: ObligationFacts, basis: Basis = Basis.current) -> Timeliness:
    """How something settled counts. A report may answer before the event: it is on time."""
    if answered.due_on(basis) is None:
        return Timeliness.on_time if answered.waits_for_event else Timeliness.undated
    return Timeliness.late if late(answered, date.min, basis) else Timeliness.on_time


def counts_as(obligation: ObligationFacts, today: date, basis: Basis = Basis.current) -> CountsAs | None:
    """None for what has no day to be judged by, and for what has lapsed or was cancelled."""
    if obligation.state in ENDED or obligation.due_on(basis) is None:
        return None
    is_late = late(obligation, today, basis)
    if obligation.state in UNANSWERED:
        return CountsAs.missing if is_late else CountsAs.upcoming
    return CountsAs.late if is_late else CountsAs.on_time
