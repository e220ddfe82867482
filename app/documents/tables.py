"""The one model every file is read into: paragraphs and tables in the order of the document, with clean text in the cells.

Owns what "as written" means (NFC, tags stripped, paragraphs as lines, trimmed) and what no file may be: too large, or
marked secret. Knows no format (readers/) and no meaning of a column (annex/columns.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from app.documents.refusals import ClassifiedDocument, FileTooLarge
from app.kernel.markings import marking
from app.kernel.text import nfc
from app.kernel.words import Words

MAX_BYTES = 25_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# What a spreadsheet's cell can hold; a joined row may not grow past it either.
MAX_CELL = 32_767
# One text may stand in a million cells of a workbook and be stored once: no document says more than the largest text file.
MAX_TEXT = MAX_BYTES
# The longest marking ("Độ mật: Tuyệt mật, bản số …") is far shorter; a longer line is looked at only for one set apart in it,
# which has its capitals.
MAX_MARKING = 200

# Only tags that editors write: "a < b" and "<đơn vị>" are text.
TAG = re.compile(
    r"</?(?:p|br|b|strong|i|em|u|s|sub|sup|span|font|div|ul|ol|li)(?:\s[^<>]{0,300})?\s?/?>", re.IGNORECASE
)
PARAGRAPH_END = re.compile(r"</(?:p|div|li)\s?>|<br(?:\s[^<>]{0,300})?\s?/?>", re.IGNORECASE)
BOLD = re.compile(r"\s*(?:<(?:p|span|font|div)(?:\s[^<>]{0,300})?>\s*)*(?:<(?:b|strong)>|\*\*)", re.IGNORECASE)
ASTERISKS = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp);")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}


class InlaidKind(StrEnum):
    picture = "picture"
    text_box = "text-box"
    table = "table"
    inserted = "inserted"
    deleted = "deleted"


class Inlaid(NamedTuple):
    """What stands in a text and is none of its plain words: a picture, which nobody reads; a box, an inner table and what somebody has
    inserted, which are read as if they were; what somebody has deleted, which is not. `text`: its letters.
    """

    kind: InlaidKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`repeated`: merged with the cell above it, whose text stands here again, so that each row is whole by itself.

    `faint`: all of it is struck through, or its row is hidden. A person may have meant it to be gone; so it is read, and told.
    `left_out`: what of it is struck through or hidden beside other words; that is no part of the text, and told.
    `marks`: those of footnotes that its format keeps beside the text, as they stand before the notes ("[1]").
    """

    text: str
    bold: bool = False
    repeated: bool = False
    faint: bool = False
    left_out: str = ""
    marks: tuple[str, ...] = ()
    inlaid: tuple[Inlaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`left_out`: as in a cell. A paragraph that is struck through is one line of a text of many, so all of it is left out."""

    text: str
    left_out: str = ""
    inlaid: tuple[Inlaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows may be ragged: a text file leaves out trailing cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file holds beside that which is read of it. `remarks`: comments, and boxes of text on a sheet; `hidden_columns` were read.

    `is_tracked`: with changes that nobody has accepted yet, which are read as if somebody had, but for the
    `deleted_rows`, which are not; `has_embedded`: another file stands in it; `margins`: what is
    printed above and below its pages;
    `tells_no_looks`: what is struck through, hidden or noted in it, its format does not let us see.
    """

    remarks: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    is_tracked: bool = False
    has_embedded: bool = False
    tells_no_looks: bool = False
    deleted_rows: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Document:
    """`unsure_days`: its format does not tell how days are shown, so that what is printed as a month may be a day here.
    `hidden_sheets`: the names of those that were not read.
    """

    blocks: tuple[Paragraph | Table, ...]
    unsure_days: bool = False
    hidden_sheets: tuple[str, ...] = ()
    beside: Beside = NOTHING_BESIDE

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


def clean(raw: str) -> str:
    """Text as written: NFC, tags stripped, each paragraph a line; what stands inside a line is untouched."""
    text = nfc(raw)
    if "<" in text:
        text = TAG.sub("", PARAGRAPH_END.sub("\n", text))
    if "&" in text:
        text = ENTITY.sub(lambda found: ENTITIES[found[1]], text)
    if "**" in text:
        text = ASTERISKS.sub(r"\1", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cell(raw: str, *, bold: bool = False, faint: bool = False, left_out: str = "", marks: tuple[str, ...] = ()) -> Cell:
    is_bold = bold or BOLD.match(raw) is not None
    return Cell(clean(raw), is_bold, faint=faint, left_out=clean(left_out) if left_out else "", marks=marks)


def document(
    blocks: Iterable[Paragraph | Table],
    margins: Iterable[str] = (),
    *,
    unsure_days: bool = False,
    hidden_sheets: tuple[str, ...] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Document:
    """Every reader ends here: refuses what is too large or marked secret, so that no format can forget to.

    `margins` is printed text that is no part of the document's run (page headers and footers, stamps): only a marking counts.
    """
    made = Document(tuple(blocks), unsure_days, hidden_sheets, beside)
    _refuse_large(made)
    _refuse_classified(made, margins)
    return made


def _refuse_large(made: Document) -> None:
    refuse_rows(len(made.paragraphs) + sum(len(table.rows) for table in made.tables))
    length = 0
    for row in _rows(made):
        refuse_columns(len(row))
        length += sum(len(one.text) + len(one.left_out) for one in row)
        refuse_text(length)
        if any(len(one.text) > MAX_CELL for one in row):
            raise FileTooLarge(
                Words(f"Một ô dài hơn {MAX_CELL:,} ký tự", f"A cell is longer than {MAX_CELL:,} characters")
            )


def refuse_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise FileTooLarge(Words(f"Tệp có hơn {MAX_ROWS:,} dòng", f"The file has more than {MAX_ROWS:,} rows"))


def refuse_columns(count: int) -> None:
    if count > MAX_COLUMNS:
        raise FileTooLarge(Words(f"Bảng có hơn {MAX_COLUMNS} cột", f"The table has more than {MAX_COLUMNS} columns"))


def refuse_bytes(count: int) -> None:
    if count > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise FileTooLarge(Words(f"Tệp lớn hơn {size} MB", f"The file is larger than {size} MB"))


def refuse_text(length: int) -> None:
    if length > MAX_TEXT:
        size = MAX_TEXT // 1_000_000
        raise FileTooLarge(Words(f"Tệp có hơn {size} triệu ký tự", f"The file has more than {size} million characters"))


def _refuse_classified(made: Document, margins: Iterable[str]) -> None:
    written = (text for row in _rows(made) for one in row for text in (one.text, one.left_out) if text)
    for text in chain(written, map(clean, margins)):
        found = _marking_in(text)
        if found is not None:
            raise ClassifiedDocument(
                Words(
                    f"Tài liệu mang dấu “{found}” không được đưa vào hệ thống",
                    f"A document marked “{found}” may not enter the system",
                )
            )


def _marking_in(text: str) -> str | None:
    if len(text) <= MAX_MARKING:
        return marking(text)
    likely = (line for line in text.split("\n") if len(line) <= MAX_MARKING or "Ậ" in line)
    return next((found for line in likely if (found := marking(line)) is not None), None)


def _rows(made: Document) -> Iterable[tuple[Cell, ...]]:
    for block in made.blocks:
        if isinstance(block, Paragraph):
            yield (Cell(block.text, left_out=block.left_out),)
        else:
            yield from block.rows
