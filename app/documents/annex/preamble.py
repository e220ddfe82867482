"""What the lines above the table tell of the plan: annex label and title, the document it belongs to, issuer and year.

Blank places stay blank: seed documents are printed before they are numbered ("số: /KH-UBND ngày tháng 6 năm 2026"). What the
annex says in its note ("(Kèm theo Kế hoạch số …)") counts before the head of the document it is printed with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.annex.letterhead import Letterhead, day_of, read_letterhead
from app.documents.annex.letterhead_words import ISSUED as DAY
from app.documents.annex.letterhead_words import KINDS, LABEL, SYMBOL
from app.documents.annex.ours import is_ours

NOTE_OPENS = re.compile(r"\(\s*(?:kèm|đính|ban\s+hành|theo)(?!\w)", re.IGNORECASE)
DOCUMENT = re.compile(
    rf"(?P<kind>{KINDS})\s+số\s*:?\s*(?P<number>\d{{1,6}}[a-z]?)?[\s.…_]*(?P<symbol>{SYMBOL})", re.IGNORECASE
)
ISSUED = re.compile(DAY, re.IGNORECASE)
ISSUER = re.compile(r"\s*của\s+(?P<issuer>[^()]{2,200}?)\s*(?:\)|\Z|(?<!\w)(?:về|v/v|ban\s+hành)(?!\w))", re.IGNORECASE)
ABOUT = re.compile(r"(?<!\w)(?:về|v/v)\s+(?:việc\s+)?(?P<subject>[^()]{2,500}?)\s*(?:\)|\Z)", re.IGNORECASE)
YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20|21)\d\d)(?!\d|\s*[-–]\s*\d)", re.IGNORECASE)
# "Đơn vị tính: …", "Mẫu số 01": printed above tables, no part of a title.
ASIDE = re.compile(r"\(?(?:đơn\s+vị\s+tính|đvt|mẫu\s+số|biểu\s+mẫu)(?!\w).*|[-–—_*=.\s]+", re.IGNORECASE)
# An annex opens within its last lines; a note that never closes may not swallow the document.
MOST_LINES = 60
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """As written; None where the document leaves a blank. `document_symbol` is "/KH-UBND" when the number is blank too.

    `title` is the annex's, `document_title` the one of the plan it is printed with, when that stands in the same file; `subject` is what
    the note says that the plan is about.
    """

    label: str | None
    title: str | None
    document_kind: str | None
    document_number: str | None
    document_symbol: str | None
    issued_on: date | None
    issued_text: str | None
    issuer: str | None
    year: int | None
    document_title: str | None = None
    subject: str | None = None


def read_preamble(rows: Sequence[Sequence[str]]) -> PlanFacts:
    """`rows`: the lines above the table, each as the texts of its cells."""
    head = read_letterhead(
        [[text for text in row if not is_ours(text)] for row in rows if not is_ours(row[0] if row else "")]
    )
    above, note = _apart([line[:LONGEST] for line in head.rest[-MOST_LINES:]])
    label, title = _label_and_title(above, in_letter=head.kind is not None)
    return _facts(label, title, note, head)


def _facts(label: str | None, title: str | None, note: str, head: Letterhead) -> PlanFacts:
    document = DOCUMENT.search(note)
    issued = ISSUED.search(note, document.end() if document else 0)
    issuer = ISSUER.match(note, issued.end()) if issued else None
    number, symbol = _number(document)
    # The head may be another document's: of a decision that promulgates the plan.
    same = head.symbol in (None, symbol) and number in (None, head.number or number)
    if same or document is None:
        same, number, symbol = True, number or head.number, symbol or head.symbol
    day = day_of(issued)
    dated_by_head = same and day is None and head.issued_text is not None
    return PlanFacts(
        label=label,
        title=title or (head.title if label is None else None),
        document_kind=document["kind"] if document else head.kind,
        document_number=number,
        document_symbol=symbol,
        issued_on=head.issued_on if dated_by_head else day,
        issued_text=head.issued_text if dated_by_head else (issued[0].strip() if issued else None),
        issuer=issuer["issuer"] if issuer else (head.issuer if same else None),
        year=_year(issued, title or head.title, note) or (head.year if same else None),
        document_title=head.title,
        subject=_subject(issuer, note),
    )


def _subject(issuer: re.Match[str] | None, note: str) -> str | None:
    found = ABOUT.search(note, issuer.end("issuer")) if issuer else None
    return found["subject"] if found else None


def _apart(lines: Sequence[str]) -> tuple[list[str], str]:
    """The lines above the note in brackets, and the note ("(Kèm theo Kế hoạch số …)") as one line."""
    text = "\n".join(lines)
    label = max((at for at, line in enumerate(lines) if LABEL.fullmatch(line.strip())), default=0)
    opens = NOTE_OPENS.search(text, sum(len(line) + 1 for line in lines[:label]))
    if opens is None:
        return list(lines), ""
    closes = text.find(")", opens.start())
    note = text[opens.start() : closes + 1] if closes >= 0 else text[opens.start() :]
    return text[: opens.start()].split("\n"), " ".join(note.split())


def _label_and_title(lines: Sequence[str], *, in_letter: bool) -> tuple[str | None, str | None]:
    """Without a label, the text of a letter above the table is no title; the letter has its own."""
    labels = [(at, found) for at, line in enumerate(lines) if (found := LABEL.fullmatch(line.strip()))]
    if not labels:
        return None, None if in_letter else _joined(lines)
    at, found = labels[-1]
    return found[1], _joined([found[2], *lines[at + 1 :]])


def _joined(lines: Sequence[str]) -> str | None:
    return " ".join(line.strip() for line in lines if line.strip() and not ASIDE.fullmatch(line.strip())) or None


def _number(document: re.Match[str] | None) -> tuple[str | None, str | None]:
    if document is None:
        return None, None
    symbol = re.sub(r"\s", "", document["symbol"])
    return (document["number"] + symbol if document["number"] else None), symbol


def _year(issued: re.Match[str] | None, title: str | None, note: str) -> int | None:
    if issued is not None and issued["year"]:
        return int(issued["year"])
    found = YEAR.search(title or "") or YEAR.search(note)
    return int(found[1]) if found else None
