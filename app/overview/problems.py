"""What counts refuse."""

from app.kernel.problems import Problem
from app.kernel.words import Words


class UnclearWindow(Problem):
    status, slug = 422, "unclear-window"
    title = Words("Khoảng thời gian không rõ", "It is not clear which days are meant")
    cure = Words(
        "Nêu một cách: from/to, hoặc month (2026-06), hoặc quarter (2026-Q2), hoặc year; from không sau to.",
        "Give one of: from/to, or month (2026-06), or quarter (2026-Q2), or year; from is not after to.",
    )
