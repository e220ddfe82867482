"""Raises the findings of an annex as a whole: of the document, its tables and their columns. Those of each row: row_checks.py."""

import re
from collections import Counter
from collections.abc import Iterator

from app.documents.annex.as_read import Read
from app.documents.annex.cell_checks import left_out_text
from app.documents.annex.column_checks import column_findings, progress_findings
from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.file_checks import file_findings
from app.documents.annex.findings import Code, Finding, Severity, finding
from app.documents.annex.inlaid_checks import inlaid_elsewhere
from app.documents.annex.letterhead_words import PAGE_NUMBER, SIGNED
from app.documents.annex.plan_title import better_title, is_generic
from app.documents.annex.preamble import PlanFacts
from app.documents.annex.section_checks import section_findings
from app.documents.tables import Cell, Paragraph, Table
from app.kernel.words import Words

WRITTEN_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def annex_findings(read: Read) -> Iterator[Finding]:
    yield from file_findings(read.document)
    if read.part is not None:
        yield finding(Code.partial_export, read=read.part)
    yield from _of_title(read.facts)
    headers = tuple(dict.fromkeys(read.rows.headers))
    for columns in headers:
        yield from column_findings(columns, read)
    yield from progress_findings(read)
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


def _notes(draft: RowDraft) -> frozenset[str]:
    return frozenset(note.text for note in draft.notes)


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
