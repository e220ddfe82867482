"""Instants are UTC, days are those of Can Tho."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.clock import local_day, system_clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-06-19T16:59:59+00:00", "2026-06-19"),
        ("2026-06-19T17:00:00+00:00", "2026-06-20"),
        ("2026-06-19T23:59:59+07:00", "2026-06-19"),
        ("2026-06-20T00:00:00+07:00", "2026-06-20"),
        ("2026-12-31T18:00:00+00:00", "2027-01-01"),
        ("2026-06-19T10:00:00-07:00", "2026-06-20"),
    ],
)
def test_a_day_ends_at_midnight_in_can_tho(instant: str, day: str) -> None:
    assert local_day(datetime.fromisoformat(instant)) == date.fromisoformat(day)


def test_the_clock_tells_utc() -> None:
    told = system_clock()
    assert told.tzinfo is UTC
    assert abs(datetime.now(UTC) - told) < timedelta(seconds=5)
