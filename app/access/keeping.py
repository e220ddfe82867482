"""The answers kept under a credential's keys, as a writing transaction asks for them: claimed before the work, kept at its end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel.idempotency import Answer, Key, KeyInFlight, KeyReused, Replayed, StoredAnswer

# Held to the end of the transaction. Tried and not waited for: who waits holds a connection, and its client may come again.
LOCK = text("select pg_try_advisory_xact_lock(hashtextextended(:claimed, 0))")
KEPT_UNDER = text(
    "select request_digest, status, location, etag, body from opening(:digest, :key) where status is not null"
)


async def claim(session: AsyncSession, digest: bytes, credential_id: UUID, key: Key) -> None:
    """Nobody else works under the key until this transaction ends. Replayed, when somebody has before."""
    if not await session.scalar(LOCK, {"claimed": f"{credential_id} {key.name}"}):
        raise KeyInFlight
    # A statement of its own, after the lock: one snapshot for both would miss what the holder before has just committed.
    kept = await kept_under(session, digest, key.name)
    if kept is None:
        return
    if kept["request_digest"] != key.request_digest:
        raise KeyReused
    raise Replayed(Answer(kept["status"], kept["body"].encode(), kept["location"], kept["etag"]))


async def kept_under(session: AsyncSession, digest: bytes, name: str) -> Mapping[str, Any] | None:
    found = await session.execute(KEPT_UNDER, {"digest": digest, "key": name})
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)


async def keep(session: AsyncSession, credential_id: UUID, key: Key, answer: Answer, now: datetime) -> None:
    row = insert(StoredAnswer).values(
        credential_id=credential_id,
        key=key.name,
        request_digest=key.request_digest,
        status=answer.status,
        location=answer.location,
        etag=answer.etag,
        body=answer.body.decode(),
        created_at=now,
    )
    # inline: nothing is asked back, for the serving role may keep an answer and not read it
    await session.execute(row.inline())
