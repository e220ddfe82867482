"""A write of administration: one transaction in the serving role, its caller found by digest, its journal rows in it.

The path that departments use every day, a progress report, has a shorter form of the same steps (`reports.submit`).
"""

import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.caller import Caller, Digest, caller_from, recognised
from app.access.reading import Finish, as_stored, tagged
from app.access.roles import Permission
from app.kernel.clock import Now, local_day
from app.kernel.db import SERVING_ROLE, Database
from app.kernel.journal import JournalEntry
from app.kernel.problems import NotFound, PreconditionRequired, Stale, request_language
from app.kernel.reads import Compiled
from app.kernel.words import Language

OPENING = text("select * from opening(:digest, null)")
# A thing as a GET would show it, and its version: what a verb hands back for the answer.
Shown: TypeAlias = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a journal row says of one thing: as it was and as it is, both as they are shown."""

    entity: str
    entity_id: UUID
    action: str
    plan_id: UUID | None = None
    before: bytes | None = None
    after: bytes | None = None

    def columns(self) -> dict[str, Any]:
        written = {"before": self.before and self.before.decode(), "after": self.after and self.after.decode()}
        named = {"entity": self.entity, "entity_id": self.entity_id, "action": self.action, "plan_id": self.plan_id}
        return named | written


@dataclass(frozen=True, slots=True)
class Work:
    """What a verb is given: the session of its transaction, who acts, when, and in which language."""

    session: AsyncSession
    caller: Caller
    digest: bytes
    now: datetime
    language: Language
    request_id: UUID

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
        rows = await raw.driver_connection.fetch(statement.sql, *statement.arguments(known))  # type: ignore[union-attr]
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
        # inline: nothing is asked back, for the serving role may write the journal and not read it
        await self.session.execute(insert(JournalEntry).inline(), [common | one.columns() for one in entries])


def _with_bytes(row: Any) -> Any:
    """SQLAlchemy's codec has parsed what the hot pool's hands on as bytes: written again as PostgreSQL writes it."""
    item = json.dumps(row["item"], ensure_ascii=False, separators=(",", ":")).encode()
    return {**row, "item": item}


@asynccontextmanager
async def open_work(
    database: Database, digest: bytes, now: datetime, language: Language, request_id: UUID
) -> AsyncIterator[Work]:
    """Commits when the block ends without an exception, before any answer is sent."""
    async with AsyncSession(database.engine, expire_on_commit=False) as session, session.begin():
        await session.execute(text(f"set local role {SERVING_ROLE}"))
        row = (await session.execute(OPENING, {"digest": digest})).mappings().one_or_none()
        yield Work(session, caller_from(None if row is None else dict(row)), digest, now, language, request_id)


@dataclass(frozen=True, slots=True)
class Writer:
    """One request's way to write."""

    request: Request
    database: Database
    digest: bytes
    now: datetime

    @asynccontextmanager
    async def work(self, permission: Permission) -> AsyncIterator[Work]:
        request_id = UUID(self.request.scope["request_id"])
        language = request_language(self.request)
        async with open_work(self.database, self.digest, self.now, language, request_id) as work:
            recognised(self.request, work.caller)
            work.caller.require(permission)
            yield work

    def answer(self, shown: Shown) -> Response:
        return tagged(self.request, *shown)

    def created(self, shown: Shown, location: str) -> Response:
        answer = tagged(self.request, *shown)
        answer.status_code = 201
        answer.headers["Location"] = location
        return answer


async def get_writer(request: Request, digest: Digest, now: Now) -> Writer:
    return Writer(request, request.app.state.database, digest, now)


Writing = Annotated[Writer, Depends(get_writer)]
IfMatch = Annotated[str | SkipJsonSchema[None], Header(alias="If-Match", max_length=100)]


def check_version(if_match: str | None, version: int, updated_at: datetime) -> None:
    """RFC 9110 §13.1.1: only the version half of the tag is compared; the rest changes with the day and the caller."""
    if if_match is None:
        raise PreconditionRequired
    named = re.fullmatch(r'"(\d{1,9})\.[0-9a-f]{8}"', if_match.strip())
    if if_match.strip() != "*" and (named is None or int(named.group(1)) != version):
        raise Stale(version=version, updated_at=updated_at.isoformat())
