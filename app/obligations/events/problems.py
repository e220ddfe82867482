"""What awaited events refuse."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class NobodyOfYoursWaits(Problem):
    status, slug = 403, "nobody-of-yours-waits"
    title = Words(
        "Chỉ cơ quan theo dõi một kế hoạch đang chờ sự kiện này mới được ghi nhận nó",
        "Only an office whose plan waits for this event may record it",
    )
    cure = Words(
        "Dùng mã truy cập của cơ quan theo dõi một kế hoạch đã ban hành có nhiệm vụ chờ sự kiện này.",
        "Use a token of an office that monitors a published plan with a task that waits for this event.",
    )


class NotTheRecorder(Problem):
    status, slug = 403, "not-the-recorder"
    title = Words("Chỉ cơ quan đã ghi nhận mới được hủy ghi nhận đó", "Only the office that recorded it may void it")
    cure = Words(
        "recorded_by của occurrence nêu cơ quan đã ghi nhận.",
        "recorded_by of the occurrence names the office to ask.",
    )


class AlreadyOccurred(Problem):
    status, slug = 409, "already-occurred"
    title = Words("Sự kiện này đã được ghi nhận, hoặc id đã dùng", "The event is recorded already, or the id is taken")
    cure = Words(
        "Ghi nhận sai thì cơ quan đã ghi hủy nó trước (…/occurrences/{id}/void), rồi mới ghi lại.",
        "If it was recorded wrongly, its recorder voids it first (…/occurrences/{id}/void); then it is recorded anew.",
    )


class AlreadyVoid(Problem):
    status, slug = 409, "already-void"
    title = Words("Ghi nhận này đã bị hủy", "This occurrence is void already")
    cure = Words("Không cần làm gì nữa.", "There is nothing left to do.")


class NotACondition(Problem):
    status, slug = 409, "not-a-condition"
    title = Words(
        "Đây là sự kiện chứ không phải điều kiện: thời hạn tính từ ngày nó xảy ra, chưa xảy ra thì nghĩa vụ vẫn đang chờ",
        "This is a trigger and no condition: days are counted from it, and while it has not occurred what it dates waits anyway",
    )
    cure = Words(
        "Chỉ sự kiện có kind là condition được đánh dấu chưa đạt hoặc nhận ngày mới (due_on).",
        "Only an event of kind condition is marked not yet met, or takes a new day (due_on).",
    )


class NothingWaits(Problem):
    status, slug = 409, "nothing-waits"
    title = Words(
        "Không còn nghĩa vụ nào chưa trả lời theo điều kiện này", "Nothing unanswered is left under this condition"
    )
    cure = Words(
        "Nghĩa vụ đã trả lời hoặc đã kết thúc thì không chờ gì nữa.", "What was answered or has ended waits no more."
    )


class OccurrenceDayRefused(Problem):
    status, slug = 422, "occurrence-day-refused"
    title = Words(
        "Ngày xảy ra không ở tương lai, ngày mới không trước ngày xảy ra",
        "occurred_on is not in the future, due_on is not before it",
    )
    cure = Words(
        "Ghi nhận sự kiện khi nó đã xảy ra: occurred_on không sau today.",
        "Record an event once it has occurred: occurred_on is today or before.",
    )


on_constraint(AlreadyOccurred, "event_occurrences_pkey", "event_occurrences_in_force_key")
