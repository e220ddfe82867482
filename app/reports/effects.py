"""What a review or a withdrawal does to the pair of a report, and to those beside it: decided on rows that are held, in memory.

Writing it is the verbs' (`review`, `withdraw`); the rules are `app.obligations.settling`'s and `app.tasks.rules`'.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.obligations.held import Held, facts_of
from app.obligations.models import Obligation
from app.obligations.rules import ObligationKind, ObligationState
from app.obligations.settling import Given, confirmed, lapsed_by_completion, returned, withdrawn
from app.reports.rules import WHOLE
from app.reports.withdraw_rules import Place
from app.tasks.rules import Action, Status

ANSWERED = (ObligationState.answered, ObligationState.settled)
DECIDED = (Status.completed, Status.cancelled)


@dataclass(frozen=True, slots=True)
class Became:
    """A report that a pair or its obligations name, and what became of it: `action` null while nothing did."""

    submitted_at: datetime
    action: str | None = None
    acted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one report: the pair it moves, what the reports named there have become (this one by this act), and when."""

    report_id: UUID
    held: Held
    became: Mapping[UUID, Became]
    now: datetime
    today: date

    @property
    def answered(self) -> list[Obligation]:
        """What the report answers or has settled, no newer one in its place."""
        return [row for row in self.held.obligations if row.answered_by == self.report_id and row.state in ANSWERED]

    @property
    def newest(self) -> Became | None:
        last = self.held.pair.last_report_id
        return None if last is None else self.became.get(last)

    @property
    def newest_returned(self) -> bool:
        return self.newest is not None and self.newest.action == Action.return_


def confirm(act: Act, counted_on: date | None) -> list[Obligation]:
    """What it had answered is settled; the last completion takes the reports still owed with it."""
    touched = act.answered
    waited = _office_waited(touched)
    for row in touched:
        facts = facts_of(row)
        day = counted_on or facts.answered_on or act.today
        settled_on = row.settled_on or act.today
        act.held.put(confirmed(facts, day), settled_by=act.report_id, settled_on=settled_on)
    if completes(touched):
        lapse(act.held, lapsed_by_completion(act.held.facts))
    _move(act, Action.confirm, waited)
    return touched


def send_back(act: Act, respond_by: date, *, keeps_date: bool) -> list[Obligation]:
    """What it had answered or settled is owed again. Its percent and whether it is blocked stay: they are what the agency says
    of itself, until it says otherwise.
    """
    touched = act.answered
    waited = _office_waited(touched)
    for row in touched:
        back = returned(facts_of(row), respond_by, keeps_date=keeps_date)
        act.held.put(back, settled_by=None, settled_on=None)
    _move(act, Action.return_, waited)
    return touched


def take_back(
    act: Act, touched: Sequence[Obligation], standing: Mapping[UUID, Sequence[Given]], place: Place, *, keeps_date: bool
) -> None:
    """`touched`: what it had answered or settled; `standing`: which other reports answer each of those; `place`: of the pair."""
    waited = _office_waited(touched)
    for row in touched:
        left, answered_by = withdrawn(facts_of(row), standing.get(row.id, ()), keeps_date=keeps_date)
        act.held.put(left, answered_by=answered_by, settled_by=None, settled_on=None)
    pair = act.held.pair
    pair.last_report_id, pair.last_reported_at = place.last_report_id, place.last_reported_at
    pair.last_happened_at = place.last_happened_at
    pair.percent, pair.blocked = place.percent, place.blocked
    _move(act, Action.withdraw, waited, reported=place.reported)


def decide_for_all(beside: Iterable[Held], now: datetime) -> list[Held]:
    """The other pairs of a task that one may complete for all (`completion_rule` any): nothing more is owed by them, and
    since a pair without an end would stand open for ever in every count of leads, they are cancelled and have no cell.
    """
    left = [one for one in beside if one.pair.status not in DECIDED]
    for one in left:
        lapse(one, [row.id for row in one.live])
        one.pair.waiting_report_id = None
        one.move(Action.cancel, now)
    return left


def completes(touched: Iterable[Obligation]) -> bool:
    return any(row.kind == ObligationKind.completion for row in touched)


def lapse(held: Held, ids: Sequence[UUID]) -> None:
    for facts in held.facts:
        if facts.id in ids:
            held.put(replace(facts, state=ObligationState.lapsed))


def _office_waited(touched: Iterable[Obligation]) -> bool:
    """Asked before they are moved: whether the report was one of those that the office had to review."""
    return any(row.state == ObligationState.answered for row in touched)


def _move(act: Act, action: Action, waited: bool, *, reported: bool = True) -> None:
    pair, was = act.held.pair, act.held.pair.status
    act.held.move(action, act.now, reported=reported, newest_returned=act.newest_returned)
    pair.waiting_report_id = _waiting_report(act.held)
    if waited or pair.status != was:
        pair.waiting_since = _waiting_since(act)
    # Confirmed as done is done in whole, whatever percent the last report gave.
    if pair.status == Status.completed and any(_is_done(row) for row in act.held.obligations):
        pair.percent, pair.blocked = WHOLE, False


def _is_done(row: Obligation) -> bool:
    return row.kind == ObligationKind.completion and row.state == ObligationState.settled


def _waiting_report(held: Held) -> UUID | None:
    """The one it was, while it still waits; else another that does."""
    waiting = [row.answered_by for row in held.obligations if row.state == ObligationState.answered and row.answered_by]
    return held.pair.waiting_report_id if held.pair.waiting_report_id in waiting else max(waiting, default=None)


def _waiting_since(act: Act) -> datetime | None:
    """The office is waited for since the first submission that waits, the agency since the first return that it has to answer."""
    pair = act.held.pair
    if pair.status == Status.awaiting_confirmation:
        since = _submitted(act)
    elif pair.status == Status.returned:
        back = [*_answering(act, ObligationState.returned), *([act.newest] if act.newest else ())]
        since = [one.acted_at for one in back if one.action == Action.return_ and one.acted_at is not None]
    else:
        return None
    return min(since, default=pair.waiting_since)


def _submitted(act: Act) -> list[datetime]:
    """Of those that wait; and of one that waits no longer for having been followed by a better document, while it stands."""
    first = [
        one for one in act.became.values() if one.action is None and one.submitted_at == act.held.pair.waiting_since
    ]
    return [one.submitted_at for one in (*_answering(act, ObligationState.answered), *first)]


def _answering(act: Act, state: ObligationState) -> list[Became]:
    named = [row.answered_by for row in act.held.obligations if row.state == state]
    return [act.became[one] for one in named if one is not None and one in act.became]
