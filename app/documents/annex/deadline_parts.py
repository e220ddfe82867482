"""What a deadline cell names beside the days that were read of it ("Trong quý III và báo cáo kết quả trước 25/12"), and whether it holds a
day for each of several leads.

The reading says which days it has; here the text is searched for whatever looks like one, so that a part is told which no reader of phrases
took up, for whatever reason.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice

from app.deadlines import Boundary, Context, Kind, Precision, Reading, fold, read_deadline
from app.documents.annex.citations import find_citations

YEAR = r"(?:\s?/\s?\d{4}|,?\s+nam\s+\d{4})?(?!\d)"
WEEK = r"(?:thuong|trung|ha)\s+tuan\s+|tuan\s+(?:thu\s+)?(?:dau|cuoi|cuoi cung|hai|ba|\d|[iv]+)\s+"
PART = rf"(?:(?:(?:nua|\d{{1,2}}\s+ngay)\s+)?(?:dau|giua|cuoi)\s+|{WEEK})?"
# In folded text, the longest first.
DAY_LIKE = re.compile(
    rf"(?<![\w/.-])(?:(?:ngay\s+)?\d{{1,2}}\s?([/.-])\s?\d{{1,2}}\s?\1\s?\d{{4}}(?!\d)"
    rf"|ngay\s+\d{{1,2}}\s+thang\s+\d{{1,2}}{YEAR}"
    r"|(?:ngay\s+)?\d{1,2}\s?/\s?\d{1,2}(?![\d/])|\d{1,2}\s?/\s?\d{4}(?![\d/])"
    rf"|{PART}thang\s+\d{{1,2}}(?![\d%]|\s+lan(?!\w)){YEAR}|t\.?\d{{1,2}}\s?/\s?\d{{4}}"
    rf"|{PART}(?:quy\s+|q\.\s?)(?:iv|i{{1,3}}|0?[1-4])(?!\w|\s+lan(?!\w)){YEAR}"
    r"|(?:(?:\d{1,2}|ba|sau|chin)\s+thang|nua|quy|thang)\s+(?:dau|cuoi)\s+nam(?:\s+\d{4})?"
    r"|(?:dau|giua|cuoi)\s+nam(?:\s+\d{4})?|nam\s+\d{4}(?!\d|\s*[-–]\s*\d))"
)
WRITTEN_YEAR = re.compile(r"\d{4}")
COMPLETED = re.compile(r"(?<!\w)(?:hoan thanh|hoan tat|xong)(?!\w)")
MONTHS = {
    Precision.month: 1,
    Precision.quarter: 3,
    Precision.half: 6,
    Precision.nine_months: 9,
    Precision.year: 12,
}
IN_RULE = re.compile(r"BYMONTH=([\d,]+)")
ANOTHER_DAY = frozenset({"also_names", "alternatives"})
COUNTED_FROM = frozenset({"counted_from_day", "working_days_from_day"})
LINES = re.compile(r"[\n;]")
PAIR = 2
# A deadline names a few days; a cell that looks like hundreds is not read one by one.
MOST = 20
ONE_DAY = timedelta(days=1)
ANY_YEAR = 2028  # a leap year: 29/2 is a day


def names_several_days(text: str, plan: Context) -> bool:
    """Each in a line of its own."""
    lines = (_alone(line, plan) for line in LINES.split(text, MOST)[:MOST] if line.strip())
    return sum(one.due_on is not None for one in lines) >= PAIR


def unread_parts(reading: Reading, plan: Context) -> tuple[str, ...]:
    """As written. A phrase of which nothing was read is no matter of parts."""
    if reading.kind is Kind.unscheduled:
        return ()
    is_read = _is_bound if _only_bounds(reading) else _is_read
    text = _own_words(reading)
    parts = [part for part in islice(_day_like(text), MOST) if not is_read(part, reading, plan)]
    told = (note.params[0] for note in reading.notes if note.code in ANOTHER_DAY)
    return tuple(dict.fromkeys(parts)) or tuple(map(_shown, told))


def _own_words(reading: Reading) -> str:
    """Without the documents it cites and what it depends on: days in these are no deadlines."""
    text = reading.text
    for one in find_citations(text):
        text = _blanked(text, one.start, one.end)
    for said in (reading.condition or "").split("; "):
        at = text.find(said) if said else -1
        text = _blanked(text, at, at + len(said)) if at >= 0 else text
    return text


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _day_like(text: str) -> Iterator[str]:
    folded = fold(text)
    if len(folded) == len(text):
        yield from (text[found.start() : found.end()].strip() for found in DAY_LIKE.finditer(folded))


def _only_bounds(reading: Reading) -> bool:
    """A series takes a day beside it for its end, also where the work is to be finished by then; one day is no span of a series."""
    if reading.kind is not Kind.recurring or reading.due_on is None:
        return False
    return reading.due_on == reading.start_on or COMPLETED.search(fold(reading.text)) is not None


@lru_cache(2048)
def _alone(part: str, plan: Context) -> Reading:
    """An annex says the same few days in hundreds of rows. Of any year, where the plan's is not known."""
    return read_deadline(part, plan if plan.year else replace(plan, year=ANY_YEAR))


def _is_bound(part: str, _: Reading, plan: Context) -> bool:
    alone = _alone(part, plan)
    return alone.precision is Precision.year or alone.due_on is None


def _is_read(part: str, reading: Reading, plan: Context) -> bool:
    """Whether a day of the reading lies in what the part names. A part without a year may have that of another part."""
    alone = _alone(part, plan)
    if alone.due_on is None:
        return True
    start, end = _span(alone, alone.due_on)
    if start.month in _months_of_rule(reading) or end.month in _months_of_rule(reading):
        return True
    days = [*_days(reading), *_days_of_events(reading, plan)]
    if WRITTEN_YEAR.search(part):
        return any(start <= day <= end for day in days)
    return any((start.month, start.day) <= (day.month, day.day) <= (end.month, end.day) for day in days)


def _span(alone: Reading, due_on: date) -> tuple[date, date]:
    """Of the whole period; "đầu" and "giữa" name one day of it."""
    months = MONTHS.get(alone.precision, 0)
    if not months or due_on.month % months or (due_on + ONE_DAY).day != 1:
        return due_on, due_on
    return date(due_on.year, due_on.month - months + 1, 1), due_on


def _days(reading: Reading) -> Iterator[date]:
    """Those the reading has, and those it names: of "trước" the day after, which a series that ends does not tell apart."""
    days = reading.recurrence.days if reading.recurrence else ()
    for day in (*days, *filter(None, (reading.due_on,))):
        if reading.boundary is not Boundary.before:
            yield day
        if reading.boundary is Boundary.before or reading.kind is Kind.recurring:
            yield day + ONE_DAY
    if reading.start_on:
        yield reading.start_on
    yield from (date.fromisoformat(note.params[0]) for note in reading.notes if note.code in COUNTED_FROM)


def _days_of_events(reading: Reading, plan: Context) -> Iterator[date]:
    parts = chain.from_iterable(_day_like(trigger.text) for trigger in reading.triggers)
    yield from filter(None, (_alone(part, plan).due_on for part in parts))


def _months_of_rule(reading: Reading) -> frozenset[int]:
    found = IN_RULE.search(reading.recurrence.rule or "") if reading.recurrence else None
    return frozenset(map(int, found[1].split(","))) if found else frozenset()


def _shown(param: str) -> str:
    day = date.fromisoformat(param)
    return f"{day.day}/{day.month}/{day.year}"
