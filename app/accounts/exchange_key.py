"""Exchanges a key for an access token (RFC 6749 §4.4): good for an hour, for no more than the key and no longer.

The key is found as ever, by the digest of its secret, so that nothing is compared letter by letter. No journal row: what is done with
an access token is journaled as done by its key, and the exchange itself changes nothing of the record.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, insert, text
from uuid_utils.compat import uuid7

from app.access.models import OAuthAccessToken
from app.access.roles import Permission
from app.access.tokens import new_token
from app.access.writing import Work
from app.accounts.grant_rules import GrantRequest, granted_scope, unknown_client

LIFETIME = timedelta(hours=1)
KIND = "access"
UNEXCHANGEABLE = frozenset({Permission.calendar_feed.value})
ENDS_IN = text("select ends_at - now() from my_key()")


@dataclass(frozen=True, slots=True)
class Granted:
    access_token: str
    expires_in: int
    scope: list[str]


async def exchange_key(work: Work, asked: GrantRequest) -> Granted:
    """`work`: opened by the digest of the secret that was sent."""
    ends_in: timedelta | None = await work.session.scalar(ENDS_IN)
    # Nothing ends for an access token, which is no key; and a key proves the credential it belongs to and no other.
    if ends_in is None or work.caller.credential_id != asked.client.id:
        raise unknown_client()
    scope = granted_scope(asked.scope, work.caller.permissions, unexchangeable=UNEXCHANGEABLE)
    lifetime = min(LIFETIME, ends_in)
    token_id = uuid7()
    new = new_token(KIND, token_id)
    # Whoever makes one takes away those that have expired: none lies about for longer than the next one takes to come.
    await work.session.execute(delete(OAuthAccessToken).where(OAuthAccessToken.expires_at <= func.now()))
    row = {
        "id": token_id,
        "token_id": work.caller.token_id,
        "digest": new.digest,
        "permissions": scope,
        # By the clock of the database, which decides when it has expired.
        "created_at": func.now(),
        "expires_at": func.now() + lifetime,
    }
    # inline: nothing is asked back, for the serving role may write a digest and not read it
    await work.session.execute(insert(OAuthAccessToken).values(row).inline())
    return Granted(new.token, int(lifetime.total_seconds()), scope)
