"""What an operator's command works with: the owner's session, and transactions in a role for which no token was handed out."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool
from uuid_utils.compat import uuid7

from app.access.roles import Role
from app.access.writing import Work, open_work
from app.accounts.issue_token import issue_token
from app.accounts.revoke_token import revoke_token
from app.kernel.clock import Clock, system_clock
from app.kernel.db import Database

Acting = AbstractAsyncContextManager[Work]

# One at a time prepares a database: `serve` twice at once on a new folder must not seed it twice.
PREPARING = 7_620_115_004
LONGEST_COMMAND = timedelta(hours=1)


@asynccontextmanager
async def owner_session(owner_url: str) -> AsyncIterator[AsyncSession]:
    """A transaction of the owner, committed at its end."""
    engine = create_async_engine(_driver(owner_url), poolclass=NullPool)
    try:
        async with AsyncSession(engine, expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        await engine.dispose()


@asynccontextmanager
async def alone(owner_url: str) -> AsyncIterator[None]:
    """Holds others who prepare the same database until the block is done; the lock ends with its transaction."""
    async with owner_session(owner_url) as session:
        await session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": PREPARING})
        yield


@asynccontextmanager
async def lent_token(owner_url: str, role: Role, agencies: list[UUID]) -> AsyncIterator[bytes]:
    """The digest of a token that nobody has ever seen and that is revoked at the end. A token goes by the real clock."""
    now = system_clock()
    async with owner_session(owner_url) as session:
        token = await issue_token(
            session,
            issued_by=None,
            name="tiendo (command line)",
            role=role,
            agency_ids=agencies,
            plan_ids=None,
            permissions=None,
            expires_at=now + LONGEST_COMMAND,
            now=now,
        )
    try:
        yield token.secret.digest
    finally:
        async with owner_session(owner_url) as session:
            await revoke_token(session, token.id, now=system_clock())


@asynccontextmanager
async def acting(
    owner_url: str, database: Database, role: Role, agencies: list[UUID], clock: Clock = system_clock
) -> AsyncIterator[Work]:
    """A transaction through the serving login, by a token lent for it. `clock`: the one the act goes by."""
    async with (
        lent_token(owner_url, role, agencies) as digest,
        open_work(database, digest, clock(), "vi", uuid7()) as work,
    ):
        yield work


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)
