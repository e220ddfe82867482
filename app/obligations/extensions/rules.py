"""A request for a later day: which step leads where, which obligations may be put off, and what one is once it has been.

Pure (§5, Extensions). Who may take a step is `policy.extension_may`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.obligations.rules import UNANSWERED, ObligationFacts, ObligationKind


class ExtensionState(StrEnum):
    """Open: the office decides. Countered: it has offered another day, and the lead answers. The others are final."""

    open = "open"
    countered = "countered"  # the office has offered another day
    approved = "approved"
    rejected = "rejected"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"


class ExtensionAction(StrEnum):
    approve = "approve"
    reject = "reject"
    counter = "counter"
    accept = "accept"
    decline = "decline"
    withdraw = "withdraw"


# What is missing is refused (409 with the allowed steps). An offer stands until the lead answers it: the office does not take
# back what an agency may have begun to rely on.
STEPS: Mapping[tuple[ExtensionState, ExtensionAction], ExtensionState] = MappingProxyType(
    {
        (ExtensionState.open, ExtensionAction.approve): ExtensionState.approved,
        (ExtensionState.open, ExtensionAction.reject): ExtensionState.rejected,
        (ExtensionState.open, ExtensionAction.counter): ExtensionState.countered,
        (ExtensionState.open, ExtensionAction.withdraw): ExtensionState.withdrawn,
        (ExtensionState.countered, ExtensionAction.accept): ExtensionState.accepted,
        (ExtensionState.countered, ExtensionAction.decline): ExtensionState.declined,
        (ExtensionState.countered, ExtensionAction.withdraw): ExtensionState.withdrawn,
    }
)
# Those that somebody still has to answer: one at a time of each obligation.
PENDING = frozenset({ExtensionState.open, ExtensionState.countered})
OF_OFFICE = frozenset({ExtensionAction.approve, ExtensionAction.reject, ExtensionAction.counter})
# Those that promise a later day, and so need something that still has one to be moved.
PROMISING = frozenset({ExtensionAction.approve, ExtensionAction.counter, ExtensionAction.accept})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """`can_be_put_off`: to the day asked for or, once countered, the day offered, as things are now."""

    agency: UUID
    state: ExtensionState
    can_be_put_off: bool


def allowed_steps(request: RequestFacts) -> tuple[ExtensionAction, ...]:
    return tuple(
        action
        for action in ExtensionAction
        if (request.state, action) in STEPS and (request.can_be_put_off or action not in PROMISING)
    )


def has_a_day(obligation: ObligationFacts) -> bool:
    """Unanswered and with a day that runs; one answered waits for its review, one marked `not_yet` for its condition."""
    return obligation.state in UNANSWERED and obligation.effective_due_date is not None and not obligation.not_yet


def can_be_put_off(obligation: ObligationFacts, wanted_on: date) -> bool:
    day = obligation.effective_due_date
    return has_a_day(obligation) and day is not None and day < wanted_on


def to_put_off(obligations: Iterable[ObligationFacts], named: UUID | None) -> tuple[ObligationFacts, ...]:
    """The one that is meant: by name, else the pair's only completion with a day. Another number than one: it isn't clear."""
    found = tuple(one for one in obligations if has_a_day(one))
    if named is not None:
        return tuple(one for one in found if one.id == named)
    return tuple(one for one in found if one.kind is ObligationKind.completion)


def put_off(obligation: ObligationFacts, granted_on: date, today: date) -> ObligationFacts:
    """The granted day is not rolled: the office has named it. The first day stays, so that under `original` no delay is
    forgotten; of one that was opened too late, the granted day is the first by which it could be done.
    """
    first_fair = obligation.opened_late and granted_on >= today
    return replace(
        obligation,
        effective_due_date=granted_on,
        original_due_date=granted_on if first_fair else obligation.original_due_date,
        opened_late=obligation.opened_late and not first_fair,
    )
