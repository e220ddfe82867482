"""The one model every file is read into: paragraphs and tables in the order of the document, with clean text in the cells.

What a text "as written" is stands in as_written.py, what no file may be in admitted.py. Knows no format (readers/) and no meaning
of a column (annex/columns.py).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


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
