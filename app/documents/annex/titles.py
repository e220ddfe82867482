"""What the title of a column means, in the many words offices use for it and through the errors scanners make.

Vocabulary and likeness only; which columns a table has is for columns.py to say.
"""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

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
        (
            Role.coordinating,
            r".*\bph[o0][i1l] h[o0]p\b.*|(co quan|don vi|bo phan|luc luong)\b.*\b(ho tro|tham gia)\b.*",
        ),
        (Role.note, r".*(phan tram|ty le|tinh hinh|tinh trang|bat dau|thuc te|kho khan|y kien|cap nhat).*"),
        (Role.deadline, r"(thoi han|thoi gian|han|moc|tien do|lo trinh|thoi diem|ky han|(ngay )?hoan thanh)\b.*"),
        # What was done, not what is asked for.
        (
            Role.progress,
            r"ket qua (da )?(thuc hien|trien khai|dat duoc)( den nay| hien nay| thuc te| trong (ky|thang|quy|nam).*)?",
        ),
        (Role.deliverable, r"(san pham|ket qua|dau ra|hinh thuc san pham|yeu cau san pham)\b.*"),
        (Role.lead, r"(co quan|don vi|dau moi|phan cong|trach nhiem|bo phan|phong ban)\b.*"),
        (Role.deadline, r".*\b(thoi han|thoi gian hoan thanh)\b.*"),
        (Role.deliverable, r".*\b(san pham|ket qua)\b.*"),
        (Role.task_title, r".*\b(nhiem vu|cong viec|noi dung|hoat dong|de an)\b.*"),
    )
)
# Beside a column of deadlines these say how far the work is; alone they are the deadlines.
STANDING = re.compile(r"tien do( (thuc hien|xu ly|cong viec|nhiem vu|hien tai|den nay))*")
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


@lru_cache(1024)
def meaning(title: str) -> Role:
    return plain_meaning(title) or _nearest_meaning(fold(title))


@lru_cache(1024)
def plain_meaning(title: str) -> Role | None:
    if not title or len(title) > LONGEST_TITLE or "%" in title:
        return Role.note
    key = fold(title)
    return next((role for role, pattern in MEANINGS if pattern.fullmatch(key)), None)


@lru_cache(1024)
def names_both_roles(title: str) -> bool:
    """By the words, never by their order: "Chủ trì/Phối hợp", "Đơn vị phối hợp và chủ trì"."""
    key = fold(title)
    return re.search(r"\bchu tr[i1l]\b", key) is not None and re.search(r"\bph[o0][i1l] h[o0]p\b", key) is not None


@lru_cache(1024)
def names_day_and_product(title: str) -> bool:
    key = fold(title)
    return (
        re.search(r"\b(thoi (han|gian)|han|tien do)\b", key) is not None
        and re.search(r"\b(san pham|ket qua|dau ra)\b", key) is not None
    )


def _nearest_meaning(key: str) -> Role:
    """For a title whose telling word the scanner broke: "C0 QUAN CHU TRl"."""
    if len(key) > LONGEST_BROKEN:
        return Role.note
    role, best = max(((role, likeness(key, role)) for role in USUAL), key=lambda pair: pair[1])
    return role if best >= ALIKE else Role.note


def likeness(key: str, role: Role) -> float:
    return max(SequenceMatcher(None, key, usual, autojunk=False).ratio() for usual in USUAL[role])


@lru_cache(1024)
def alike(one: str, other: str) -> bool:
    if len(one) > LONGEST_TITLE:
        return False
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
