"""A table on its way into a file, whatever the format: the sheet it stands on, then its bands and lines one by one. Pure.

A writer is told all of it in order and keeps none of it: a document of 100,000 lines is as small in memory as one of ten.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from app.documents.exports.texts import fit

Value = str | int | float
MOST_IN_USUAL_LETTERS = 8
# Who signs, below the table, from left to right.
SIGNERS = ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG CƠ QUAN")


class Tone(StrEnum):
    """How a state looks; the words stand beside it, for who sees no colours and for paper."""

    late = "late"
    soon = "soon"
    running = "running"
    done = "done"
    done_late = "done_late"
    still = "still"


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: its share of the page, in centimetres of a sheet that is as wide as all of them. `toned`: shows the tone of a line."""

    title: str
    width: float
    centred: bool = False
    toned: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name`: of the tab in Excel. `label`, `title`, `note` and `told` stand above the table, each a line or not there.
    `part`: which part of an annex it is, for a format that has nothing above the table; `told` says it in the others.
    `label_at`, `title_at`: where a section's label and title go in a format that merges no cells.
    """

    name: str
    columns: tuple[Column, ...]
    label: str | None = None
    title: str | None = None
    note: str | None = None
    told: str | None = None
    part: str | None = None
    label_at: int | None = None
    title_at: int = 0

    @property
    def is_wide(self) -> bool:
        """More columns than a page holds in letters of a usual size."""
        return len(self.columns) > MOST_IN_USUAL_LETTERS

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(one for one in (self.label, self.title, self.note, self.told) if one)


@dataclass(frozen=True, slots=True)
class Band:
    """The row of a section, as wide as the table."""

    label: str | None
    title: str

    @property
    def text(self) -> str:
        return f"{self.label}. {self.title}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Line:
    values: tuple[Value, ...]
    bold: bool = False
    tone: Tone | None = None


Item = Sheet | Band | Line


def shown(value: Value) -> str:
    """A number as documents write it: with a comma, and one decimal."""
    return f"{value:.1f}".replace(".", ",") if isinstance(value, float) else str(value)


class Writer(Protocol):
    """One file being written. `finish` closes what was begun; `foot` is null where nothing is to stand below."""

    def sheet(self, sheet: Sheet) -> None: ...
    def band(self, band: Band) -> None: ...
    def line(self, line: Line) -> None: ...
    def finish(self, foot: str | None) -> None: ...


@dataclass(slots=True)
class Tally:
    """How many lines, and a digest of them by which a receiver sees that none was changed, added or lost.

    SHA-256 of the lines in their order, each its cells' texts as a JSON array (UTF-8, no escapes but those JSON needs, no blanks)
    and a line feed: the same for the three formats. Section rows and headers are left out.
    """

    count: int = 0
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, line: Line) -> None:
        self.count += 1
        texts = [shown(one) for one in line.values]
        self._digest.update(json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    @property
    def words(self) -> str:
        return f"Tổng số dòng: {self.count} · SHA-256: {self.digest}"


def put(items: Iterable[Item], writer: Writer, tally: Tally) -> None:
    """Every text is made fit here, so that no format can forget to, and what is counted is what is written."""
    for item in items:
        match item:
            case Sheet():
                writer.sheet(item)
            case Band():
                writer.band(replace(item, title=fit(item.title)))
            case Line():
                line = replace(item, values=tuple(fit(one) if isinstance(one, str) else one for one in item.values))
                tally.add(line)
                writer.line(line)
