"""Who a request says it is: the digest of its bearer token, and the caller that the database finds under that digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.access.roles import Permission, Role, permitted
from app.access.tokens import digest_of
from app.kernel.problems import Problem
from app.kernel.words import Words

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tiendo"'}
bearer = HTTPBearer(
    scheme_name="BearerAuth",
    auto_error=False,
    description="An access token, `tdo_<role>_<id>_<secret>`: opaque to the client, sent as RFC 6750 §2.1 says.",
)


class TokenRequired(Problem):
    status, slug = 401, "token-required"
    title = Words("Cần mã truy cập: Authorization: Bearer …", "An access token is required: Authorization: Bearer …")
    cure = Words(
        "Gửi tiêu đề Authorization: Bearer <mã truy cập>. Mã do quản trị viên cấp.",
        "Send the header Authorization: Bearer <token>. An administrator issues tokens.",
    )


class TokenInvalid(Problem):
    status, slug = 401, "token-invalid"
    title = Words("Mã truy cập không đúng, đã hết hạn hoặc đã thu hồi", "The token is unknown, expired or revoked")
    cure = Words(
        "Kiểm tra mã có bị cắt bớt không; nếu đã hết hạn hoặc bị thu hồi, xin mã mới.",
        "See that the token is whole; if it has expired or was revoked, ask for a new one.",
    )


class PermissionMissing(Problem):
    status, slug = 403, "permission-missing"
    title = Words("Mã truy cập không có quyền này", "The token does not carry this permission")
    cure = Words(
        "permission nêu quyền còn thiếu. Dùng mã của vai trò có quyền đó; mã đã cấp không đổi được.",
        "permission names what is missing. Use a token of a role that has it; an issued token never changes.",
    )


@dataclass(frozen=True, slots=True)
class Caller:
    token_id: UUID
    credential_id: UUID
    role: Role
    agencies: frozenset[UUID]
    plans: frozenset[UUID] | None
    permissions: frozenset[Permission]

    def require(self, permission: Permission) -> None:
        """The first gate: what the token itself allows, before anything is looked at."""
        if permission not in self.permissions:
            raise PermissionMissing(permission=permission.value)


def recognised(request: Request, caller: Caller, digest: bytes) -> None:
    """Tells the layers around the routes whom the database has found: the log names the token, the rates count the credential, and the
    use of what was shown is noted by its digest.
    """
    found = {"token_id": str(caller.token_id), "credential_id": str(caller.credential_id), "token_digest": digest}
    request.scope.update(found)


async def bearer_digest(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> bytes:
    if credentials is None:
        raise TokenRequired(headers=CHALLENGE)
    # The header arrives decoded as Latin-1 (RFC 9110 §5.5): these are the bytes that were sent.
    return digest_of(credentials.credentials.encode("latin-1"))


Digest = Annotated[bytes, Depends(bearer_digest)]


def caller_from(row: Mapping[str, Any] | None) -> Caller:
    """The caller in a row of `caller()` or `opening()`; no row: nobody holds that token (any more)."""
    if row is None:
        raise TokenInvalid(headers=CHALLENGE)
    role = Role(row["role"])
    narrowed = None if row["permissions"] is None else frozenset(row["permissions"])
    plans = None if row["plan_ids"] is None else frozenset(row["plan_ids"])
    return Caller(
        row["token_id"], row["credential_id"], role, frozenset(row["agency_ids"]), plans, permitted(role, narrowed)
    )
