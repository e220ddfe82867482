"""What tasks refuse."""

from app.kernel.problems import Fault, InvalidRequest, Problem, on_constraint
from app.kernel.words import Words
from app.tasks.rules import Status, allowed_actions


class TaskExists(Problem):
    status, slug = 409, "task-exists"
    title = Words(
        "Phần này đã có nhiệm vụ mang số hoặc id này", "A task of this section has this number, or its id is taken"
    )
    cure = Words(
        "errors nêu trường đã có: đổi số của nhiệm vụ, hoặc bỏ id.",
        "errors names the member that is taken: change the number of the task, or leave id out.",
    )


class UnknownPlace(Problem):
    status, slug = 422, "unknown-place"
    title = Words(
        "Phụ lục, phần hoặc nhiệm vụ cha không thuộc kế hoạch này",
        "The annex, section or parent named is not of this plan",
    )
    cure = Words(
        "GET …/annexes, …/sections và …/tasks của kế hoạch nêu id của chúng.",
        "GET …/annexes, …/sections and …/tasks of the plan tell their ids.",
    )


class StatusRefuses(Problem):
    status, slug = 409, "status-refuses"
    title = Words("Trạng thái của nhiệm vụ không cho phép việc này", "The status of the task does not allow this")
    cure = Words(
        "allowed_actions nêu những việc làm được ở trạng thái hiện tại (status_now).",
        "allowed_actions names what the present status (status_now) allows.",
    )

    @classmethod
    def of(cls, status: Status) -> "StatusRefuses":
        return cls(status_now=status.value, allowed_actions=[one.value for one in allowed_actions(status)])


class FutureDay(Problem):
    status, slug = 422, "future-day"
    title = Words("Chưa biết gì về một ngày ở tương lai", "Nothing is known of a day in the future")
    cure = Words(
        "as_of nhận hôm nay (today) hoặc một ngày đã qua; bỏ as_of để xem hiện tại.",
        "as_of takes today's date (today) or one before it; leave it out for the present state.",
    )


class MayNotComment(Problem):
    status, slug = 403, "may-not-comment"
    title = Words("Cơ quan này không nêu ý kiến về nhiệm vụ này", "This agency may not comment on this task")
    cure = Words(
        "reason nêu lý do. Dùng mã truy cập của cơ quan chủ trì, phối hợp hoặc theo dõi.",
        "reason says why. Use a token of a lead, a coordinating agency or the office.",
    )


class CommentIdTaken(Problem):
    status, slug = 409, "comment-id-taken"
    title = Words("Id này đã dùng cho một ý kiến khác", "This id belongs to another comment")
    cure = Words(
        "Tạo id mới cho ý kiến mới; id cũ chỉ để gửi lại đúng nội dung cũ.",
        "Mint a new id for a new comment; the old one only repeats the old body.",
    )


def agency_unnamed(words: Words) -> InvalidRequest:
    """A token of several agencies does not say for which it speaks: a fault of the request, for with it the same token may."""
    return InvalidRequest(faults=[Fault("/agency", words)])


on_constraint(TaskExists, "tasks_pkey", "tasks_annex_id_section_id_number_key", "tasks_plan_id_position_key")
on_constraint(UnknownPlace, "tasks_annex_id_fkey", "tasks_section_id_fkey", "tasks_parent_id_fkey")
