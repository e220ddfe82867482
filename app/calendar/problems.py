"""What the calendar refuses."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class WindowOutOfRange(Problem):
    status, slug = 422, "window-out-of-range"
    title = Words(
        "`until` phải từ ngày đầu trở đi và cách không quá 10 năm",
        "`until` must not be before the first day, nor more than 10 years after it",
    )
    cure = Words(
        "Nêu until gần hơn; xem tiếp bằng yêu cầu thứ hai bắt đầu từ đó.",
        "Name an earlier until; what is after it a second request shows.",
    )


class DayOfAnotherYear(Problem):
    status, slug = 422, "day-of-another-year"
    title = Words("Ngày này không thuộc năm được ghi", "This day is not of the year that is put")
    cure = Words(
        "Mỗi lần chỉ thay các ngày của một năm: gửi ngày của năm khác trong một yêu cầu khác.",
        "One year is put at a time: send the days of another year in a request of their own.",
    )


class DayNamedTwice(Problem):
    status, slug = 422, "day-named-twice"
    title = Words("Ngày này được ghi hai lần", "This day is named twice")
    cure = Words(
        "Một ngày là ngày nghỉ hoặc ngày làm bù, không là cả hai: bỏ dòng thừa mà errors nêu.",
        "A day is a holiday or a make-up day, not both: leave the one out that errors names.",
    )
