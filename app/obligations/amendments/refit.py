"""What becomes of what a pair owes when a deadline is set anew (§5, Amendments): kept, ended, opened.

Pure. A completion is the same completion whatever its day: it keeps its row, and with it the first day that was fixed, so that
`basis=original` forgets no delay. A report is that of its day: a future one stays where the new reading asks for one on that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.deadlines import Period
from app.obligations.owed import UNDATED_COMPLETION, Owed, is_over
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState

# Nobody has done anything about these yet; what was answered or sent back is not taken from who has to go on with it.
UNTOUCHED = frozenset({ObligationState.open, ObligationState.awaiting_event})


@dataclass(frozen=True, slots=True)
class Existing:
    """An obligation of the deadline that is set anew, and what tells which report it is."""

    facts: ObligationFacts
    nominal_due_date: date | None = None
    period: Period | None = None

    @property
    def moves(self) -> bool:
        return self.facts.live and self.facts.state is not ObligationState.answered


@dataclass(frozen=True, slots=True)
class Refit:
    """`kept`: each goes on as what the new reading asks for. What stands in none of the three stays as it is."""

    kept: tuple[tuple[UUID, Owed], ...] = ()
    ended: tuple[UUID, ...] = ()
    opened: tuple[Owed, ...] = ()

    def plus(self, other: "Refit") -> "Refit":
        return Refit(self.kept + other.kept, self.ended + other.ended, self.opened + other.opened)


def refit(existing: Iterable[Existing], wanted: Iterable[Owed], today: date) -> Refit:
    """`existing`: all that the deadline has ever opened for the pair, in that order; `wanted`: what it asks for now."""
    found = [one for one in existing if one.facts.state is not ObligationState.cancelled]
    asked = list(wanted)
    completions, reports = (
        ([one for one in found if one.facts.kind is kind], [one for one in asked if one.kind is kind])
        for kind in ObligationKind
    )
    return _completions(*completions).plus(_reports(*reports, today))


def _completions(existing: Sequence[Existing], wanted: Sequence[Owed]) -> Refit:
    """In their order. Of more completions than are still open, the first ones are those that were settled."""
    live = [one for one in existing if one.facts.live]
    done = max(0, min(len(existing) - len(live), len(wanted) - len(live)))
    return _in_order(live, wanted[done:])


def _in_order(live: Sequence[Existing], wanted: Sequence[Owed]) -> Refit:
    matched = zip(live, wanted, strict=False)
    return Refit(
        kept=tuple((one.facts.id, asked) for one, asked in matched if one.moves),
        ended=_untouched(live[len(wanted) :]),
        opened=tuple(wanted[len(live) :]),
    )


def _reports(existing: Sequence[Existing], wanted: Sequence[Owed], today: date) -> Refit:
    """Those past their day stay owed. One that is the only one before and after is moved, like a completion."""
    live = [one for one in existing if one.facts.live]
    if len(existing) == len(live) == len(wanted) == 1:
        return _in_order(live, wanted)
    due = [one for one in wanted if not is_over(one.effective_due_date, today)]
    asked: dict[tuple[date | None, Period | None], list[Owed]] = defaultdict(list)
    for report in due:
        asked[report.nominal_due_date, report.period].append(report)
    kept: list[tuple[UUID, Owed]] = []
    surplus: list[Existing] = []
    for one in existing:
        of_day = asked[one.nominal_due_date, one.period]
        is_ahead = one.facts.live and not is_over(one.facts.effective_due_date, today)
        if of_day:
            same = of_day.pop(0)
            kept += [(one.facts.id, same)] if is_ahead else []
        elif is_ahead:
            surplus.append(one)
    return Refit(tuple(kept), _untouched(surplus), tuple(one for of_day in asked.values() for one in of_day))


def _untouched(surplus: Sequence[Existing]) -> tuple[UUID, ...]:
    return tuple(one.facts.id for one in surplus if one.facts.state in UNTOUCHED)


def fitted(one: ObligationFacts, asked: Owed, today: date) -> ObligationFacts:
    """The obligation as what the new reading asks for. The first day that was fixed stays; one that had none by which to judge
    it (undated, awaiting, opened late) has its first day now, and when that is over already, nobody can be blamed for it.

    One that had its day and is given another that is over is late at once, by that day. Rejected: opened late, as if it had come
    today. What is opened late has no day on either basis, so an office could take any delay away by naming yesterday.
    """
    day, first = asked.effective_due_date, one.original_due_date
    has_first_day_now = first is None or one.opened_late
    return replace(
        one,
        state=_state(one, asked),
        effective_due_date=day,
        original_due_date=day if has_first_day_now else first,
        window_from=asked.window_from,
        has_trigger=asked.trigger is not None,
        conditional=asked.condition is not None,
        not_yet=False,
        opened_late=is_over(day, today) if has_first_day_now else one.opened_late,
    )


def _state(one: ObligationFacts, asked: Owed) -> ObligationState:
    return asked.state if one.state in UNTOUCHED else one.state


def or_undated(opened: Sequence[Owed], *, owes: bool) -> tuple[Owed, ...]:
    """A pair with nothing else to do owes an undated completion."""
    return tuple(opened) if opened or owes else (UNDATED_COMPLETION,)
