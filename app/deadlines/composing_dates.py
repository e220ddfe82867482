"""Which of the days a phrase names is its deadline, which is a start, and what the rest is."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from app.deadlines.dating import Dated
from app.deadlines.found import Found
from app.deadlines.phrases_points import Side
from app.deadlines.purposes import asks_completion, has_action, purpose_of, report_is_assumed
from app.deadlines.reading import Boundary, Context, Kind, Precision, Reading, Recurrence
from app.deadlines.sheet import Sheet, pattern

_LABEL = r"\( (?:dot|lan)(?: thu)? [0-9i]+ \)|(?:dot|lan)(?: thu)? [0-9i]+(?: :)?"
_LISTED = re.compile(rf"(?:[ ,;/&+]|(?<!\w)(?:va|{_LABEL})(?!\w))*")
PAIR = 2
_OR = pattern("hoac")
_EITHER = re.compile(rf"(?:[ ,;/&+]|(?<!\w)(?:va|hoac|{_LABEL})(?!\w))*")
_LABELS = pattern(_LABEL)


def dated_reading(sheet: Sheet, found: Found, dated: list[Dated], context: Context, blank: Reading) -> Reading:
    starts = [one for one in dated if one.point.side in {Side.start, Side.after} and not one.is_range]
    ends = [one for one in dated if one not in starts]
    if not ends:
        return _only_start(sheet, starts[0], blank)
    if len(ends) > 1 and _joined(sheet, ends, _LISTED) and not _narrowed(sheet, ends):
        sheet.take_all(_LABELS)
        return _several_days(found, ends, blank)
    main = _main(sheet, ends)
    said = sheet.spoken if len(ends) == 1 else _clause(sheet, ends, main)
    if report_is_assumed(said, context.purpose):
        sheet.note("report_assumed")
    reading = _single(sheet, found, main, replace(blank, purpose=purpose_of(said, context.purpose)))
    if starts:
        reading = replace(reading, kind=Kind.range, start_on=starts[0].start_on)
    if reading.start_on and reading.due_on and reading.start_on > reading.due_on:
        sheet.note("range_backwards", reading.start_on.isoformat(), reading.due_on.isoformat())
        return blank
    _check_weekday(sheet, found, main)
    return reading


def _check_weekday(sheet: Sheet, found: Found, main: Dated) -> None:
    named = main.due_on + timedelta(days=main.boundary is Boundary.before)
    if found.weekdays and (main.precision is not Precision.day or named.weekday() not in found.weekdays):
        sheet.note("weekday_mismatch", named.isoformat())


def _only_start(sheet: Sheet, start: Dated, blank: Reading) -> Reading:
    if start.point.side is Side.after:
        sheet.note("not_a_limit", start.point.written)
        return replace(blank, start_on=start.due_on + timedelta(days=1))
    sheet.note("start_only")
    return replace(blank, kind=Kind.continuous, start_on=start.start_on)


def _several_days(found: Found, ends: list[Dated], blank: Reading) -> Reading:
    """As in "Quý II và Quý IV/2026": as many days."""
    days = tuple(sorted({one.due_on for one in ends}))
    return replace(
        blank,
        kind=Kind.recurring,
        precision=ends[-1].precision,
        boundary=Boundary.before if all(one.boundary is Boundary.before for one in ends) else Boundary.inclusive,
        recurrence=Recurrence(days=days),
        condition=found.condition(),
        also_continuous=bool(found.endless) or found.goes_on,
    )


def _joined(sheet: Sheet, ends: list[Dated], joint: re.Pattern[str]) -> bool:
    return all(
        joint.fullmatch(sheet.spoken[before.point.end : max(before.point.end, after.point.start)])
        for before, after in pairwise(ends)
    ) and not any(one.is_range for one in ends)


def _main(sheet: Sheet, ends: list[Dated]) -> Dated:
    """A completion named as such, else the last day; one day inside the period before it makes that period precise."""
    if len(ends) == 1:
        return ends[0]
    latest = max(ends, key=lambda one: one.due_on)
    if _joined(sheet, ends, _EITHER) and not _joined(sheet, ends, _LISTED):
        sheet.take_all(_OR)
        sheet.note("alternatives", latest.due_on.isoformat())
        return latest
    first, second = ends[0], ends[1]
    if len(ends) == PAIR and _within(second, first):
        sheet.note("refined", second.due_on.isoformat())
        return second
    completing = [one for one in ends if asks_completion(_clause(sheet, ends, one))]
    main = completing[-1] if completing else latest
    for other in ends:
        if other.due_on != main.due_on:
            sheet.note("also_names", other.due_on.isoformat())
    return main


def _narrowed(sheet: Sheet, ends: list[Dated]) -> bool:
    """Tells "trong tháng 6, trước ngày 25/6", one day made precise, from "quý I và 6 tháng đầu năm", two days."""
    if len({one.due_on for one in ends}) == 1:
        return True
    added = "va" in sheet.spoken[ends[0].point.end : max(ends[0].point.end, ends[1].point.start)].split()
    return len(ends) == PAIR and not added and _within(ends[1], ends[0])


def _within(inner: Dated, outer: Dated) -> bool:
    inside = outer.start_on <= inner.due_on <= outer.due_on and outer.start_on <= inner.start_on
    return inside and inner.due_on - inner.start_on < outer.due_on - outer.start_on


def _clause(sheet: Sheet, ends: list[Dated], one: Dated) -> str:
    """What is said of this point: the words since the point before."""
    index = ends.index(one)
    begin = ends[index - 1].point.end if index else 0
    return sheet.spoken[begin : one.point.end]


def _single(sheet: Sheet, found: Found, main: Dated, blank: Reading) -> Reading:
    lasting = _lasts(sheet, found, main)
    if found.goes_on:
        sheet.note("goes_on", main.due_on.isoformat())
    for event in found.events:
        if event.added:
            sheet.note("also_on_demand", event.written)
    begins = (lasting or main.is_range) and main.point.side not in {Side.before, Side.until}
    return replace(
        blank,
        kind=Kind.continuous if lasting else Kind.range if main.is_range else Kind.date,
        precision=main.precision,
        start_on=main.start_on if begins else None,
        due_on=main.due_on,
        boundary=main.boundary,
        condition=found.condition(),
        also_continuous=not lasting and (bool(found.endless) or found.goes_on),
    )


def _lasts(sheet: Sheet, found: Found, main: Dated) -> bool:
    """Work "thường xuyên trong năm 2026" goes on within the year; "thường xuyên, hoàn thành trong năm 2026" has a
    deadline too.
    """
    if not found.endless or found.endless[0].start > main.point.start or main.point.side is Side.before:
        return False
    return not has_action(sheet.spoken[found.endless[0].start : main.point.start])
