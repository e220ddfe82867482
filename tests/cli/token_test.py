"""`tiendo token`: an operator issues, lists and revokes as the owner of the database."""

from tests.callers import Caller, Callers
from tests.cli.tiendo import here, process, refused
from tests.clones import Clone
from tests.make import world


async def test_made_shown_once_listed_and_revoked(callers: Callers, database: Clone) -> None:
    made = await process(
        database, "token", "create", "--role", "agency", "--agency", "so-tai-chinh", "--days", "30", "--json"
    )
    assert made.status == 0, made.err
    caller = Caller("made", callers.admin.http, made.data["token"])
    me = (await caller.get("/v1/me")).json()
    assert (me["role"], [one["code"] for one in me["agencies"]]) == ("agency", ["so-tai-chinh"])
    listed = await here(database, "token", "list", "--json")
    assert made.data["id"] in [one["id"] for one in listed.data]
    assert made.data["token"] not in listed.out
    assert {str(callers.expired.token_id), str(callers.revoked.token_id)}.isdisjoint(one["id"] for one in listed.data)
    assert (await here(database, "token", "revoke", made.data["id"])).status == 0
    assert (await caller.get("/v1/me")).status_code == 401


async def test_without_json_the_token_stands_alone(callers: Callers, database: Clone) -> None:
    made = await here(database, "token", "create", "--role", "viewer")
    listed = await here(database, "token", "list")
    caller = Caller("made", callers.admin.http, made.out.strip())
    assert (await caller.get("/v1/me")).json()["role"] == "viewer"
    assert (listed.status, "prefix" in listed.out) == (0, True)


async def test_what_is_refused_is_said_in_a_sentence(database: Clone) -> None:
    before = await database.counts()
    refused(await here(database, "token", "create", "--role", "agency", "--agency", "so-khong-co"), "so-khong-co")
    refused(await here(database, "token", "create", "--role", "agency"))
    refused(await here(database, "token", "revoke", str(world.uid(999))))
    refused(await here(database, "token", "create", "--role", "minister"), "minister", status=2)
    assert await database.counts() == before
