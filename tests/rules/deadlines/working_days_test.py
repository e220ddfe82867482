"""Monday to Friday, less holidays, plus the Saturdays worked in exchange."""

from datetime import date

import pytest

from app.deadlines import WorkingDays
from tests.rules.deadlines.told import CALENDAR_2026


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 6, 15), True),  # Monday
        (date(2026, 6, 14), False),  # Sunday
        (date(2026, 6, 13), False),  # Saturday
        (date(2026, 4, 30), False),  # a holiday on a Thursday
        (date(2026, 8, 22), True),  # a Saturday worked for 31/8
        (date(2026, 8, 31), False),
    ],
)
def test_is_working_day(day: date, worked: bool) -> None:
    assert CALENDAR_2026.is_working_day(day) is worked


def test_a_make_up_day_wins_over_a_holiday() -> None:
    day = date(2026, 8, 22)
    assert WorkingDays(frozenset({day}), frozenset({day})).is_working_day(day)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 6, 15), date(2026, 6, 15)),
        (date(2026, 6, 14), date(2026, 6, 15)),
        (date(2026, 4, 30), date(2026, 5, 4)),
        (date(2026, 2, 14), date(2026, 2, 23)),
        (date(2026, 8, 29), date(2026, 9, 3)),
    ],
)
def test_next_working_day(day: date, following: date) -> None:
    assert CALENDAR_2026.next_working_day(day) == following


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        (date(2026, 6, 14), 2, date(2026, 6, 16)),
        (date(2026, 12, 14), 2, date(2026, 12, 16)),
        (date(2026, 6, 12), 1, date(2026, 6, 15)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 6, 14), 0, date(2026, 6, 14)),
        (date(2026, 6, 15), -1, date(2026, 6, 12)),
        (date(2026, 5, 4), -2, date(2026, 4, 28)),
    ],
)
def test_add_working_days(day: date, amount: int, expected: date) -> None:
    assert CALENDAR_2026.add_working_days(day, amount) == expected
