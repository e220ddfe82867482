"""Shares, days and documents as they stand in the cells of a tracking sheet.

Pure. What cannot be read for certain is None: a day without its year, a share that may be a hundredth or the whole.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.kernel.text import fold
from app.reports.rules import WHOLE, DocumentKind

CENTURY = 2000
PERCENT = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")
WHOLE_NUMBER = re.compile(r"\d{1,3}")
FRACTION = re.compile(r"([01])[.,](\d{1,4})")
DAY = re.compile(
    r"(?<![\d/.-])(?:(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})(?:[T ]00:00(?::00)?)?"
    r"|(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4}|\d{2}))(?![\d/])",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w/])(?:số\s*:?\s*)?(\d+(?:/\d{4})?/[A-ZĐ][\wĐ.&-]*)")
APART = re.compile(r"[;\n]+")
LONGEST_NUMBER = 100


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """`title` is the whole of what is written, so that nothing of it is lost."""

    kind: DocumentKind
    number: str | None
    issued_on: date | None
    title: str


def read_percent(text: str) -> int | None:
    """ "75%", "75" and, as a spreadsheet keeps it, "0,75". A bare "1" may be one in a hundred or all of it."""
    found = PERCENT.search(text)
    if found:
        return _at_most_whole(int(found.group(1)))
    fraction = FRACTION.fullmatch(text.strip())
    if fraction:
        ones, digits = fraction.groups()
        return _at_most_whole(int(ones) * WHOLE + int(f"{digits}00"[:2]))
    return _at_most_whole(int(text)) if WHOLE_NUMBER.fullmatch(text.strip()) and int(text) != 1 else None


def is_only_percent(text: str) -> bool:
    """ "75%" under "Tiến độ": a share, and no word of how the work stands."""
    return PERCENT.search(text) is not None and not fold(PERCENT.sub(" ", text))


def _at_most_whole(percent: int) -> int | None:
    return percent if percent <= WHOLE else None


def read_day(text: str) -> date | None:
    """The one day that stands there, day before month as Vietnam writes it."""
    found = list(DAY.finditer(text))
    return _day(found[0]) if len(found) == 1 else None


def _day(found: re.Match[str]) -> date | None:
    year = int(found["iso_year"] or found["year"])
    month, day = int(found["iso_month"] or found["month"]), int(found["iso_day"] or found["day"])
    try:
        return date(year if year >= WHOLE else CENTURY + year, month, day)
    except ValueError:
        return None


def without_values(text: str) -> str:
    """The words beside a share and a day: "Hoàn thành 100% (ngày 15/3/2026)" says "Hoàn thành"."""
    words = re.sub(r"\b(?:từ\s+)?ngày\s*(?=\d)", " ", text, flags=re.IGNORECASE)
    return PERCENT.sub(" ", DAY.sub(" ", words))


def read_documents(text: str) -> tuple[StatedDocument, ...]:
    """One a line, or between semicolons: "12/QĐ-UBND ngày 27/02/2026; Tờ trình số 5/TTr-STC"."""
    return tuple(_document(one.strip()) for one in APART.split(text) if one.strip())


def _document(text: str) -> StatedDocument:
    number = NUMBER.search(text)
    submitted = re.search(r"\b(to trinh|ttr)\b", fold(text))
    return StatedDocument(
        kind=DocumentKind.submission if submitted else DocumentKind.issued,
        number=number.group(1) if number and len(number.group(1)) <= LONGEST_NUMBER else None,
        issued_on=read_day(text),
        title=text,
    )
