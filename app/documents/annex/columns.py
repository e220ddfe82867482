"""Finds what each column of an annex means from its title, in any order and in the many words offices use for it.

Owns the synonyms, the scan errors they are read through, and what a repeated header looks like. The titles themselves are
kept as first written: an export carries them again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from app.deadlines.reading import Purpose
from app.documents.tables import Cell
from app.kernel.text import fold


class Role(StrEnum):
    number = "number"
    task_title = "title"
    lead = "lead"
    coordinating = "coordinating"
    deadline = "deadline"
    deliverable = "deliverable"
    progress = "progress"
    note = "note"


# Columns an export of ours adds; they say nothing about the plan. One or two of these titles may be the annex's own.
PROGRESS_TITLES = (
    "Trạng thái",
    "Tình trạng thời hạn",
    "Tỷ lệ hoàn thành (%)",
    "Hạn danh nghĩa",
    "Hạn thực tế",
    "Số ngày quá hạn",
    "Ngày hoàn thành",
    "Kết quả thực hiện",
    "Văn bản kết quả",
    "Khó khăn, vướng mắc",
    "Đề xuất, kiến nghị",
    "Báo cáo gần nhất",
)
PROGRESS_KEYS = frozenset(map(fold, PROGRESS_TITLES))
FEWEST_OF_OURS = 3

# Folded titles (no accents, no punctuation), tried in this order: what a title says of a column beats what it says
# in passing, so "Thời hạn hoàn thành nhiệm vụ" is a deadline and "Văn bản giao nhiệm vụ" is no title.
MEANINGS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.number, r"(s?tt|so tt|so thu tu|thu tu|so|no)"),
        (Role.note, r"(van ban|can cu|ghi chu|nhom|loai|ma|nguon|kinh phi|chi so|nguoi|link|muc do|trang thai)\b.*"),
        (Role.task_title, r"(noi dung|nhiem vu|ten nhiem vu|ten cong viec|cong viec|dau viec|giai phap|viec)\b.*"),
        (Role.lead, r".*\bchu tri\b.*"),
        (Role.coordinating, r".*\bphoi hop\b.*"),
        (Role.note, r".*(phan tram|ty le|tinh hinh|tinh trang|bat dau|thuc te|kho khan|y kien|cap nhat).*"),
        (Role.deadline, r"(thoi han|thoi gian|han|moc|tien do|lo trinh|thoi diem|ky han)\b.*"),
        (Role.deliverable, r"(san pham|ket qua|dau ra|hinh thuc san pham|yeu cau san pham)\b.*"),
        (Role.lead, r"(co quan|don vi|dau moi|phan cong|trach nhiem)\b.*"),
        (Role.deadline, r".*\b(thoi han|thoi gian hoan thanh)\b.*"),
        (Role.deliverable, r".*\bsan pham\b.*"),
        (Role.task_title, r".*\b(nhiem vu|cong viec|noi dung|hoat dong)\b.*"),
    )
)
# When two columns claim one meaning, the one whose title is nearer to these keeps it and the other is a note.
USUAL = {
    Role.number: ("stt", "tt", "so tt"),
    Role.task_title: ("noi dung cong viec", "nhiem vu", "nhiem vu giai phap", "ten nhiem vu", "noi dung thuc hien"),
    Role.lead: ("co quan chu tri", "don vi chu tri", "co quan don vi chu tri theo doi tham muu"),
    Role.coordinating: ("co quan phoi hop", "don vi phoi hop", "co quan don vi phoi hop"),
    Role.deadline: ("thoi gian hoan thanh", "thoi han", "thoi han hoan thanh", "thoi han tham muu bao cao"),
    Role.deliverable: ("san pham", "san pham dau ra", "ket qua"),
}
LONGEST_TITLE = 200
LONGEST_BROKEN = 60
ALIKE = 0.8
# A header is repeated when so many of its columns, and this share of those filled, say the same.
FEWEST = 2
SAME_HEADER = 0.6
COLUMN_NUMBER = re.compile(r"\(?(?:[A-Z]|\d{1,2})\)?")


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    title: str
    role: Role


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an annex, left to right. Each role but `note` and `progress` is there once at most."""

    columns: tuple[Column, ...]

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

    def text_of(self, cells: Sequence[Cell], role: Role) -> str:
        column = self.of(role)
        return cells[column.index].text if column is not None and column.index < len(cells) else ""

    def of(self, role: Role) -> Column | None:
        return next((column for column in self.columns if column.role is role), None)

    def has(self, role: Role) -> bool:
        return self.of(role) is not None

    def repeated_in(self, cells: Sequence[Cell]) -> bool:
        """A header printed again on a new page: most of its cells say what ours say, scan errors aside."""
        if self.text_of(cells, Role.number)[:1].isdecimal():
            return False
        told = [column for column in self.columns if column.role in USUAL and column.index < len(cells)]
        filled = [column for column in told if cells[column.index].text]
        same = sum(_alike(cells[column.index].text, column.title) for column in filled)
        return same >= FEWEST and same >= SAME_HEADER * len(filled)

    def reordered_in(self, cells: Sequence[Cell]) -> "Columns | None":
        """The columns of a header of another kind on a later page, which says "STT" where ours does or elsewhere."""
        if not any(_plain_meaning(cell.text) is Role.number for cell in cells):
            return None
        found = find_columns(cells)
        return found if found is not None and found.has(Role.lead) and found.has(Role.deadline) else None

    def under(self, cells: Sequence[Cell]) -> "Columns | None":
        """The columns of a header in two lines ("Cơ quan thực hiện" over "Chủ trì", "Phối hợp"), given the lower line."""
        texts = [cell.text for cell in cells[: self.width]] + [""] * (self.width - len(cells))
        lower = [text if text != column.title else "" for text, column in zip(texts, self.columns, strict=True)]
        meant = {meaning(text) for text in lower if text}
        if not meant or not meant <= {Role.lead, Role.coordinating}:
            return None
        return _made([text or column.title for text, column in zip(lower, self.columns, strict=True)])


def find_columns(cells: Sequence[Cell]) -> Columns | None:
    """The columns a row names, when the row is a header: it names the task and who does it or by when."""
    texts = [cell.text for cell in cells]
    # Likeness is dear: only a row with one telling word in plain sight is looked at twice.
    if not any(_plain_meaning(text) in (Role.task_title, Role.lead, Role.deadline) for text in texts):
        return None
    columns = _made(texts)
    if columns.has(Role.task_title) and (columns.has(Role.lead) or columns.has(Role.deadline)):
        return columns
    return None


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """The line "(1) (2) (3)" or "A B 1 2" that some offices print under the header."""
    return len(cells) > FEWEST and all(COLUMN_NUMBER.fullmatch(cell.text) for cell in cells)


@lru_cache(1024)
def meaning(title: str) -> Role:
    return _plain_meaning(title) or _nearest_meaning(fold(title))


@lru_cache(1024)
def _plain_meaning(title: str) -> Role | None:
    if not title or len(title) > LONGEST_TITLE:
        return Role.note
    key = fold(title)
    return next((role for role, pattern in MEANINGS if pattern.fullmatch(key)), None)


def _nearest_meaning(key: str) -> Role:
    """For a title whose telling word the scanner broke: "C0 QUAN CHU TRl"."""
    if len(key) > LONGEST_BROKEN:
        return Role.note
    role, likeness = max(((role, _likeness(key, role)) for role in USUAL), key=lambda pair: pair[1])
    return role if likeness >= ALIKE else Role.note


def _likeness(key: str, role: Role) -> float:
    return max(SequenceMatcher(None, key, usual, autojunk=False).ratio() for usual in USUAL[role])


def _made(titles: Sequence[str]) -> Columns:
    keys = [fold(title) for title in titles]
    exported = sum(key in PROGRESS_KEYS for key in keys) >= FEWEST_OF_OURS
    columns = [
        Column(index, title, Role.progress if exported and key in PROGRESS_KEYS else meaning(title))
        for index, (title, key) in enumerate(zip(titles, keys, strict=True))
    ]
    for role in USUAL:
        claims = [column for column in columns if column.role is role]
        for column in sorted(claims, key=lambda column: -_likeness(fold(column.title), role))[1:]:
            columns[column.index] = replace(column, role=Role.note)
    return Columns(tuple(columns))


@lru_cache(1024)
def _alike(one: str, other: str) -> bool:
    if len(one) > LONGEST_TITLE:
        return False
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
