"""Findings about the days of a row: what its deadline was read as, whether that day can be of this plan, and days its title and its product name."""

from collections.abc import Iterator
from datetime import date

from app.deadlines import Confidence, Context, Kind, Reading
from app.documents.annex.citations import find_citations
from app.documents.annex.columns import Role
from app.documents.annex.deadline_parts import names_several_days, unread_parts
from app.documents.annex.deadline_products import products_in
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import Code, Finding, Severity, finding
from app.documents.annex.month_first import other_way_round
from app.documents.annex.title_dates import find_title_dates
from app.kernel.words import Words

CODE_OF = {Confidence.assumed: Code.assumed_deadline, Confidence.unresolved: Code.unread_deadline}
# The law says which day "đầu tháng" and "đầu năm" are (Civil Code 2015, art. 146); of "đầu quý" it says nothing, and few mean day 1 by any.
DOUBTFUL = frozenset({"loose_part", "leftover_words", "weekday_mismatch", "alternatives", "also_names"})
# A programme "đến năm 2030" is usual, one to 2062 is 2026 typed backwards.
MOST_YEARS = 10


def date_findings(index: int, draft: RowDraft, plan: Context, american: str | None) -> Iterator[Finding]:
    """`american`: a deadline of the same column that can only be month first."""
    if draft.reading is not None:
        yield from _of_reading(index, draft, draft.reading, plan)
    turned = other_way_round(draft.deadline_text or "") if american else None
    if turned:
        read, other = draft.deadline_text, american or ""
        yield finding(Code.month_first, index, Role.deadline, read=read, suggestion=turned, other=other, turned=turned)
    for named in draft.title_deadlines:
        yield finding(Code.date_in_title, index, Role.task_title, read=named.text, suggestion=named.text)
    product = draft.deliverable or ""
    for phrase in find_title_dates(product, find_citations(product), plan.year):
        yield finding(Code.date_in_deliverable, index, Role.deliverable, read=phrase.text, product=product)


def _of_reading(index: int, draft: RowDraft, reading: Reading, plan: Context) -> Iterator[Finding]:
    text = draft.deadline_text
    code = CODE_OF.get(reading.confidence)
    if code is not None:
        yield finding(
            code,
            index,
            Role.deadline,
            severity=_severity(reading),
            told={"notes": _told(reading), "day": _day(reading)},
            read=text,
        )
    parts = unread_parts(reading, plan)
    if parts:
        yield finding(Code.deadline_part_unread, index, Role.deadline, read=text, parts="; ".join(parts))
    products = products_in(reading.text, plan) if reading.kind is not Kind.unscheduled else ()
    if products:
        yield finding(Code.product_in_deadline, index, Role.deadline, read=text, products="; ".join(products))
    if len(draft.leads) > 1 and names_several_days(reading.text, plan):
        yield finding(Code.unpaired_lines, index, Role.deadline, read=text, leads=draft.lead_text or "")
    if is_far(reading, plan):
        yield finding(Code.far_deadline, index, Role.deadline, read=text, year=str(plan.year))


def _severity(reading: Reading) -> Severity | None:
    """A year that the plan gives is the plan's; where the day itself may be another, somebody should look."""
    is_doubtful = reading.confidence is Confidence.assumed and any(note.code in DOUBTFUL for note in reading.notes)
    return Severity.warning if is_doubtful else None


def is_far(reading: Reading, plan: Context) -> bool:
    """Past when the plan was issued, or before its year where the day of issue is not known; or long after it."""
    if reading.due_on is None or reading.kind is Kind.recurring or plan.year is None:
        return False
    first = plan.issued_on or date(plan.year, 1, 1)
    return reading.due_on < first or reading.due_on.year > plan.year + MOST_YEARS


def _told(reading: Reading) -> Words:
    return Words(
        " ".join(note.text("vi") for note in reading.notes), " ".join(note.text("en") for note in reading.notes)
    )


def _day(reading: Reading) -> Words:
    """What was taken in the end: "Tháng 6" of 2026 is due on 30 June."""
    day = reading.due_on
    if day is None or reading.kind is Kind.recurring:
        return Words("", "")
    return Words(f"Ngày cuối: {day.day}/{day.month}/{day.year}.", f"The last day: {day.isoformat()}.")
