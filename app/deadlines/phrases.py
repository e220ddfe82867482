"""A deadline phrase → its reading. Every family of phrases takes the words it understands; `composing` puts them
together.

The order of taking matters: what is quoted (documents, events) goes first, so that a day inside it is not taken for
the deadline. A phrase that nothing understands is `unscheduled` and `unresolved`: never a guess, never an exception.
"""

from dataclasses import replace

from app.deadlines import phrases_events, phrases_points, phrases_references
from app.deadlines.composing import compose
from app.deadlines.fold import clean
from app.deadlines.found import Found
from app.deadlines.notes import Note
from app.deadlines.phrases_recurring import take_day_rhythm, take_due, take_weekdays
from app.deadlines.phrases_rhythm import take_labels, take_rhythm
from app.deadlines.purposes import leftovers
from app.deadlines.reading import Confidence, Context, Kind, Reading
from app.deadlines.sheet import Sheet

LONGEST = 2_000
LONGEST_RAW = 10 * LONGEST

_UNRESOLVED = frozenset(
    {
        "empty", "too_long", "unknown_phrase", "year_unknown", "issue_day_unknown", "impossible_date",
        "year_out_of_range",
        "range_backwards", "refers_elsewhere", "not_decided", "rhythm_unknown", "start_not_named", "not_a_limit",
    }
)  # fmt: skip
# Notes that tell something without anything having been assumed.
_TELLING = frozenset(
    {"past_at_issue", "also_on_demand", "no_duration", "before_event", "counted_from_day", "working_days_from_day"}
)


def read_deadline(text: str, context: Context) -> Reading:
    """Never raises. A missing year is the plan's, else that of the day of issue, and the reading then is `assumed`."""
    cleaned = clean(text) if len(text) <= LONGEST_RAW else text
    if len(cleaned) > LONGEST:
        return _unread(text, context, Note("too_long", (str(LONGEST),)))
    if not any(c.isalnum() for c in cleaned):
        return _unread(text, context, Note("empty"))
    sheet = Sheet.of(cleaned)
    reading = compose(sheet, _take(sheet), context)
    if reading.kind is not Kind.unscheduled:
        for words in leftovers(sheet):
            sheet.note("leftover_words", words)
    elif _confidence(sheet.notes) is not Confidence.unresolved:
        sheet.note("unknown_phrase", cleaned)
    if (
        reading.due_on
        and context.issued_on
        and reading.due_on < context.issued_on
        and reading.kind is not Kind.recurring
    ):
        sheet.note("past_at_issue", reading.due_on.isoformat(), context.issued_on.isoformat())
    return replace(reading, text=text, notes=tuple(sheet.notes), confidence=_confidence(sheet.notes))


def _unread(text: str, context: Context, note: Note) -> Reading:
    return Reading(text, Kind.unscheduled, context.purpose, confidence=Confidence.unresolved, notes=(note,))


def _take(sheet: Sheet) -> Found:
    phrases_references.take_enumerator(sheet)
    phrases_references.take_citations(sheet)
    ifs = phrases_references.take_ifs(sheet)
    rhythm = take_labels(sheet)
    events = phrases_events.take_events(sheet)
    references = phrases_references.take_references(sheet)
    phrases_references.take_hedges(sheet)
    endless = phrases_references.take_endless(sheet)
    goes_on = phrases_references.take_going_on(sheet)
    due_time = phrases_points.take_time(sheet)
    take_rhythm(sheet, rhythm)
    if not rhythm:
        take_day_rhythm(sheet, rhythm)
    due = take_due(sheet, rhythm) if rhythm else None
    points = phrases_points.take_points(sheet)
    weekdays = take_weekdays(sheet, points) if points else set()
    if not points and not rhythm:
        events += phrases_events.take_durations(sheet)
    return Found(ifs, events, references, endless, goes_on, due_time, rhythm, due, points, weekdays)


def _confidence(notes: list[Note]) -> Confidence:
    codes = {note.code for note in notes}
    if codes & _UNRESOLVED:
        return Confidence.unresolved
    return Confidence.assumed if codes - _TELLING else Confidence.exact
