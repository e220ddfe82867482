"""What each kind of caller can do to the database itself, past the service: one statement each, in the context that the
service would have set, and what became of it. Every probe is rolled back.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
from sqlalchemy import Executable, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from app.access.writing import OPENING
from app.kernel import roles
from app.kernel.db import Base
from tests.callers import Tokens
from tests.clones import Clone

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
ROW_SECURITY, NO_GRANT = "row security", "no grant"
SUPERUSER = "superuser"


@dataclass(frozen=True, slots=True)
class Probe:
    """`caller`: whose digest the transaction carries, of `callers.CAST`, or "" for none; `role`: None is a bare login; `first`:
    what the caller does before, in the same transaction.
    """

    name: str
    caller: str
    statement: Executable
    expected: str
    role: str | None = roles.SERVING
    first: Executable | None = None


# One line of a table: a caller, or several; what they do, and how; what becomes of it.
Line = tuple[str | tuple[str, ...], str, Executable, str]
Lines = tuple[Line, ...]


def rows(count: int) -> str:
    return f"{count} rows"


def trigger(name: str) -> str:
    return f"trigger {name}"


def each(callers: Iterable[str], does: str, statement: Executable, expected: str) -> list[Probe]:
    return [Probe(f"{who or 'nobody'} {does}", who, statement, expected) for who in callers]


def listed(*lines: Line) -> list[Probe]:
    """The probes of a table."""
    return [
        probe
        for callers, does, statement, expected in lines
        for probe in each((callers,) if isinstance(callers, str) else callers, does, statement, expected)
    ]


def adding(row: Base) -> Executable:
    given = {name: one for name, one in vars(row).items() if not name.startswith("_")}
    return insert(type(row)).values(given).inline()


def added(
    tokens: Tokens,
    row: Callable[..., Base],
    who: str,
    does: str,
    expected: str,
    *,
    token: str = "",
    **overrides: Any,
) -> Probe:
    """`token`: as whose it is written when that is not the caller's own."""
    return Probe(f"{who} {does}", who, adding(row(tokens, token or who, **overrides)), expected)


async def outcomes(clone: Clone, tokens: Tokens, wanted: list[Probe]) -> Mapping[str, str]:
    """What became of each probe, by its name."""
    urls = {roles.OWNER: clone.owner_url, SUPERUSER: clone.superuser_url, roles.SERVING: clone.serving_url}
    async with AsyncExitStack() as stack:
        opened = {role: await stack.enter_async_context(_engine(url).connect()) for role, url in urls.items()}
        return {one.name: await _outcome(opened[one.role or roles.SERVING], tokens, one) for one in wanted}


def _engine(url: str) -> AsyncEngine:
    return create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)


async def _outcome(connection: AsyncConnection, tokens: Tokens, probe: Probe) -> str:
    async with connection.begin() as transaction:
        if probe.role == roles.SERVING:
            await connection.execute(text(f"set local role {roles.SERVING}"))
        if probe.caller:
            digest = tokens.digest(probe.caller)
            await connection.execute(OPENING, {"digest": digest})
        try:
            return await what_became_of(connection, probe)
        finally:
            await transaction.rollback()


async def what_became_of(connection: AsyncConnection, probe: Probe) -> str:
    try:
        if probe.first is not None:
            await connection.execute(probe.first)
        result = await connection.execute(probe.statement)
        return rows(len(result.all()) if result.returns_rows else result.rowcount)
    except DBAPIError as error:
        return refusal(error.orig)


def refusal(error: BaseException | None) -> str:
    cause = error.__cause__ if error is not None else None
    if not isinstance(cause, asyncpg.InsufficientPrivilegeError):
        return f"{type(cause).__name__}: {cause}"
    said = str(cause)
    if said.startswith("trigger "):
        return said.partition(" refuses")[0]
    return ROW_SECURITY if "row-level security" in said else NO_GRANT
