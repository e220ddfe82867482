"""The reporting periods of a year and the day each is cut off.

Under `nd09` the windows are those of Decree 09/2019/NĐ-CP (as restated by Khánh Hòa QĐ 01/2023/QĐ-UBND, art. 4): from
the 15th of the month before to the 14th. That decree knows no second half-year: the report after the six-month one is
the yearly one. Under `calendar` a period is its calendar days. Weeks and days have no cut-off here: their day is
named or defaulted by the phrase.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.deadlines.reading import ReportPeriod

ROMAN = ("I", "II", "III", "IV")
MONTHS_IN_YEAR = 12
CUTOFF_DAY = 14
Cutoffs = Literal["nd09", "calendar"]


@dataclass(frozen=True, slots=True)
class Period:
    """`end_on` is the cut-off: the last day whose figures count."""

    label: str
    start_on: date
    end_on: date


def last_of_month(year: int, month: int) -> date:
    after = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
    return after - timedelta(days=1)


def periods_of_year(period: ReportPeriod, cutoffs: Cutoffs, year: int) -> tuple[Period, ...]:
    """In the order of their cut-offs; empty for `daily` and `weekly`."""
    return tuple(_window(label, year, first, last, cutoffs) for label, first, last in _months(period, cutoffs, year))


def _months(period: ReportPeriod, cutoffs: Cutoffs, year: int) -> list[tuple[str, int, int]]:
    first_half, whole = (f"6 tháng đầu năm {year}", 1, 6), (f"Năm {year}", 1, MONTHS_IN_YEAR)
    second_half = whole if cutoffs == "nd09" else (f"6 tháng cuối năm {year}", 7, MONTHS_IN_YEAR)
    table = {
        ReportPeriod.monthly: [(f"Tháng {month}/{year}", month, month) for month in range(1, MONTHS_IN_YEAR + 1)],
        ReportPeriod.quarterly: [(f"Quý {ROMAN[q]}/{year}", 3 * q + 1, 3 * q + 3) for q in range(4)],
        ReportPeriod.half_yearly: [first_half, second_half],
        ReportPeriod.nine_monthly: [(f"9 tháng đầu năm {year}", 1, 9)],
        ReportPeriod.yearly: [whole],
    }
    return table.get(period, [])


def _window(label: str, year: int, first: int, last: int, cutoffs: Cutoffs) -> Period:
    if cutoffs == "calendar":
        return Period(label, date(year, first, 1), last_of_month(year, last))
    month_before = date(year, first, 1) - timedelta(days=1)
    return Period(label, month_before.replace(day=CUTOFF_DAY + 1), date(year, last, CUTOFF_DAY))
