"""What the calendar refuses."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class WindowOutOfRange(Problem):
    status, slug = 422, "window-out-of-range"
    title = Words(
        "`until` phải từ ngày đầu trở đi và cách không quá 10 năm",
        "`until` must not be before the first day, nor more than 10 years after it",
    )
