"""What the families took → one reading.

A rhythm makes a phrase recurring, else a day makes it dated, else an event, else "thường xuyên", else a reference to
elsewhere.
"""

from dataclasses import replace

from app.deadlines.composing_dates import dated_reading
from app.deadlines.composing_events import event_reading
from app.deadlines.composing_recurring import recurring_reading
from app.deadlines.dating import date_points
from app.deadlines.found import Found
from app.deadlines.purposes import purpose_of
from app.deadlines.reading import Context, Kind, Reading
from app.deadlines.sheet import Sheet


def compose(sheet: Sheet, found: Found, context: Context) -> Reading:
    """Without the text, the notes and the confidence: the sheet holds what they are made of."""
    blank = Reading("", Kind.unscheduled, purpose_of(sheet.spoken, context.purpose), due_time=found.due_time)
    if any(note.code == "impossible_date" for note in sheet.notes):
        return blank
    if found.rhythm:
        return recurring_reading(sheet, found, context, blank)
    dated = date_points(sheet, found.points, context)
    if dated is None:
        return blank
    return dated_reading(sheet, found, dated, context, blank) if dated else _undated(sheet, found, context, blank)


def _undated(sheet: Sheet, found: Found, context: Context, blank: Reading) -> Reading:
    if found.events:
        return event_reading(sheet, found, context, blank)
    if found.endless or found.goes_on:
        return replace(blank, kind=Kind.continuous)
    for condition in found.ifs:
        sheet.note("not_a_limit", condition.written)
    for reference in found.references:
        sheet.note("refers_elsewhere", reference.written)
    return blank
