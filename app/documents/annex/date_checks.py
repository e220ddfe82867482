"""Findings about the days of a row: what its deadline was read as, whether that day can be of this plan, and days its title names."""

from collections.abc import Iterator
from datetime import date

from app.deadlines import Confidence, Context, Kind, Reading
from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import Code, Finding, finding
from app.kernel.words import Words

CODE_OF = {Confidence.assumed: Code.assumed_deadline, Confidence.unresolved: Code.unread_deadline}
# A programme "đến năm 2030" is usual, one to 2062 is 2026 typed backwards.
MOST_YEARS = 10


def date_findings(index: int, draft: RowDraft, plan: Context) -> Iterator[Finding]:
    reading = draft.reading
    code = CODE_OF.get(reading.confidence) if reading else None
    if reading is not None and code is not None:
        yield finding(code, index, Role.deadline, told={"notes": _told(reading)}, read=draft.deadline_text)
    if reading is not None and is_far(reading, plan):
        yield finding(Code.far_deadline, index, Role.deadline, read=draft.deadline_text, year=str(plan.year))
    for named in draft.title_deadlines:
        yield finding(Code.date_in_title, index, Role.task_title, read=named.text, suggestion=named.text)


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
