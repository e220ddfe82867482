"""What an obligation counts as on a day, and since when somebody is waited for, as tables."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.obligations.rules import CountsAs, ObligationFacts, ObligationState, counts_as
from app.tasks.cell_rules import Basis
from app.tasks.rules import Status, waiting_since
from tests.rules.standing_rules_test import AWAITING, EXTENDED, OPEN, SENT_BACK, WAITING, april

LATE = replace(WAITING, answered_on=april(2))
SINCE, NOW = datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)
AWAITED, BACK = Status.awaiting_confirmation, Status.returned


@pytest.mark.parametrize(
    ("obligation", "today", "expected"),
    [
        pytest.param(OPEN, date(2026, 3, 31), CountsAs.upcoming, id="open on its day"),
        pytest.param(OPEN, april(1), CountsAs.missing, id="open the day after"),
        pytest.param(SENT_BACK, april(20), CountsAs.upcoming, id="returned, respond_by not over"),
        pytest.param(SENT_BACK, april(21), CountsAs.missing, id="returned, respond_by over"),
        pytest.param(WAITING, april(9), CountsAs.on_time, id="answered in time, however slow its reviewer"),
        pytest.param(LATE, april(2), CountsAs.late, id="answered late"),
        pytest.param(
            replace(LATE, state=ObligationState.settled), april(30), CountsAs.late, id="late though made good"
        ),
        pytest.param(AWAITING, april(1), None, id="awaiting its event"),
        pytest.param(replace(OPEN, opened_late=True), april(1), None, id="opened late"),
        pytest.param(replace(OPEN, state=ObligationState.lapsed), april(1), None, id="lapsed"),
        pytest.param(replace(OPEN, state=ObligationState.cancelled), april(1), None, id="cancelled"),
    ],
)
def test_counts_as(obligation: ObligationFacts, today: date, expected: CountsAs | None) -> None:
    assert counts_as(obligation, today) is expected


def test_an_extension_takes_nothing_from_the_first_day() -> None:
    assert counts_as(EXTENDED, april(1)) is CountsAs.upcoming
    assert counts_as(EXTENDED, april(1), Basis.original) is CountsAs.missing


@pytest.mark.parametrize(
    ("was", "now_is", "since", "expected"),
    [
        pytest.param(Status.in_progress, AWAITED, None, NOW, id="the office from the submission on"),
        pytest.param(AWAITED, BACK, SINCE, NOW, id="the agency from the return on"),
        pytest.param(AWAITED, AWAITED, SINCE, SINCE, id="a better document begins nothing anew"),
        pytest.param(AWAITED, AWAITED, None, NOW, id="since when was never kept"),
        pytest.param(AWAITED, Status.completed, SINCE, None, id="nobody any more"),
        pytest.param(BACK, Status.suspended, SINCE, None, id="suspended"),
    ],
)
def test_waiting_since(was: Status, now_is: Status, since: datetime | None, expected: datetime | None) -> None:
    assert waiting_since(was, now_is, since, NOW) == expected
