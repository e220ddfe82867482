"""The two annexes of the city as Word and Excel have them give the same plan as their text, field by field."""

import io
from collections.abc import Callable
from functools import cache

import pytest
import xlsxwriter

from app.documents.annex.read import read_annex
from app.documents.readers.any import read_file
from app.documents.readers.txt import read_txt
from app.documents.tables import Cell, Document, Paragraph
from tests.rules.documents.make import CONCLUSIONS, NTM, SEED, register, seed
from tests.rules.documents.readers.build import docx, p, tbl, tc, tr


@cache
def text(name: str) -> Document:
    return read_txt((SEED / name).read_bytes())


def as_word(name: str) -> bytes:
    """Each line of a cell a paragraph; a row of one cell is merged across the table."""
    body = ""
    for block in text(name).blocks:
        body += p(block.text) if isinstance(block, Paragraph) else tbl(*map(_row_of_word, block.rows))
    return docx(body)


def _row_of_word(row: tuple[Cell, ...]) -> str:
    cells = [tc("".join(p(line, bold=one.bold) for line in one.text.split("\n"))) for one in row]
    whole = tc("".join(p(line, bold=row[0].bold) for line in row[0].text.split("\n")), '<w:gridSpan w:val="6"/>')
    return tr(*(cells if len(row) > 1 else [whole]))


def as_excel(name: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, bold, at = book.add_worksheet(), book.add_format({"bold": True}), 0
        for block in text(name).blocks:
            for row in [(Cell(block.text),)] if isinstance(block, Paragraph) else block.rows:
                if len(row) == 1:
                    sheet.merge_range(at, 0, at, 5, row[0].text, bold if row[0].bold else None)
                for place, one in enumerate(row if len(row) > 1 else ()):
                    sheet.write_string(at, place, one.text, bold if one.bold else None)
                at += 1
    return made.getvalue()


@pytest.mark.parametrize("name", [NTM, CONCLUSIONS])
@pytest.mark.parametrize("made", [as_word, as_excel])
def test_the_same_plan_comes_of_it(name: str, made: Callable[[str], bytes]) -> None:
    draft, expected = read_annex(read_file(made(name), name), register()), seed(name)
    assert draft.facts == expected.facts
    assert draft.rows == expected.rows
    assert draft == expected
