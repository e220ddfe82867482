"""`tiendo token`: an operator issues, lists and revokes as the owner of the database."""

import asyncio

from tests.callers import Caller, Callers
from tests.cli.tiendo import refused, tiendo
from tests.clones import Clone
from tests.make import world


async def test_made_shown_once_listed_and_revoked(callers: Callers, database: Clone) -> None:
    made = await tiendo(
        database, "token", "create", "--role", "agency", "--agency", "so-tai-chinh", "--days", "30", "--json"
    )
    assert made.status == 0, made.err
    caller = Caller("made", callers.admin.http, made.data["token"])
    me = (await caller.get("/v1/me")).json()
    assert (me["role"], [one["code"] for one in me["agencies"]]) == ("agency", ["so-tai-chinh"])
    listed = await tiendo(database, "token", "list", "--json")
    assert made.data["id"] in [one["id"] for one in listed.data]
    assert made.data["token"] not in listed.out
    assert {str(callers.expired.token_id), str(callers.revoked.token_id)}.isdisjoint(one["id"] for one in listed.data)
    assert (await tiendo(database, "token", "revoke", made.data["id"])).status == 0
    assert (await caller.get("/v1/me")).status_code == 401


async def test_without_json_the_token_stands_alone(callers: Callers, database: Clone) -> None:
    made, listed = await asyncio.gather(
        tiendo(database, "token", "create", "--role", "viewer"), tiendo(database, "token", "list", COLUMNS="250")
    )
    caller = Caller("made", callers.admin.http, made.out.strip())
    assert (await caller.get("/v1/me")).json()["role"] == "viewer"
    assert str(callers.admin.token_id) in listed.out


async def test_what_is_refused_is_said_in_a_sentence(database: Clone) -> None:
    before = await database.counts()
    unknown, of_role, nobody, role = await asyncio.gather(
        tiendo(database, "token", "create", "--role", "agency", "--agency", "so-khong-co"),
        tiendo(database, "token", "create", "--role", "agency"),
        tiendo(database, "token", "revoke", str(world.uid(999))),
        tiendo(database, "token", "create", "--role", "minister"),
    )
    refused(unknown, "so-khong-co")
    refused(of_role)
    refused(nobody)
    refused(role, "minister", status=2)
    assert await database.counts() == before
