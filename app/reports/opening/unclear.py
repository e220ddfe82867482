"""Why a row of a tracking sheet makes no opening entry: the code of the finding, and what to do about it.

Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class UnclearCode(StrEnum):
    unknown_status = "opening-unknown-status"
    status_missing = "opening-status-missing"
    status_needs_an_act = "opening-status-needs-an-act"
    statuses_differ = "opening-statuses-differ"
    unread_percent = "opening-unread-percent"
    percent_contradicts = "opening-percent-contradicts"
    unread_day = "opening-unread-day"
    day_ahead = "opening-day-ahead"
    day_before_plan = "opening-day-before-plan"
    day_before_document = "opening-day-before-document"
    day_of_unfinished = "opening-day-of-unfinished"
    late_without_day = "opening-late-without-day"
    difficulties_missing = "opening-difficulties-missing"
    not_begun_but_told = "opening-not-begun-but-told"


# In Vietnamese and in English.
WORDS: Mapping[UnclearCode, tuple[str, str]] = MappingProxyType(
    {
        UnclearCode.unknown_status: (
            "Không rõ trạng thái: ghi Chưa thực hiện, Đang thực hiện, Vướng mắc hoặc Đã hoàn thành.",
            "The status is not known: write Chưa thực hiện, Đang thực hiện, Vướng mắc or Đã hoàn thành.",
        ),
        UnclearCode.status_missing: (
            "Có nội dung tiến độ nhưng không ghi trạng thái: ghi rõ đang thực hiện hay đã hoàn thành.",
            "Progress is told without a status: say whether it is under way or done.",
        ),
        UnclearCode.status_needs_an_act: (
            "Trạng thái này cần xác nhận hoặc văn bản điều chỉnh: ghi Đang thực hiện hoặc Đã hoàn thành, rồi điều chỉnh sau.",
            "This status is made by a review or an amendment: write Đang thực hiện or Đã hoàn thành, and amend afterwards.",
        ),
        UnclearCode.statuses_differ: (
            "Các cột trạng thái nói khác nhau: giữ một trạng thái.",
            "The columns tell different statuses: keep one.",
        ),
        UnclearCode.unread_percent: (
            "Không đọc được tỷ lệ: ghi dạng 75%.",
            "The share cannot be read for certain: write it as 75%.",
        ),
        UnclearCode.percent_contradicts: (
            "Tỷ lệ mâu thuẫn với trạng thái: chưa thực hiện là 0%, hoàn thành là 100%, đang thực hiện là dưới 100%.",
            "The share contradicts the status: not begun is 0%, done is 100%, under way is below 100%.",
        ),
        UnclearCode.unread_day: (
            "Không đọc được ngày hoàn thành: ghi dạng 15/3/2026.",
            "The day it was done cannot be read: write it as 15/3/2026.",
        ),
        UnclearCode.day_ahead: (
            "Ngày hoàn thành ở sau hôm nay.",
            "The day it was done is still to come.",
        ),
        UnclearCode.day_before_plan: (
            "Ngày hoàn thành trước ngày bắt đầu của kế hoạch.",
            "The day it was done is before the first day of the plan.",
        ),
        UnclearCode.day_before_document: (
            "Ngày hoàn thành trước ngày của văn bản kết quả.",
            "The day it was done is before the date of its result document.",
        ),
        UnclearCode.day_of_unfinished: (
            "Có ngày hoàn thành nhưng trạng thái chưa phải hoàn thành.",
            "There is a day on which it was done, and the status says that it is not.",
        ),
        UnclearCode.late_without_day: (
            "Hoàn thành quá hạn nhưng không ghi ngày hoàn thành: ghi ngày để tính số ngày chậm.",
            "Done late, and no day: name the day, by which the delay is counted.",
        ),
        UnclearCode.difficulties_missing: (
            "Trạng thái vướng mắc nhưng không nêu khó khăn.",
            "It is blocked, and nothing says by what.",
        ),
        UnclearCode.not_begun_but_told: (
            "Chưa thực hiện nhưng có nội dung kết quả, khó khăn hoặc kiến nghị: sửa trạng thái hoặc bỏ nội dung.",
            "It has not begun, and yet results, difficulties or proposals are told: mend the status or leave them out.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Unclear:
    """`column` and `text` as the file has them."""

    code: UnclearCode
    column: str
    text: str
