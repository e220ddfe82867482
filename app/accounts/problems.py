"""What the keeping of tokens refuses."""

from app.kernel.problems import Problem, on_constraint
from app.kernel.words import Words


class AgenciesOfRole(Problem):
    status, slug = 422, "agencies-of-role"
    title = Words(
        "Vai trò office, agency, submitter cần ít nhất một cơ quan; các vai trò khác không thuộc cơ quan nào",
        "The roles office, agency and submitter need at least one agency; the others belong to none",
    )
    cure = Words(
        "Nêu agencies cho office, agency, submitter; bỏ trống cho admin, viewer, auditor.",
        "Name agencies for office, agency and submitter; leave them out for admin, viewer and auditor.",
    )


class PermissionsOfRole(Problem):
    status, slug = 422, "permissions-of-role"
    title = Words("Vai trò này không có quyền đó", "The role does not have this permission")
    cure = Words(
        "Bỏ quyền ấy, hoặc chọn vai trò có nó: permissions chỉ thu hẹp vai trò.",
        "Leave that permission out, or choose a role that has it: permissions only narrow a role.",
    )


class ExpiryOutOfRange(Problem):
    status, slug = 422, "expiry-out-of-range"
    title = Words("Hạn dùng phải ở tương lai và không quá 5 năm", "expires_at must be in the future, within 5 years")
    cure = Words(
        "Bỏ expires_at để có 365 ngày, hoặc nêu một lúc trong năm năm tới.",
        "Leave expires_at out for 365 days, or name an instant within the next five years.",
    )


class BeyondOwnToken(Problem):
    status, slug = 403, "beyond-own-token"
    title = Words(
        "Mã truy cập bị giới hạn không cấp được mã rộng hơn giới hạn của mình",
        "A narrowed token issues no token beyond its own limits",
    )
    cure = Words(
        "Dùng mã admin không bị giới hạn, hoặc cấp mã trong plans và permissions của mã đang dùng.",
        "Use an admin's token that is not narrowed, or stay within its plans and permissions.",
    )


class TokenReplaced(Problem):
    status, slug = 409, "token-replaced"
    title = Words("Mã này đã được thay bằng mã khác", "The token has been replaced by another")
    cure = Words(
        "replaced_by là id của mã đã thay nó: xoay mã ấy nếu cần một mã mới nữa.",
        "replaced_by is the id of the one that took its place: rotate that one if yet another is needed.",
    )


class TokenRevoked(Problem):
    status, slug = 409, "token-revoked"
    title = Words("Mã này đã bị thu hồi nên không thay được", "The token is revoked and cannot be replaced")
    cure = Words("Cấp một mã mới.", "Issue a new token.")


on_constraint(TokenReplaced, "access_tokens_replaces_id_key")
on_constraint(AgenciesOfRole, "access_tokens_agencies_check")
