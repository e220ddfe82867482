"""When a token was used last: noted in memory, written by the worker from time to time and when it stops."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI

from app.access.tokens import digest_of
from app.access.uses import Uses
from app.kernel.db import open_database
from tests.apps import serving
from tests.callers import Caller, Callers, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.reports import report_body


async def last_used(database: Clone, caller: Caller) -> datetime | None:
    found = await database.fetch("select last_used_at from access_tokens where id = $1", caller.token_id)
    used: datetime | None = found[0]["last_used_at"]
    return used


async def shown(callers: Callers, caller: Caller) -> dict[str, Any]:
    token: dict[str, Any] = (await callers.auditor.get(f"/v1/tokens/{caller.token_id}")).json()
    return token


async def test_a_use_is_shown_when_it_has_been_written(app: FastAPI, callers: Callers, database: Clone) -> None:
    await callers.lead.get("/v1/me")
    before = await shown(callers, callers.lead)
    await app.state.uses.write(app.state.database)
    after = await shown(callers, callers.lead)
    assert (before["last_used_at"], after["version"]) == (None, before["version"])
    assert datetime.fromisoformat(after["last_used_at"]) == await last_used(database, callers.lead)


async def test_a_refused_permission_is_a_use_and_an_ended_token_has_none(
    app: FastAPI, callers: Callers, database: Clone, tokens: Tokens
) -> None:
    app.state.uses.seen.clear()
    for caller in (callers.submitter, callers.revoked, callers.expired, callers.bad_token, callers.anyone):
        await caller.get("/v1/plans")
    # Refused by the verb, and not by the token alone.
    await callers.other_agency.post(f"/v1/tasks/{world.TASK}/reports", report_body())
    assert app.state.uses.seen == {tokens.digest("submitter"), tokens.digest("other_agency")}
    await app.state.uses.write(app.state.database)
    assert await last_used(database, callers.submitter) is not None
    assert app.state.uses.seen == set()


async def test_an_access_token_is_a_use_of_its_key(app: FastAPI, callers: Callers, database: Clone) -> None:
    client = {"client_id": str(callers.lead.token_id), "client_secret": str(callers.lead.token)}
    answer = await callers.lead.http.post("/oauth2/token", data={"grant_type": "client_credentials"} | client)
    assert app.state.uses.seen == {digest_of(client["client_secret"].encode())}
    app.state.uses.seen.clear()
    await Caller("lead", callers.lead.http, answer.json()["access_token"]).get("/v1/me")
    await app.state.uses.write(app.state.database)
    assert await last_used(database, callers.lead) is not None


async def test_of_a_secret_and_the_next_the_one_that_was_shown_is_told(
    app: FastAPI, callers: Callers, database: Clone
) -> None:
    rotated = await callers.admin.post(f"/v1/tokens/{callers.lead.token_id}/rotate", {})
    new = Caller("lead", callers.lead.http, rotated.json()["token"], UUID(rotated.json()["id"]))
    await new.get("/v1/me")
    await app.state.uses.write(app.state.database)
    assert [await last_used(database, one) is None for one in (new, callers.lead)] == [False, True]


async def test_it_is_written_once_an_hour(app: FastAPI, callers: Callers, database: Clone) -> None:
    for ago, is_written in (("59 minutes", False), ("61 minutes", True)):
        await database.execute(f"update access_tokens set last_used_at = now() - interval '{ago}'")
        before = await last_used(database, callers.lead)
        await callers.lead.get("/v1/me")
        await app.state.uses.write(app.state.database)
        assert (await last_used(database, callers.lead) != before) == is_written, ago


async def test_who_holds_a_row_is_not_waited_for(app: FastAPI, callers: Callers, database: Clone) -> None:
    """Neither a rotation nor another worker stands in the way of the others' rows: its own is told at the next use."""
    for caller in (callers.lead, callers.office):
        await caller.get("/v1/me")
    async with connected(database.superuser_url) as held, held.transaction():
        await held.execute("select from access_tokens where id = $1 for update", callers.lead.token_id)
        await app.state.uses.write(app.state.database)
    assert await last_used(database, callers.office) is not None
    assert await last_used(database, callers.lead) is None


async def test_a_worker_that_stops_leaves_nothing_unwritten(
    callers: Callers, clock: StoppedClock, contract: Contract, database: Clone, tokens: Tokens
) -> None:
    async with serving(clock, database_url=database.serving_url) as app:
        async with ContractClient(contract, httpx.ASGITransport(app)) as http:
            await tokens.callers(http).viewer.get("/v1/me")
        assert await last_used(database, callers.viewer) is None
    assert await last_used(database, callers.viewer) is not None


async def test_it_is_written_from_time_to_time(app: FastAPI, callers: Callers, database: Clone, tokens: Tokens) -> None:
    uses = Uses(every_seconds=0.001, seen={tokens.digest("viewer")})
    async with asyncio.timeout(10), uses.written(app.state.database):
        while uses.seen:  # noqa: ASYNC110  the worker itself has nobody to tell
            await asyncio.sleep(0)
        assert await last_used(database, callers.viewer) is not None


async def test_what_could_not_be_written_is_kept(database: Clone, tokens: Tokens) -> None:
    uses = Uses(seen={tokens.digest("viewer")})
    async with open_database(database.serving_url) as closed:
        pass
    await uses.write(closed)
    assert uses.seen == {tokens.digest("viewer")}
