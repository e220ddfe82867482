"""The sum of a pair's obligations: what `app.tasks` keeps of them beside the pair, so that a cell needs no other row.

Pure. The live obligations are summed anew each time, what was settled is carried along as counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.obligations.rules import (
    UNANSWERED,
    ObligationFacts,
    ObligationKind,
    ObligationState,
    Timeliness,
    grace,
    last_day,
    timeliness,
)
from app.tasks.cell_rules import Basis, Standing


@dataclass(frozen=True, slots=True)
class Settled:
    """The counts of what was settled, kept from day to day so that a submission need not read it again."""

    on_time: int = 0
    late: int = 0
    original_on_time: int = 0
    original_late: int = 0
    undated: int = 0
    last_due_on: date | None = None
    last_original_due_on: date | None = None

    def plus(self, settled: ObligationFacts) -> "Settled":
        current, original = timeliness(settled, Basis.current), timeliness(settled, Basis.original)
        return Settled(
            on_time=self.on_time + (current is Timeliness.on_time),
            late=self.late + (current is Timeliness.late),
            original_on_time=self.original_on_time + (original is Timeliness.on_time),
            original_late=self.original_late + (original is Timeliness.late),
            undated=self.undated + (current is Timeliness.undated),
            last_due_on=_last(self.last_due_on, settled.effective_due_date),
            last_original_due_on=_last(self.last_original_due_on, settled.original_due_date),
        )


def _last(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def settled_of(obligations: Iterable[ObligationFacts]) -> Settled:
    """Counted anew, which a return or a withdrawal of something settled makes necessary: the last day cannot be subtracted."""
    total = Settled()
    for obligation in obligations:
        if obligation.state is ObligationState.settled:
            total = total.plus(obligation)
    return total


def standing(obligations: Iterable[ObligationFacts], settled: Settled) -> Standing:
    """`obligations` may hold settled, lapsed and cancelled ones: they are passed over, `settled` counts them."""
    live = [one for one in obligations if one.live]
    waiting = [one for one in live if one.waits_for_event]
    dated = [one for one in live if one.due_on(Basis.current) is not None]
    # An amendment may take the present day away, and takes no delay with it.
    first_dated = [one for one in live if one.due_on(Basis.original) is not None]
    next_due, respond_by = _first_past(dated, Basis.current)
    next_original_due, original_respond_by = _first_past(first_dated, Basis.original)
    late_due, late_on = _longest_delay(dated, Basis.current)
    original_late_due, original_late_on = _longest_delay(first_dated, Basis.original)
    return Standing(
        next_due_on=next_due,
        respond_by=respond_by,
        next_original_due_on=next_original_due,
        original_respond_by=original_respond_by,
        late_answer_due_on=late_due,
        late_answer_on=late_on,
        original_late_answer_due_on=original_late_due,
        original_late_answer_on=original_late_on,
        open_due_on=_first(one.effective_due_date for one in live),
        open_original_due_on=_first(one.original_due_date for one in live),
        dated=len(dated),
        awaiting=len(waiting),
        undated=len(live) - len(dated) - len(waiting),
        opened_late=sum(one.opened_late for one in live),
        conditional=any(one.conditional for one in live),
        owes_completion=any(one.kind is ObligationKind.completion for one in live),
        settled_on_time=settled.on_time,
        settled_late=settled.late,
        original_settled_on_time=settled.original_on_time,
        original_settled_late=settled.original_late,
        settled_undated=settled.undated,
        last_settled_due_on=settled.last_due_on,
        last_settled_original_due_on=settled.last_original_due_on,
    )


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _first_past(dated: Sequence[ObligationFacts], basis: Basis) -> tuple[date | None, date | None]:
    """The day owed, and `respond_by` where it counts, of the unanswered one that is first past its day."""
    unanswered = [
        (limit, due, grace(one, basis))
        for one in dated
        if one.state in UNANSWERED
        and (limit := last_day(one, basis)) is not None
        and (due := one.due_on(basis)) is not None
    ]
    _, due, respond_by = min(unanswered, key=lambda one: one[:2], default=(None, None, None))
    return due, respond_by


def _longest_delay(dated: Sequence[ObligationFacts], basis: Basis) -> tuple[date | None, date | None]:
    """The day owed and the day of submission of the one answered longest after its day."""
    delays: list[tuple[timedelta, date, date]] = []
    for one in dated:
        due, answered_on = one.due_on(basis), one.answered_on
        if one.state is ObligationState.answered and due is not None and answered_on is not None and answered_on > due:
            delays.append((answered_on - due, due, answered_on))
    _, due_on, late_on = max(delays, default=(None, None, None))
    return due_on, late_on
