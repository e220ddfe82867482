"""The database as the service reaches it: one fair asyncpg pool for what is hot, one SQLAlchemy engine for administration.

Both log in as the same serving login, which by itself may only read; a write says `set local role` inside its transaction, so
a forgotten context fails closed. Nothing is kept in a connection beyond a transaction.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import asyncpg
from sqlalchemy import MetaData, Table, TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.schema import ScalarElementColumnDefault

POOL_SIZE = 8
# Each filter combination of each list is one prepared statement, kept longer than asyncpg's 300 s; a shape of the widest list
# costs its backend half a megabyte, so not many more than its default of 100.
STATEMENT_CACHE = 128
STATEMENT_LIFETIME_SECONDS = 3600
POOL_TIMEOUT_SECONDS = 10.0
# What reads for minutes may not take the connections of those who want one row.
SNAPSHOTS_AT_ONCE = 2
ROWS_AT_ONCE = 1000
SERVING_ROLE = "tiendo_serving"
OPEN_WRITE = f"begin; set local role {SERVING_ROLE}"
# What the driver makes of a date that has no end, when it binds one: a row written the other way has to stand at the same place.
AS_BOUND: Mapping[str, Any] = MappingProxyType(
    {"ensure_ascii": False, "default": lambda one: "infinity" if one == date.max else str(one)}
)
Connection: TypeAlias = asyncpg.pool.PoolConnectionProxy


class Base(DeclarativeBase):
    """All tables; the convention keeps the name of every constraint the same in each database (→ `problems.CONSTRAINTS`)."""

    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        }
    )


async def insert_rows(session: AsyncSession, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Each has the same columns, and those it leaves out their defaults. A thousand travel as one value, which PostgreSQL takes apart.
    Rejected: to bind each row by itself, as SQLAlchemy and its driver do, which costs this process more; an array a column, no cheaper.
    """
    await session.flush()
    table = cast("Table", model.__table__)
    unsaid = {one.name: one.default.arg for one in table.columns if isinstance(one.default, ScalarElementColumnDefault)}
    for start in range(0, len(rows), ROWS_AT_ONCE):  # between two, others have their turn
        part = [{**unsaid, **one} for one in rows[start : start + ROWS_AT_ONCE]]
        await session.execute(_insert(table.name, tuple(part[0])), {"rows": json.dumps(part, **AS_BOUND)})


@lru_cache
def _insert(table: str, columns: tuple[str, ...]) -> TextClause:
    names = ", ".join(f'"{one}"' for one in columns)
    told = f"json_populate_recordset(null::{table}, cast(:rows as json))"
    return text(f"insert into {table} ({names}) select {names} from {told}")


class Database:
    """What a process holds for its life; made by `open_database`."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", engine: AsyncEngine) -> None:
        self._pool, self.engine = pool, engine
        # asyncpg's pool lets a newcomer overtake those who wait once its reset query is off: first come, first served.
        self._gate = asyncio.Semaphore(POOL_SIZE)
        self._snapshots = asyncio.Semaphore(SNAPSHOTS_AT_ONCE)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        async with asyncio.timeout(POOL_TIMEOUT_SECONDS):
            await self._gate.acquire()
        try:
            async with self._pool.acquire() as connection:
                yield connection
        finally:
            self._gate.release()

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> list[asyncpg.Record]:
        async with self.connection() as connection:
            rows: list[asyncpg.Record] = await connection.fetch(sql, *arguments)
            return rows

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["Snapshot"]:
        """One state of the whole database, however many statements ask; few at a time, the others wait as for a connection."""
        async with asyncio.timeout(POOL_TIMEOUT_SECONDS):
            await self._snapshots.acquire()
        try:
            async with (
                self.connection() as connection,
                connection.transaction(isolation="repeatable_read", readonly=True),
            ):
                yield Snapshot(connection)
        finally:
            self._snapshots.release()

    @asynccontextmanager
    async def writing(self, *, dry_run: bool = False) -> AsyncIterator[Connection]:
        """A transaction in the serving role; committed when the block ends, rolled back when it raises. A dry run is rolled back
        in either case, once the constraints that wait for the commit have had their say.

        Written out rather than `connection.transaction()`: begin and role travel together, one round trip less.
        """
        async with self.connection() as connection:
            await connection.execute(OPEN_WRITE)
            try:
                yield connection
                if dry_run:
                    await connection.execute("set constraints all immediate")
            except BaseException:
                await _roll_back(connection)
                raise
            await connection.execute("rollback" if dry_run else "commit")


class Snapshot:
    """Asked as the database is, of the state in which it was opened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(sql, *arguments)
        return rows


async def _roll_back(connection: Connection) -> None:
    """Where the server has gone there is nothing to roll back: what went wrong first is what is told."""
    try:
        await connection.execute("rollback")
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
        connection.terminate()


async def _keep_nothing_to_reset(_: Any) -> None:
    """The pool's own reset is a round trip at each release; a test forbids SET without LOCAL instead."""


async def _pass_json_through(connection: Any) -> None:
    await connection.set_type_codec("json", schema="pg_catalog", format="binary", encoder=str.encode, decoder=bytes)


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """`url`: postgresql://… of the login that serves."""
    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+asyncpg://", 1),
        pool_size=4,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        json_serializer=partial(json.dumps, ensure_ascii=False),  # lists answer with it as it is stored
        connect_args={"server_settings": {"timezone": "UTC"}},
    )
    try:
        async with (
            asyncpg.create_pool(
                url,
                min_size=1,
                max_size=POOL_SIZE,
                reset=_keep_nothing_to_reset,
                init=_pass_json_through,
                statement_cache_size=STATEMENT_CACHE,
                max_cached_statement_lifetime=STATEMENT_LIFETIME_SECONDS,
                max_cacheable_statement_size=0,  # without a limit: a task's own statement is longer than the default of 15 KiB
                server_settings={"timezone": "UTC"},
            ) as pool
        ):
            yield Database(pool, engine)
    finally:
        await engine.dispose()
