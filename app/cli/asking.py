"""How a command asks what callers ask over HTTP: the same statements through the serving login, by a token that reads all."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import asyncpg

from app.access.reading import Listing
from app.access.roles import Role
from app.cli.operator import acting, lent_token
from app.documents.exports.asking import Ask
from app.kernel.clock import Clock, local_day
from app.kernel.db import Database, Snapshot, open_database
from app.kernel.reads import Compiled
from app.plans.queries import visible_id
from app.tasks.cell_rules import Basis
from app.tasks.parameters import Asked
from app.tasks.views import asked_view

# A person reads to the end: what is asked here has no pages.
EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class Asking:
    database: Database | Snapshot
    digest: bytes
    today: date

    def view(self, as_of: date | None, basis: Basis = Basis.current) -> Asked:
        """FutureDay for a day of which nothing can be known."""
        return Asked(asked_view(as_of, basis, self.today), as_of or self.today)

    async def rows(self, statement: Compiled, **values: Any) -> list[asyncpg.Record]:
        known = {"digest": self.digest, "today": self.today, "language": "vi"} | values
        rows = await self.database.fetch(statement.sql, statement.arguments(known))
        return [row for row in rows if row["item"] is not None]

    async def every(self, listing: Listing, filters: Mapping[str, Any], **values: Any) -> list[asyncpg.Record]:
        given = {name: one for name, one in filters.items() if one is not None}
        return await self.rows(listing.shapes.compiled(tuple(given)), **given | values, limit=EVERYTHING)


@asynccontextmanager
async def asking(owner_url: str, serving_url: str, clock: Clock, *, about: str | None = None) -> AsyncIterator[Asking]:
    """`about`: the one plan that is meant; UnknownPlan when there is none, for an empty list would say that nobody is late."""
    async with open_database(serving_url) as database, acting(owner_url, database, Role.auditor, [], clock) as work:
        if about is not None:
            await visible_id(work, about, "/plan")
        yield Asking(database, work.digest, local_day(work.now))


@asynccontextmanager
async def asking_at_length(owner_url: str, serving_url: str, today: date) -> AsyncIterator[Ask]:
    """Of one moment, for as long as it takes: no transaction beside it lies idle until the server ends it."""
    async with (
        open_database(serving_url) as database,
        lent_token(owner_url, Role.auditor, []) as digest,
        database.snapshot() as snapshot,
    ):
        yield Asking(snapshot, digest, today).rows
