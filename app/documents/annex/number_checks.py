"""Numbers of tasks: missing, used twice, or beginning again where no section says so; each with the number that would fit."""

from collections.abc import Iterator
from itertools import chain
from string import ascii_lowercase

from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.findings import Code, Finding, finding

FIRST = "1"


class Numbers:
    """Those seen so far. A second run of numbers in one section is told once, at its first row."""

    def __init__(self, rows: tuple[RowDraft, ...]) -> None:
        self._all = {(row.section, row.number) for row in rows}
        self._seen: set[tuple[int | None, int, str]] = set()
        self._run = 0
        self._last: tuple[int | None, str] = (None, "")

    def of(self, index: int, row: RowDraft) -> Iterator[Finding]:
        if row.number is None:
            yield finding(Code.missing_number, index, Role.number, suggestion=self._next(row))
            return
        if self._begins_again(row, row.number):
            self._run += 1
            yield finding(Code.restarted_numbers, index, Role.number, read=row.number)
        place = (row.section, self._run, row.number)
        if place in self._seen:
            free = self._free(row, row.number)
            yield finding(Code.duplicate_number, index, Role.number, read=row.number, suggestion=free)
        self._seen.add(place)
        self._last = row.section, row.number

    def _begins_again(self, row: RowDraft, number: str) -> bool:
        return (
            number == FIRST
            and self._last[0] == row.section
            and self._last[1] != FIRST
            and (row.section, self._run, number) in self._seen
        )

    def _next(self, row: RowDraft) -> str | None:
        """The number left out between the row above and the one below it; suggested once."""
        section, last = self._last
        if section != row.section or not last:
            following = FIRST
        elif last.isdecimal():
            following = str(int(last) + 1)
        else:
            return None
        if (row.section, following) in self._all:
            return None
        self._all.add((row.section, following))
        self._last = row.section, following
        return following

    def _free(self, row: RowDraft, number: str) -> str | None:
        """As amended laws number what is put between: 5a after 5."""
        candidates = (f"{number}{letter}" for letter in chain("abcd", "đ", ascii_lowercase[4:]))
        return next((one for one in candidates if (row.section, one) not in self._all), None)
