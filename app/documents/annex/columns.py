"""The columns of an annex: which of them means what, and what stands in the cells of a row below them.

How a header is read into them is for headers.py to say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.deadlines.reading import Purpose
from app.documents.annex.titles import (
    FEWEST,
    SAME_HEADER,
    TASK_NUMBER,
    USUAL,
    Role,
    alike,
    names_both_roles,
    names_day_and_product,
)
from app.documents.tables import Cell
from app.kernel.text import fold

__all__ = ["Column", "Columns", "Role"]


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    title: str
    role: Role


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an annex, left to right. Each role but `note` and `progress` is there once at most; `contested` are those
    that might have had a role another column was given.
    """

    columns: tuple[Column, ...]
    contested: tuple[Column, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def deadline_purpose(self) -> Purpose:
        """What the annex asks for by its days: seed 2 asks for advice to the leaders, not for the finished work."""
        column = self.of(Role.deadline)
        title = fold(column.title) if column else ""
        if "tham mu" in title:
            return Purpose.advice
        return Purpose.progress_report if re.search(r"\bbao cao\b", title) else Purpose.completion

    @property
    def stands_for_both(self) -> bool:
        """Whether who leads and who coordinates stand in one column: "Cơ quan chủ trì, phối hợp"."""
        column = self.of(Role.lead)
        return column is not None and not self.has(Role.coordinating) and names_both_roles(column.title)

    @property
    def combined(self) -> Mapping[Role, Role]:
        """The role of each column that stands for another as well, by that other: "Thời gian/Sản phẩm"."""
        pairs = ((Role.deadline, Role.deliverable), (Role.deliverable, Role.deadline))
        found = {
            other: role
            for role, other in pairs
            if (own := self.of(role)) is not None and not self.has(other) and names_day_and_product(own.title)
        }
        return found | ({Role.coordinating: Role.lead} if self.stands_for_both else {})

    def text_of(self, cells: Sequence[Cell], role: Role) -> str:
        column = self.of(role)
        return cells[column.index].text if column is not None and column.index < len(cells) else ""

    def repeated_of(self, cells: Sequence[Cell]) -> frozenset[Role]:
        told = (column for column in self.columns if column.role in USUAL and column.index < len(cells))
        return frozenset(column.role for column in told if cells[column.index].repeated and cells[column.index].text)

    def of(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)

    def texts_of(self, cells: Sequence[Cell], role: Role) -> tuple[tuple[str, str], ...]:
        """(title, text) of each filled cell in the columns of a role that there may be several of."""
        own = (column for column in self.columns if column.role is role and column.index < len(cells))
        return tuple((column.title, text) for column in own if (text := cells[column.index].text))

    def has(self, role: Role) -> bool:
        return self.of(role) is not None

    def numbers_task(self, cells: Sequence[Cell]) -> bool:
        return TASK_NUMBER.fullmatch(self.text_of(cells, Role.number)) is not None

    def repeated_in(self, cells: Sequence[Cell]) -> bool:
        """A header printed again on a new page: most of its cells say what ours say, scan errors aside."""
        if self.numbers_task(cells):
            return False
        told = [column for column in self.columns if column.role in USUAL and column.index < len(cells)]
        filled = [column for column in told if cells[column.index].text]
        same = sum(alike(cells[column.index].text, column.title) for column in filled)
        return same >= FEWEST and same >= SAME_HEADER * len(filled)

    @classmethod
    def plain(cls, cells: Sequence[Cell]) -> "Columns":
        """Of a line that may be the upper one of a header and says too little by itself."""
        return cls(tuple(Column(at, cell.text, Role.note) for at, cell in enumerate(cells)))
