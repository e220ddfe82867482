"""What the lines above the table tell of the plan: annex label and title, the document it belongs to, issuer and year.

Blank places stay blank: seed documents are printed before they are numbered ("số: /KH-UBND ngày tháng 6 năm 2026").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LABEL = re.compile(
    r"(phụ\s+lục(?:\s+số)?(?:\s*:?\s*(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])(?![^\W_]))?)\s*[:.–-]?\s*(.*)", re.IGNORECASE
)
NOTE_OPENS = re.compile(r"\(\s*(?:kèm|đính|ban\s+hành|theo)(?!\w)", re.IGNORECASE)
KINDS = r"kế\s+hoạch|chương\s+trình|quyết\s+định|kết\s+luận|chỉ\s+thị|công\s+văn|nghị\s+quyết|thông\s+báo|tờ\s+trình|báo\s+cáo"
DOCUMENT = re.compile(
    rf"(?P<kind>{KINDS})\s+số\s*:?\s*(?P<number>\d{{1,6}}[a-z]?)?[\s.…_]*(?P<symbol>[/-]\s?[A-ZĐ][\w/&-]{{0,40}})",
    re.IGNORECASE,
)
BLANK = r"[\s.…_]*"
ISSUED = re.compile(
    rf"ngày{BLANK}(?P<day>\d{{1,2}})?{BLANK}(?:tháng|/){BLANK}(?P<month>\d{{1,2}})?{BLANK}(?:năm|/){BLANK}(?P<year>\d{{4}})?",
    re.IGNORECASE,
)
ISSUER = re.compile(r"\s*của\s+(?P<issuer>[^()]{2,200}?)\s*(?:\)|\Z)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20|21)\d\d)(?!\d|\s*[-–]\s*\d)", re.IGNORECASE)
# An annex opens within its first lines; a note that never closes may not swallow the document.
MOST_LINES = 60
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """As written; None where the document leaves a blank. `document_symbol` is "/KH-UBND" when the number is blank too."""

    label: str | None
    title: str | None
    document_kind: str | None
    document_number: str | None
    document_symbol: str | None
    issued_on: date | None
    issued_text: str | None
    issuer: str | None
    year: int | None


def read_preamble(lines: Sequence[str]) -> PlanFacts:
    opening = [line[:LONGEST] for line in lines[-MOST_LINES:]]
    above, note = _apart(opening)
    label, title = _label_and_title(above)
    document = DOCUMENT.search(note)
    issued = ISSUED.search(note, document.end() if document else 0)
    issuer = ISSUER.match(note, issued.end()) if issued else None
    return PlanFacts(
        label=label,
        title=title,
        document_kind=document["kind"] if document else None,
        document_number=_number(document),
        document_symbol=document["symbol"].replace(" ", "") if document else None,
        issued_on=_day(issued),
        issued_text=issued[0].strip() if issued else None,
        issuer=issuer["issuer"] if issuer else None,
        year=_year(issued, title, note),
    )


def _apart(lines: Sequence[str]) -> tuple[list[str], str]:
    """The lines above the note in brackets, and the note ("(Kèm theo Kế hoạch số …)") as one line."""
    text = "\n".join(lines)
    opens = NOTE_OPENS.search(text)
    if opens is None:
        return list(lines), ""
    closes = text.find(")", opens.start())
    note = text[opens.start() : closes + 1] if closes >= 0 else text[opens.start() :]
    return text[: opens.start()].split("\n"), " ".join(note.split())


def _label_and_title(lines: Sequence[str]) -> tuple[str | None, str | None]:
    labels = [(at, found) for at, line in enumerate(lines) if (found := LABEL.fullmatch(line.strip()))]
    if not labels:
        return None, _joined(lines)
    at, found = labels[-1]
    return found[1], _joined([found[2], *lines[at + 1 :]])


def _joined(lines: Sequence[str]) -> str | None:
    return " ".join(line.strip() for line in lines if line.strip()) or None


def _number(document: re.Match[str] | None) -> str | None:
    if document is None or document["number"] is None:
        return None
    return document["number"] + document["symbol"].replace(" ", "")


def _day(issued: re.Match[str] | None) -> date | None:
    if issued is None or None in (issued["day"], issued["month"], issued["year"]):
        return None
    try:
        return date(int(issued["year"]), int(issued["month"]), int(issued["day"]))
    except ValueError:
        return None


def _year(issued: re.Match[str] | None, title: str | None, note: str) -> int | None:
    if issued is not None and issued["year"]:
        return int(issued["year"])
    found = YEAR.search(title or "") or YEAR.search(note)
    return int(found[1]) if found else None
