"""What is read, written again as our exports lay it out, is read as the same: sections in one wide cell, every cell filled."""

from collections.abc import Iterator

import pytest

from app.documents.annex.columns import Column, Role
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.read import read_annex
from app.documents.annex.titles import PROGRESS_TITLES
from app.documents.tables import Cell, Document, Table
from tests.rules.documents.drawn import drawn
from tests.rules.documents.make import CONCLUSIONS, NTM, register, seed
from tests.rules.documents.provinces_test import PLACES, draft_of
from tests.rules.documents.trouble_table_test import TROUBLES

FROM_TROUBLES = {one.name: read_annex(drawn(one.fragment), register(), year=2026) for one in TROUBLES}
FROM_PLACES = {place.__name__: draft_of(place) for place in PLACES}
DRAFTS = {NTM: seed(NTM), CONCLUSIONS: seed(CONCLUSIONS), **FROM_PLACES, **FROM_TROUBLES}


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=DRAFTS)
def test_what_is_exported_is_read_as_it_was(draft: AnnexDraft) -> None:
    again = read_annex(_exported(draft), register(), year=draft.facts.year or 2026)
    assert [_content(again, row) for row in again.rows] == [_content(draft, row) for row in draft.rows]
    assert (again.facts.label, again.facts.title) == (draft.facts.label, draft.facts.title)
    assert _own(again) == _own(draft)


def _own(draft: AnnexDraft) -> list[tuple[str, Role]]:
    return [(column.title, column.role) for column in draft.columns if column.role is not Role.progress]


def _content(draft: AnnexDraft, row: RowDraft) -> tuple[object, ...]:
    section = None if row.section is None else draft.sections[row.section]
    own = {column.title for column in draft.columns}
    notes = [note for note in row.notes if note.column in own]
    texts = (row.lead_text, row.coordinating_text, row.deadline_text, row.deliverable)
    named = section and (section.label, section.title)
    return named, row.number, row.parent, row.is_heading, row.title, texts, row.assignments, row.reading, notes


def _exported(draft: AnnexDraft) -> Document:
    own = [column for column in draft.columns if column.role is not Role.progress]
    width = len(own) + len(PROGRESS_TITLES)
    heads = [draft.facts.label, draft.facts.title, "Số liệu đến ngày 26/11/2026 · Toàn bộ nhiệm vụ"]
    rows = [
        *([Cell(text, bold=True)] * width for text in heads if text),
        [Cell(title, bold=True) for title in (*(column.title for column in own), *PROGRESS_TITLES)],
        *_lines(draft, own, width),
        [Cell(f"Tổng số dòng: {len(draft.rows)} · SHA-256: 0f3a")] * width,
    ]
    return Document((Table(tuple(map(tuple, rows))),))


def _lines(draft: AnnexDraft, own: list[Column], width: int) -> Iterator[list[Cell]]:
    section = None
    for row in draft.rows:
        if row.section is not None and row.section != section:
            section = row.section
            one = draft.sections[section]
            yield [Cell(f"{one.label}. {one.title}" if one.label else one.title, bold=True)] * width
        texts = [_text(row, column) for column in own]
        yield [Cell(text) for text in (*texts, *("Chưa thực hiện" for _ in PROGRESS_TITLES))]


def _text(row: RowDraft, column: Column) -> str:
    texts = {
        Role.number: row.number,
        Role.task_title: row.title,
        Role.lead: row.lead_text,
        Role.coordinating: row.coordinating_text,
        Role.deadline: row.deadline_text,
        Role.deliverable: row.deliverable,
    }
    notes = {note.column: note.text for note in row.notes}
    return texts.get(column.role, notes.get(column.title)) or ""
