"""What comes again, with its days: a rule, explicit days or the plan's cut-offs, and the days that bound the series."""

from dataclasses import replace
from datetime import date, timedelta

from app.deadlines.cutoffs import last_of_month
from app.deadlines.dating import Dated, date_points
from app.deadlines.found import Found
from app.deadlines.named import Part, Shape
from app.deadlines.phrases_points import Point, Side
from app.deadlines.phrases_recurring import Due
from app.deadlines.purposes import recipients
from app.deadlines.reading import (
    Boundary,
    Context,
    CutoffRule,
    Kind,
    Precision,
    Purpose,
    Reading,
    Recurrence,
    ReportPeriod,
)
from app.deadlines.sheet import Sheet

ANY_LEAP_YEAR = 2028
_LONG = {ReportPeriod.half_yearly, ReportPeriod.yearly}


def recurring_reading(sheet: Sheet, found: Found, context: Context, blank: Reading) -> Reading:
    if found.due is None or not (found.rhythm.periods or found.rhythm.rule):
        return blank
    points, due = found.points, found.due
    recurrence = _recurrence(found, due)
    boundary = due.boundary
    if due.rule is None and points and found.rhythm.periods[0] in _LONG and all(_is_yearly(point) for point in points):
        named = _named_each_year(sheet, points, recurrence, context)
        if named is None:
            return blank
        recurrence, boundary, points = *named, []
    dated = date_points(sheet, points, context)
    if dated is None:
        return blank
    extra = [one for one in dated if due.rule is not None and _is_extra(one)]
    if extra:
        sheet.note("days_of_plan_year", str(extra[0].due_on.year))
        recurrence = replace(recurrence, days=tuple(sorted({one.due_on for one in extra})))
        dated = [one for one in dated if one not in extra]
    if due.rule is None and len(dated) > 1 and not any(_bounds(one) for one in dated):
        days = tuple(sorted({one.due_on for one in dated}))
        recurrence = replace(recurrence, days=days, cutoff_rule=CutoffRule.named)
        boundary, dated = dated[0].boundary, []
    start_on, due_on = _span(dated)
    if start_on and due_on and start_on > due_on:
        sheet.note("range_backwards", start_on.isoformat(), due_on.isoformat())
        return blank
    _tell(sheet, found)
    return replace(
        blank,
        kind=Kind.recurring,
        purpose=Purpose.progress_report if "bao cao" in sheet.spoken else blank.purpose,
        precision=Precision.day if recurrence.rule or recurrence.days else Precision.none,
        start_on=start_on,
        due_on=due_on,
        boundary=boundary,
        recurrence=replace(recurrence, recipients=recipients(sheet)),
        condition=replace(found, events=[], ifs=[]).condition(),
        also_continuous=bool(found.endless) or found.goes_on,
    )


def _recurrence(found: Found, due: Due) -> Recurrence:
    periods = tuple(found.rhythm.periods)
    return Recurrence(due.rule, (), periods[0] if periods else None, periods, due.decided_by)


def _tell(sheet: Sheet, found: Found) -> None:
    if found.endless:
        sheet.note("continuous_with_reports")
    for event in found.events:
        sheet.note("also_on_demand", event.written)


def _bounds(one: Dated) -> bool:
    return one.is_range or one.point.side in {Side.start, Side.after}


def _is_extra(one: Dated) -> bool:
    """A day beside the rule: "trước ngày 20 của tháng cuối quý và trước ngày 15/12"."""
    name = one.point.last
    return (
        name.needs_year and name.shape is Shape.day and one.point.side in {Side.before, Side.plain} and not one.is_range
    )


def _span(dated: list[Dated]) -> tuple[date | None, date | None]:
    """The days between which the series runs: "trong năm 2026", "từ tháng 3/2026", "đến hết quý III"."""
    starts = [one.start_on for one in dated if one.point.side not in {Side.before, Side.until, Side.after}]
    starts += [one.due_on + timedelta(days=1) for one in dated if one.point.side is Side.after]
    ends = [one.due_on for one in dated if one.is_range or one.point.side not in {Side.start, Side.after}]
    return min(starts, default=None), max(ends, default=None)


def _is_yearly(point: Point) -> bool:
    """A day or period every year has: "15/12", "quý I/2026", not "năm 2026"."""
    name = point.last
    whole_year = name.precision in {Precision.year, Precision.term} and name.part is Part.whole
    told = name.shape in {Shape.day, Shape.months} and name.issue_offset is None
    return told and not whole_year and not point.is_range and point.side not in {Side.start, Side.after}


def _named_each_year(
    sheet: Sheet, points: list[Point], recurrence: Recurrence, context: Context
) -> tuple[Recurrence, Boundary] | None:
    dated = date_points(sheet, points, replace(context, year=ANY_LEAP_YEAR))
    if dated is None:
        return None
    sheet.notes = [note for note in sheet.notes if note.code != "year_from_plan"]
    boundary = dated[0].boundary
    rule = _rule([one.due_on for one in dated])
    for one in dated:
        if not one.point.last.needs_year:
            sheet.note("each_year_on", one.due_on.isoformat())
    if rule is not None:
        return replace(recurrence, rule=rule, cutoff_rule=CutoffRule.named), boundary
    dated = date_points(sheet, points, context)
    if dated is None:
        return None
    sheet.note("days_of_plan_year", str(dated[0].due_on.year))
    days = tuple(sorted({one.due_on for one in dated}))
    return replace(recurrence, days=days, cutoff_rule=CutoffRule.named), boundary


def _rule(days: list[date]) -> str | None:
    """One rule when all lie on the same day of their months; RFC 5545 has no rule for 10/6 and 15/12."""
    months = ",".join(str(month) for month in sorted({day.month for day in days}))
    if all(day == last_of_month(day.year, day.month) for day in days):
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1"
    if len({day.day for day in days}) == 1:
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days[0].day}"
    return None
