"""Reads a tab-separated text file. Lines above the first tab are paragraphs; from there on every line is a row.

Owns encodings and quoted cells. A line without a tab below the first row stays a row of one cell: whether it is a
section, the rest of a cut cell or a stray line is for rows.py to say.
"""

import codecs
import re
from collections.abc import Iterator

from app.documents.admitted import MAX_COLUMNS, document, refuse_bytes, refuse_columns, refuse_rows
from app.documents.as_written import cell
from app.documents.readers.struck import Piece, parted
from app.documents.refusals import UnreadableFile
from app.documents.tables import Cell, Document, Paragraph, Table
from app.kernel.words import Words

NOT_TEXT = Words(
    "Tệp không phải văn bản UTF-8 hoặc UTF-16; hãy lưu lại dưới dạng “Unicode (UTF-8)”",
    "The file is not UTF-8 or UTF-16 text; save it again as “Unicode (UTF-8)”",
)
RECORD_END = re.compile(r"\r\n?|\f")
# RFC 4180 quoting, as spreadsheets copy cells with line breaks. A tab ends the hope of a closing quote, so that a stray
# quote cannot swallow the rows below it; the possessive repeat keeps a hostile run of quotes linear.
CELL = re.compile(r'(?:"(?P<quoted>(?:[^"\t]|"")*+)"[ ]*(?=[\t\n]|\Z)|(?P<plain>[^\t\n]*+))(?P<end>[\t\n]|\Z)')

# As editors mark what is struck through; neither may run over more than a cell, nor be looked for at length where it does not end.
STRUCK = re.compile(
    r"<(?P<tag>s|strike|del)>(?P<tagged>[^<>]{1,2000}+)</(?P=tag)>|~~(?=\S)(?P<between>[^~\n]{1,2000}+)~~",
    re.IGNORECASE,
)


def read_txt(data: bytes) -> Document:
    refuse_bytes(len(data))
    return document(_blocks(_records(RECORD_END.sub("\n", _decoded(data)))))


def _decoded(data: bytes) -> str:
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        raise UnreadableFile(NOT_TEXT) from error
    if "\x00" in text:  # UTF-16 without its mark, or no text at all
        raise UnreadableFile(NOT_TEXT)
    return text


def _encoding(data: bytes) -> str:
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _records(text: str) -> Iterator[list[str]]:
    if '"' in text:
        yield from _quoted_records(text)
        return
    for line in text.split("\n"):
        # A spreadsheet may write thousands of empty cells after the last one; anything else that wide is refused.
        trimmed = line.rstrip("\t") if line.count("\t") >= MAX_COLUMNS else line
        refuse_columns(trimmed.count("\t") + 1)
        yield trimmed.split("\t")


def _quoted_records(text: str) -> Iterator[list[str]]:
    record: list[str] = []
    for found in CELL.finditer(text):
        quoted, plain = found["quoted"], found["plain"]
        written = plain if quoted is None else quoted.replace('""', '"')
        if written or len(record) < MAX_COLUMNS:
            record.append(written)
            refuse_columns(len(record))
        if found["end"] != "\t":
            yield record
            record = []


def _blocks(records: Iterator[list[str]]) -> Iterator[Paragraph | Table]:
    rows: list[tuple[Cell, ...]] = []
    seen = 0
    for record in records:
        if not any(raw.strip() for raw in record):
            continue
        seen += 1
        refuse_rows(seen)
        if rows or len(record) > 1:
            rows.append(tuple(_cell(raw) for raw in record))
        else:
            yield _line(_cell(record[0]))
    if rows:
        yield Table(tuple(rows))


def _cell(raw: str) -> Cell:
    found = STRUCK.search(raw)
    if found is None:
        return cell(raw)
    text, faint, left_out = parted(list(_pieces(raw)))
    return cell(text, faint=faint, left_out=left_out)


def _pieces(raw: str) -> Iterator[Piece]:
    end = 0
    for found in STRUCK.finditer(raw):
        yield Piece(raw[end : found.start()], struck=False)
        yield Piece(found["tagged"] or found["between"], struck=True)
        end = found.end()
    yield Piece(raw[end:], struck=False)


def _line(one: Cell) -> Paragraph:
    return Paragraph("", one.text) if one.faint else Paragraph(one.text, one.left_out)
