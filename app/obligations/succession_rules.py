"""What of an ended agency's pair goes over to the pair that its successor has on the same task already.

Pure. Where the successor has none, the pair itself goes over and nothing is to be decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.obligations.rules import LIVE, UNANSWERED, ObligationKind, ObligationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """`first_due_on`: the day first fixed, by which two obligations are told to be the same whatever was granted since."""

    id: UUID
    kind: ObligationKind
    state: ObligationState
    deadline_id: UUID | None = None
    first_due_on: date | None = None
    awaited_event_id: UUID | None = None
    report_request_id: UUID | None = None

    @property
    def thing(self) -> tuple[object, ...]:
        return self.kind, self.deadline_id, self.first_due_on, self.awaited_event_id, self.report_request_id


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The rest stays where it is: what was settled, and an answer that waits for its review."""

    cancelled: tuple[UUID, ...]
    moved: tuple[UUID, ...]


def handed_over(old: Sequence[Owing], successor: Iterable[Owing]) -> HandedOver:
    """One agency owes a thing once: what the successor still owes for itself covers the old one's."""
    covered = {one.thing for one in successor if one.state in LIVE}
    open_ones = [one for one in old if one.state in UNANSWERED]
    return HandedOver(
        cancelled=tuple(one.id for one in open_ones if one.thing in covered),
        moved=tuple(one.id for one in open_ones if one.thing not in covered),
    )


def is_spent(left: Iterable[ObligationState]) -> bool:
    """Whether a pair is of no account any more: nothing of it is owed, and nothing ever was settled that it would vouch for."""
    return not {ObligationState.settled, *LIVE} & set(left)
