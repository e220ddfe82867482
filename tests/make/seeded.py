"""The city that a new copy starts with: the register, the calendar and the two annexes of 2026, loaded as the product does.

Loaded once a worker into a template, on the morning of 1 June 2026; each `City` is a clone of it with an application on it.
Tests that only read may share one; a test that writes opens its own.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from app.access.roles import Role
from app.access.tokens import NewToken, new_token
from app.access.writing import Work, open_work
from app.documents.seed import load_seed
from app.kernel.clock import Clock
from app.kernel.db import Database, open_database
from app.kernel.embedded import Server
from tests import clones
from tests.apps import serving
from tests.callers import Caller
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.make.access import token_row

SEED = Path(__file__).parents[2] / "seed"
LOADED_AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PLANS = PROGRAMME, CONCLUSIONS = "chuong-trinh-cong-tac-2026", "ket-luan-thu-tuong-2026"

# name → role and the codes of its agencies.
CAST: dict[str, tuple[Role, tuple[str, ...]]] = {
    "admin": (Role.admin, ()),
    "office": (Role.office, ("vp-ubnd",)),
    "other_office": (Role.office, ("so-noi-vu",)),
    "finance": (Role.agency, ("so-tai-chinh",)),
    "building": (Role.agency, ("so-xay-dung",)),
    "coordination": (Role.agency, ("vpdp-ctmtqg",)),
    "ward": (Role.agency, ("phuong-ninh-kieu",)),
    "submitter": (Role.submitter, ("phuong-ninh-kieu",)),
    "viewer": (Role.viewer, ()),
    "auditor": (Role.auditor, ()),
}


@dataclass(frozen=True, slots=True)
class City:
    database: Clone
    http: ContractClient

    def __getitem__(self, name: str) -> Caller:
        id_, new = _tokens()[name]
        return Caller(name, self.http, new.token, id_)

    async def tasks(self, name: str = "viewer", **filters: Any) -> list[dict[str, Any]]:
        return await every(self[name], "/v1/tasks", **filters)

    async def obligations(self, name: str = "viewer", **filters: Any) -> list[dict[str, Any]]:
        return await every(self[name], "/v1/obligations", **filters)

    async def task(self, plan: str, number: str, section: str | None = None) -> dict[str, Any]:
        """The row that a reader of the annex would call so."""
        found = [
            task
            for task in await self.tasks(plan=plan)
            if task["number"] == number and (task["section"] or {}).get("label") == section
        ]
        assert len(found) == 1, found
        return found[0]


async def every(caller: Caller, path: str, limit: int = 200, **filters: Any) -> list[dict[str, Any]]:
    """All items of a list, page after page."""
    found: list[dict[str, Any]] = []
    given = {"limit": limit} | filters
    while True:
        answer = await caller.get(path, params=given)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        cursor = answer.json()["next_cursor"]
        assert ("next" in answer.links) == (cursor is not None)
        if cursor is None:
            return found
        given["cursor"] = cursor


@asynccontextmanager
async def city(server: Server, worker: str, clock: Clock, contract: Contract) -> AsyncIterator[City]:
    template = await _template(server, worker)
    # A name of its own each: one that a module shares stands beside those that its tests open.
    name = f"city_{worker}_{uuid7().hex[-12:]}"
    async with (
        clones.cloned(server, template, name) as database,
        serving(clock, database_url=database.serving_url) as app,
        ContractClient(contract, httpx.ASGITransport(app)) as http,
    ):
        yield City(database, http)


async def _template(server: Server, worker: str) -> str:
    name = f"seeded_{worker}"
    await clones.build_template(server)
    async with clones.connected(server.superuser_url()) as connection:
        if await connection.fetchval("select true from pg_database where datname = $1", name) is None:
            # Made under another name: what was cut off half-way must not be taken for the seed.
            async with clones.cloned(server, clones.TEMPLATE, f"{name}_begun") as begun:
                await _load(begun)
                await connection.execute(f"create database {name} template {begun.name} strategy file_copy")
    return name


@asynccontextmanager
async def acting(
    clone: Clone, database: Database, role: Role, agencies: list[UUID], at: datetime = LOADED_AT
) -> AsyncIterator[Work]:
    """A transaction of somebody in that role, of these agencies, as the product's own loading opens them."""
    new = new_token(role.value, uuid7())
    await clone.store(token_row(new, role=role.value, agency_ids=agencies, name="seed"))
    async with open_work(database, new.digest, at, "vi", uuid7()) as work:
        yield work


async def agency_ids(clone: Clone) -> dict[str, UUID]:
    return {row["code"]: row["id"] for row in await clone.fetch("select code, id from agencies")}


async def _load(begun: Clone) -> None:
    async with open_database(begun.serving_url) as database:
        await load_seed(partial(acting, begun, database), SEED, lambda _: None)
    ids = await agency_ids(begun)
    for name, (id_, new) in _tokens().items():
        role, codes = CAST[name]
        agencies = [ids[code] for code in codes]
        await begun.store(token_row(new, id=id_, credential_id=id_, name=name, role=role.value, agency_ids=agencies))


@cache
def _tokens() -> dict[str, tuple[UUID, NewToken]]:
    ids = {name: uuid7() for name in CAST}
    return {name: (ids[name], new_token(role.value, ids[name])) for name, (role, _) in CAST.items()}
