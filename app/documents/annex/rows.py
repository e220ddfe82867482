"""The lines below the header as sections and rows: which line is which, and what of them could not be placed.

Every line ends as a section, a row, a part of either, a repeated header, or among the `unplaced`: none is dropped unseen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.annex.columns import Columns, numbers_columns
from app.documents.annex.fields import (
    Fields,
    goes_on_in_small_letters,
    is_list_item,
    is_whole,
    joined,
    joined_fields,
    read_fields,
    section_label,
)
from app.documents.annex.lines import Line
from app.documents.tables import MAX_CELL

LETTER = re.compile(r"[a-zđ]")
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Section:
    label: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """`section` and `parent` are indexes; `joined` says that a part which stood in another line was added."""

    fields: Fields
    section: int | None
    parent: int | None = None
    joined: bool = False

    @property
    def is_heading(self) -> bool:
        return not self.fields.lead and not self.fields.deadline


@dataclass(frozen=True, slots=True)
class Rows:
    """`unplaced` are lines that are neither section nor row: page numbers, signatures, the label of a second annex."""

    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[str, ...]


def place_rows(lines: Sequence[Line], columns: Columns) -> Rows:
    placing = _Placing(columns)
    for line in lines:
        placing.place(line)
    return Rows(tuple(placing.sections), _with_parents(placing.rows), tuple(placing.unplaced))


class _Placing:
    """What has been placed so far, and what the last line was: it decides what a line without a number belongs to."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.sections: list[Section] = []
        self.rows: list[Row] = []
        self.unplaced: list[str] = []
        self.after_header = True
        self.after_section = False

    def place(self, line: Line) -> None:
        if self._is_header(line):
            self.after_header = True
            return
        fields = read_fields(line, self.columns)
        if not (self._continue(fields) or self._open_section(fields) or self._open_row(fields, line)):
            self.unplaced.append(line.text)
        self.after_header = False

    def _is_header(self, line: Line) -> bool:
        if self.columns.repeated_in(line.cells) or (self.after_header and numbers_columns(line.cells)):
            return True
        reordered = self.columns.reordered_in(line.cells)
        self.columns = reordered or self.columns
        return reordered is not None

    def _continue(self, fields: Fields) -> bool:
        if fields.number or not (fields.title or any(fields.values)):
            return False
        if self.after_section:
            return self.after_header and self._extend_section(fields)
        stands_out = section_label(fields) is not None
        cut = self.after_header and not stands_out and not is_whole(fields)
        return (cut or is_list_item(fields) or goes_on_in_small_letters(fields)) and self._extend_row(fields)

    def _extend_section(self, fields: Fields) -> bool:
        section = self.sections[-1]
        if any(fields.values) or len(section.title) + len(fields.title) >= MAX_CELL:
            return False
        self.sections[-1] = replace(section, title=joined(section.title, fields.title))
        self._leave(fields)
        return True

    def _leave(self, fields: Fields) -> None:
        """What stands beside the title of a section: a section has no place for it, a person may know where it belongs."""
        self.unplaced.extend(filter(None, (*(text for _, text in fields.notes), fields.beyond)))

    def _extend_row(self, fields: Fields) -> bool:
        if not self.rows:
            return False
        whole = joined_fields(self.rows[-1].fields, fields)
        if whole.longest > MAX_CELL:
            return False
        self.rows[-1] = replace(self.rows[-1], fields=whole, joined=True)
        return True

    def _open_section(self, fields: Fields) -> bool:
        label = section_label(fields)
        if label is None:
            return False
        self.sections.append(Section(label or None, fields.title))
        self.after_section = True
        self._leave(fields)
        return True

    def _open_row(self, fields: Fields, line: Line) -> bool:
        if not fields.title:
            return False
        section = len(self.sections) - 1 if self.sections else None
        self.rows.append(Row(fields, section, joined=line.glued))
        self.after_section = False
        return True


def _with_parents(rows: Sequence[Row]) -> tuple[Row, ...]:
    """14.1 stands under 14. A lettered row stands under the numbered one above it and is known as "14.a": letters begin
    again under each number, and a number is unique in its section. A row without number stands under a heading only.
    """
    placed: list[Row] = []
    known: dict[tuple[int | None, str], int] = {}
    above: int | None = None
    for row in rows:
        if above is not None and rows[above].section != row.section:
            above = None
        number, parent = _number_and_parent(row, placed, known, above)
        placed.append(replace(row, fields=replace(row.fields, number=number), parent=parent))
        if number:
            known.setdefault((row.section, number), len(placed) - 1)
        if row.fields.number[:1].isdecimal():
            above = len(placed) - 1
    return tuple(placed)


def _number_and_parent(
    row: Row, placed: Sequence[Row], known: dict[tuple[int | None, str], int], above: int | None
) -> tuple[str, int | None]:
    number = row.fields.number
    if above is not None and LETTER.fullmatch(number):
        return f"{placed[above].fields.number}.{number}", above
    if not number:
        return number, above if above is not None and placed[above].is_heading else None
    while "." in number and len(number) <= LONGEST_NUMBER:
        number = number.rpartition(".")[0]
        if (row.section, number) in known:
            return row.fields.number, known[row.section, number]
    return row.fields.number, None
