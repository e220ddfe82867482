"""A table of Word as rows of spans. Tables drawn by hand have edges that miss one another by a hair, and Word gives every edge a
grid column of its own; so cells are counted, not measured, wherever a row has as many as most rows have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.documents.admitted import refuse_columns
from app.documents.as_written import cell
from app.documents.readers.grid import Span
from app.documents.readers.word.inlaid import inlaid_in, letters_of
from app.documents.readers.word.names import CELL, TABLE, VAL, W, children, value
from app.documents.readers.word.paragraphs import Paragraphs, Written, raw
from app.documents.readers.word.walk import outermost
from app.documents.readers.xml import Element, attribute, is_on, number
from app.documents.tables import Cell, Inlaid, InlaidKind

# A grid may be finer than its table has columns; a hostile one has no end.
MAX_GRID = 1_000
CELLS = frozenset({CELL})
ROW_LOOK, CELL_LOOK = f"{W}trPr", f"{W}tcPr"
GRID_SPAN, MERGED_DOWN, CELL_STRUCK = f"{W}gridSpan", f"{W}vMerge", f"{W}cellDel"


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell by the grid columns that it covers."""

    start: int
    end: int
    cell: Cell
    goes_on: bool


Row = tuple[Placed, ...]


def grid_of(table: Element) -> list[int]:
    """Where each column of the grid begins, in twentieths of a point; the last is where the table ends."""
    columns = [number(one.get(f"{W}w")) or 0 for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    return list(accumulate(columns[:MAX_GRID], initial=0))


def is_struck(row: Element) -> bool:
    return f"{W}del" in children(row.find(ROW_LOOK))


def is_frame(row: Element) -> bool:
    """A row of one cell with a table in it is there for the look of the page: the inner table is the one meant."""
    cells = list(_cells(row))
    return len(cells) == 1 and next(cells[0].iter(TABLE), None) is not None


def read_row(row: Element, paragraphs: Paragraphs) -> Row:
    look = children(row.find(ROW_LOOK))
    at, is_hidden = number(value(look.get(f"{W}gridBefore"))) or 0, bool(is_on(look.get(f"{W}hidden"), VAL))
    placed: list[Placed] = []
    for element in _cells(row):
        looks = children(element.find(CELL_LOOK))
        width = max(1, number(value(looks.get(GRID_SPAN))) or 1)
        refuse_columns(at + width if at + width > MAX_GRID else len(placed) + 1)
        goes_on = _is_merged_above(looks)
        if CELL_STRUCK not in looks:
            made = cell(raw(element)) if goes_on else _cell(paragraphs.of(element), is_hidden=is_hidden)
            placed.append(Placed(at, at + width, _with_inlaid(made, inlaid_in(element)), goes_on))
        at += width
    if f"{W}ins" in look and placed:
        whole = Inlaid(InlaidKind.inserted, letters_of(row))
        placed[0] = replace(placed[0], cell=_with_inlaid(placed[0].cell, (whole,)))
    return tuple(placed)


def _with_inlaid(made: Cell, inlaid: tuple[Inlaid, ...]) -> Cell:
    return replace(made, inlaid=(*made.inlaid, *inlaid)) if inlaid else made


def _cell(written: Written, *, is_hidden: bool) -> Cell:
    faint = written.faint or is_hidden
    return cell(written.text, bold=written.bold, faint=faint, left_out=written.left_out, marks=written.marks)


def _cells(row: Element) -> Iterator[Element]:
    """In content controls too."""
    return outermost(row, CELLS)


def _is_merged_above(looks: Mapping[str, Element]) -> bool:
    merged = looks.get(MERGED_DOWN)
    return merged is not None and attribute(merged, f"{W}val") != "restart"


def aligned(rows: Sequence[Row], grid: Sequence[int]) -> list[list[Span]]:
    """The rows in the columns of the first row that has as many cells as most rows have."""
    if not rows:
        return []
    counts = Counter(len(row) for row in rows)
    usual = max(counts, key=lambda count: (counts[count], count))
    edges = _Edges(next(row for row in rows if len(row) == usual), grid)
    return [[_span(placed, at, len(row) == usual, edges) for at, placed in enumerate(row)] for row in rows]


def _span(placed: Placed, at: int, is_usual: bool, edges: "_Edges") -> Span:
    column, width = (at, 1) if is_usual else edges.covered(placed)
    return Span(column, width, placed.cell, placed.goes_on)


class _Edges:
    def __init__(self, row: Row, grid: Sequence[int]) -> None:
        self._grid = grid
        self._middles = [(self._at(one.start) + self._at(one.end)) / 2 for one in row]

    def covered(self, placed: Placed) -> tuple[int, int]:
        """The columns whose middle lies under the cell: the first and how many, one at least."""
        start, end = self._at(placed.start), self._at(placed.end)
        first = sum(middle < start for middle in self._middles)
        return first, max(1, sum(start <= middle < end for middle in self._middles))

    def _at(self, edge: int) -> int:
        if not self._grid[-1:] or self._grid[-1] == 0:
            return edge
        return self._grid[edge] if edge < len(self._grid) else self._grid[-1] + edge
