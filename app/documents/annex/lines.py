"""The rows of a document as the annex means them: where the table begins, and rows put together that a page cut apart.

Text only: which cells a row has. What they mean (section, task, heading) is in rows.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.annex.columns import Columns, Role, find_columns
from app.documents.tables import MAX_CELL, Cell, Document, Paragraph

# "1", "14.2", "II.3", "1.a", "a)", "2.-": what stands in a number cell and opens a new row.
NUMBERED = re.compile(
    r"(?:[IVXLC]{1,7}\s?\.\s?)?\d{1,4}(?:\s?\.\s?(?:\d{1,4}|[a-zđ](?!\w))){0,5}[a-zđ]?\s?[.):-]*|[a-zđ]\s?[.):]?"
)
LABELLED = re.compile(r"(?:(?:phần|mục)\s+)?(?:[IVXLC]{1,7}|[A-ZĐ])\s?[.):]*", re.IGNORECASE)
# "II" as scanners give it: "Il", "l1", "||".
BROKEN_ROMAN = re.compile(r"(?!\d+\Z)[IVXl|1]{1,6}")
# Label and title in one cell: "I. CÔNG TÁC QUẢN LÝ", "Phần II - …", "14. Tập trung …".
WHOLE_SECTION = re.compile(r"(?P<label>[IVXLC]{1,7}|[A-ZĐ])(?:\s*[.):]+\s*|\s+[–-]\s+)(?P<title>\S.*)", re.DOTALL)
WHOLE_PART = re.compile(
    r"(?P<label>(?:phần|mục)\s+(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2}))\s*[.):–-]*\s+(?P<title>\S.*)", re.DOTALL | re.IGNORECASE
)
WHOLE_HEADING = re.compile(r"(?P<label>\d{1,4}(?:\.\d{1,4}){0,5})\s*[.)]\s+(?P<title>\D.*)", re.DOTALL)
# A header stands on the first pages; looking for one in every row of a file without any would be work for nothing.
HEADER_WITHIN = 500


@dataclass(frozen=True, slots=True)
class Line:
    """`alone` is a paragraph, or a line of a text file with nothing but its first cell; `glued` was two lines."""

    cells: tuple[Cell, ...]
    alone: bool
    glued: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Body:
    """The lines below the header, and those above it (the preamble)."""

    preamble: tuple[str, ...]
    columns: Columns
    lines: tuple[Line, ...]


def find_body(document: Document) -> Body | None:
    lines = [line for line in _lines(document) if line.text]
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        columns = find_columns(line.cells)
        if columns is not None:
            below = lines[at + 1 :]
            lower = columns.under(below[0].cells) if below else None
            rest = below[1:] if lower else below
            return Body(tuple(above.text for above in lines[:at]), lower or columns, _unwrapped(rest, lower or columns))
    return None


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Line((Cell(block.text),), alone=True)
        else:
            yield from (Line(row, alone=len(row) == 1) for row in block.rows)


def _unwrapped(lines: Sequence[Line], columns: Columns) -> tuple[Line, ...]:
    """Lines of a text file whose cell holds an unquoted line break, as one line again.

    Safe only where a row is known to begin with its number: a row that has too few cells goes on in the next line when
    that line opens no row of its own and both together have no more cells than the header.
    """
    number = columns.of(Role.number)
    if number is None or number.index != 0:
        return tuple(lines)
    out: list[Line] = []
    for line in lines:
        if out and _goes_on(out[-1], line, columns):
            out[-1] = _glued(out[-1], line)
        else:
            out.append(line)
    return tuple(out)


def _goes_on(row: Line, line: Line, columns: Columns) -> bool:
    first = line.cells[0].text
    return (
        1 < len(row.cells) < columns.width
        and len(row.cells) + len(line.cells) - 1 <= columns.width
        and NUMBERED.fullmatch(row.cells[0].text) is not None
        and first != ""
        and not opens_row(first)
        and not columns.repeated_in(line.cells)
        and len(row.cells[-1].text) + len(first) < MAX_CELL
    )


def opens_row(text: str) -> bool:
    openings = (NUMBERED, LABELLED, BROKEN_ROMAN, WHOLE_PART, WHOLE_SECTION, WHOLE_HEADING)
    return any(opening.fullmatch(text) for opening in openings)


def _glued(row: Line, line: Line) -> Line:
    last, first = row.cells[-1], line.cells[0]
    joined = Cell("\n".join(text for text in (last.text, first.text) if text), last.bold)
    return Line((*row.cells[:-1], joined, *line.cells[1:]), alone=False, glued=True)
