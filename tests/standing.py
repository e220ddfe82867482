"""The database that one worker's tests have one after another, with the application that serves it. Between two tests it is brought
back to what it was: only tables that a test has touched are written, and everything that is dear to open stays open: connections,
prepared statements and their plans. A clone and a start for each test were half the time of the suite.

A test that changes more than rows (a policy, a role, the revision of the schema) asks for a clone of its own: `@pytest.mark.own_database`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from app.kernel.db import Base
from app.kernel.embedded import Server
from tests.clones import Clone, add, cloned, connected

TABLES = tuple(table.name for table in Base.metadata.sorted_tables)
# A row that came after the last reset has a later transaction, one that went is missing in the count.
TOUCHED = " union all ".join(
    f"select '{name}' where (select count(*) from {name}) <> (select count(*) from pristine_{name})"
    f" or exists (select from {name} where xmin::text::bigint > $1)"
    for name in TABLES
)
# What a reset does not bring back: a change of these is a fault of the test that made it.
CATALOGUES = ("pg_trigger", "pg_policy", "pg_proc")
BESIDE_ROWS = "select " + " + ".join(f"(select sum(xmin::text::bigint) from {one})" for one in CATALOGUES)
SEQUENCES = "select quote_ident(sequencename) as name, last_value from pg_sequences where schemaname = 'public'"


@dataclass(frozen=True, slots=True)
class Standing(Clone):
    """`looking`: a superuser's connection, which also holds the rows to come back to."""

    looking: "asyncpg.Connection[asyncpg.Record]"
    storing: AsyncEngine

    async def store(self, *rows: Base) -> None:
        async with AsyncSession(self.storing) as session, session.begin():
            await add(session, rows)

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self.looking.fetch(sql, *values)
        return found

    async def execute(self, sql: str, *values: Any) -> None:
        await self.looking.execute(sql, *values)


@dataclass(slots=True)
class Keeper:
    standing: Standing
    sequences: str = ""
    beside_rows: int = 0
    since: int = 0

    async def keep(self) -> None:
        """What is there now is what is come back to."""
        looking = self.standing.looking
        await looking.execute("; ".join(f"create temp table pristine_{name} as table {name}" for name in TABLES))
        found = await looking.fetch(SEQUENCES)
        self.sequences = "; ".join(
            f"select setval('{row['name']}', {row['last_value'] or 1}, {row['last_value'] is not None})"
            for row in found
        )
        self.beside_rows = await looking.fetchval(BESIDE_ROWS)
        self.since = await looking.fetchval("select txid_current()")

    async def reset(self) -> None:
        looking = self.standing.looking
        same = await looking.fetchval(BESIDE_ROWS) == self.beside_rows
        assert same, "a test has changed more than rows: it needs a database of its own"
        touched = [row[0] for row in await looking.fetch(TOUCHED, self.since)]
        async with looking.transaction():
            # No trigger and no foreign key looks on; what a test left locked is a fault of that test and not waited for.
            await looking.execute("set local session_replication_role = replica; set local lock_timeout = '5s'")
            for name in touched:
                await looking.execute(
                    f"delete from {name}; insert into {name} overriding system value table pristine_{name}"
                )
            await looking.execute(self.sequences)
            self.since = await looking.fetchval("select txid_current()")


@asynccontextmanager
async def kept(server: Server, template: str, name: str) -> AsyncIterator[Keeper]:
    async with cloned(server, template, name) as clone, connected(clone.superuser_url) as looking:
        engine = create_async_engine(
            clone.superuser_url.replace("postgresql://", "postgresql+asyncpg://", 1), pool_size=1
        )
        keeper = Keeper(Standing(server, name, looking, engine))
        await keeper.keep()
        try:
            yield keeper
        finally:
            await engine.dispose()
