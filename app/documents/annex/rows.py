"""The lines below the header as sections and rows, each row under its parent, and what could not be placed.

Every line ends as a section, a row, a part of either, a repeated header, a footnote, or among the `unplaced`: none is dropped
unseen but the lines of our own exports.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.annex.columns import Columns, Role
from app.documents.annex.fields import Fields
from app.documents.annex.footnotes import Footnote


@dataclass(frozen=True, slots=True)
class Section:
    """`faint`: it is struck through or hidden. `cells`: what stands in its row as in the row of a task, and is given to nobody."""

    label: str | None
    title: str
    faint: bool = False
    cells: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """`section` and `parent` are indexes; `rest` is what stood in another line and was added. `columns` are those it stands
    under: a later table of an annex may have its own.
    """

    fields: Fields
    section: int | None
    columns: Columns
    parent: int | None = None
    rest: str = ""

    @property
    def owes_nothing(self) -> bool:
        return not self.fields.lead and not self.fields.deadline


@dataclass(frozen=True, slots=True)
class Rows:
    """`unplaced` are lines that are neither section nor row: page numbers, signatures; `ignored` is how each table begins
    that is no annex, `further` the labels of annexes after the first, `guessed` the titles of sections that only their place tells.
    """

    sections: Sequence[Section]
    rows: Sequence[Row]
    headers: Sequence[Columns]
    footnotes: Sequence[Footnote] = field(default=())
    unplaced: Sequence[str] = field(default=())
    ignored: Sequence[str] = field(default=())
    further: Sequence[str] = field(default=())
    guessed: Sequence[str] = field(default=())
