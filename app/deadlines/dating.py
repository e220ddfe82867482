"""Points whose years are missing → days of the calendar.

A missing year is that of the next point which has one ("Quý II và Quý IV/2026"), else of the one before, else the
plan's, else the year of issue: only the last two are assumptions. What cannot be dated is said in a note that leaves
the reading unresolved.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.deadlines.named import Named, Part, Shape, Stretch
from app.deadlines.occurrences import FIRST_DAY, LAST_DAY
from app.deadlines.phrases_points import Point, Side
from app.deadlines.reading import Boundary, Context, Precision
from app.deadlines.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Dated:
    """A point with its days: `start_on` of what it names, `due_on` its last day in time."""

    point: Point
    start_on: date
    due_on: date
    precision: Precision
    boundary: Boundary

    @property
    def is_range(self) -> bool:
        return self.point.is_range or self.point.last.shape is Shape.years


def date_points(sheet: Sheet, points: list[Point], context: Context) -> list[Dated] | None:
    """None when any of them has no day: then the phrase as a whole is unresolved."""
    named = _with_years(sheet, [name for point in points for name in (point.first, point.last)], points, context)
    dated = [_dated(sheet, point, named[2 * index], named[2 * index + 1]) for index, point in enumerate(points)]
    known = [one for one in dated if one is not None]
    return known if len(known) == len(points) else None


def _with_years(sheet: Sheet, names: list[Named], points: list[Point], context: Context) -> list[Named]:
    known: list[Named] = []
    for index, name in enumerate(names):
        written = points[index // 2].written
        if name.two_digits:
            sheet.note("two_digit_year", str(name.year))
        if name.issue_offset is not None:
            known.append(_around_issue(sheet, name, written, context))
        elif not name.needs_year:
            known.append(name)
        else:
            shared = None if name.year_offset else _shared_year(names, index)
            year = shared or _context_year(sheet, context)
            known.append(name.in_year(year + name.year_offset) if year else name)
    return known


def _shared_year(names: list[Named], index: int) -> int | None:
    years = [*(name.year for name in names[index + 1 :]), *(name.year for name in reversed(names[:index]))]
    return next((year for year in years if year), None)


def _context_year(sheet: Sheet, context: Context) -> int | None:
    if context.year is not None:
        sheet.note("year_from_plan", str(context.year))
        return context.year
    if context.issued_on is not None:
        sheet.note("year_from_issue", str(context.issued_on.year))
        return context.issued_on.year
    sheet.note("year_unknown")
    return None


def _around_issue(sheet: Sheet, name: Named, written: str, context: Context) -> Named:
    if context.issued_on is None:
        sheet.note("issue_day_unknown", written)
        return name
    sheet.note("relative_to_issue", written)
    return name.around(context.issued_on)


def _dated(sheet: Sheet, point: Point, first: Named, last: Named) -> Dated | None:
    if first.needs_year or last.needs_year or last.issue_offset is not None or first.issue_offset is not None:
        return None
    begun, ended = first.stretch(), last.stretch()
    if begun is None or ended is None:
        sheet.note("impossible_date", point.written)
        return None
    if begun.start > ended.end and point.first.needs_year and first.year:
        # "Từ tháng 10 đến tháng 3/2027" begins in the year before.
        begun = replace(first, year=first.year - 1).stretch() or begun
    if begun.start > ended.end:
        sheet.note("range_backwards", begun.start.isoformat(), ended.end.isoformat())
        return None
    before = point.side is Side.before
    if not (begun.start > FIRST_DAY and ended.end <= LAST_DAY):
        sheet.note("year_out_of_range")
        return None
    due_on = ended.start - timedelta(days=1) if before else ended.end
    _tell_looseness(sheet, point, last, ended)
    return Dated(point, begun.start, due_on, last.precision, Boundary.before if before else Boundary.inclusive)


def _tell_looseness(sheet: Sheet, point: Point, name: Named, stretch: Stretch) -> None:
    """Where everyday use and the law's day part: "đầu tháng" is hardly ever day 1, and a week ends on Friday or
    Sunday.
    """
    middle_of_quarter = name.part is Part.middle and name.precision is Precision.quarter
    if name.part is Part.start or middle_of_quarter:
        sheet.note("loose_part", point.written, stretch.end.isoformat())
    if name.precision is Precision.week:
        sheet.note("week_of_month", point.written, stretch.start.isoformat(), stretch.end.isoformat())
