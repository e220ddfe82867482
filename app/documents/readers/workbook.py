"""Reads a workbook, new (.xlsx) or old (.xls): the sheets that are not hidden, one after the other, each as the lines above its table
and the table. The name of a sheet is not printed and is left out.
"""

from collections.abc import Iterable

from app.documents.readers.excel.sheet import Sheet, spans
from app.documents.readers.excel.xls import read_old_sheets
from app.documents.readers.excel.xlsx import read_sheets
from app.documents.readers.grid import blocks, laid_out
from app.documents.readers.package import Package
from app.documents.tables import Document, document

OLD = bytes.fromhex("d0cf11e0a1b11ae1")


def read_workbook(data: bytes) -> Document:
    return sheets(read_old_sheets(data) if data.startswith(OLD) else read_sheets(Package(data)))


def sheets(found: Iterable[Sheet]) -> Document:
    kept = list(found)
    tables = (block for sheet in kept for block in blocks(laid_out(list(spans(sheet)))))
    return document(tables, (text for sheet in kept for text in sheet.margins))
