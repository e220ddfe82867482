"""Reads an annex: `read_annex` turns a document into a draft.

Pure, and it never raises: what it cannot read it says in findings.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from app.agencies.matching import Named, Register
from app.deadlines import Context, Purpose, Reading, read_deadline
from app.documents.annex.cells import Split, read_assignments
from app.documents.annex.checks import Nearest, annex_findings, row_findings
from app.documents.annex.citations import find_citations
from app.documents.annex.draft import AnnexDraft, Note, RowDraft, SectionDraft, TitleDeadline
from app.documents.annex.findings import Code, finding
from app.documents.annex.lines import Body, find_body
from app.documents.annex.preamble import PlanFacts, read_preamble
from app.documents.annex.rows import Row, place_rows
from app.documents.annex.title_dates import find_title_dates
from app.documents.tables import Document

Read = Callable[[str], Reading]
# Likeness to every agency is dear to work out; a file with more strange names than this is no annex of ours.
MOST_SUGGESTIONS = 200


def read_annex(
    document: Document, register: Register, *, year: int | None = None, issued_on: date | None = None
) -> AnnexDraft:
    """`year` and `issued_on` are what the caller knows of the plan; what is None is taken from the document."""
    body = find_body(document)
    if body is None:
        facts = read_preamble(document.paragraphs)
        return AnnexDraft(facts, (), Purpose.completion, (), (), (finding(Code.absent_table),))
    facts = read_preamble(body.preamble)
    day = issued_on or facts.issued_on
    known = Context(year or facts.year or (day.year if day else None), day)
    return _draft(body, facts, known, register)


def _draft(body: Body, facts: PlanFacts, known: Context, register: Register) -> AnnexDraft:
    columns = body.columns
    purpose = columns.deadline_purpose
    placed = place_rows(body.lines, columns)
    split = cache(register.split)
    read = cache(partial(read_deadline, context=Context(known.year, known.issued_on, purpose)))
    rows = [_row(row, position, split, read) for position, row in enumerate(placed.rows, start=1)]
    named = [replace(row, title_deadlines=_title_deadlines(row, known)) for row in rows]
    found = (
        *annex_findings(columns, placed),
        *row_findings(placed.rows, named, columns, _suggestions(register)),
    )
    sections = tuple(SectionDraft(one.label, one.title, at) for at, one in enumerate(placed.sections, start=1))
    return AnnexDraft(facts, columns.columns, purpose, sections, tuple(named), found)


def _row(row: Row, position: int, split: Split, read: Read) -> RowDraft:
    fields = row.fields
    return RowDraft(
        number=fields.number or None,
        position=position,
        section=row.section,
        parent=row.parent,
        is_heading=row.is_heading,
        title=fields.title,
        deliverable=fields.deliverable or None,
        lead_text=fields.lead or None,
        coordinating_text=fields.coordinating or None,
        deadline_text=fields.deadline or None,
        reading=read(fields.deadline) if fields.deadline else None,
        assignments=read_assignments(fields.lead, fields.coordinating, split),
        citations=find_citations(fields.title),
        title_deadlines=(),
        notes=tuple(Note(column, text) for column, text in fields.notes),
    )


def _title_deadlines(row: RowDraft, known: Context) -> tuple[TitleDeadline, ...]:
    """Read as completions, whatever the deadline column asks for: they are said of the work itself."""
    named = find_title_dates(row.title, row.citations, known.year)
    return tuple(TitleDeadline(one.text, one.start, one.end, read_deadline(one.text, known)) for one in named)


def _suggestions(register: Register) -> Nearest:
    known: dict[str, Sequence[Named]] = {}

    def nearest(name: str) -> Sequence[Named]:
        if name not in known:
            known[name] = register.nearest(name) if len(known) < MOST_SUGGESTIONS else ()
        return known[name]

    return nearest
