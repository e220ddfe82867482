"""What a row of an office's tracking sheet says of the work done before the plan came here: an opening entry, nothing, or that it
cannot be told.

Pure. Never a guess: words that are not known, and columns that contradict one another, are `Unclear` and make no entry. Done is only
what a word says is done, never a number or a day alone. Which lead a line of a cell is about is `leads`', what an entry does
`open_with_state`'s.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.text import fold
from app.reports.opening.unclear import Unclear, UnclearCode
from app.reports.opening.values import (
    StatedDocument,
    is_only_percent,
    read_day,
    read_documents,
    read_percent,
    without_values,
)
from app.reports.opening.words import LATE_WORDS, STATUS_WORDS, TICKS, TIMELINESS, Column, Stated, column_of
from app.reports.rules import WHOLE, ReportStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningEntry:
    """`done_on` only of what is completed, where the file names the day."""

    status: ReportStatus
    percent: int | None = None
    done_on: date | None = None
    summary: str | None = None
    difficulties: str | None = None
    proposals: str | None = None
    documents: tuple[StatedDocument, ...] = ()


def opening_entry(
    progress: Mapping[str, str], today: date, begins_on: date = date.min
) -> OpeningEntry | Unclear | None:
    """`progress`: cells by the titles of their columns; `begins_on`: the plan's first day. None for what has not begun, and where
    nothing is said.
    """
    try:
        return _Row(progress, today, begins_on).entry()
    except _Stopped as stopped:
        return stopped.unclear


class _Stopped(Exception):
    def __init__(self, code: UnclearCode, column: str, text: str) -> None:
        super().__init__()
        self.unclear = Unclear(code, column, text)


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Status:
    stated: Stated
    late: bool
    where: _Said


class _Row:
    """The cells of one row that say something, by what their columns mean."""

    def __init__(self, progress: Mapping[str, str], today: date, begins_on: date) -> None:
        self.today, self.begins_on = today, begins_on
        self.said: dict[Column, list[_Said]] = {column: [] for column in Column}
        for title, text in progress.items():
            column = column_of(title)
            if column is Column.status and is_only_percent(text):
                column = Column.percent
            if column is not None and text.strip():
                self.said[column].append(_Said(title, text.strip()))

    def entry(self) -> OpeningEntry | None:
        status, percent, done_on = self._status(), self._percent(), self._done_on()
        if status is None:
            return self._by_number(percent)
        _require_agreement(status, percent)
        if status.stated is not Stated.completed and done_on is not None:
            raise _Stopped(UnclearCode.day_of_unfinished, done_on[0].title, done_on[0].text)
        if status.stated is Stated.not_begun:
            self._require_nothing_told()
            return None
        if status.stated is Stated.completed:
            return self._completed(status, done_on)
        return self._under_way(status, percent)

    def _status(self) -> _Status | None:
        found = [*map(_read_status, self.said[Column.status]), *self._ticked()]
        if len({one.stated for one in found}) > 1:
            raise _stopped(UnclearCode.statuses_differ, found[-1].where)
        if found and found[0].stated is Stated.needs_an_act:
            raise _stopped(UnclearCode.status_needs_an_act, found[0].where)
        return found[0] if found else None

    def _ticked(self) -> Iterator[_Status]:
        for one in self.said[Column.ticked]:
            if one.text.casefold() not in TICKS:
                raise _stopped(UnclearCode.unknown_status, one)
            yield _Status(STATUS_WORDS[fold(one.title)], late=False, where=one)

    def _percent(self) -> tuple[_Said, int] | None:
        """The first of them; a status may carry its own ("Đang thực hiện 75%")."""
        for one in self.said[Column.percent]:
            percent = read_percent(one.text)
            if percent is None:
                raise _stopped(UnclearCode.unread_percent, one)
            return one, percent
        of_status = [(one, read_percent(one.text)) for one in self.said[Column.status] if "%" in one.text]
        return next(((one, percent) for one, percent in of_status if percent is not None), None)

    def _done_on(self) -> tuple[_Said, date] | None:
        for one in self.said[Column.done_on]:
            day = read_day(one.text)
            if day is None:
                raise _stopped(UnclearCode.unread_day, one)
            return one, day
        of_status = [(one, read_day(one.text)) for one in self.said[Column.status]]
        return next(((one, day) for one, day in of_status if day is not None), None)

    def _by_number(self, percent: tuple[_Said, int] | None) -> OpeningEntry | None:
        """Without a word only a share says something: that it has begun and is not done."""
        if percent is not None and 0 < percent[1] < WHOLE:
            return self._written(ReportStatus.in_progress, percent[1])
        said = [one for column in Column for one in self.said[column] if not _is_nought(column, one)]
        if said:
            raise _stopped(UnclearCode.status_missing, said[0])
        return None

    def _require_nothing_told(self) -> None:
        """What is told of work that has not begun would be lost without an entry, and an entry would say that it has."""
        texts = (Column.summary, Column.difficulties, Column.proposals, Column.documents)
        for said in (one for column in texts for one in self.said[column]):
            raise _stopped(UnclearCode.not_begun_but_told, said)

    def _under_way(self, status: _Status, percent: tuple[_Said, int] | None) -> OpeningEntry:
        if status.stated is Stated.blocked and not self.said[Column.difficulties]:
            raise _stopped(UnclearCode.difficulties_missing, status.where)
        return self._written(ReportStatus(status.stated.value), percent[1] if percent else None)

    def _completed(self, status: _Status, done_on: tuple[_Said, date] | None) -> OpeningEntry:
        if done_on is None:
            if status.late:
                raise _stopped(UnclearCode.late_without_day, status.where)
            return self._written(ReportStatus.completed, WHOLE)
        where, day = done_on
        entry = self._written(ReportStatus.completed, WHOLE, day)
        for code, holds in {
            UnclearCode.day_ahead: day > self.today,
            UnclearCode.day_before_plan: day < self.begins_on,
            UnclearCode.day_before_document: any(one.issued_on and day < one.issued_on for one in entry.documents),
        }.items():
            if holds:
                raise _stopped(code, where)
        return entry

    def _written(self, status: ReportStatus, percent: int | None, done_on: date | None = None) -> OpeningEntry:
        return OpeningEntry(
            status=status,
            percent=percent,
            done_on=done_on,
            summary=self._text(Column.summary),
            difficulties=self._text(Column.difficulties),
            proposals=self._text(Column.proposals),
            documents=tuple(one for said in self.said[Column.documents] for one in read_documents(said.text)),
        )

    def _text(self, column: Column) -> str | None:
        return "\n".join(one.text for one in self.said[column]) or None


def _stopped(code: UnclearCode, where: _Said) -> _Stopped:
    return _Stopped(code, where.title, where.text)


def _read_status(said: _Said) -> _Status:
    """A status, and after it at most how it stands to its day, a share and the day it was done."""
    words = fold(without_values(said.text))
    for status, stated in STATUS_WORDS.items():
        rest = words.removeprefix(status).strip()
        if words == status or (words.startswith(f"{status} ") and rest in TIMELINESS):
            return _Status(stated, rest in LATE_WORDS, said)
    raise _stopped(UnclearCode.unknown_status, said)


def _require_agreement(status: _Status, percent: tuple[_Said, int] | None) -> None:
    if percent is None:
        return
    allowed: Mapping[Stated, Sequence[int]] = {Stated.not_begun: (0,), Stated.completed: (WHOLE,)}
    if percent[1] not in allowed.get(status.stated, range(WHOLE)):
        raise _stopped(UnclearCode.percent_contradicts, percent[0])


def _is_nought(column: Column, said: _Said) -> bool:
    return column is Column.percent and read_percent(said.text) == 0
