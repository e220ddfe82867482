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
        (Role.number, r"([s5]?tt|[1il]t|st[1il]|so tt|so thu tu|thu tu|so|no)"),
        (
            Role.note,
            r"(van ban|can cu|ghi chu|nhom|loai|ma|nguon|kinh phi|chi so|nguoi|link|muc do|trang thai|lanh dao)\b.*",
        ),
        (
            Role.note,
            r"(cap|tham quyen|co quan|don vi) (giao|trinh|ban hanh|phe duyet|tham dinh|kiem tra|giam sat|theo doi)\b.*",
        ),
        (Role.task_title, r"(ten|danh muc) (nhiem vu|cong viec|noi dung|de an|van ban|du an|chuong trinh|hoat dong).*"),
        (Role.task_title, r"(noi dung|nhiem vu|cong viec|dau viec|giai phap|viec)\b.*"),
        (Role.lead, r".*\bchu tr[i1l]\b.*"),
        (Role.coordinating, r".*\bph[o0][i1l] h[o0]p\b.*"),
        (Role.note, r".*(phan tram|ty le|tinh hinh|tinh trang|bat dau|thuc te|kho khan|y kien|cap nhat).*"),
        (Role.deadline, r"(thoi han|thoi gian|han|moc|tien do|lo trinh|thoi diem|ky han|(ngay )?hoan thanh)\b.*"),
        (Role.deliverable, r"(san pham|ket qua|dau ra|hinh thuc san pham|yeu cau san pham)\b.*"),
        (Role.lead, r"(co quan|don vi|dau moi|phan cong|trach nhiem|bo phan|phong ban)\b.*"),
        (Role.deadline, r".*\b(thoi han|thoi gian hoan thanh)\b.*"),
        (Role.deliverable, r".*\b(san pham|ket qua)\b.*"),
        (Role.task_title, r".*\b(nhiem vu|cong viec|noi dung|hoat dong|de an)\b.*"),
    )
)
# What a column may mean in an annex where no other has that meaning: "Người thực hiện" beside "Cơ quan chủ trì" is a note.
SECOND_CHOICE = {
    Role.number: re.compile(r"ma( so)?( nhiem vu)?"),
    Role.lead: re.compile(r"(nguoi|can bo|cong chuc|thanh vien|lanh dao)\b.*|(to chuc )?thuc hien"),
    Role.deliverable: re.compile(r"(hinh thuc|loai) (van ban|ban hanh)\b.*"),
}
# When two columns claim one meaning, the one whose title is nearer to these keeps it and the other is a note.
USUAL = {
    Role.number: ("stt", "tt", "so tt"),
    Role.task_title: ("noi dung cong viec", "nhiem vu", "nhiem vu giai phap", "ten nhiem vu", "noi dung thuc hien"),
    Role.lead: ("co quan chu tri", "don vi chu tri", "co quan don vi chu tri theo doi tham muu"),
    Role.coordinating: ("co quan phoi hop", "don vi phoi hop", "co quan don vi phoi hop"),
    Role.deadline: ("thoi gian hoan thanh", "thoi han", "thoi han hoan thanh", "thoi han tham muu bao cao"),
    Role.deliverable: ("san pham", "san pham dau ra", "ket qua"),
}
TELLING = (Role.task_title, Role.lead, Role.deadline)
LONGEST_TITLE = 200
LONGEST_BROKEN = 60
ALIKE = 0.8
# A header is repeated when so many of its columns, and this share of those filled, say the same.
FEWEST = 2
SAME_HEADER = 0.6
TASK_NUMBER = re.compile(r"\d[\d.\s]*[.)]?")
COLUMN_NUMBER = re.compile(r"\(?(?:[A-Z]|\d{1,2})\)?")


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
        same = sum(_alike(cells[column.index].text, column.title) for column in filled)
        return same >= FEWEST and same >= SAME_HEADER * len(filled)

    def reordered_in(self, cells: Sequence[Cell]) -> "Columns | None":
        """The columns of a header of another kind on a later page, which says "STT" where ours does or elsewhere."""
        if not opens_header(cells) or not any(_plain_meaning(cell.text) is Role.number for cell in cells):
            return None
        found = find_columns(cells)
        return found if found is not None and found.has(Role.lead) and found.has(Role.deadline) else None

    def under(self, cells: Sequence[Cell]) -> "Columns | None":
        """The columns of a header in two lines ("Cơ quan thực hiện" over "Chủ trì", "Phối hợp"), given the lower line.

        Every column of the lower line that says something of its own stands under a title that is spread over several.
        """
        upper = self.titles
        texts = [cell.text for cell in cells[: self.width]] + [""] * (self.width - len(cells))
        lower = [text if text != title else "" for text, title in zip(texts, upper, strict=True)]
        if not any(lower) or len(set(filter(None, texts))) == 1:
            return None
        over = [_spread_over(upper, at) for at in range(self.width)]
        if any(text and (title is None or len(text) > LONGEST_BROKEN) for text, title in zip(lower, over, strict=True)):
            return None
        return _header([_under(title or "", text) for title, text in zip(over, lower, strict=True)], upper)

    @classmethod
    def plain(cls, cells: Sequence[Cell]) -> "Columns":
        """Of a line that may be the upper one of a header and says too little by itself."""
        return cls(tuple(Column(at, cell.text, Role.note) for at, cell in enumerate(cells)))


def _spread_over(titles: Sequence[str], at: int) -> str | None:
    """The title above a column when it stands over others too: in each of them, or in the first and nothing in the rest."""
    start = at
    while start > 0 and not titles[start]:
        start -= 1
    neighbours = (titles[at - 1] if at else "", titles[at + 1] if at + 1 < len(titles) else titles[at])
    shared = titles[at] in neighbours[at == 0 :] or not titles[at] or (neighbours[1] == "" and at + 1 < len(titles))
    return titles[start] if shared and titles[start] else None


def _under(upper: str, lower: str) -> str:
    """The lower title where it tells enough, both where only they together do ("Thời gian" over "Hoàn thành")."""
    if not lower or _plain_meaning(lower) not in (None, Role.note):
        return lower
    return f"{upper} {lower}"


def _header(own: Sequence[str], upper: Sequence[str]) -> "Columns | None":
    made = _made([text or title for text, title in zip(own, upper, strict=True)])
    told = {column.role for column in made.columns if own[column.index]}
    if not told & {Role.lead, Role.coordinating, Role.deadline, Role.deliverable} or not made.has(Role.task_title):
        return None
    return made if made.has(Role.lead) or made.has(Role.deadline) else None


def opens_header(cells: Sequence[Cell]) -> bool:
    """Likeness is dear: only a row with one telling word in plain sight, among others, is looked at twice."""
    return len(cells) > 1 and any(_plain_meaning(cell.text) in TELLING for cell in cells)


def find_columns(cells: Sequence[Cell]) -> Columns | None:
    """The columns a row names, when the row is a header: it names the task and who does it or by when."""
    if not opens_header(cells):
        return None
    columns = _made([cell.text for cell in cells])
    if columns.has(Role.task_title) and (columns.has(Role.lead) or columns.has(Role.deadline)):
        return columns
    return None


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """The line "(1) (2) (3)" or "A B 1 2" that some offices print under the header."""
    return len(cells) > FEWEST and all(COLUMN_NUMBER.fullmatch(cell.text) for cell in cells)


def numbers_something_else(cells: Sequence[Cell]) -> bool:
    """The header of a table that is no annex: "TT" over its numbers, and no tasks."""
    first = next((cell.text for cell in cells if cell.text), "")
    return _plain_meaning(first) is Role.number and not first.isdecimal() and find_columns(cells) is None


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
    _choose_second(columns)
    contested: list[Column] = []
    for role in USUAL:
        claims = [column for column in columns if column.role is role]
        for column in sorted(claims, key=lambda column: -_likeness(fold(column.title), role))[1:]:
            columns[column.index] = replace(column, role=Role.note)
            contested.append(column)
    return Columns(tuple(columns), tuple(contested))


def _choose_second(columns: list[Column]) -> None:
    for role, pattern in SECOND_CHOICE.items():
        notes = [column for column in columns if column.role is Role.note and pattern.fullmatch(fold(column.title))]
        if notes and not any(column.role is role for column in columns):
            columns[notes[0].index] = replace(notes[0], role=role)


@lru_cache(1024)
def _alike(one: str, other: str) -> bool:
    if len(one) > LONGEST_TITLE:
        return False
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
