"""What is owed again when a pair that was done or cancelled is reopened.

Pure. Nothing is forgiven: each has the day it had, and when that is over meanwhile it is late until a new one is set.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.obligations.owed import is_over
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.tasks.rules import Status


@dataclass(frozen=True, slots=True)
class Ended:
    """`before`: the state from which the act that cancelled the pair took it; null when it had ended otherwise."""

    facts: ObligationFacts
    settled_on: date | None = None
    before: ObligationState | None = None


def owed_again(status: Status, ended: Iterable[Ended], today: date) -> tuple[ObligationFacts, ...]:
    """Those that change, as they are afterwards. Of a cancelled pair what the cancellation ended, as it was before."""
    every = list(ended)
    if status is Status.completed:
        return _of_completed(every, today)
    return tuple(replace(one.facts, state=one.before) for one in every if one.before is not None)


def _of_completed(ended: list[Ended], today: date) -> tuple[ObligationFacts, ...]:
    """The completion settled last, of a pair that owes reports only the last report; and the reports still to come, which
    lapsed with it.
    """
    settled = [one for one in ended if one.facts.state is ObligationState.settled]
    completions = [one for one in settled if one.facts.kind is ObligationKind.completion]
    last = sorted(completions or settled, key=lambda one: one.settled_on or date.min)[-1:]
    lapsed = [
        one
        for one in ended
        if one.facts.state is ObligationState.lapsed
        and one.facts.kind is ObligationKind.progress_report
        and not is_over(one.facts.effective_due_date, today)
    ]
    return tuple(_unanswered(one.facts) for one in (*last, *lapsed))


def _unanswered(one: ObligationFacts) -> ObligationFacts:
    state = ObligationState.awaiting_event if one.waits_for_event else ObligationState.open
    return replace(one, state=state, answered_on=None, respond_by=None)
