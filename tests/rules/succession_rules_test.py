"""What an ended agency's pair hands over to its successor's on the same task."""

from datetime import date
from uuid import UUID

import pytest

from app.obligations.rules import LIVE, UNANSWERED, ObligationKind, ObligationState
from app.obligations.succession_rules import HandedOver, Owing, handed_over, is_spent

JUNE, DECEMBER = date(2026, 6, 16), date(2026, 12, 16)
CELL, AMENDED, PUBLICATION, OTHER_EVENT, REQUEST = (UUID(int=number) for number in range(1, 6))
REPORT, COMPLETION = ObligationKind.progress_report, ObligationKind.completion


def owing(
    number: int,
    kind: ObligationKind = REPORT,
    state: ObligationState = ObligationState.open,
    day: date | None = JUNE,
    **more: UUID,
) -> Owing:
    given: dict[str, UUID] = {"deadline_id": CELL} | more
    return Owing(id=UUID(int=number), kind=kind, state=state, first_due_on=day, **given)


OLD = owing(10)
TABLE: dict[str, tuple[Owing, list[Owing], str]] = {
    "the same is owed": (OLD, [owing(20)], "cancelled"),
    "the same among others": (OLD, [owing(20, day=DECEMBER), owing(21)], "cancelled"),
    "another day": (OLD, [owing(20, day=DECEMBER)], "moved"),
    "another kind": (OLD, [owing(20, COMPLETION)], "moved"),
    "another deadline": (OLD, [owing(20, deadline_id=AMENDED)], "moved"),
    "undated, both": (owing(10, COMPLETION, day=None), [owing(20, COMPLETION, day=None)], "cancelled"),
    "the same event": (
        owing(10, COMPLETION, day=None, awaited_event_id=PUBLICATION),
        [owing(20, COMPLETION, day=None, awaited_event_id=PUBLICATION)],
        "cancelled",
    ),
    "another event of one phrase": (
        owing(10, COMPLETION, day=None, awaited_event_id=PUBLICATION),
        [owing(20, COMPLETION, day=None, awaited_event_id=OTHER_EVENT)],
        "moved",
    ),
    "asked for by a request": (owing(10, report_request_id=REQUEST), [owing(20)], "moved"),
    "nothing is owed": (OLD, [], "moved"),
}


@pytest.mark.parametrize(("old", "successor", "becomes"), TABLE.values(), ids=TABLE)
def test_one_agency_owes_a_thing_once(old: Owing, successor: list[Owing], becomes: str) -> None:
    cancelled, moved = ((old.id,) if becomes == name else () for name in ("cancelled", "moved"))
    assert handed_over([old], successor) == HandedOver(cancelled, moved)


@pytest.mark.parametrize("state", ObligationState)
def test_what_the_old_one_has_answered_stays(state: ObligationState) -> None:
    given = handed_over([owing(10, state=state)], [])
    assert given == HandedOver((), (UUID(int=10),) if state in UNANSWERED else ())


@pytest.mark.parametrize("state", ObligationState)
def test_what_the_successor_has_done_covers_nothing(state: ObligationState) -> None:
    given = handed_over([OLD], [owing(20, state=state)])
    assert given == (HandedOver((OLD.id,), ()) if state in LIVE else HandedOver((), (OLD.id,)))


@pytest.mark.parametrize(
    ("left", "spent"),
    [
        ([], True),
        (["cancelled", "lapsed"], True),
        (["settled", "cancelled"], False),
        (["answered"], False),
        (["open"], False),
    ],
)
def test_a_pair_of_no_account(left: list[str], spent: bool) -> None:
    assert is_spent(ObligationState(one) for one in left) is spent
