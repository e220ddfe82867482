"""Databases of the tests: one template, migrated once a run by Alembic as the owner, and clones of it.

Owns making, filling and looking into databases past every right (as superuser); the server is `postgres`'s, the rows come
from `make`. A clone costs about 20 ms, less than emptying its tables: its files are copied, for through the log it is twice that,
and four times when two workers do it at once.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.kernel import roles
from app.kernel.db import Base
from app.kernel.embedded import Server

ROOT = Path(__file__).parents[1]
TEMPLATE = "tiendo_template"
# Any number would do; the workers of a run wait for one another on it.
BUILDING = 20261121


def alembic_config(url: str) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["url"] = url
    return config


async def migrate(url: str, revision: str = "head") -> None:
    # In a thread: the migrations' environment runs a loop of its own.
    await asyncio.to_thread(command.upgrade, alembic_config(url), revision)


async def add(session: AsyncSession, rows: Sequence[Base]) -> None:
    """In their order, which has to be that of the foreign keys; neighbours of one table by one statement."""
    for _, neighbours in groupby(rows, type):
        session.add_all(neighbours)
        await session.flush()


@dataclass(frozen=True, slots=True)
class Clone:
    """A database of one's own, seen from outside the service."""

    server: Server
    name: str

    @property
    def serving_url(self) -> str:
        return self.server.serving_url(self.name)

    @property
    def owner_url(self) -> str:
        return self.server.owner_url(self.name)

    @property
    def superuser_url(self) -> str:
        return self.server.superuser_url(self.name)

    async def store(self, *rows: Base) -> None:
        """Past row security."""
        engine = create_async_engine(
            self.superuser_url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool
        )
        async with AsyncSession(engine) as session, session.begin():
            await add(session, rows)

    async def fetch(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        async with connected(self.superuser_url) as connection:
            found: list[asyncpg.Record] = await connection.fetch(sql, *values)
            return found

    async def execute(self, sql: str, *values: Any) -> None:
        async with connected(self.superuser_url) as connection:
            await connection.execute(sql, *values)

    async def counts(self) -> dict[str, int]:
        """How many rows each table has: what a refused request must leave as it was."""
        tables = sorted(Base.metadata.tables)
        columns = ", ".join(f"(select count(*) from {table}) as {table}" for table in tables)
        return dict((await self.fetch(f"select {columns}"))[0])


@asynccontextmanager
async def connected(url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def build_template(server: Server) -> None:
    """By the first worker that comes; the others find it. The mark IS_TEMPLATE says that it is whole."""
    async with connected(server.superuser_url()) as connection:
        await connection.execute("select pg_advisory_lock($1)", BUILDING)
        if (
            await connection.fetchval("select true from pg_database where datname = $1 and datistemplate", TEMPLATE)
            is None
        ):
            await connection.execute(f"create database {TEMPLATE} owner {roles.OWNER} template template0")
            await _grant(server, TEMPLATE)
            await migrate(server.owner_url(TEMPLATE))
            await connection.execute(f"alter database {TEMPLATE} is_template true")


async def _grant(server: Server, name: str) -> None:
    async with connected(server.superuser_url(name)) as connection:
        await connection.execute(_rights(name))


def _rights(name: str) -> str:
    return "; ".join(roles.database_statements(name, roles.OWNER, roles.LOGIN))


@asynccontextmanager
async def empty(server: Server, name: str) -> AsyncIterator[Clone]:
    """A database without a table."""
    async with cloned(server, "template0", name) as clone:
        await _grant(server, name)
        yield clone


@asynccontextmanager
async def cloned(server: Server, template: str, name: str) -> AsyncIterator[Clone]:
    async with connected(server.superuser_url()) as connection:
        # One worker at a time: a database that is being copied has no other user, and rights on databases stand in shared rows.
        await connection.execute("select pg_advisory_lock($1)", BUILDING)
        await connection.execute(f"drop database if exists {name} with (force)")
        await connection.execute(f"create database {name} owner {roles.OWNER} template {template} strategy file_copy")
        # Those on the database itself: those in it came with the template.
        await connection.execute(_rights(name))
        await connection.execute("select pg_advisory_unlock($1)", BUILDING)
        try:
            yield Clone(server, name)
        finally:
            await connection.execute(f"drop database {name} with (force)")
