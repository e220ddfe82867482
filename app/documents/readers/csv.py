"""Reads a table written as text (.csv, .tsv): the delimiter told from the text, cells quoted as RFC 4180 says, in any encoding that
Vietnamese offices have written, provided it can be told for sure.

Python's csv would do for good files; a stray quote makes it swallow the rows below without a word.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from app.documents.admitted import MAX_COLUMNS, MAX_ROWS, document, refuse_bytes, refuse_columns, refuse_rows
from app.documents.as_written import cell
from app.documents.formulas import as_it_was
from app.documents.readers import refuse
from app.documents.readers.grid import Span, blocks, laid_out
from app.documents.readers.legacy_letters import decoded
from app.documents.refusals import UnreadableFile
from app.documents.tables import Document
from app.kernel.words import Words

NOT_TEXT = Words(
    "Không nhận ra bảng mã của tệp; hãy lưu lại dưới dạng “CSV UTF-8” hoặc gửi tệp Excel (.xlsx)",
    "The encoding of the file can't be told; save it again as “CSV UTF-8” or send the Excel file (.xlsx)",
)
DELIMITERS = "\t;,|"
# How Excel is told the delimiter, and tells it.
TOLD = re.compile(r"sep=([\t;,|])\n", re.IGNORECASE)
RECORD_END = re.compile(r"\r\n?|[\f\x85\u2028\u2029]")
# Empty cells by the thousand after the last one, as Excel writes them for a sheet that is formatted to its end.
TRAILING = re.compile("|".join(rf"(?<!{one}){one}{{{MAX_COLUMNS},}}+(?=\n|\Z)" for one in map(re.escape, DELIMITERS)))
# A table shows its shape in its first rows.
LOOKED_AT = 100_000
MAX_CELLS = MAX_ROWS * MAX_COLUMNS
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(data: bytes) -> Document:
    refuse_bytes(len(data))
    text = TRAILING.sub("", RECORD_END.sub("\n", text_of(data)))
    told = TOLD.match(text)
    delimiter = told[1] if told else delimiter_of(text)
    if delimiter * MAX_COLUMNS in text:  # not after the last cell, or it would be gone
        refuse_columns(MAX_COLUMNS + 1)
    return document(blocks(laid_out(list(_rows(text[told.end() :] if told else text, delimiter)))))


def text_of(data: bytes) -> str:
    text = _decoded(data)
    if text is None or "\x00" in text:
        raise UnreadableFile(NOT_TEXT)
    return text


def _decoded(data: bytes) -> str | None:
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), _unmarked(data))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return decoded(data) if encoding == "utf-8" else None


def _unmarked(data: bytes) -> str:
    """Text has ASCII in it (spaces, line ends), which in UTF-16 has its zero always on the same side."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    if odd and not even:
        return "utf-16-le"
    return "utf-16-be" if even and not odd else "utf-8"


def delimiter_of(text: str) -> str:
    """The one that most rows are cut by into equally many cells; of two alike, the one that cuts into more."""
    return max(DELIMITERS, key=lambda one: _fits(text, one))


def _fits(text: str, delimiter: str) -> tuple[int, int]:
    widths = Counter(len(record) for record in _records(text[:LOOKED_AT], delimiter) if len(record) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


@cache
def _cells(delimiter: str) -> re.Pattern[str]:
    """A quote opens a cell only if one closes it just before a delimiter; the possessive repeat keeps runs of quotes linear."""
    one = re.escape(delimiter)
    return re.compile(
        rf'(?:[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?=[{one}\n]|\Z)|(?P<plain>[^{one}\n]*+))(?P<end>[{one}\n]|\Z)'
    )


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    record: list[str] = []
    for seen, found in enumerate(_cells(delimiter).finditer(text)):
        if seen > MAX_CELLS:
            raise refuse.empty()
        quoted, plain = found["quoted"], found["plain"]
        written = plain if quoted is None else quoted.replace('""', '"')
        if written or len(record) < MAX_COLUMNS:
            record.append(written)
            refuse_columns(len(record))
        if found["end"] != delimiter:
            yield record
            record = []


def _rows(text: str, delimiter: str) -> Iterator[list[Span]]:
    seen = 0
    for record in _records(text, delimiter):
        row = [Span(at, 1, cell(as_it_was(raw))) for at, raw in enumerate(record) if raw.strip()]
        if row:
            seen += 1
            refuse_rows(seen)
            yield row
