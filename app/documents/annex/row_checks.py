"""Raises the findings of each row of an annex, in its order."""

from collections.abc import Iterator

from app.documents.annex.agency_checks import Nearest, agency_findings
from app.documents.annex.as_read import Read
from app.documents.annex.cell_checks import (
    empty_cells,
    heading_cells,
    inherited_cells,
    shared_cells,
    struck_cells,
    unworked_cells,
)
from app.documents.annex.column_checks import empty_columns
from app.documents.annex.columns import Role
from app.documents.annex.date_checks import date_findings
from app.documents.annex.findings import Code, Finding, finding
from app.documents.annex.inlaid_checks import inlaid_of_row
from app.documents.annex.month_first import only_month_first
from app.documents.annex.number_checks import Numbers
from app.documents.annex.sentences import COLUMN_NAMES


def row_findings(read: Read, nearest: Nearest) -> Iterator[Finding]:
    parents = {draft.parent for draft in read.drafts}
    empty = {columns: empty_columns(columns, read) for columns in read.rows.headers}
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
