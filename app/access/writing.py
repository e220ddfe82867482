"""A write of administration: one transaction in the serving role, its caller found by digest, its journal rows in it.

What a route is given to open one is in `writer`. The path that departments use every day, a progress report, has a shorter form
of the same steps (`reports.submit`).
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from fastapi import Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.caller import Caller, caller_from
from app.access.keeping import keep
from app.access.reading import Finish, as_stored
from app.kernel.clock import local_day
from app.kernel.db import SERVING_ROLE, Database, insert_rows
from app.kernel.etags import tag_of
from app.kernel.idempotency import Answer, Key
from app.kernel.journal import JournalEntry, stored
from app.kernel.preferences import APPLIED
from app.kernel.problems import NotFound
from app.kernel.reads import Compiled, spliced
from app.kernel.words import Language

OPENING = text("select * from opening(:digest, null)")
# SQLAlchemy's codec parses what the hot pool's hands on as bytes. Written anew by Python it would be the same thing with other blanks,
# and so with another ETag than a GET has for it.
AS_WRITTEN = "select asked.*, asked.item::text as written from ({}) as asked"
NO_STORE = {"Cache-Control": "no-store"}  # RFC 6749 §5.1, for an answer that holds a secret
# A thing as a GET would show it, and its version: what a verb hands back for the answer.
Shown: TypeAlias = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a journal row says of one thing: as it was and as it is, both as they are shown to who acts; kept without what is
    that caller's or that day's (`journal.stored`).
    """

    entity: str
    entity_id: UUID
    action: str
    plan_id: UUID | None = None
    before: bytes | None = None
    after: bytes | None = None

    def columns(self) -> dict[str, Any]:
        written = {"before": stored(self.before), "after": stored(self.after)}
        named = {"entity": self.entity, "entity_id": self.entity_id, "action": self.action, "plan_id": self.plan_id}
        return named | written


@dataclass(frozen=True, slots=True)
class Asked:
    """How a client wants its request to be dealt with: once under a key, or as a dry run."""

    key: Key | None = None
    is_dry: bool = False


PLAINLY = Asked()


@dataclass(frozen=True, slots=True)
class Work:
    """What a verb is given: the session of its transaction, who acts, when, and in which language."""

    session: AsyncSession
    caller: Caller
    digest: bytes
    now: datetime
    language: Language
    request_id: UUID
    asked: Asked = PLAINLY

    @property
    def today(self) -> date:
        return local_day(self.now)

    async def show(self, statement: Compiled, finish: Finish = as_stored, **values: Any) -> Shown:
        """A thing as a GET would show it, read inside this transaction, and its version; NotFound when it isn't visible."""
        rows = await self.rows(statement, **values)
        if not rows:
            raise NotFound
        return finish(rows[0], self.caller), rows[0]["version"]

    async def show_all(self, statement: Compiled, finish: Finish = as_stored, **values: Any) -> dict[UUID, bytes]:
        """All that the statement finds, by id."""
        return {row["id"]: finish(row, self.caller) for row in await self.rows(statement, **values)}

    async def rows(self, statement: Compiled, **values: Any) -> list[Any]:
        """The visible ones of several things, each with the item that `finish` makes into what a GET would show."""
        await self.session.flush()  # the statement below goes to the driver, past the session
        raw = await (await self.session.connection()).get_raw_connection()
        known = {"digest": self.digest, "today": self.today, "language": self.language, **values}
        rows = await raw.driver_connection.fetch(  # type: ignore[union-attr]
            AS_WRITTEN.format(statement.sql), *statement.arguments(known)
        )
        return [_with_bytes(row) for row in rows if row["item"] is not None]

    async def record(
        self,
        entity: str,
        entity_id: UUID,
        action: str,
        *,
        plan_id: UUID | None = None,
        before: bytes | None = None,
        after: bytes | None = None,
    ) -> None:
        """Adds the journal row of what was done."""
        await self.record_all([Entry(entity, entity_id, action, plan_id, before, after)])

    async def record_all(self, entries: Sequence["Entry"]) -> None:
        """The same for what one act has done to many things."""
        if not entries:
            return
        common = {
            "recorded_at": self.now,
            "token_id": self.caller.token_id,
            "agency_id": next(iter(self.caller.agencies)) if len(self.caller.agencies) == 1 else None,
            "request_id": self.request_id,
        }
        await insert_rows(self.session, JournalEntry, [common | one.columns() for one in entries])

    async def answer(self, shown: Shown) -> Response:
        """As all that follow, the last thing done in a transaction: what is answered is kept with the work it tells of."""
        return await self.conclude(Answer(200, shown[0], etag=tag_of(*shown)))

    async def created(self, shown: Shown, location: str) -> Response:
        return await self.conclude(Answer(201, shown[0], location, tag_of(*shown)))

    async def created_with_secret(self, shown: Shown, location: str, **secret: str) -> Response:
        """`secret`: members that this answer alone has; kept, and in a dry run, of which nothing remains, they are null."""
        public = Answer(201, spliced(shown[0], **dict.fromkeys(secret)), location, tag_of(*shown))
        given = await self.conclude(public)
        if self.asked.is_dry:
            return given
        return replace(public, body=spliced(shown[0], **secret)).response(NO_STORE)

    async def conclude(self, answer: Answer) -> Response:
        if self.asked.key is not None:
            await keep(self.session, self.caller.credential_id, self.asked.key, answer, self.now)
        # The tag of a dry run would later be taken for that of the version which somebody else's edit makes.
        return replace(answer, etag=None).response(APPLIED) if self.asked.is_dry else answer.response({})


def _with_bytes(row: Any) -> Any:
    return {**row, "item": row["written"].encode()}


@asynccontextmanager
async def open_work(
    database: Database, digest: bytes, now: datetime, language: Language, request_id: UUID, asked: Asked = PLAINLY
) -> AsyncIterator[Work]:
    """Commits when the block ends without an exception, before any answer is sent; a dry run takes everything back."""
    async with AsyncSession(database.engine, expire_on_commit=False) as session, session.begin():
        await session.execute(text(f"set local role {SERVING_ROLE}"))
        row = (await session.execute(OPENING, {"digest": digest})).mappings().one_or_none()
        yield Work(session, caller_from(None if row is None else dict(row)), digest, now, language, request_id, asked)
        if asked.is_dry:
            await _take_back(session)


async def _take_back(session: AsyncSession) -> None:
    """Once all is checked that a commit would check."""
    await session.flush()
    await session.execute(text("set constraints all immediate"))
    await session.rollback()
