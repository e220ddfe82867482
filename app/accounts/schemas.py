"""Bodies of `/v1/me`, `/v1/tokens` and `/oauth2/token`. No body but that of a new token holds a secret, and none ever a digest."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.access.roles import Permission, Role
from app.accounts.grant_rules import Reason
from app.agencies.schemas import AgencyRef
from app.kernel.schema import WHOLE, Input, Instant, Name, Output, Reference, known
from app.plans.schemas import PlanRef

DEFAULT_OVERLAP_HOURS, LONGEST_OVERLAP_HOURS = 24, 30 * 24

RoleName = Annotated[str, Field(json_schema_extra=known(Role))]
PermissionName = Annotated[str, Field(json_schema_extra=known(Permission))]
GrantedPermissions = Annotated[
    list[PermissionName], Field(description="Those of the role, less what the token was narrowed to.")
]

CredentialId = Annotated[
    UUID,
    Field(description="The `client_id` at `/oauth2/token`; stays when the token is replaced, as do idempotency keys."),
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
    batch_items_per_request: int = Field(
        description="How many items of a batch count as one request of `writes`: a batch needs so much of the quota at once, and no more "
        "than the whole of it."
    )
    idempotency_key_days: int = Field(description="How long the answer to an `Idempotency-Key` is kept.")
    attachment_bytes: int = Field(description="The largest file that a report takes.")
    attachments_per_report: int
    page_items: int = Field(description="The largest `limit` of a list.")
    page_items_default: int
    token_lifetime_days: int = Field(description="How far ahead a token's expiry may lie.")
    deadline_window_years: int = Field(description="The longest window of `/v1/deadlines/parse`.")


class Me(Output):
    token_id: UUID
    credential_id: CredentialId
    name: str
    role: RoleName
    agencies: list[AgencyRef]
    plans: list[PlanRef] | None = Field(description="Those of its plans that it sees now; null: not held to any.")
    permissions: Annotated[
        list[PermissionName],
        Field(description="Those of the role, less what the token, or the scope of the access token, was narrowed to."),
    ]
    expires_at: datetime = Field(description="Of the token; an access token obtained with it ends sooner.")
    limits: Limits
    version: int


class AccessToken(Output):
    id: UUID
    name: str
    role: RoleName
    prefix: str = Field(description="The readable beginning of the token; no secret.")
    credential_id: CredentialId
    agencies: list[AgencyRef]
    plans: list[PlanRef] | None = Field(description="Null: every plan its role sees.")
    permissions: GrantedPermissions
    issued_by: UUID | None = Field(description="The token that issued it; null: the operator's command line.")
    replaces: UUID | None = Field(description="The token whose place it took.")
    replaced_by: UUID | None
    created_at: datetime
    expires_at: datetime
    retires_at: datetime | None = Field(
        description="Replaced: until when it goes on beside the one that took its place."
    )
    revoked_at: datetime | None
    last_used_at: datetime | None = Field(
        description="By itself or by an access token obtained with it; up to an hour behind. Null: not yet."
    )
    version: int = Field(description="Grows when it is replaced with an overlap, and when it is revoked.")


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


class TokenRotation(Input):
    overlap_hours: Annotated[int, Field(strict=True, ge=0, le=LONGEST_OVERLAP_HOURS), WHOLE] = Field(
        DEFAULT_OVERLAP_HOURS,
        description="How long the old token goes on; 0 revokes it, and those it had replaced, at once.",
    )
    expires_at: Instant | None = Field(
        None,
        description="Of the new token, at most 5 years ahead; unless said it gets as long as the old one was given.",
    )


class AccessTokenRequest(BaseModel):
    """RFC 6749 §4.4.2, with the client in the form unless it comes by HTTP Basic. What else is sent is ignored, as §3.2 says."""

    grant_type: Literal["client_credentials"]
    scope: str = Field(
        default_factory=str,
        max_length=1000,
        description="Permissions with a blank between them; unless said all that the key has.",
    )
    client_id: str = Field(default_factory=str, max_length=100, description="The `credential_id` of the key.")
    client_secret: str = Field(
        default_factory=str, max_length=1000, description="The key.", json_schema_extra={"format": "password"}
    )


class IssuedAccessToken(Output):
    """RFC 6749 §5.1."""

    access_token: str = Field(description="Sent as a bearer token, until it expires or its key ends.")
    token_type: str
    expires_in: int = Field(description="Seconds.")
    scope: str = Field(description="The permissions it carries, with a blank between them.")


class OAuthRefusal(Output):
    """RFC 6749 §5.2."""

    error: Annotated[str, Field(json_schema_extra=known(Reason))]
    error_description: str


def form_of(model: type[BaseModel]) -> dict[str, Any]:
    """The body of a route that reads such a form itself, for the contract."""
    schema = model.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}}
