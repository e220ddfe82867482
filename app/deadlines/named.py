"""A named day or period, before its year is known, and the days it covers once it is.

Parts of months and years follow Civil Code 2015 art. 146: the beginning is day 1, the middle of a month day 15 and of
a year 30 June, the end the last day. That article is silent on quarters; we take the 15th of the middle month.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.deadlines.cutoffs import MONTHS_IN_YEAR, last_of_month
from app.deadlines.reading import Precision

WEEK = timedelta(days=7)
LAST_WEEK = -1


class Shape(StrEnum):
    day = "day"
    week_of_month = "week_of_month"
    week_of_year = "week_of_year"
    months = "months"
    years = "years"
    impossible = "impossible"


class Part(StrEnum):
    whole = "whole"
    start = "start"
    middle = "middle"
    end = "end"
    first_half = "first_half"
    first_ten = "first_ten"
    second_ten = "second_ten"
    last_ten = "last_ten"


@dataclass(frozen=True, slots=True)
class Stretch:
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Named:
    """`first` and `last` are months, of `week_of_…` week number and month, of `day` day and month, of `years` years.

    `year_offset` counts from the year still to be found ("năm sau" is 1); `issue` names a unit around the day of
    issue ("tháng này").
    """

    shape: Shape
    precision: Precision
    first: int = 0
    last: int = 0
    year: int | None = None
    part: Part = Part.whole
    two_digits: bool = False
    year_offset: int = 0
    issue_offset: int | None = None

    @property
    def needs_year(self) -> bool:
        return self.year is None and self.shape not in {Shape.years, Shape.impossible} and self.issue_offset is None

    def in_year(self, year: int) -> "Named":
        return replace(self, year=year)

    def around(self, issued_on: date) -> "Named":
        """For "tháng này", "quý sau": the unit that many after the one of the day of issue."""
        offset = self.issue_offset or 0
        if self.precision is Precision.week:
            day = issued_on - timedelta(days=issued_on.weekday()) + offset * WEEK
            year, week, _ = day.isocalendar()
            return replace(self, first=week, year=year, issue_offset=None)
        size = 3 if self.precision is Precision.quarter else 1
        unit = (issued_on.year * MONTHS_IN_YEAR + issued_on.month - 1) // size + offset
        year, month = divmod(unit * size, MONTHS_IN_YEAR)
        return replace(self, first=month + 1, last=month + size, year=year, issue_offset=None)

    def stretch(self) -> Stretch | None:
        """None when the calendar has no such day or period. The year must be known."""
        try:
            return _whole(self) if self.part is Part.whole else _partial(_whole(self), self.part)
        except (ValueError, OverflowError):
            return None


def _whole(named: Named) -> Stretch:
    year = named.year or 0
    if named.shape is Shape.day:
        day = date(year, named.last, named.first)
        return Stretch(day, day)
    if named.shape is Shape.week_of_year:
        return Stretch(date.fromisocalendar(year, named.first, 1), date.fromisocalendar(year, named.first, 7))
    if named.shape is Shape.week_of_month:
        return _week(year, named.last, named.first)
    if named.shape is Shape.months:
        return Stretch(date(year, named.first, 1), last_of_month(year, named.last))
    if named.shape is Shape.years:
        return Stretch(date(named.first, 1, 1), date(named.last, 12, 31))
    raise ValueError(named)


def _week(year: int, month: int, number: int) -> Stretch:
    """Weeks of a month run from Monday to Sunday; the first holds day 1, and none leaves its month."""
    first, last = date(year, month, 1), last_of_month(year, month)
    inside = last if number == LAST_WEEK else first + (number - 1) * WEEK
    monday = inside - timedelta(days=inside.weekday())
    if monday > last:
        raise ValueError(number)
    return Stretch(max(monday, first), min(monday + timedelta(days=6), last))


def _partial(whole: Stretch, part: Part) -> Stretch:
    if part is Part.start:
        return Stretch(whole.start, whole.start)
    if part is Part.end:
        return Stretch(whole.end, whole.end)
    middle = _middle(whole)
    days = {
        Part.middle: Stretch(middle, middle),
        Part.first_half: Stretch(whole.start, middle),
        Part.first_ten: Stretch(whole.start, whole.start.replace(day=10)),
        Part.second_ten: Stretch(whole.start.replace(day=11), whole.start.replace(day=20)),
        Part.last_ten: Stretch(whole.start.replace(day=21), whole.end),
    }
    return days[part]


def _middle(whole: Stretch) -> date:
    months = whole.end.month - whole.start.month + 1
    if months == MONTHS_IN_YEAR:
        return date(whole.start.year, 6, 30)
    return date(whole.start.year, whole.start.month + months // 2, 15)
