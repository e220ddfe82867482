"""What a reading says beside its dates: each note is a code with parameters, told in Vietnamese or English.

A stored note keeps code and parameters only, so its wording may improve without touching stored readings. Codes are
never removed: an old reading must stay tellable.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["vi", "en"]

# code → (Vietnamese, English). {0}, {1} are parameters; an ISO date among them is shown the reader's way.
TEXTS: dict[str, tuple[str, str]] = {
    "empty": ("Không ghi thời hạn.", "No deadline is written."),
    "too_long": (
        "Nội dung dài quá {0} ký tự nên không đọc như một thời hạn.",
        "Longer than {0} characters, so not read as a deadline.",
    ),
    "unknown_phrase": ("Không hiểu cụm từ “{0}”.", "The phrase “{0}” is not understood."),
    "leftover_words": (
        "Chưa hiểu “{0}”; phần này có thể làm thay đổi thời hạn.",
        "“{0}” is not understood; it could change the deadline.",
    ),
    "year_from_plan": (
        "Không ghi năm; lấy năm của kế hoạch: {0}.",
        "No year is written; the plan's year {0} is taken.",
    ),
    "year_from_issue": (
        "Không ghi năm; lấy năm ban hành văn bản: {0}.",
        "No year is written; the year of issue {0} is taken.",
    ),
    "year_unknown": (
        "Không ghi năm và không biết năm của kế hoạch.",
        "No year is written and the plan's year is not known.",
    ),
    "two_digit_year": ("Năm viết hai chữ số; hiểu là {0}.", "The year has two digits; read as {0}."),
    "relative_to_issue": (
        "“{0}” được tính theo ngày ban hành văn bản.",
        "“{0}” is counted from the day of issue.",
    ),
    "issue_day_unknown": (
        "“{0}” cần biết ngày ban hành văn bản.",
        "“{0}” needs the day of issue, which is not known.",
    ),
    "past_at_issue": (
        "Ngày {0} đã qua khi văn bản được ban hành ({1}).",
        "The day {0} was already past when the document was issued ({1}).",
    ),
    "impossible_date": ("“{0}” không có trong lịch.", "“{0}” does not exist in the calendar."),
    "year_out_of_range": ("Năm phải từ 1900 đến 2200.", "The year must lie between 1900 and 2200."),
    "range_backwards": ("Ngày đầu {0} sau ngày cuối {1}.", "The first day {0} is after the last day {1}."),
    "respelled": (
        "“{0}” thiếu dấu hoặc sai dấu; đã đọc như viết đúng.",
        "“{0}” lacks or mixes up accents; read as if spelled correctly.",
    ),
    "scan_slip": (
        "“{0}” có ký tự quét nhầm (O/0, l/1); hiểu là “{1}”.",
        "“{0}” holds wrongly scanned characters (O/0, l/1); read as “{1}”.",
    ),
    "loose_part": (
        "“{0}” hiểu là ngày {1}; cách hiểu thông thường có thể muộn hơn.",
        "“{0}” is read as {1}; everyday use may mean a later day.",
    ),
    "week_of_month": (
        "“{0}” hiểu là tuần từ ngày {1} đến {2}.",
        "“{0}” is read as the week from {1} to {2}.",
    ),
    "tentative": ("Thời hạn là dự kiến (“{0}”).", "The deadline is tentative (“{0}”)."),
    "alternatives": (
        "Có nhiều phương án; lấy ngày muộn nhất {0}.",
        "Alternatives are named; the latest day {0} is taken.",
    ),
    "also_names": ("Ngoài ra còn nêu ngày {0}.", "The day {0} is named as well."),
    "refined": ("Lấy ngày {0} nêu cụ thể hơn.", "The more specific day {0} is taken."),
    "weekday_mismatch": ("Thứ trong tuần không khớp với ngày {0}.", "The weekday does not match the day {0}."),
    "start_only": ("Chỉ nêu thời điểm bắt đầu, không nêu ngày kết thúc.", "Only a start is named, no end."),
    "not_a_limit": ("“{0}” không nêu hạn cuối.", "“{0}” names no last day."),
    "goes_on": ("Còn tiếp tục sau ngày {0}.", "It goes on after {0}."),
    "refers_elsewhere": (
        "Thời hạn nằm ở văn bản, kế hoạch khác: “{0}”.",
        "The deadline stands in another document or plan: “{0}”.",
    ),
    "not_decided": ("Thời hạn chưa được xác định.", "The deadline is not decided yet."),
    "friday_by_default": ("Không nêu thứ trong tuần; lấy thứ Sáu.", "No weekday is named; Friday is taken."),
    "read_as_monthly": ("Hiểu là mỗi tháng.", "Read as every month."),
    "first_day_by_default": ("Hiểu là ngày đầu kỳ.", "Read as the first day of the period."),
    "half_year_and_year": (
        "Hiểu là hai báo cáo mỗi năm: 6 tháng và năm.",
        "Read as two reports a year: the six-month one and the yearly one.",
    ),
    "spread_evenly": ("Chia đều {0} lần trong {1}.", "Spread evenly: {0} times a {1}."),
    "counted_from_start": (
        "Khoảng cách giữa hai kỳ tính từ ngày bắt đầu kế hoạch.",
        "The interval is counted from the plan's first day.",
    ),
    "rhythm_unknown": ("“{0}” không nêu rõ nhịp định kỳ.", "“{0}” does not say how often."),
    "last_month_by_default": (
        "Không nêu tháng trong kỳ; lấy tháng cuối kỳ.",
        "No month of the period is named; its last month is taken.",
    ),
    "days_of_plan_year": ("Lấy các ngày nêu trong năm {0}.", "The named days are taken in the year {0}."),
    "each_year_on": ("Hiểu là mỗi năm vào ngày {0}.", "Read as every year on {0}."),
    "continuous_with_reports": (
        "Việc thường xuyên, kèm báo cáo định kỳ.",
        "Continuous work with periodic reports.",
    ),
    "also_on_demand": ("Kèm theo khi phát sinh: “{0}”.", "Also on demand: “{0}”."),
    "start_not_named": (
        "Không nêu thời hạn tính từ khi nào.",
        "It is not said from when the period is counted.",
    ),
    "no_duration": (
        "Không nêu bao nhiêu ngày sau sự kiện.",
        "It is not said how many days after the event.",
    ),
    "event_day_unknown": (
        "Chờ “{0}”; chưa rõ là ngày nào.",
        "It waits for “{0}”; which day that is is not known.",
    ),
    "before_event": ("Tính lùi từ sự kiện.", "Counted back from the event."),
    "upper_amount": ("“{0}”: lấy mức cao nhất {1}.", "“{0}”: the upper figure {1} is taken."),
    "counted_from_day": ("Tính từ ngày {0}, không kể ngày đó.", "Counted from {0}, that day left out."),
    "working_days_from_day": (
        "Tính theo ngày làm việc từ ngày {0}; ghi nhận ngày đó để có hạn cuối.",
        "Counted in working days from {0}; record that day to get the last day.",
    ),
    "also_event": ("Còn phụ thuộc sự kiện: “{0}”.", "It also depends on an event: “{0}”."),
    "report_assumed": ("Hiểu là phải gửi một báo cáo.", "Read as a report being due."),
}


@dataclass(frozen=True, slots=True)
class Note:
    code: str
    params: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        vietnamese, english = TEXTS[self.code]
        template = vietnamese if language == "vi" else english
        return template.format(*(_shown(param, language) for param in self.params))


def _shown(param: str, language: Language) -> str:
    try:
        day = date.fromisoformat(param)
    except ValueError:
        return param
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()
