"""What the register refuses."""

from app.kernel.problems import InvalidRequest, Problem, on_constraint
from app.kernel.words import Words


class AgencyExists(Problem):
    status, slug = 409, "agency-exists"
    title = Words("Đã có cơ quan mang mã này", "An agency has this code, identifier or id already")
    cure = Words(
        "Tìm cơ quan đã có bằng mã đó; cần thì sửa bằng PATCH, hoặc chọn mã khác.",
        "Look the existing agency up by that code; change it by PATCH, or choose another code.",
    )


class AgencyGroupExists(Problem):
    status, slug = 409, "agency-group-exists"
    title = Words("Đã có nhóm cơ quan mang mã này", "A group has this code or id already")
    cure = Words(
        "Tìm nhóm đã có bằng mã đó; cần thì sửa bằng PATCH, hoặc chọn mã khác.",
        "Look the existing group up by that code; change it by PATCH, or choose another code.",
    )


class UnknownAgency(Problem):
    status, slug = 422, "unknown-agency"
    title = Words("Không có cơ quan này trong danh bạ", "No such agency in the register")
    cure = Words(
        "Dùng id, mã hoặc mã định danh điện tử có trong /v1/agencies.",
        "Use an id, code or e-identifier from /v1/agencies.",
    )


class UnknownGroup(Problem):
    status, slug = 422, "unknown-group"
    title = Words("Không có nhóm cơ quan này", "No such group of agencies")
    cure = Words("Dùng id hoặc mã có trong /v1/agency-groups.", "Use an id or code from /v1/agency-groups.")


class ValidityReversed(Problem):
    status, slug = 422, "validity-reversed"
    title = Words("Ngày kết thúc hiệu lực trước ngày bắt đầu", "valid_to is before valid_from")
    cure = Words(
        "Đặt valid_to bằng hoặc sau valid_from, hoặc để trống.",
        "Set valid_to to valid_from or later, or leave it out.",
    )


class NotAMemberList(Problem):
    status, slug = 409, "not-a-member-list"
    title = Words(
        "Nhóm này không liệt kê thành viên: thành viên là mọi cơ quan thuộc các loại của nó",
        "This group lists no members: every agency of its kinds belongs to it",
    )
    cure = Words(
        "Chỉ nhóm có rule là members mới nhận danh sách; nhóm theo loại thì đổi rule_kinds bằng PATCH.",
        "Only a group with rule members takes a list; of a group by kinds, change rule_kinds by PATCH.",
    )


class AlreadySucceeded(Problem):
    status, slug = 409, "already-succeeded"
    title = Words("Cơ quan này đã có cơ quan kế thừa", "Another agency has succeeded this one already")
    cure = Words(
        "successor nêu cơ quan kế thừa; nếu chính cơ quan đó lại sáp nhập, ghi việc kế thừa của nó.",
        "successor names it; when that one is merged in turn, record its own succession.",
    )


class SucceedsItself(Problem):
    status, slug = 422, "succeeds-itself"
    title = Words("Một cơ quan không kế thừa chính nó", "An agency does not succeed itself")
    cure = Words(
        "Ghi cơ quan khác ở successor; chỉ đổi tên mà vẫn là cơ quan ấy thì sửa name bằng PATCH.",
        "Name another in successor; where only the name changes and the agency stays, change name by PATCH.",
    )


class SuccessorEnded(Problem):
    status, slug = 422, "successor-ended"
    title = Words("Cơ quan kế thừa đã kết thúc hoạt động", "The successor has itself ended")
    cure = Words(
        "Ghi cơ quan đang hoạt động vào ngày kế thừa.", "Name an agency that exists on the day of the succession."
    )


class FutureSuccession(Problem):
    status, slug = 422, "future-succession"
    title = Words("Không ghi trước việc kế thừa ở tương lai", "A succession is not recorded before its day")
    cure = Words("Gửi lại từ ngày đó trở đi.", "Send it again on that day or later.")


on_constraint(AgencyExists, "agencies_pkey", "agencies_code_key", "agencies_e_identifier_key")
on_constraint(AgencyGroupExists, "agency_groups_pkey", "agency_groups_code_key")
on_constraint(InvalidRequest, "agencies_code_check", "agency_groups_code_check")
on_constraint(ValidityReversed, "agencies_validity_check")
on_constraint(
    UnknownAgency,
    "agencies_parent_id_fkey",
    "agencies_successor_id_fkey",
    "agency_group_members_agency_id_fkey",
    "agency_group_members_group_id_fkey",
)
