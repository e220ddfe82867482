"""Reads an annex: `read_annex` turns a document into a draft.

Pure. What it cannot read it says in findings; it raises only for an annex that says more than one may (bounds.py).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import chain

from app.agencies.matching import Likely, Register
from app.deadlines import Context, Purpose, Reading, read_deadline
from app.documents.annex.agency_checks import Nearest
from app.documents.annex.as_read import Read
from app.documents.annex.body import Body, find_body, preamble_of
from app.documents.annex.bounds import Bounds, few_enough
from app.documents.annex.cells import Split, read_assignments
from app.documents.annex.checks import annex_findings
from app.documents.annex.citations import find_citations
from app.documents.annex.draft import AnnexDraft, Note, RowDraft, SectionDraft, TitleDeadline
from app.documents.annex.findings import Code, finding, numbered
from app.documents.annex.footnotes import Footnote, read_footnote, without_marks
from app.documents.annex.ours import is_ours, part_told
from app.documents.annex.parents import Inherited, headings_of, with_inherited, with_parents
from app.documents.annex.placing import place_rows
from app.documents.annex.plan_title import named
from app.documents.annex.preamble import PlanFacts, read_preamble
from app.documents.annex.row_checks import row_findings
from app.documents.annex.rows import Row, Rows
from app.documents.annex.title_dates import find_title_dates
from app.documents.tables import Document

ReadDay = Callable[[str], Reading]
# Likeness to every agency is dear to work out; a file with more strange names than this is no annex of ours.
MOST_SUGGESTIONS = 200
MOST_LIKELY = 12
# A page has a few footnotes; more are not looked for in every row.
MOST_FOOTNOTES = 50


def read_annex(
    document: Document, register: Register, *, year: int | None = None, issued_on: date | None = None
) -> AnnexDraft:
    """`year` and `issued_on` are what the caller knows of the plan; what is None is taken from the document. FileTooLarge, by row and
    bound, when it says more than an annex may.
    """
    body = find_body(document)
    if body is None:
        facts = read_preamble(preamble_of(document))
        return AnnexDraft(facts, (), Purpose.completion, (), (), (finding(Code.absent_table),))
    facts = read_preamble(body.preamble)
    day = issued_on or facts.issued_on
    known = Context(year or facts.year or (day.year if day else None), day)
    return _draft(document, body, facts, known, register)


def _draft(document: Document, body: Body, facts: PlanFacts, known: Context, register: Register) -> AnnexDraft:
    purpose = body.columns.deadline_purpose
    placed = _with_trailing(place_rows(body.lines, body.columns), body.trailing)
    inherited = with_inherited(with_parents(placed.rows))
    split = cache(register.split)
    read = cache(partial(_read_day, context=Context(known.year, known.issued_on, purpose)))
    read_named = cache(partial(read_deadline, context=known))
    bounds = Bounds()
    headings = headings_of([taken.row for taken in inherited])
    plain = (_row(taken.row, at, split, read, is_heading=at in headings) for at, taken in enumerate(inherited))
    rows = [bounds.held(replace(row, title_deadlines=_title_deadlines(row, known.year, read_named))) for row in plain]
    drafts = tuple(_with_footnotes(rows, inherited, placed.footnotes))
    told = Read(document, facts, placed, inherited, drafts, body.ignored, _part(body), known)
    found = few_enough(chain(annex_findings(told), row_findings(told, _suggestions(register))), drafts)
    sections = tuple(SectionDraft(one.label, one.title, at) for at, one in enumerate(placed.sections, start=1))
    return AnnexDraft(named(facts), body.columns.columns, purpose, sections, drafts, tuple(numbered(found)))


def _part(body: Body) -> str | None:
    """That the annex is not whole; it stands above the table, or among the titles."""
    return part_told(chain(chain.from_iterable(body.preamble), body.columns.titles))


def _with_trailing(placed: Rows, trailing: Sequence[str]) -> Rows:
    """Paragraphs below the last table: footnotes, or lines of the letter that are no tasks."""
    notes = [(text, read_footnote(text)) for text in trailing if not is_ours(text)]
    footnotes = [note for _, note in notes if note is not None]
    unplaced = [text for text, note in notes if note is None]
    return replace(placed, footnotes=(*placed.footnotes, *footnotes), unplaced=(*placed.unplaced, *unplaced))


def _row(row: Row, at: int, split: Split, read: ReadDay, *, is_heading: bool) -> RowDraft:
    fields = row.fields
    return RowDraft(
        number=fields.number or None,
        position=at + 1,
        section=row.section,
        parent=row.parent,
        is_heading=is_heading,
        title=fields.title,
        deliverable=fields.deliverable or None,
        lead_text=fields.lead or None,
        coordinating_text=fields.coordinating or None,
        deadline_text=fields.deadline or None,
        reading=read(fields.deadline) if fields.deadline else None,
        assignments=read_assignments(
            fields.lead, fields.coordinating, split, stands_for_both=row.columns.stands_for_both
        ),
        citations=find_citations(fields.title),
        title_deadlines=(),
        notes=tuple(Note(column, text) for column, text in fields.notes),
        progress=dict(fields.progress),
    )


def _read_day(text: str, context: Context) -> Reading:
    """The phrase without the mark of a footnote; the reading keeps the text as written."""
    reading = read_deadline(without_marks(text), context)
    return reading if reading.text == text else replace(reading, text=text)


def _title_deadlines(row: RowDraft, year: int | None, read: ReadDay) -> tuple[TitleDeadline, ...]:
    """Read as completions, whatever the deadline column asks for: they are said of the work itself."""
    named = find_title_dates(row.title, row.citations, year)
    return tuple(TitleDeadline(one.text, one.start, one.end, read(one.text)) for one in named)


def _with_footnotes(
    rows: Sequence[RowDraft], inherited: Sequence[Inherited], footnotes: Sequence[Footnote]
) -> Iterator[RowDraft]:
    """A footnote is a note of each row that bears its mark."""
    marked = [one for one in footnotes[:MOST_FOOTNOTES] if one.mark]
    for row, taken in zip(rows, inherited, strict=True):
        own = tuple(Note(one.mark, one.written) for one in marked if one.mark in taken.row.fields.marks)
        yield replace(row, notes=(*row.notes, *own)) if own else row


def _suggestions(register: Register) -> Nearest:
    known: dict[str, Sequence[Likely]] = {}

    def nearest(name: str) -> Sequence[Likely]:
        if name not in known:
            known[name] = register.likely(name, MOST_LIKELY) if len(known) < MOST_SUGGESTIONS else ()
        return known[name]

    return nearest
