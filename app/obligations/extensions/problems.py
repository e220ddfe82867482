"""What requests for a later day refuse."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class NotALead(Problem):
    status, slug = 403, "not-a-lead"
    title = Words(
        "Chỉ cơ quan chủ trì được xin gia hạn và trả lời về nghĩa vụ của chính mình",
        "Only the lead agency asks for, and answers about, a later day of what it owes itself",
    )
    cure = Words(
        "reason cho biết vì sao. Dùng mã truy cập của cơ quan chủ trì.",
        "reason says why. Use a token of the lead agency.",
    )


class NothingToExtend(Problem):
    status, slug = 409, "nothing-to-extend"
    title = Words(
        "Không có nghĩa vụ nào chưa trả lời, đang có thời hạn sớm hơn ngày đó",
        "Nothing unanswered here has a day before the one asked for",
    )
    cure = Words(
        "Chỉ gia hạn nghĩa vụ đã có thời hạn và chưa được trả lời; obligations nêu những nghĩa vụ như vậy của cơ quan.",
        "Only what has a day and is not answered can be put off; obligations names those of the agency.",
    )


class NameWhatToExtend(Problem):
    status, slug = 409, "name-what-to-extend"
    title = Words(
        "Không rõ xin gia hạn nghĩa vụ nào: ghi rõ obligation_id",
        "It is not clear which obligation is to be put off: name it",
    )
    cure = Words(
        "Gửi lại với một obligation_id trong obligations. Không ghi thì chỉ hiểu là nghĩa vụ hoàn thành, khi có đúng một.",
        "Send it again with one of obligations. Unless said it is the completion, when there is just one.",
    )


class ExtensionPending(Problem):
    status, slug = 409, "extension-pending"
    title = Words(
        "Nghĩa vụ này đang có đề nghị gia hạn chờ xử lý, hoặc id đã dùng",
        "A request about this obligation is pending already, or its id is taken",
    )
    cure = Words(
        "Chờ quyết định, hoặc rút đề nghị đang chờ rồi gửi đề nghị mới.",
        "Wait for the decision, or withdraw the pending request and send a new one.",
    )


class ExtensionStateRefuses(Problem):
    status, slug = 409, "extension-state-refuses"
    title = Words("Trạng thái của đề nghị không cho phép việc này", "The state of the request does not allow this")
    cure = Words(
        "allowed_actions nêu những việc còn làm được với đề nghị ở trạng thái state_now.",
        "allowed_actions names what can still be done with the request in its present state, state_now.",
    )


class NotALaterDay(Problem):
    status, slug = 422, "not-a-later-day"
    title = Words(
        "Ngày mới phải sau thời hạn hiện tại và chưa qua",
        "The new day has to be after the present one, and not over",
    )
    cure = Words(
        "Chọn ngày sau present_due_date và không trước today; ngày đề xuất lại phải khác ngày được xin.",
        "Choose a day after present_due_date and not before today; a counter-day is another than the one asked for.",
    )


on_constraint(ExtensionPending, "extension_requests_pkey", "extension_requests_pending_key")
