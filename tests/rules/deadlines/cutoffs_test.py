"""Decree 09/2019/NĐ-CP: windows from the 15th to the 14th, every period of 2024 to 2030; and calendar periods."""

from calendar import monthrange
from datetime import date

import pytest

from app.deadlines import Period, ReportPeriod, periods_of_year
from app.deadlines.cutoffs import last_of_month

YEARS = range(2024, 2031)


@pytest.mark.parametrize("year", YEARS)
def test_quarters_of_the_decree(year: int) -> None:
    assert periods_of_year(ReportPeriod.quarterly, "nd09", year) == (
        Period(f"Quý I/{year}", date(year - 1, 12, 15), date(year, 3, 14)),
        Period(f"Quý II/{year}", date(year, 3, 15), date(year, 6, 14)),
        Period(f"Quý III/{year}", date(year, 6, 15), date(year, 9, 14)),
        Period(f"Quý IV/{year}", date(year, 9, 15), date(year, 12, 14)),
    )


@pytest.mark.parametrize("year", YEARS)
def test_the_decree_has_no_second_half_year(year: int) -> None:
    assert periods_of_year(ReportPeriod.half_yearly, "nd09", year) == (
        Period(f"6 tháng đầu năm {year}", date(year - 1, 12, 15), date(year, 6, 14)),
        Period(f"Năm {year}", date(year - 1, 12, 15), date(year, 12, 14)),
    )


@pytest.mark.parametrize("year", YEARS)
def test_nine_months_and_years_of_the_decree(year: int) -> None:
    assert periods_of_year(ReportPeriod.nine_monthly, "nd09", year) == (
        Period(f"9 tháng đầu năm {year}", date(year - 1, 12, 15), date(year, 9, 14)),
    )
    assert periods_of_year(ReportPeriod.yearly, "nd09", year) == (
        Period(f"Năm {year}", date(year - 1, 12, 15), date(year, 12, 14)),
    )


@pytest.mark.parametrize("year", YEARS)
def test_months_of_the_decree(year: int) -> None:
    months = periods_of_year(ReportPeriod.monthly, "nd09", year)
    assert months[0] == Period(f"Tháng 1/{year}", date(year - 1, 12, 15), date(year, 1, 14))
    assert months[2] == Period(f"Tháng 3/{year}", date(year, 2, 15), date(year, 3, 14))
    assert [month.end_on for month in months] == [date(year, month, 14) for month in range(1, 13)]


@pytest.mark.parametrize("year", YEARS)
def test_calendar_periods_end_with_their_month(year: int) -> None:
    half_years = periods_of_year(ReportPeriod.half_yearly, "calendar", year)
    assert half_years == (
        Period(f"6 tháng đầu năm {year}", date(year, 1, 1), date(year, 6, 30)),
        Period(f"6 tháng cuối năm {year}", date(year, 7, 1), date(year, 12, 31)),
    )
    february = periods_of_year(ReportPeriod.monthly, "calendar", year)[1]
    assert february == Period(f"Tháng 2/{year}", date(year, 2, 1), date(year, 2, monthrange(year, 2)[1]))
    assert periods_of_year(ReportPeriod.yearly, "calendar", year)[0].end_on == date(year, 12, 31)


@pytest.mark.parametrize("period", [ReportPeriod.daily, ReportPeriod.weekly])
def test_weeks_and_days_have_no_cutoff(period: ReportPeriod) -> None:
    assert periods_of_year(period, "nd09", 2026) == ()


@pytest.mark.parametrize(("year", "month", "day"), [(2026, 2, 28), (2028, 2, 29), (2026, 12, 31), (2026, 4, 30)])
def test_last_of_month(year: int, month: int, day: int) -> None:
    assert last_of_month(year, month) == date(year, month, day)
