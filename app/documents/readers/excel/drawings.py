"""What lies over the cells of a sheet: pictures, boxes of text, and what people have noted at cells."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from app.documents.admitted import refuse_columns
from app.documents.readers.excel.book import X
from app.documents.readers.excel.places import LAST_COLUMN
from app.documents.readers.xml import number, parsed
from app.documents.tables import Cell, Inlaid, InlaidKind

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
PICTURE = f"{XDR}pic"
# A logo and some signatures; a file with more is told of these.
MAX_PICTURES = 100


def hang_pictures(rows: dict[int, dict[int, Cell]], drawing: bytes) -> None:
    """Each at the cell in which its upper left corner lies; those beside the rows with a text at the last of them."""
    last = max(rows, default=None)
    for picture in islice(parsed(drawing).iter(PICTURE), MAX_PICTURES):
        corner = picture.getparent().find(f"{XDR}from")
        if last is None or corner is None:
            continue
        row = min(number(corner.findtext(f"{XDR}row")) or 0, last)
        column = min(number(corner.findtext(f"{XDR}col")) or 0, LAST_COLUMN - 1)
        cells = rows.setdefault(row, {})
        held = cells.get(column, Cell(""))
        cells[column] = replace(held, inlaid=(*held.inlaid, Inlaid(InlaidKind.picture)))
        refuse_columns(len(cells))


def drawn(data: bytes) -> Iterator[str]:
    """The texts of boxes on the sheet, where stamps are."""
    for paragraph in parsed(data).iter(f"{A}p"):
        yield "".join(one.text or "" for one in paragraph.iter(f"{A}t"))


def noted(data: bytes) -> Iterator[str]:
    """What people have noted at cells."""
    for note in parsed(data).iter(f"{X}comment"):
        yield "".join(one.text or "" for one in note.iter(f"{X}t"))
