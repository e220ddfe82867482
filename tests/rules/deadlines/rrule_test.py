"""Recurrence rules of RFC 5545 as far as deadline phrases use them."""

from datetime import date

import pytest

from app.deadlines.rrule import days_of

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=4", ["01-26", "02-23", "03-23"]),
        ("FREQ=MONTHLY;BYMONTHDAY=25", ["01-25", "02-25", "03-25"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["01-31", "02-28", "03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", ["01-30", "02-28", "03-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1", ["01-15", "01-30", "02-15", "02-28", "03-15", "03-30"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["01-30", "02-27", "03-27"]),
        ("FREQ=MONTHLY;BYDAY=2MO", ["01-12", "02-09", "03-09"]),
        ("FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=14", ["03-14"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5", ["01-05", "03-05"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=10", ["02-10"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=10", ["02-10"]),
        ("FREQ=DAILY;INTERVAL=40", ["01-01", "02-10", "03-22"]),
    ],
)
def test_days_of(rule: str, expected: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in days_of(rule, FIRST, FIRST, LAST)] == expected


def test_the_set_position_looks_at_the_whole_month() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"
    assert days_of(rule, FIRST, date(2026, 1, 29), date(2026, 1, 29)) == []
    assert days_of(rule, FIRST, date(2026, 1, 30), date(2026, 2, 28)) == [date(2026, 1, 30), date(2026, 2, 28)]


def test_an_interval_is_counted_from_the_anchor() -> None:
    rule = "FREQ=YEARLY;INTERVAL=3;BYMONTH=12;BYMONTHDAY=-1"
    found = days_of(rule, date(2026, 5, 1), date(2026, 1, 1), date(2033, 12, 31))
    assert [day.year for day in found] == [2026, 2029, 2032]
