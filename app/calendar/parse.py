"""Shows how a phrase would be read in a plan and on which days it would fall; nothing is stored."""

from datetime import date

from app.calendar.problems import WindowOutOfRange
from app.calendar.schemas import DeadlineOccurrence, DeadlinePhrase, DeadlineReading, ParsedDeadline
from app.deadlines import Context, WorkingDays, occurrences, read_deadline
from app.kernel.problems import Fault
from app.kernel.words import Language

MOST_YEARS = 10


def parse_deadline(phrase: DeadlinePhrase, calendar: WorkingDays, today: date, language: Language) -> ParsedDeadline:
    from_, until = _window(phrase, today)
    reading = read_deadline(phrase.text, Context(phrase.year, phrase.issued_on))
    days = occurrences(reading, phrase.policy.as_rules(), calendar, from_, until)
    return ParsedDeadline(
        reading=DeadlineReading.model_validate(reading.as_dict(language)),
        occurrences=[DeadlineOccurrence.model_validate(day) for day in days],
    )


def _window(phrase: DeadlinePhrase, today: date) -> tuple[date, date]:
    """From the day of issue, or the year's first, to the year's last; a plan may be issued before its year begins."""
    from_ = phrase.issued_on or date(phrase.year or today.year, 1, 1)
    until = phrase.until or date(max(from_.year, phrase.year or from_.year), 12, 31)
    ten_years_before = (until.year - MOST_YEARS, until.month, until.day)
    if until < from_ or ten_years_before > (from_.year, from_.month, from_.day):
        raise WindowOutOfRange(
            faults=[Fault("/until", WindowOutOfRange.title)], start_on=from_.isoformat(), until=until.isoformat()
        )
    return from_, until
