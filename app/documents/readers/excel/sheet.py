"""What a sheet holds, of whichever format: texts by place, and the ranges that are merged. Here they become rows of spans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.documents.admitted import MAX_ROWS
from app.documents.readers import refuse
from app.documents.readers.grid import EMPTY, Span
from app.documents.tables import Cell

# A sheet of Excel's may have a million rows, all of them merged.
MAX_MERGED = 5 * MAX_ROWS
MAX_COVERED = 20 * MAX_ROWS


class Range(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Only cells with a text, by row and column from nought. `margins`: headers and footers of its pages, and drawn text.

    `remarks`: comments and boxes of text; `printed`: headers and footers alone; `hidden_columns`: those with a text, as the sheet calls them ("Phụ lục!B"). `unsure_days`: it has
    days, and nothing tells how they are shown.
    """

    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[Range, ...] = ()
    margins: tuple[str, ...] = field(default=())
    unsure_days: bool = False
    remarks: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


def spans(sheet: Sheet) -> Iterator[list[Span]]:
    """A range goes down no further than the last row with a text of its own."""
    last = max(sheet.rows, default=-1)
    covers = _covers(sheet, last)
    for row in sorted({*sheet.rows, *covers}):
        yield list(_row(sheet, covers.get(row, {}), row))


def _row(sheet: Sheet, covering: Mapping[int, Range], row: int) -> Iterator[Span]:
    texts = sheet.rows.get(row, {})
    end = 0
    for column in sorted({*texts, *covering}):
        if column < end:
            continue
        over = covering.get(column)
        end = over.right + 1 if over else column + 1
        cell = texts.get(column, EMPTY)
        if over is not None:
            cell = _with_covered(cell, sheet, over, row)
        yield Span(column, end - column, cell, goes_on=over is not None and row > over.top)


def _with_covered(cell: Cell, sheet: Sheet, over: Range, row: int) -> Cell:
    """What stands in a cell that another covers is not shown by Excel either; some programs write the same text into each."""
    shown = sheet.rows.get(over.top, {}).get(over.left, EMPTY).text
    beside = (one.text for at, one in sheet.rows.get(row, {}).items() if over.left < at <= over.right)
    left_out = "\n".join(filter(None, (cell.left_out, *(text for text in beside if text != shown))))
    return replace(cell, left_out=left_out) if left_out else cell


def _covers(sheet: Sheet, last: int) -> dict[int, dict[int, Range]]:
    """Which range begins at which column, row by row."""
    if len(sheet.merged) > MAX_MERGED:
        raise refuse.inflated()
    covers: dict[int, dict[int, Range]] = {}
    cells = 0
    for one in sheet.merged:
        rows = range(one.top, min(one.bottom, last) + 1)
        cells += len(rows)
        if cells > MAX_COVERED:
            raise refuse.inflated()
        for row in rows:
            covers.setdefault(row, {}).setdefault(one.left, one)
    return covers
