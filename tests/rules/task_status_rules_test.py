"""The status, percent and day shown for a task with several leads (DESIGN.md §5)."""

from datetime import date
from itertools import combinations

import pytest

from app.tasks.cell_rules import shown_due_on
from app.tasks.rules import Status, percent_mean, task_status

ORDER = ["returned", "in_progress", "awaiting_confirmation", "not_started", "suspended", "completed", "cancelled"]


@pytest.mark.parametrize(
    ("pairs", "status"),
    [
        ("", None),
        *[(one, one) for one in ORDER],
        # the first present in the order of §5
        *[(f"{second} {first}", first) for first, second in combinations(ORDER, 2) if {first, second} != {"completed", "not_started"}],
        # completed and not_started meet
        ("completed not_started", "in_progress"),
        ("not_started completed cancelled", "in_progress"),
        ("completed not_started awaiting_confirmation", "in_progress"),
        ("completed not_started returned", "returned"),
        ("completed completed cancelled", "completed"),
    ],
)  # fmt: skip
def test_task_status(pairs: str, status: str | None) -> None:
    assert task_status(Status(pair) for pair in pairs.split()) == status


@pytest.mark.parametrize(
    ("percents", "mean"),
    [([], None), ([0], 0), ([100, 100, 99], 99), ([33, 33, 34], 33), ([100, 100], 100), ([1, 0], 0)],
)
def test_percent_is_the_mean_rounded_down(percents: list[int], mean: int | None) -> None:
    assert percent_mean(percents) == mean


JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


@pytest.mark.parametrize(
    ("open_days", "settled_days", "shown"),
    [
        pytest.param([JULY, JUNE], [date(2026, 3, 31)], JUNE, id="the earliest open one"),
        pytest.param([], [JUNE, JULY], JULY, id="else the last settled"),
        pytest.param([], [], None, id="no day"),
    ],
)
def test_shown_due_on(open_days: list[date], settled_days: list[date], shown: date | None) -> None:
    assert shown_due_on(open_days, settled_days) == shown
