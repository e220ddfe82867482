"""Raises the findings of an annex: of the document and its tables as a whole, then of each row in its order.

A column that is absent or empty is one finding for the annex; the rows are not asked for what they have no cell for.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.deadlines import Context
from app.documents.annex.agency_checks import Nearest, agency_findings
from app.documents.annex.cell_checks import (
    empty_cells,
    heading_cells,
    inherited_cells,
    left_out_text,
    shared_cells,
    struck_cells,
    unworked_cells,
)
from app.documents.annex.columns import Column, Columns, Role
from app.documents.annex.date_checks import date_findings
from app.documents.annex.draft import RowDraft
from app.documents.annex.file_checks import file_findings
from app.documents.annex.findings import Code, Finding, Severity, finding
from app.documents.annex.inlaid_checks import inlaid_elsewhere, inlaid_of_row
from app.documents.annex.letterhead_words import PAGE_NUMBER, SIGNED
from app.documents.annex.month_first import only_month_first
from app.documents.annex.number_checks import Numbers
from app.documents.annex.parents import Inherited
from app.documents.annex.plan_title import better_title, is_generic
from app.documents.annex.preamble import PlanFacts
from app.documents.annex.rows import Rows
from app.documents.annex.section_checks import section_findings
from app.documents.annex.sentences import COLUMN_NAMES
from app.documents.tables import Cell, Document, Paragraph, Table
from app.kernel.words import Words

# Of fewer rows nothing can be said about a column.
FEWEST_ROWS = 3
WRITTEN_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Read:
    """What the rows were read from, and what they were read as."""

    document: Document
    facts: PlanFacts
    rows: Rows
    inherited: tuple[Inherited, ...]
    drafts: tuple[RowDraft, ...]
    ignored: tuple[str, ...]
    part: str | None
    plan: Context


def annex_findings(read: Read) -> Iterator[Finding]:
    yield from file_findings(read.document)
    if read.part is not None:
        yield finding(Code.partial_export, read=read.part)
    yield from _of_title(read.facts)
    headers = tuple(dict.fromkeys(read.rows.headers))
    for columns in headers:
        yield from _of_columns(columns, read)
    yield from _of_progress(read)
    for label in read.rows.further:
        yield finding(Code.further_annex, read=label)
    for text in (*read.ignored, *read.rows.ignored):
        severity = Severity.info if SIGNED.match(text) else Severity.warning
        yield finding(Code.ignored_table, read=text, severity=severity)
    for text in read.rows.unplaced:
        severity = Severity.info if PAGE_NUMBER.fullmatch(text) or SIGNED.match(text) else Severity.warning
        yield finding(Code.unread_row, read=text, severity=severity)
    for text in read.rows.guessed:
        yield finding(Code.guessed_section, read=text)
    yield from section_findings(read.rows.sections, {draft.section for draft in read.drafts})
    yield from _of_left_out(read)
    yield from inlaid_elsewhere(read.document, (row.fields for row in read.rows.rows))
    # Counted once: a footnote that looked through all rows would make a page of them hours.
    bearing = Counter(text for draft in read.drafts for text in _notes(draft))
    for footnote in read.rows.footnotes:
        yield _of_footnote(footnote.written, bearing[footnote.written])
    yield from _of_year(read)


def _of_title(facts: PlanFacts) -> Iterator[Finding]:
    if facts.title is None or not is_generic(facts.title):
        return
    better = better_title(facts)
    taken = (
        Words(f"tên “{better}” được lấy thay", f"“{better}” is taken in its place")
        if better
        else Words("hãy nêu tên kế hoạch (title) khi nhập", "give the title of the plan with the import")
    )
    severity = Severity.info if better else Severity.warning
    yield finding(Code.generic_title, read=facts.title, suggestion=better, severity=severity, told={"taken": taken})


def _of_columns(columns: Columns, read: Read) -> Iterator[Finding]:
    for role, name in COLUMN_NAMES.items():
        # One column may name both who leads and who coordinates.
        by_lead = role is Role.coordinating and any(draft.coordinating for draft in read.drafts)
        if not columns.has(role) and not by_lead and role not in columns.combined:
            yield finding(Code.absent_column, column=role, told={"column": name})
    yield from _combined(columns)
    for column in columns.contested:
        kept = columns.of(column.role)
        told = {"column": COLUMN_NAMES[column.role], "becomes": _becomes(columns.columns[column.index])}
        yield finding(
            Code.contested_column, column=column.role, read=column.title, told=told, kept=kept.title if kept else ""
        )
    for role in sorted(_empty(columns, read)):
        empty = columns.of(role)
        yield finding(
            Code.empty_column, column=role, read=empty.title if empty else "", told={"column": COLUMN_NAMES[role]}
        )
    contested = {column.title for column in columns.contested}
    filled = {note.column for draft in read.drafts for note in draft.notes}
    for column in columns.columns:
        if column.role is Role.note and column.title in filled - contested:
            yield finding(Code.kept_as_note, read=column.title, told={"column": _named(column)})


def _named(column: Column) -> Words:
    """By its place where it has no title."""
    place = column.index + 1
    return Words(f"“{column.title}”", f"“{column.title}”") if column.title else Words(f"thứ {place}", f"no. {place}")


def _combined(columns: Columns) -> Iterator[Finding]:
    for other, role in columns.combined.items():
        column = columns.of(role)
        told = {"column": COLUMN_NAMES[role], "other": COLUMN_NAMES[other]}
        yield finding(Code.combined_column, column=role, read=column.title if column else "", told=told)


def _becomes(column: Column) -> Words:
    if column.role is Role.progress:
        return Words("được hiểu là tiến độ đã thực hiện", "is taken to tell the progress made")
    return Words("được giữ làm ghi chú", "is kept as a note")


def _of_progress(read: Read) -> Iterator[Finding]:
    """Once, whatever the columns: each export that comes back has them all. Who types into one should know that it is not read."""
    titles = dict.fromkeys(title for draft in read.drafts for title in draft.progress)
    if titles:
        yield finding(Code.progress_not_read, read=", ".join(titles))


def _of_left_out(read: Read) -> Iterator[Finding]:
    """What is told of no row: lines above the table, its titles, sections, and rows of which nothing is left."""
    rows = {(text, left_out) for row in read.rows.rows for _, text, left_out in row.fields.left_out}
    written = ((one.text, one.left_out) for block in read.document.blocks for one in _texts(block))
    for text, left_out in dict.fromkeys(one for one in written if one[1]):
        if (text, left_out) not in rows:
            yield left_out_text(text, left_out)


def _texts(block: Paragraph | Table) -> Iterator[Paragraph | Cell]:
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (cell for row in block.rows for cell in row)


def _of_footnote(written: str, tasks: int) -> Finding:
    return (
        finding(Code.footnote, read=written, tasks=str(tasks)) if tasks else finding(Code.loose_footnote, read=written)
    )


def _of_year(read: Read) -> Iterator[Finding]:
    if read.plan.year is None:
        texts = (draft.deadline_text for draft in read.drafts if draft.reading and draft.reading.due_on is None)
        without = next((text for text in texts if text and not WRITTEN_YEAR.search(text)), None)
        if without is not None:
            yield finding(Code.missing_year, column=Role.deadline, read=without)


def row_findings(read: Read, nearest: Nearest) -> Iterator[Finding]:
    parents = {draft.parent for draft in read.drafts}
    empty = {columns: _empty(columns, read) for columns in read.rows.headers}
    numbers = Numbers(read.drafts)
    american = only_month_first(draft.deadline_text for draft in read.drafts)
    for index, (taken, draft) in enumerate(zip(read.inherited, read.drafts, strict=True)):
        row = taken.row
        wanted = frozenset(role for role in COLUMN_NAMES if row.columns.has(role)) - empty[row.columns]
        if row.rest:
            yield finding(Code.joined_row, index, read=row.rest)
        yield from struck_cells(index, row.fields)
        yield from inlaid_of_row(index, row.fields)
        yield from unworked_cells(index, row.fields)
        if row.fields.beyond:
            yield finding(Code.unread_cell, index, read=row.fields.beyond)
        if draft.number is not None or Role.number in wanted:
            yield from numbers.of(index, draft)
        if not draft.is_heading or index not in parents:
            yield from empty_cells(index, draft, wanted)
        yield from heading_cells(index, draft, has_children=index in parents)
        yield from inherited_cells(index, draft, taken)
        yield from shared_cells(index, row.fields)
        yield from agency_findings(index, draft, nearest)
        yield from date_findings(index, draft, read.plan, american)


def _notes(draft: RowDraft) -> frozenset[str]:
    return frozenset(note.text for note in draft.notes)


def _empty(columns: Columns, read: Read) -> frozenset[Role]:
    """Columns that are there with nothing in any of their cells, in an annex of more than one row."""
    own = [taken.row.fields for taken in read.inherited if taken.row.columns == columns]
    if len(own) < FEWEST_ROWS:
        return frozenset()
    filled = {
        Role.number: any(fields.number for fields in own),
        Role.lead: any(fields.lead for fields in own),
        Role.coordinating: True,
        Role.deadline: any(fields.deadline for fields in own),
        Role.deliverable: any(fields.deliverable for fields in own),
    }
    return frozenset(role for role, is_filled in filled.items() if columns.has(role) and not is_filled)
