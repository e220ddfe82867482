"""The lines of an annex: rows and paragraphs in the order of the document, and rows put together that a line break cut apart.

Text only: which cells a line has. What they mean (section, task, heading) is in rows.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.documents.admitted import MAX_CELL
from app.documents.annex.columns import Columns, Role
from app.documents.annex.footnotes import read_footnote
from app.documents.annex.letterhead_words import LABEL, SIGNED
from app.documents.annex.ours import is_ours
from app.documents.tables import Cell, Paragraph, Table

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
    r"(?P<label>(?:phần|mục|phụ\s+lục(?:\s+số)?)\s+(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2}))\s*[.):–-]*\s+(?P<title>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
WHOLE_HEADING = re.compile(r"(?P<label>\d{1,4}(?:\.\d{1,4}){0,5})\s*[.)]\s+(?P<title>\D.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """`alone` is a paragraph, or a line of a text file with nothing but its first cell; `opens_table` the first row of a
    table; `glued` what stood in a second line.
    """

    cells: tuple[Cell, ...]
    alone: bool
    opens_table: bool = False
    glued: str = ""

    @property
    def text(self) -> str:
        """A merged cell that its reader spread over several is one text."""
        texts = [cell.text for cell in self.cells if cell.text]
        return " ".join(text for text, before in zip(texts, ["", *texts], strict=False) if text != before)

    @property
    def first_alone(self) -> str:
        """The text of the first cell when no other says anything else: a merged cell, spread by its reader or left as it is."""
        first = self.cells[0].text
        return first if first and self.is_one_text else ""

    @property
    def is_one_text(self) -> bool:
        return self.alone or len({cell.text for cell in self.cells if cell.text}) == 1


def lines_of(block: Paragraph | Table) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        if block.text:
            yield Line((Cell(block.text),), alone=True)
        return
    opens = True
    for row in block.rows:
        if any(cell.text for cell in row):
            yield Line(row, alone=len(row) == 1, opens_table=opens)
            opens = False


def unwrapped(lines: Iterable[Line], columns: Columns) -> tuple[Line, ...]:
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
        and not (line.alone and _stands_apart(first))
        and not columns.repeated_in(line.cells)
        and len(row.cells[-1].text) + len(first) < MAX_CELL
    )


def opens_row(text: str) -> bool:
    openings = (NUMBERED, LABELLED, BROKEN_ROMAN, WHOLE_PART, WHOLE_SECTION, WHOLE_HEADING)
    return any(opening.fullmatch(text) for opening in openings)


def _stands_apart(text: str) -> bool:
    return bool(SIGNED.match(text) or LABEL.fullmatch(text) or read_footnote(text) or is_ours(text))


def _glued(row: Line, line: Line) -> Line:
    last, first = row.cells[-1], line.cells[0]
    joined = Cell(_in_lines(last.text, first.text), last.bold, left_out=_in_lines(last.left_out, first.left_out))
    glued = _in_lines(row.glued, line.text)
    return Line((*row.cells[:-1], joined, *line.cells[1:]), alone=False, opens_table=row.opens_table, glued=glued)


def _in_lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def texts_of(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)
