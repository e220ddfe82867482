"""Revokes an access token, with the tokens it has replaced that still go on: from the next request on, on every worker, for no token is
cached. The access tokens that were obtained with any of them end with it.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.access.models import AccessToken, in_force
from app.access.writing import Entry, Work
from app.accounts import queries
from app.kernel.problems import NotFound


async def revoke_for(work: Work, token_id: UUID) -> None:
    """Done once and journaled once, however often it is asked for."""
    ending = await _lock_those_to_end(work.session, token_id)
    before = await work.show_all(queries.TOKENS_NAMED, queries.with_permissions, ids=ending)
    # Journaled first: whoever revokes its own token is nobody afterwards, and nobody may write the journal.
    await work.record_all(
        [
            Entry("access_token", one, "revoke", before=seen, after=_revoked(seen, work.now))
            for one, seen in before.items()
        ]
    )
    await _mark(work.session, ending, work.now)


async def revoke_token(session: AsyncSession, token_id: UUID, *, now: datetime) -> bool:
    """For the operator, in the owner's session: False when it was revoked already, NotFound when there is none."""
    ending = await _lock_those_to_end(session, token_id)
    await _mark(session, ending, now)
    return token_id in ending


async def _lock_those_to_end(session: AsyncSession, token_id: UUID) -> list[UUID]:
    """The one named, and those before it that are in force: whoever holds one of these has held this credential too."""
    wanted = AccessToken.id.in_(_it_and_those_before(token_id)), or_(AccessToken.id == token_id, in_force())
    found = select(AccessToken.id, AccessToken.revoked_at).where(*wanted).order_by(AccessToken.id).with_for_update()
    rows = (await session.execute(found)).all()
    if not rows:
        raise NotFound
    return [row.id for row in rows if row.revoked_at is None]


def _it_and_those_before(token_id: UUID) -> Select[Any]:
    line = select(AccessToken.id, AccessToken.replaces_id).where(AccessToken.id == token_id).cte("line", recursive=True)
    earlier = aliased(AccessToken, name="earlier")
    line = line.union_all(select(earlier.id, earlier.replaces_id).where(earlier.id == line.c.replaces_id))
    return select(line.c.id)


async def _mark(session: AsyncSession, ending: Sequence[UUID], now: datetime) -> None:
    revoked = update(AccessToken).where(AccessToken.id.in_(ending)).values(revoked_at=now)
    await session.execute(revoked.execution_options(synchronize_session=False))


def _revoked(before: bytes, now: datetime) -> bytes:
    seen = json.loads(before)
    after = seen | {"revoked_at": now.isoformat(), "version": seen["version"] + 1}
    return json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode()
