"""Exports as their receivers open them: the rows of a .csv, a .docx and an .xlsx."""

import csv
import io
import zipfile
from typing import Any

from docx import Document
from python_calamine import CalamineWorkbook

from app.documents.formulas import as_it_was

Rows = list[list[str]]


def csv_rows(body: bytes) -> Rows:
    assert body.startswith(b"\xef\xbb\xbf"), "without its mark Excel reads it in another code page"
    return [[as_it_was(one) for one in row] for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))]


def word(body: bytes) -> Any:
    return Document(io.BytesIO(body))


def word_rows(body: bytes) -> Rows:
    """Of its first table; a merged row has one cell."""
    return [[_text(cell) for cell in _once(row.cells)] for row in word(body).tables[0].rows]


def _once(cells: Any) -> list[Any]:
    return [cell for at, cell in enumerate(cells) if at == 0 or cell._tc is not cells[at - 1]._tc]


def _text(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)


def sheet_rows(body: bytes, place: int = 0) -> Rows:
    """Numbers as they were before a spreadsheet made them fractions."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(place)
    return [[_number(one) for one in row] for row in sheet.to_python()]


def _number(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def part(body: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return parts.read(name).decode()


def parts(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
