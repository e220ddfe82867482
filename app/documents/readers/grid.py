"""Cells that span columns and rows, laid out as rows that are whole by themselves.

A cell merged down is repeated in each row. One merged across is repeated in each column, except where it is a line through the table
(the title of a section, beside its label or alone): there it stands once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.admitted import refuse_columns
from app.documents.tables import Cell, Paragraph, Table

EMPTY = Cell("")
# A section's title covers at least so many columns; two merged ones may be one answer to two questions.
LINE_COVERS = 3
LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class Span:
    """`goes_on`: merged with the cell above it, so that its own text is seen by nobody."""

    column: int
    width: int
    cell: Cell
    goes_on: bool = False

    @property
    def end(self) -> int:
        return self.column + self.width


def laid_out(rows: Sequence[Sequence[Span]]) -> Iterator[tuple[Cell, ...]]:
    """Rows without a text of their own are left out, and so are columns in which no text begins; what is struck out of a row is told."""
    begun = sorted({span.column for row in rows for span in row if _says(span.cell)})
    refuse_columns(len(begun))
    above: dict[int, Cell] = {}
    for row in rows:
        whole = [_whole(span, above) for span in row]
        if any(span.cell.left_out or span.cell.inlaid or (span.cell.text and not span.cell.repeated) for span in whole):
            yield _cells([span for span in whole if _says(span.cell)], begun)


def blocks(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Paragraph | Table]:
    """The lines above a table as paragraphs: in a sheet they are rows of one cell."""
    table: list[tuple[Cell, ...]] = []
    for row in rows:
        filled = [one for one in row if _says(one)]
        if table or len(filled) > 1:
            table.append(row)
        elif filled:
            yield _line(filled[0])
    if table:
        yield Table(tuple(table))


def _line(cell: Cell) -> Paragraph:
    if cell.faint:
        return Paragraph("", "\n".join(filter(None, (cell.left_out, cell.text))), cell.inlaid)
    return Paragraph(cell.text, cell.left_out, cell.inlaid)


def _says(cell: Cell) -> bool:
    return bool(cell.text or cell.left_out or cell.inlaid)


def _whole(span: Span, above: dict[int, Cell]) -> Span:
    if span.goes_on:
        over = above.get(span.column, EMPTY)
        covered = "\n".join(filter(None, (span.cell.text, span.cell.left_out)))
        left_out = "" if covered == over.text else covered
        return replace(span, cell=replace(over, repeated=True, left_out=left_out, inlaid=span.cell.inlaid))
    above[span.column] = span.cell
    return span


def _cells(filled: Sequence[Span], begun: Sequence[int]) -> tuple[Cell, ...]:
    if len(filled) == 1 and filled[0].width > 1:
        return (filled[0].cell,)
    cells: list[Cell] = []
    for span in filled:
        place = bisect_left(begun, span.column)
        cells += [EMPTY] * (place - len(cells))
        covered = bisect_left(begun, span.end) - place
        cells += [span.cell] * (1 if _is_line(covered, filled) else covered)
    return tuple(cells)


def _is_line(covered: int, filled: Sequence[Span]) -> bool:
    """The title of a section beside its label, and nothing else in the row."""
    return covered >= LINE_COVERS and filled[2:] == [] and len(filled[0].cell.text) <= LONGEST_LABEL
