"""Bodies of `/v1/me` and `/v1/tokens`. No body but that of a new token holds a secret, and none ever a digest."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.access.roles import Permission, Role
from app.agencies.schemas import AgencyRef
from app.kernel.schema import Input, Instant, Name, Output, Reference, known
from app.plans.schemas import PlanRef

RoleName = Annotated[str, Field(json_schema_extra=known(Role))]
PermissionName = Annotated[str, Field(json_schema_extra=known(Permission))]
GrantedPermissions = Annotated[
    list[PermissionName], Field(description="Those of the role, less what the token was narrowed to.")
]


class RateOfPolicy(Output):
    policy: str = Field(
        description="As `RateLimit-Policy` names it: `reads` and `writes` are the credential's, `anonymous` those of an address "
        "that has shown no token the service knows."
    )
    requests: int = Field(description="How many may come at once.")
    seconds: int = Field(description="Over how many seconds as many are given back, evenly.")


class Limits(Output):
    rates: list[RateOfPolicy] = Field(description="A policy that is not here has no limit.")
    requests_at_once: int | None = Field(
        description="How many requests of the credential are worked on at the same time in one process of the service; the others "
        "wait their turn, up to ten seconds. Null: all of them."
    )
    body_bytes: int = Field(description="The largest body of a request that brings no file.")
    url_bytes: int = Field(description="The longest address: its path and its query.")
    head_bytes: int = Field(description="All header fields of a request together.")
    head_fields: int = Field(description="How many header fields a request may have.")
    batch_bytes: int = Field(description="The largest body of a batch of reports.")
    batch_items: int = Field(description="The most items of a batch.")
    idempotency_key_days: int = Field(description="How long the answer to an `Idempotency-Key` is kept.")
    attachment_bytes: int = Field(description="The largest file that a report takes.")
    attachments_per_report: int
    page_items: int = Field(description="The largest `limit` of a list.")
    page_items_default: int
    token_lifetime_days: int = Field(description="How far ahead a token's expiry may lie.")
    deadline_window_years: int = Field(description="The longest window of `/v1/deadlines/parse`.")


class Me(Output):
    token_id: UUID
    name: str
    role: RoleName
    agencies: list[AgencyRef]
    plans: list[PlanRef] | None = Field(description="Those of its plans that it sees now; null: not held to any.")
    permissions: GrantedPermissions
    expires_at: datetime
    limits: Limits
    version: int


class AccessToken(Output):
    id: UUID
    name: str
    role: RoleName
    prefix: str = Field(description="The readable beginning of the token; no secret.")
    agencies: list[AgencyRef]
    plans: list[PlanRef] | None = Field(description="Null: every plan its role sees.")
    permissions: GrantedPermissions
    issued_by: UUID | None = Field(description="The token that issued it; null: the operator's command line.")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    version: int = Field(description="1 in force or expired, 2 revoked: nothing else of a token changes.")


class NewAccessToken(AccessToken):
    token: str | None = Field(
        description="The secret, shown this once. Null in a replay, which does not have it, and in a dry run: lost, the token is rotated."
    )


class AccessTokenPage(Output):
    items: list[AccessToken]
    next_cursor: str | None


class AccessTokenCreate(Input):
    name: Name
    role: Role
    agencies: Annotated[list[Reference], Field(max_length=200)] = []
    plans: Annotated[list[Reference], Field(min_length=1, max_length=200)] | None = Field(
        None, description="Holds the token to these plans; null: every plan its role sees."
    )
    permissions: Annotated[list[Permission], Field(min_length=1, max_length=20)] | None = Field(
        None, description="Narrows the role to these; null: all of the role's."
    )
    expires_at: Instant | None = Field(None, description="In the future, at most 5 years ahead; 365 days unless said.")
