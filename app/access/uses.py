"""When each token was used last, to the hour: what tells whether the old one of two is still carried somewhere, and which is forgotten.

Noted in memory when a request has been answered, and written each minute by one statement that leaves alone what was written within
the hour. Rejected: a write in the request itself, which would make a write of every read and a queue for the row of each busy token.

Kept by digest, as the database asks for it: an id stands in every list and proves no use. A digest is no more than the tables have.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import asyncpg
import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kernel.db import Database

log = structlog.get_logger()

SECONDS_TO_WRITE = 5.0
WITHOUT_DATABASE = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
NOTE = "select note_uses($1)"


@dataclass(slots=True)
class Uses:
    """Of one worker."""

    every_seconds: float = 60.0
    seen: set[bytes] = field(default_factory=set)

    async def write(self, database: Database) -> None:
        """What cannot be written now is written the next time: nobody waits for it, and nothing fails with it."""
        used = set(self.seen)
        if not used:
            return
        try:
            async with asyncio.timeout(SECONDS_TO_WRITE), database.writing() as connection:
                await connection.execute(NOTE, list(used))
        except WITHOUT_DATABASE as error:
            log.warning("uses_not_written", kind=type(error).__name__)
        else:
            self.seen -= used

    @asynccontextmanager
    async def written(self, database: Database) -> AsyncIterator[None]:
        """From time to time while the block lasts, and at its end."""
        writing = asyncio.create_task(self._write_on(database))
        try:
            yield
        finally:
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing
            await self.write(database)

    async def _write_on(self, database: Database) -> None:
        while True:
            await asyncio.sleep(self.every_seconds)
            await self.write(database)


class NotesUses:
    """Plain ASGI, within the outermost layer. A request that was refused for lack of a permission was a use too."""

    def __init__(self, app: ASGIApp, uses: Uses) -> None:
        self.app, self.uses = app, uses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
        digest = scope.get("token_digest")
        if digest is not None:
            self.uses.seen.add(digest)
