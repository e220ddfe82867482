"""The days of readings: cut-offs with their lag, named days that roll, days that never do, and terms after an event."""

from datetime import date, timedelta

import pytest

from app.deadlines import (
    Kind,
    Occurrence,
    Period,
    Policy,
    Trigger,
    Unit,
    due_after_event,
    occurrences,
    read_deadline,
)
from tests.rules.deadlines.told import CALENDAR_2026, PLAN

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DEFAULT = Policy()
ROLLING = Policy(roll_over=frozenset(Kind))
CALENDAR = Policy(cutoffs="calendar")
INCLUSIVE = Policy(before_is_inclusive=True)


def days(text: str, policy: Policy = DEFAULT, first: date = FIRST, last: date = LAST) -> list[tuple[str, str]]:
    """Nominal and effective day of each occurrence."""
    found = occurrences(read_deadline(text, PLAN), policy, CALENDAR_2026, first, last)
    return [(one.nominal_due_date.isoformat(), one.effective_due_date.isoformat()) for one in found]


def test_half_yearly_reports_of_the_seed() -> None:
    assert occurrences(read_deadline("06 tháng/ năm", PLAN), DEFAULT, CALENDAR_2026, FIRST, LAST) == (
        Occurrence(
            date(2026, 6, 14),
            date(2026, 6, 16),
            Period("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
        ),
        Occurrence(date(2026, 12, 14), date(2026, 12, 16), Period("Năm 2026", date(2025, 12, 15), date(2026, 12, 14))),
    )


def test_half_yearly_reports_by_the_calendar() -> None:
    found = occurrences(read_deadline("06 tháng/ năm", PLAN), CALENDAR, CALENDAR_2026, FIRST, LAST)
    assert [(one.nominal_due_date, one.period.label if one.period else None) for one in found] == [
        (date(2026, 6, 30), "6 tháng đầu năm 2026"),
        (date(2026, 12, 31), "Năm 2026"),
    ]


def test_wednesdays_of_the_seed() -> None:
    found = days("định kỳ vào thứ Tư hằng tuần", first=date(2026, 6, 1))
    assert len(found) == 31
    assert (found[0], found[-1]) == (("2026-06-03", "2026-06-03"), ("2026-12-30", "2026-12-30"))
    assert [pair for pair in found if pair[0] != pair[1]] == [("2026-09-02", "2026-09-03")]


def test_of_reports_cut_off_together_only_the_longest_is_owed() -> None:
    found = occurrences(
        read_deadline("định kỳ hằng tháng, quý, 6 tháng, 9 tháng, năm", PLAN), DEFAULT, CALENDAR_2026, FIRST, LAST
    )
    labels = [one.period.label for one in found if one.period]
    assert labels == [
        "Tháng 1/2026", "Tháng 2/2026", "Quý I/2026", "Tháng 4/2026", "Tháng 5/2026", "6 tháng đầu năm 2026",
        "Tháng 7/2026", "Tháng 8/2026", "9 tháng đầu năm 2026", "Tháng 10/2026", "Tháng 11/2026", "Năm 2026",
    ]  # fmt: skip


def test_quarters_with_another_lag() -> None:
    assert days("Hằng quý", Policy(submission_lag_working_days=0))[0] == ("2026-03-14", "2026-03-14")
    assert days("Hằng quý", Policy(submission_lag_working_days=5))[0] == ("2026-03-14", "2026-03-20")


@pytest.mark.parametrize(
    ("text", "policy", "expected"),
    [
        ("Tháng 4/2026", DEFAULT, ("2026-04-30", "2026-04-30")),
        ("Tháng 4/2026", ROLLING, ("2026-04-30", "2026-05-04")),
        ("Trước ngày 20/6/2026", DEFAULT, ("2026-06-19", "2026-06-19")),
        ("Trước ngày 20/6/2026", INCLUSIVE, ("2026-06-20", "2026-06-20")),
        ("Trước ngày 22/6/2026", ROLLING, ("2026-06-21", "2026-06-21")),
        ("trước tháng 7/2026", INCLUSIVE, ("2026-06-30", "2026-06-30")),
        ("Từ quý II đến quý IV/2026", DEFAULT, ("2026-12-31", "2026-12-31")),
        ("giai đoạn 2026-2028", ROLLING, ("2028-12-31", "2029-01-01")),
    ],
)
def test_a_dated_reading_has_one_day(text: str, policy: Policy, expected: tuple[str, str]) -> None:
    assert days(text, policy, first=date(2030, 1, 1), last=date(2030, 1, 2)) == [expected]


@pytest.mark.parametrize("text", ["Thường xuyên", "khi có yêu cầu", "theo kế hoạch", "", "Thường xuyên trong năm 2026"])
def test_no_days(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "policy", "expected"),
    [
        ("Quý II và Quý IV/2026", DEFAULT, [("2026-06-30", "2026-06-30"), ("2026-12-31", "2026-12-31")]),
        ("trước ngày 15/6 và 15/12/2026", INCLUSIVE, [("2026-06-15", "2026-06-15"), ("2026-12-15", "2026-12-15")]),
        ("trước ngày 15/11 hằng năm", DEFAULT, [("2026-11-14", "2026-11-14")]),
        ("trước ngày 15/11 hằng năm", INCLUSIVE, [("2026-11-15", "2026-11-15")]),
        ("ngày 15/11 hằng năm", DEFAULT, [("2026-11-15", "2026-11-16")]),
        ("ngày 15/11 hằng năm", Policy(roll_over=frozenset()), [("2026-11-15", "2026-11-15")]),
        ("Hằng năm", DEFAULT, [("2026-12-14", "2026-12-16")]),
        ("hằng quý trong năm 2025", DEFAULT, []),
        ("hằng tháng từ tháng 11/2026", DEFAULT, [("2026-11-14", "2026-11-17"), ("2026-12-14", "2026-12-16")]),
        ("hằng quý đến hết tháng 6/2026", CALENDAR, [("2026-03-31", "2026-03-31"), ("2026-06-30", "2026-06-30")]),
    ],
)
def test_recurring_days(text: str, policy: Policy, expected: list[tuple[str, str]]) -> None:
    assert days(text, policy) == expected


def test_weekly_and_monthly_reports_together() -> None:
    found = days("hằng tuần, hằng tháng", first=date(2026, 6, 8), last=date(2026, 6, 19))
    assert found == [("2026-06-12", "2026-06-12"), ("2026-06-14", "2026-06-16"), ("2026-06-19", "2026-06-19")]


def test_the_window_of_a_series_is_kept() -> None:
    assert days("hằng tuần", first=date(2026, 6, 5), last=date(2026, 6, 12)) == [
        ("2026-06-05", "2026-06-05"),
        ("2026-06-12", "2026-06-12"),
    ]
    assert days("hằng tuần", first=date(2026, 6, 12), last=date(2026, 6, 5)) == []


@pytest.mark.parametrize(
    ("trigger", "occurred_on", "nominal", "effective"),
    [
        (Trigger("", 10, Unit.day), date(2026, 6, 29), date(2026, 7, 9), date(2026, 7, 9)),
        (Trigger("", 10, Unit.day), date(2026, 7, 1), date(2026, 7, 11), date(2026, 7, 13)),
        (Trigger("", 5, Unit.working_day), date(2026, 4, 28), date(2026, 5, 7), date(2026, 5, 7)),
        (Trigger("", 2, Unit.week), date(2026, 6, 10), date(2026, 6, 24), date(2026, 6, 24)),
        (Trigger("", 1, Unit.month), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 2)),
        (Trigger("", 3, Unit.month), date(2026, 11, 30), date(2027, 2, 28), date(2027, 3, 1)),
        (Trigger("", 1, Unit.year), date(2028, 2, 29), date(2029, 2, 28), date(2029, 2, 28)),
        (Trigger("", 24, Unit.hour), date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 11)),
        (Trigger("", 36, Unit.hour), date(2026, 6, 10), date(2026, 6, 12), date(2026, 6, 12)),
        (Trigger("", -5, Unit.day), date(2026, 6, 26), date(2026, 6, 21), date(2026, 6, 21)),
        (Trigger("", -5, Unit.working_day), date(2026, 6, 26), date(2026, 6, 19), date(2026, 6, 19)),
    ],
)
def test_due_after_event(trigger: Trigger, occurred_on: date, nominal: date, effective: date) -> None:
    assert due_after_event(trigger, occurred_on, DEFAULT, CALENDAR_2026) == Occurrence(nominal, effective)


def test_a_plan_may_keep_events_from_rolling() -> None:
    found = due_after_event(Trigger("", 10, Unit.day), date(2026, 7, 1), Policy(roll_over=frozenset()), CALENDAR_2026)
    assert found == Occurrence(date(2026, 7, 11), date(2026, 7, 11))


@pytest.mark.parametrize("trigger", [Trigger("có yêu cầu"), Trigger("", 3), Trigger("", None, Unit.day)])
def test_no_duration_no_day(trigger: Trigger) -> None:
    assert due_after_event(trigger, date(2026, 6, 1), DEFAULT, CALENDAR_2026) is None


def test_the_seed_event() -> None:
    text = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026"
    second, third = read_deadline(text, PLAN).triggers
    assert due_after_event(second, date(2026, 6, 29), DEFAULT, CALENDAR_2026) == Occurrence(
        date(2026, 7, 9), date(2026, 7, 9)
    )
    assert due_after_event(third, date(2026, 9, 30) - timedelta(days=1), DEFAULT, CALENDAR_2026) == Occurrence(
        date(2026, 10, 9), date(2026, 10, 9)
    )
