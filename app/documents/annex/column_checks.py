"""Raises the findings of the columns of an annex.

A column that is absent or empty is one finding for the annex; the rows are not asked for what they have no cell for.
"""

from collections.abc import Iterator

from app.documents.annex.as_read import Read
from app.documents.annex.columns import Column, Columns, Role
from app.documents.annex.findings import Code, Finding, finding
from app.documents.annex.sentences import COLUMN_NAMES
from app.kernel.words import Words

# Of fewer rows nothing can be said about a column.
FEWEST_ROWS = 3


def column_findings(columns: Columns, read: Read) -> Iterator[Finding]:
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
    for role in sorted(empty_columns(columns, read)):
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


def progress_findings(read: Read) -> Iterator[Finding]:
    """Once, whatever the columns: each export that comes back has them all. Who types into one should know that it is not read."""
    titles = dict.fromkeys(title for draft in read.drafts for title in draft.progress)
    if titles:
        yield finding(Code.progress_not_read, read=", ".join(titles))


def empty_columns(columns: Columns, read: Read) -> frozenset[Role]:
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
