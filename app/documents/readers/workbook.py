"""Reads a workbook, new (.xlsx) or old (.xls): the sheets that are not hidden, one after the other, each as the lines above its table
and the table. The name of a sheet is not printed and is left out; of it, as of notes at cells and of what the file says of itself,
only a marking counts.
"""

from collections.abc import Iterable
from itertools import chain

from app.documents.admitted import document
from app.documents.as_written import clean
from app.documents.readers.excel.sheet import Sheet, spans
from app.documents.readers.excel.xls import read_old_sheets
from app.documents.readers.excel.xlsx import hidden_sheets, read_sheets
from app.documents.readers.grid import blocks, laid_out
from app.documents.readers.package import Package
from app.documents.tables import Beside, Document

OLD = bytes.fromhex("d0cf11e0a1b11ae1")


def read_workbook(data: bytes) -> Document:
    if data.startswith(OLD):
        return sheets(read_old_sheets(data), tells_no_looks=True)
    package = Package(data)
    return sheets(read_sheets(package), package.properties(), hidden_sheets(package))


def sheets(
    found: Iterable[Sheet], said: Iterable[str] = (), hidden: Iterable[str] = (), *, tells_no_looks: bool = False
) -> Document:
    """`said`: of the file as a whole; `hidden`: the names of the sheets that are left out."""
    kept = list(found)
    beside = Beside(
        remarks=tuple(text for sheet in kept for text in sheet.remarks),
        hidden_columns=tuple(name for sheet in kept for name in sheet.hidden_columns),
        tells_no_looks=tells_no_looks,
        margins=tuple(dict.fromkeys(filter(None, (clean(text) for sheet in kept for text in sheet.printed)))),
    )
    tables = (block for sheet in kept for block in blocks(laid_out(list(spans(sheet)))))
    margins = chain(said, (text for sheet in kept for text in (*sheet.margins, *sheet.remarks)))
    unsure_days = any(sheet.unsure_days for sheet in kept)
    return document(tables, margins, unsure_days=unsure_days, hidden_sheets=tuple(hidden), beside=beside)
