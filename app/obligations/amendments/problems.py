"""What the acts of an office on what is owed refuse."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class AmendmentExists(Problem):
    status, slug = 409, "amendment-exists"
    title = Words("Đã có điều chỉnh mang id này", "An amendment has this id already")
    cure = Words(
        "Đọc /v1/tasks/{id}/amendments: điều chỉnh đã được ghi. Điều chỉnh khác thì tạo id mới.",
        "Read /v1/tasks/{id}/amendments: it is recorded. For another amendment mint a new id.",
    )


class HeadingOwesNothing(Problem):
    status, slug = 409, "heading-owes-nothing"
    title = Words(
        "Đây là dòng tiêu đề: không có cơ quan chủ trì, không có thời hạn",
        "This row is a heading: it has neither lead nor deadline",
    )
    cure = Words(
        "Tiêu đề chỉ đổi được nội dung (change_text); điều chỉnh các nhiệm vụ thuộc dòng này.",
        "Of a heading only the text changes (change_text); amend the tasks under it.",
    )


class NoSuchLead(Problem):
    status, slug = 422, "no-such-lead"
    title = Words("Cơ quan được nêu không chủ trì nhiệm vụ này", "The agency named does not lead this task")
    cure = Words(
        "agency là một cơ quan trong leads của nhiệm vụ; bỏ trống là tất cả.",
        "agency is one of the task's leads; leave it out for all of them.",
    )


class AlreadyALead(Problem):
    status, slug = 409, "already-a-lead"
    title = Words("Cơ quan được nêu đã chủ trì nhiệm vụ này", "The agency named leads this task already")
    cure = Words(
        "Muốn một cơ quan thôi chủ trì mà không có cơ quan thay, dùng cancel với agency.",
        "To end one lead without another in its place, cancel with agency.",
    )


class DeadlineNotRead(Problem):
    status, slug = 422, "deadline-not-read"
    title = Words("Không đọc được cụm từ chỉ thời hạn này", "This deadline phrase could not be read")
    cure = Words(
        "Viết lại thời hạn theo cách đọc được; thử trước tại POST /v1/deadlines/parse.",
        "Word the deadline so that it can be read; try it first at POST /v1/deadlines/parse.",
    )


class DeadlineNotInForce(Problem):
    status, slug = 409, "deadline-not-in-force"
    title = Words(
        "Thời hạn được nêu không còn hiệu lực hoặc không thuộc nhiệm vụ này",
        "The deadline named is not in force for this task",
    )
    cure = Words(
        "in_force nêu id các thời hạn đang có hiệu lực; bỏ deadline_id để thay thời hạn của cột thời gian.",
        "in_force names the deadlines in force; leave deadline_id out to replace that of the cell.",
    )


class MembersAreFixed(Problem):
    status, slug = 409, "members-are-fixed"
    title = Words(
        "Phân công này đã nêu rõ cơ quan: không chỉ định thêm thành viên",
        "This assignment names its agencies already: it takes no members",
    )
    cure = Words(
        "Chỉ tên hoặc nhóm chưa rõ cơ quan mới nhận thành viên; đổi cơ quan chủ trì bằng change_lead.",
        "Only a name or group that is nobody in particular takes members; another lead is named by change_lead.",
    )


class MembersStay(Problem):
    status, slug = 409, "members-stay"
    title = Words(
        "Cơ quan đã được chỉ định không bị bỏ khỏi danh sách", "A member that was named is not left out again"
    )
    cure = Words(
        "Gửi lại cả những cơ quan trong named. Muốn thôi giao cho một cơ quan, dùng change_lead hoặc cancel.",
        "Send those of named as well. To take the task from one of them, use change_lead or cancel.",
    )


on_constraint(AmendmentExists, "amendments_pkey")
