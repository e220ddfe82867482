"""A deadline that waits for an event, or that is counted from a named day and so needs no event."""

import re
from dataclasses import replace

from app.deadlines.dating import date_points
from app.deadlines.fold import fold
from app.deadlines.found import Found
from app.deadlines.named import Named
from app.deadlines.occurrences import FIRST_DAY, LAST_DAY, add_calendar
from app.deadlines.phrases_events import Event
from app.deadlines.phrases_points import Point, Side
from app.deadlines.purposes import report_is_assumed
from app.deadlines.reading import Context, Kind, Precision, Reading, Unit
from app.deadlines.sheet import Sheet

# No event that somebody records: the lunar new year has a day, which is not worked out here; "khi nào rảnh" has none.
NO_EVENT = re.compile(r"(?:nao(?! co)|tet)(?!\w)")


def event_reading(sheet: Sheet, found: Found, context: Context, blank: Reading) -> Reading:
    first = found.events[0]
    if first.since is not None and len(found.events) == 1:
        return _counted_from_day(sheet, first, first.since, context, blank)
    if report_is_assumed(sheet.spoken, context.purpose):
        sheet.note("report_assumed")
    triggers = tuple(trigger for event in found.events for trigger in event.triggers)
    if any(event.unnamed for event in found.events):
        sheet.note("start_not_named")
    for trigger in triggers:
        if NO_EVENT.match(fold(trigger.text)):
            sheet.note("event_day_unknown", trigger.text)
    if any(event.before for event in found.events):
        sheet.note("before_event")
    elif any(trigger.amount is None for trigger in triggers):
        sheet.note("no_duration")
    condition = replace(found, events=[]).condition()
    return replace(
        blank,
        kind=Kind.event,
        triggers=triggers,
        condition=condition,
        also_continuous=bool(found.endless) or found.goes_on,
    )


def _counted_from_day(sheet: Sheet, event: Event, since: Named, context: Context, blank: Reading) -> Reading:
    """Civil Code 2015, art. 147: the day itself is not counted. Working days need a calendar, so they wait for the
    day's record.
    """
    trigger = event.triggers[0]
    dated = date_points(sheet, [Point(since, since, Side.plain, event.start, event.start, trigger.text)], context)
    if not dated or trigger.amount is None or trigger.unit is None:
        return blank
    day = dated[0].start_on
    if trigger.unit is Unit.working_day:
        sheet.note("working_days_from_day", day.isoformat())
        return replace(blank, kind=Kind.event, triggers=event.triggers)
    due_on = add_calendar(day, trigger.amount, trigger.unit)
    if not FIRST_DAY <= due_on <= LAST_DAY:
        sheet.note("year_out_of_range")
        return blank
    sheet.note("counted_from_day", day.isoformat())
    return replace(blank, kind=Kind.date, due_on=due_on, precision=Precision.day)
