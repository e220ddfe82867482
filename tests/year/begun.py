"""The city on the morning of 2 January 2026: the register, the calendar, and both annexes imported but not yet published.

The same files and verbs as `make.seeded`, which stands on 1 June with both plans published. Whoever acts in the year has a
token of its own: the office, an admin, each department and board that leads a task, and each of the 103 communes.
"""

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
from uuid_utils.compat import uuid7

from app.access.roles import Role
from app.access.tokens import new_token
from app.documents.imports.commit import import_annex
from app.documents.seed import load_calendar, load_register
from app.kernel.clock import Clock
from app.kernel.db import Database, open_database
from app.kernel.embedded import Server
from app.plans.schemas import PlanCreate
from tests import clones
from tests.apps import serving
from tests.callers import Caller
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.make import seeded
from tests.make.access import token_row

MORNING = datetime(2026, 1, 2, 1, 0, tzinfo=UTC)
OFFICE = "vp-ubnd"
# Whose tokens are no agency's own.
OTHERS = {"admin": Role.admin, "viewer": Role.viewer}


@asynccontextmanager
async def begun(server: Server, worker: str, clock: Clock, contract: Contract) -> AsyncIterator[dict[str, Caller]]:
    """The callers by the codes of their agencies."""
    await clones.build_template(server)
    async with clones.cloned(server, clones.TEMPLATE, f"year_{worker}") as clone:
        await _import(clone)
        made = await _tokens(clone)
        url = clone.serving_url
        async with (
            serving(clock, database_url=url) as app,
            ContractClient(contract, httpx.ASGITransport(app)) as http,
        ):
            yield {name: Caller(name, http, token) for name, token in made.items()}


async def _import(clone: Clone) -> None:
    async with open_database(clone.serving_url) as database:
        async with seeded.acting(clone, database, Role.admin, [], MORNING) as work:
            await load_register(work, seeded.SEED)
            await load_calendar(work)
        office = (await seeded.agency_ids(clone))[OFFICE]
        with (seeded.SEED / "plans.csv").open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                await _import_plan(clone, database, office, line)


async def _import_plan(clone: Clone, database: Database, office: UUID, line: dict[str, Any]) -> None:
    draft = {name: line[name] for name in PlanCreate.model_fields if name in line} | {"year": int(line["year"])}
    async with seeded.acting(clone, database, Role.office, [office], MORNING) as work:
        await import_annex(work, (seeded.SEED / line["file"]).read_bytes(), PlanCreate.model_validate(draft))


async def _tokens(clone: Clone) -> dict[str, str]:
    """One row for each who may act; the secrets are only here."""
    rows, secrets = [], {}
    holders: dict[str, tuple[Role, list[UUID]]] = {name: (role, []) for name, role in OTHERS.items()}
    for code, id_ in (await seeded.agency_ids(clone)).items():
        holders[code] = (Role.office if code == OFFICE else Role.agency, [id_])
    for name, (role, agencies) in holders.items():
        id_ = uuid7()
        new = new_token(role.value, id_)
        secrets[name] = new.token
        rows.append(token_row(new, id=id_, credential_id=id_, name=name, role=role.value, agency_ids=agencies))
    await clone.store(*rows)
    return secrets
