"""`/v1/me` and `/v1/tokens`."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Path, Response

from app.access.reading import Reading, tagged
from app.access.roles import Permission
from app.access.writer import Posting, Writing
from app.accounts import queries, schemas
from app.accounts.issue_token import LONGEST_LIFETIME, issue_for
from app.accounts.problems import (
    AgenciesOfRole,
    BeyondOwnToken,
    ExpiryOutOfRange,
    PermissionsOfRole,
    TokenReplaced,
    TokenRevoked,
)
from app.accounts.revoke_token import revoke_for
from app.accounts.rotate_token import let_go, rotate_for
from app.agencies.problems import UnknownAgency
from app.calendar.parse import MOST_YEARS
from app.kernel.idempotency import GONE, KEPT
from app.kernel.limits import (
    BATCH_BYTES,
    BODY_BYTES,
    FILE_BYTES,
    FILES_OF_A_REPORT,
    HEAD_BYTES,
    HEAD_FIELDS,
    ITEMS_OF_A_BATCH,
    URL_BYTES,
)
from app.kernel.paging import DEFAULT_LIMIT, MOST, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.kernel.rates import ITEMS_OF_A_REQUEST, Rates
from app.plans.problems import UnknownPlan

router = APIRouter(prefix="/v1", tags=["Accounts"])

TokenPath = Annotated[UUID, Path(description="Id of the token, never the token itself.")]
LIMITS = {
    "body_bytes": BODY_BYTES,
    "url_bytes": URL_BYTES,
    "head_bytes": HEAD_BYTES,
    "head_fields": HEAD_FIELDS,
    "batch_bytes": BATCH_BYTES,
    "batch_items": ITEMS_OF_A_BATCH,
    "batch_items_per_request": ITEMS_OF_A_REQUEST,
    "idempotency_key_days": KEPT.days,
    "attachment_bytes": FILE_BYTES,
    "attachments_per_report": FILES_OF_A_REPORT,
    "page_items": MOST,
    "page_items_default": DEFAULT_LIMIT,
    "token_lifetime_days": LONGEST_LIFETIME.days,
    "deadline_window_years": MOST_YEARS,
}


@router.get("/me", response_model=schemas.Me)
async def get_me(reader: Reading) -> Response:
    """Who the service takes the caller for, what it may do, and within which limits."""
    token = await queries.own_token(reader)
    limits = LIMITS | _told(reader.request.app.state.rates)
    return tagged(reader.request, queries.as_me(token, limits), token["version"])


@router.get("/tokens", response_model=schemas.AccessTokenPage)
async def list_tokens(reader: Reading, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> Response:
    """Every token that was issued, the newest first; revoked and expired ones stay."""
    return await reader.page(queries.TOKENS, limit, cursor, {})


@router.post(
    "/tokens",
    status_code=201,
    response_model=schemas.NewAccessToken,
    responses=responses(
        UnknownAgency, UnknownPlan, AgenciesOfRole, PermissionsOfRole, ExpiryOutOfRange, BeyondOwnToken
    ),
)
async def create_token(writer: Posting, draft: schemas.AccessTokenCreate) -> Response:
    """Issues a token; its secret is in this answer and nowhere else: a retry under the same key gets it without."""
    async with writer.work(Permission.token_write) as work:
        issued, shown = await issue_for(work, draft)
        return await work.created_with_secret(shown, f"/v1/tokens/{issued.id}", token=issued.secret.token)


@router.get("/tokens/{token_id}", response_model=schemas.AccessToken, responses=responses(NotFound))
async def get_token(reader: Reading, token_id: TokenPath) -> Response:
    """What was granted to one token, by whom and until when."""
    return await reader.one(queries.TOKEN, Permission.token_read, queries.with_permissions, id=token_id)


@router.delete("/tokens/{token_id}", status_code=204, responses=responses(NotFound))
async def delete_token(writer: Writing, token_id: TokenPath) -> Response:
    """Revokes a token, and those it has replaced that still go on, from the next request on; its entry stays in the list."""
    async with writer.work(Permission.token_write) as work:
        await revoke_for(work, token_id)
        return await work.conclude(GONE)


@router.post(
    "/tokens/{token_id}/rotate",
    status_code=201,
    response_model=schemas.NewAccessToken,
    responses=responses(NotFound, TokenReplaced, TokenRevoked, ExpiryOutOfRange, BeyondOwnToken),
)
async def rotate_token(
    writer: Posting,
    token_id: TokenPath,
    rotation: Annotated[schemas.TokenRotation, Body(default_factory=schemas.TokenRotation)],
) -> Response:
    """Issues a token in the place of another, which goes on for the overlap; its secret is in this answer and nowhere else.

    Grant and credential stay, so that idempotency keys and history do. When the answer is lost, a retry under the same
    key names the new token without its secret: rotate that one, while the old one goes on.
    """
    async with writer.work(Permission.token_write) as work:
        rotated = await rotate_for(work, token_id, rotation)
        location, secret = f"/v1/tokens/{rotated.issued.id}", rotated.issued.secret.token
        answer = await work.created_with_secret(rotated.shown, location, token=secret)
        await let_go(work, rotated, rotation.overlap_hours)
        return answer


def _told(rates: Rates) -> dict[str, Any]:
    listed = [
        {"policy": policy, "requests": one.quota, "seconds": one.seconds} for policy, one in rates.by_policy().items()
    ]
    return {"rates": listed, "requests_at_once": rates.at_once}
