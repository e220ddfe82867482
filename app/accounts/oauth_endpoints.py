"""`/oauth2/token` (RFC 6749): its answers are JSON of the RFC's own shape, refusals too, so that any OAuth client understands them.

What has nothing to do with the grant (another method, a body too large, a fault of ours) is a problem document as everywhere.
"""

from collections.abc import Mapping
from datetime import datetime
from email.message import Message
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.access.caller import TokenInvalid, recognised
from app.access.tokens import digest_of
from app.access.writing import open_work
from app.accounts import schemas
from app.accounts.exchange_key import Granted, exchange_key
from app.accounts.grant_rules import GrantRefused, Reason, read_request, unknown_client
from app.kernel.asgi import particular
from app.kernel.clock import Now
from app.kernel.contract.answers import ALWAYS, referred
from app.kernel.problems import request_language
from app.kernel.schema import Output

PATH = "/oauth2/token"
router = APIRouter(tags=["Accounts"])
# An id, a key and some permissions: a form of more is none of ours.
PARTICULARS = (particular(PATH, body_limit=16_384),)
# §5.1: an answer that holds a secret is stored nowhere on its way.
UNSTORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
# RFC 9110 §15.5.2 asks for a challenge in every 401; RFC 6749 §5.2 for that of the scheme by which the client came.
CHALLENGE = {"WWW-Authenticate": 'Basic realm="tiendo", charset="UTF-8"'}
MARKS = referred(ALWAYS)
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {
        "model": schemas.OAuthRefusal,
        "headers": MARKS,
        "description": "invalid_request, unauthorized_client, unsupported_grant_type or invalid_scope (RFC 6749 §5.2).",
    },
    401: {
        "model": schemas.OAuthRefusal,
        "headers": referred((*ALWAYS, "WWW-Authenticate")),
        "description": "invalid_client: the credentials are missing or wrong, or the key has ended.",
    },
}


@router.post(
    PATH,
    response_model=schemas.IssuedAccessToken,
    responses=REFUSALS,
    openapi_extra=schemas.form_of(schemas.AccessTokenRequest),
)
async def issue_access_token(request: Request, now: Now) -> Response:
    """Exchanges a key for an access token of an hour (client_credentials, RFC 6749 §4.4).

    `client_id` is the `credential_id` of the token and `client_secret` the token itself, by HTTP Basic or in the form.
    `scope` names permissions; without it the access token carries those of the key. Refusals are JSON of RFC 6749 §5.2.
    No `Prefer` is applied, not dry-run either: what an endpoint of RFC 6749 is asked, it does.
    """
    try:
        granted = await _granted(request, now)
    except GrantRefused as refused:
        return _refusal(refused)
    answer = schemas.IssuedAccessToken(
        access_token=granted.access_token,
        token_type="Bearer",  # noqa: S106  the name of a type
        expires_in=granted.expires_in,
        scope=" ".join(granted.scope),
    )
    return _unstored(answer)


async def _granted(request: Request, now: datetime) -> Granted:
    media = Message()
    media["content-type"] = request.headers.get("content-type", "")
    asked = read_request(media.get_content_type(), request.headers.get("authorization"), await request.body())
    digest, request_id = digest_of(asked.client.secret.encode()), UUID(request.scope["request_id"])
    try:
        async with open_work(request.app.state.database, digest, now, request_language(request), request_id) as work:
            granted = await exchange_key(work, asked)
            recognised(request, work.caller, digest)
            return granted
    except TokenInvalid as unknown:
        raise unknown_client() from unknown


def _refusal(refused: GrantRefused) -> Response:
    body = schemas.OAuthRefusal(error=refused.reason.value, error_description=refused.description)
    if refused.reason is Reason.invalid_client:
        return _unstored(body, HTTPStatus.UNAUTHORIZED, CHALLENGE)
    return _unstored(body, HTTPStatus.BAD_REQUEST)


def _unstored(body: Output, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body.model_dump_json(), status, UNSTORED | dict(headers or {}), "application/json")
