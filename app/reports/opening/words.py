"""What the columns of a tracking sheet are called and the words they hold: our export's, a province's tracker's (DOMAIN.md §1.2),
and the usual ones of offices.

Pure. Words are compared folded (`kernel.text.fold`): case, accents and punctuation do not count.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.kernel.text import fold


class Column(StrEnum):
    status = "status"
    ticked = "ticked"  # titled by a status, and ticked where that holds
    percent = "percent"
    done_on = "done_on"
    documents = "documents"
    difficulties = "difficulties"
    proposals = "proposals"
    summary = "summary"


class Stated(StrEnum):
    not_begun = "not_begun"
    in_progress = "in_progress"
    blocked = "blocked"
    completed = "completed"
    needs_an_act = "needs_an_act"  # what only a review or an amendment with its document makes of a lead


STATUS_WORDS: Mapping[str, Stated] = MappingProxyType(
    {
        fold(written): stated
        for stated, words in {
            Stated.not_begun: ("Chưa thực hiện", "Chưa triển khai", "Chưa bắt đầu", "Chưa tiến hành"),
            Stated.in_progress: (
                "Đang thực hiện",
                "Đang triển khai",
                "Đang triển khai thực hiện",
                "Đang tiến hành",
                "Đang xử lý",
                "Đang giải quyết",
                "Đang làm",
            ),
            Stated.blocked: ("Vướng mắc", "Đang vướng mắc", "Đang vướng", "Có vướng mắc", "Gặp vướng mắc"),
            Stated.completed: ("Đã hoàn thành", "Hoàn thành", "Đã thực hiện xong", "Đã xong", "Xong"),
            Stated.needs_an_act: (
                "Chờ xác nhận",
                "Chờ duyệt",
                "Bị trả lại",
                "Trả lại",
                "Thực hiện lại",
                "Từ chối xác nhận",
                "Từ chối nhiệm vụ",
                "Tạm dừng",
                "Tạm hoãn",
                "Hủy",
                "Đã hủy",
                "Thôi theo dõi",
            ),
        }.items()
        for written in words
    }
)
# Said after a status, of the day it was due: a lead is judged by days, not by these words.
LATE_WORDS = frozenset(map(fold, ("quá hạn", "chậm", "chậm tiến độ", "trễ hạn", "chậm hạn")))
TIMELINESS = LATE_WORDS | frozenset(
    map(fold, ("trong hạn", "đúng hạn", "trước hạn", "sắp quá hạn", "sắp đến hạn", "không hạn", "không thời hạn"))
)
TICKS = frozenset({"x", "✓", "✔", "☑"})

TITLES: tuple[tuple[Column | None, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        # Of our export: computed from days, not stated.
        (None, r"tinh trang thoi han|han danh nghia|han thuc te|so ngay qua han|bao cao gan nhat"),
        (Column.status, r"(trang thai|tinh trang|tien do)( (thuc hien|xu ly|hien tai|den nay|nhiem vu|cong viec))*"),
        (
            Column.done_on,
            r"ngay (da )?(hoan thanh|ket thuc)( thuc te)?|((ngay|thoi gian|thoi diem) )?hoan thanh thuc te",
        ),
        (Column.documents, r".*\bvan ban.*\bket qua\b.*|.*\bket qua\b.*\bvan ban\b.*"),
        (Column.difficulties, r".*\b(kho khan|vuong mac|ton tai|han che)\b.*"),
        (Column.proposals, r".*\b(de xuat|kien nghi)\b.*"),
        (Column.summary, r"(tinh hinh|ket qua)\b.*"),
    )
)


# Of the work; a share of money paid out, or of votes, says nothing of it.
SHARE = re.compile(r"(ty le|phan tram)?( ?(tien do|muc do|khoi luong|cong viec|hoan thanh|thuc hien|dat))*")
SHARES = ("ty le", "phan tram")


def column_of(title: str) -> Column | None:
    """What a column says of the progress; None for what says nothing of it."""
    key = fold(title)
    if ("%" in title or key.startswith(SHARES)) and SHARE.fullmatch(key):
        return Column.percent
    if key in STATUS_WORDS:
        return Column.ticked
    return next((column for column, pattern in TITLES if pattern.fullmatch(key)), None)
