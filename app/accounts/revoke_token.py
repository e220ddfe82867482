"""Revokes an access token: from the next request on, on every worker, for no token is cached."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.models import AccessToken
from app.access.writing import Work
from app.accounts import queries
from app.kernel.problems import NotFound


async def revoke_for(work: Work, token_id: UUID) -> None:
    """Done once and journaled once, however often it is asked for."""
    before, _ = await work.show(queries.TOKEN, queries.with_permissions, id=token_id)
    if await _lock_in_force(work.session, token_id):
        # Journaled first: whoever revokes its own token is nobody afterwards, and nobody may write the journal.
        await work.record("access_token", token_id, "revoke", before=before, after=_revoked(before, work.now))
        await _mark(work.session, token_id, work.now)


async def revoke_token(session: AsyncSession, token_id: UUID, *, now: datetime) -> bool:
    """For the operator, in the owner's session: False when it was revoked already, NotFound when there is none."""
    in_force = await _lock_in_force(session, token_id)
    if in_force:
        await _mark(session, token_id, now)
    return in_force


async def _lock_in_force(session: AsyncSession, token_id: UUID) -> bool:
    named = select(AccessToken.id, AccessToken.revoked_at).where(AccessToken.id == token_id)
    found = (await session.execute(named.with_for_update())).one_or_none()
    if found is None:
        raise NotFound
    return found.revoked_at is None


async def _mark(session: AsyncSession, token_id: UUID, now: datetime) -> None:
    revoked = update(AccessToken).where(AccessToken.id == token_id).values(revoked_at=now)
    await session.execute(revoked.execution_options(synchronize_session=False))


def _revoked(before: bytes, now: datetime) -> bytes:
    after = json.loads(before) | {"revoked_at": now.isoformat(), "version": 2}
    return json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode()
