"""Raises the findings of an annex: of the table as a whole, then of each row in its order.

A column that is absent is one finding for the annex; the rows are not asked for what they have no cell for.
"""

from collections.abc import Callable, Iterator, Sequence

from app.agencies.matching import Named
from app.deadlines import Confidence, Reading
from app.documents.annex.cells import Assignment, AssignmentRole
from app.documents.annex.columns import Columns, Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import COLUMN_NAMES, Code, Finding, Severity, finding
from app.documents.annex.rows import Row, Rows
from app.kernel.words import Words

Nearest = Callable[[str], Sequence[Named]]
COLUMN_OF = {AssignmentRole.lead: Role.lead, AssignmentRole.coordinating: Role.coordinating}
EITHER = ("/", "hoặc")


def annex_findings(columns: Columns, rows: Rows) -> Iterator[Finding]:
    for role, name in COLUMN_NAMES.items():
        if not columns.has(role):
            yield finding(Code.absent_column, column=role, told={"column": name})
    for text in rows.unplaced:
        yield finding(Code.unread_row, text=text)


def row_findings(
    rows: Sequence[Row], drafts: Sequence[RowDraft], columns: Columns, nearest: Nearest
) -> Iterator[Finding]:
    parents = {row.parent for row in drafts}
    numbers: set[tuple[int | None, str]] = set()
    for index, (row, draft) in enumerate(zip(rows, drafts, strict=True)):
        yield from _of_text(index, row)
        yield from _of_number(index, draft, columns, numbers)
        if not draft.is_heading or index not in parents:
            yield from _of_empty_cells(index, draft, columns)
        yield from _of_agencies(index, draft, nearest)
        yield from _of_dates(index, draft)


def _of_text(index: int, row: Row) -> Iterator[Finding]:
    if row.joined:
        yield finding(Code.joined_row, index)
    if row.fields.beyond:
        yield finding(Code.unread_cell, index, text=row.fields.beyond)


def _of_number(
    index: int, draft: RowDraft, columns: Columns, numbers: set[tuple[int | None, str]]
) -> Iterator[Finding]:
    if draft.number is None:
        if columns.has(Role.number):
            yield finding(Code.missing_number, index, Role.number)
        return
    if (draft.section, draft.number) in numbers:
        yield finding(Code.duplicate_number, index, Role.number, number=draft.number)
    numbers.add((draft.section, draft.number))


def _of_empty_cells(index: int, draft: RowDraft, columns: Columns) -> Iterator[Finding]:
    cells = (
        (Role.lead, draft.lead_text, Code.missing_lead),
        (Role.deadline, draft.deadline_text, Code.missing_deadline),
        (Role.deliverable, draft.deliverable, Code.missing_deliverable),
    )
    for role, text, code in cells:
        if text is None and columns.has(role):
            yield finding(code, index, role)


def _of_agencies(index: int, draft: RowDraft, nearest: Nearest) -> Iterator[Finding]:
    for assignment in draft.assignments:
        yield from _of_agency(index, assignment, nearest)
    if any(assignment.separator in EITHER for assignment in draft.leads):
        yield finding(Code.joint_or_either, index, Role.lead, text=draft.lead_text or "")


def _of_agency(index: int, assignment: Assignment, nearest: Nearest) -> Iterator[Finding]:
    column = COLUMN_OF[assignment.role]
    if assignment.found is None:
        named = nearest(assignment.text)
        names = "; ".join(one.name for one in named) or "—"
        codes = " ".join(one.code for one in named)
        severity = Severity.error if assignment.role is AssignmentRole.lead else Severity.warning
        told = {"nearest": Words(names, names)}
        yield finding(
            Code.unknown_agency, index, column, severity=severity, told=told, name=assignment.text, codes=codes
        )
    elif assignment.narrowed:
        # Who coordinates owes no report: that some of them are not named yet holds nothing up.
        severity = Severity.warning if assignment.role is AssignmentRole.lead else Severity.info
        group = assignment.found.named.name
        yield finding(Code.narrowed_agency, index, column, severity=severity, name=assignment.text, group=group)


def _of_dates(index: int, draft: RowDraft) -> Iterator[Finding]:
    code = CODE_OF.get(draft.reading.confidence) if draft.reading else None
    if draft.reading is not None and code is not None:
        notes = {"notes": _notes(draft.reading)}
        yield finding(code, index, Role.deadline, told=notes, text=draft.deadline_text or "")
    for named in draft.title_deadlines:
        yield finding(Code.date_in_title, index, Role.task_title, text=named.text)


CODE_OF = {Confidence.assumed: Code.assumed_deadline, Confidence.unresolved: Code.unread_deadline}


def _notes(reading: Reading) -> Words:
    return Words(
        " ".join(note.text("vi") for note in reading.notes), " ".join(note.text("en") for note in reading.notes)
    )
