"""`POST /v1/tokens/{id}/rotate`: a new secret for the same credential, and the old one for a while."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.reports import report_body
from tests.v1.tokens_test import holder, slug

REPORTS = f"/v1/tasks/{world.TASK}/reports"


@pytest.fixture(autouse=True)
def _by_the_real_clock(clock: StoppedClock) -> None:
    """What is in force is decided by the database's own, which nobody stops."""
    clock.now = datetime.now(UTC)


async def rotate(callers: Callers, token_id: object, **rotation: Any) -> httpx.Response:
    return await callers.admin.post(f"/v1/tokens/{token_id}/rotate", rotation)


async def rotated(callers: Callers, caller: Caller, **rotation: Any) -> tuple[Caller, dict[str, Any]]:
    """The caller by its new token, and that as it was answered."""
    answer = await rotate(callers, caller.token_id, **rotation)
    assert answer.status_code == 201
    new = answer.json()
    return Caller(caller.name, caller.http, new["token"], new["id"]), new


async def token(callers: Callers, token_id: object) -> dict[str, Any]:
    found: dict[str, Any] = (await callers.auditor.get(f"/v1/tokens/{token_id}")).json()
    return found


async def works(*callers: Caller) -> list[bool]:
    return [(await one.get("/v1/me")).status_code == 200 for one in callers]


async def test_both_work_in_the_overlap_and_the_new_one_after_it(callers: Callers, database: Clone) -> None:
    by_new, _ = await rotated(callers, callers.lead)
    assert await works(callers.lead, by_new) == [True, True]
    await database.execute("update access_tokens set retires_at = now() where id = $1", callers.lead.token_id)
    assert await works(callers.lead, by_new) == [False, True]


async def test_what_has_only_defaults_needs_no_body(callers: Callers) -> None:
    url = f"/v1/tokens/{callers.lead.token_id}/rotate"
    answer = await callers.admin.request("POST", url)
    assert (answer.status_code, await works(callers.lead)) == (201, [True])
    misspelt = await callers.admin.post(url, {"overlap": 1})
    assert (misspelt.status_code, misspelt.json()["errors"][0]["pointer"]) == (422, "/overlap")
    assert (await callers.office.request("POST", "/v1/plans/kh-02-2026/publish")).status_code == 200


async def test_the_grant_and_the_credential_stay(callers: Callers, database: Clone) -> None:
    await database.execute(
        "update access_tokens set permissions = '{report:submit,task:read}', plan_ids = $2 where id = $1",
        callers.lead.token_id,
        [world.PLAN],
    )
    before = await token(callers, callers.lead.token_id)
    _, new = await rotated(callers, callers.lead)
    kept = ("name", "role", "agencies", "plans", "permissions", "credential_id")
    assert {name: new[name] for name in kept} == {name: before[name] for name in kept}
    assert (new["replaces"], new["replaced_by"], new["version"]) == (before["id"], None, 1)
    assert new["id"] != before["id"]


async def test_the_answer_is_as_that_of_a_new_token(callers: Callers) -> None:
    answer = await rotate(callers, callers.lead.token_id)
    shown = await callers.admin.get(answer.headers["location"])
    assert answer.headers["cache-control"] == "no-store"
    assert shown.json() == {name: one for name, one in answer.json().items() if name != "token"}
    assert shown.headers["etag"] == answer.headers["etag"]


async def test_the_old_one_says_until_when_and_by_what_it_was_replaced(callers: Callers) -> None:
    for caller, rotation, hours in (
        (callers.lead, {}, 24),
        (callers.office, {"overlap_hours": 1}, 1),
        (callers.viewer, {"overlap_hours": 720}, 720),
    ):
        _, new = await rotated(callers, caller, **rotation)
        old = await token(callers, caller.token_id)
        left = datetime.fromisoformat(old["retires_at"]) - datetime.now(UTC)
        assert timedelta(hours=hours, minutes=-5) < left <= timedelta(hours=hours)
        assert (old["replaced_by"], old["revoked_at"], old["version"]) == (new["id"], None, 2)


async def test_without_an_overlap_the_old_one_is_revoked(callers: Callers) -> None:
    by_new, _ = await rotated(callers, callers.lead, overlap_hours=0)
    old = await token(callers, callers.lead.token_id)
    assert await works(callers.lead, by_new) == [False, True]
    assert (old["revoked_at"] is None, old["retires_at"], old["version"]) == (False, None, 2)


async def test_a_leak_is_ended_with_all_that_went_before(callers: Callers) -> None:
    by_second, _ = await rotated(callers, callers.lead)
    by_third, _ = await rotated(callers, by_second, overlap_hours=0)
    assert await works(callers.lead, by_second, by_third) == [False, False, True]


async def test_revoking_the_new_one_ends_both(callers: Callers, database: Clone) -> None:
    by_new, new = await rotated(callers, callers.lead)
    await callers.admin.delete(f"/v1/tokens/{new['id']}")
    assert await works(callers.lead, by_new) == [False, False]
    found = await database.fetch("select entity_id from journal where action = 'revoke'")
    assert {str(row["entity_id"]) for row in found} == {str(callers.lead.token_id), new["id"]}


async def test_revoking_the_old_one_ends_the_overlap(callers: Callers) -> None:
    by_new, _ = await rotated(callers, callers.lead)
    await callers.admin.delete(f"/v1/tokens/{callers.lead.token_id}")
    assert await works(callers.lead, by_new) == [False, True]


async def test_what_ended_long_ago_is_not_revoked_once_more(callers: Callers, database: Clone) -> None:
    _, new = await rotated(callers, callers.lead)
    await database.execute("update access_tokens set retires_at = now() where id = $1", callers.lead.token_id)
    await callers.admin.delete(f"/v1/tokens/{new['id']}")
    assert (await token(callers, callers.lead.token_id))["revoked_at"] is None


async def test_a_report_is_replayed_over_a_rotation(callers: Callers) -> None:
    key = {"Idempotency-Key": "mot-lan"}
    first = await callers.lead.post(REPORTS, report_body(), headers=key)
    by_new, _ = await rotated(callers, callers.lead, overlap_hours=0)
    again = await by_new.post(REPORTS, report_body(), headers=key)
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")


async def test_the_client_id_stays_and_each_secret_is_exchanged_while_it_works(callers: Callers) -> None:
    by_new, new = await rotated(callers, callers.lead)
    client = {"grant_type": "client_credentials", "client_id": new["credential_id"]}
    for key in (callers.lead, by_new):
        answer = await key.http.post("/oauth2/token", data=client | {"client_secret": key.token})
        assert answer.status_code == 200
    of_the_token = client | {"client_id": new["id"], "client_secret": new["token"]}
    assert (await by_new.http.post("/oauth2/token", data=of_the_token)).status_code == 401


async def test_of_two_who_rotate_at_once_one_does_it(callers: Callers, database: Clone) -> None:
    """The other is told by what it was replaced: no secret is alive that nobody knows of."""
    answers = await asyncio.gather(*(rotate(callers, callers.lead.token_id) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    new = next(one.json() for one in answers if one.status_code == 201)
    others = [one.json() for one in answers if one.status_code == 409]
    assert {(one["type"], one["replaced_by"]) for one in others} == {("/problems/token-replaced", new["id"])}
    found = await database.fetch("select id from access_tokens where replaces_id = $1", callers.lead.token_id)
    assert [str(row["id"]) for row in found] == [new["id"]]


@pytest.mark.parametrize("overlap_hours", [0, 24])
async def test_who_lost_the_answer_rotates_the_one_that_replaced_it(callers: Callers, overlap_hours: int) -> None:
    await rotate(callers, callers.lead.token_id, overlap_hours=overlap_hours)
    again = await rotate(callers, callers.lead.token_id)
    by_new, new = await rotated(callers, Caller("lead", callers.lead.http, None, again.json()["replaced_by"]))
    assert (again.status_code, slug(again)) == (409, "token-replaced")
    assert (await works(by_new), new["credential_id"]) == ([True], str(callers.lead.token_id))


@pytest.mark.parametrize("name", ["lead", "admin"])
async def test_a_retry_under_its_key_names_the_new_one_without_its_secret(
    callers: Callers, database: Clone, name: str
) -> None:
    """Also when the admin has rotated its own at once, and comes again by the new one."""
    caller, key = getattr(callers, name), {"Idempotency-Key": "mot-lan"}
    path, rotation = f"/v1/tokens/{caller.token_id}/rotate", {"overlap_hours": 0}
    new = (await callers.admin.post(path, rotation, headers=key)).json()
    admin = Caller("admin", callers.admin.http, new["token"]) if name == "admin" else callers.admin
    again = await admin.post(path, rotation, headers=key)
    assert (again.status_code, again.json()) == (201, new | {"token": None})
    assert len(await database.fetch("select from access_tokens where replaces_id = $1", caller.token_id)) == 1


async def test_a_dry_run_replaces_nothing(callers: Callers, database: Clone) -> None:
    before = await database.counts(), await token(callers, callers.lead.token_id)
    answer = await callers.admin.post(
        f"/v1/tokens/{callers.lead.token_id}/rotate", {"overlap_hours": 0}, headers={"Prefer": "dry-run"}
    )
    assert (answer.status_code, answer.json()["token"]) == (201, None)
    assert (await database.counts(), await token(callers, callers.lead.token_id)) == before


async def test_a_revoked_one_is_not_replaced_and_an_expired_one_is(callers: Callers, database: Clone) -> None:
    await database.execute("update access_tokens set created_at = '2019-01-01' where id = $1", callers.expired.token_id)
    refused = await rotate(callers, callers.revoked.token_id)
    by_new, _ = await rotated(callers, callers.expired)
    assert (refused.status_code, slug(refused)) == (409, "token-revoked")
    assert await works(callers.expired, by_new) == [False, True]


async def test_the_new_one_gets_as_long_as_the_old_one_was_given(callers: Callers, clock: StoppedClock) -> None:
    made = (
        await callers.admin.post(
            "/v1/tokens",
            {"name": "x", "role": "viewer", "expires_at": (clock() + timedelta(days=30)).isoformat()},
        )
    ).json()
    clock.now += timedelta(days=10)
    new = (await rotate(callers, made["id"])).json()
    until = clock() + timedelta(days=3)
    named = (await rotate(callers, new["id"], expires_at=until.isoformat())).json()
    assert datetime.fromisoformat(new["expires_at"]) == clock() + timedelta(days=30)
    assert datetime.fromisoformat(named["expires_at"]) == until


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"overlap_hours": -1}, "invalid-request"),
    ({"overlap_hours": 721}, "invalid-request"),
    ({"overlap_hours": "24"}, "invalid-request"),
    ({"role": "admin"}, "invalid-request"),
    ({"expires_at": "2020-01-01T00:00:00Z"}, "expiry-out-of-range"),
    ({"expires_at": "2199-01-01T00:00:00Z"}, "expiry-out-of-range"),
)


async def test_a_refusal_leaves_everything_as_it_was(callers: Callers, database: Clone) -> None:
    before = await database.counts(), await token(callers, callers.lead.token_id)
    for rotation, refusal in REFUSED:
        answer = await rotate(callers, callers.lead.token_id, **rotation)
        assert (answer.status_code, slug(answer)) == (422, refusal), rotation
    assert (await database.counts(), await token(callers, callers.lead.token_id)) == before


async def test_nobody_gets_at_a_secret_it_could_not_issue(
    callers: Callers, database: Clone, http: ContractClient
) -> None:
    """A narrowed admin could make itself a whole one by rotating it."""
    narrowed = await holder(database, http, permissions=["token:write", "task:read"])
    answer = await narrowed.post(f"/v1/tokens/{callers.admin.token_id}/rotate", {})
    assert (answer.status_code, slug(answer)) == (403, "beyond-own-token")
    assert await works(callers.admin) == [True]


async def test_an_admin_held_to_plans_rotates_tokens_of_those_alone(
    callers: Callers, database: Clone, http: ContractClient
) -> None:
    held = await holder(database, http, plan_ids=[world.PLAN])
    for plans, status in ((None, 403), ([world.PLAN, world.OTHER_PLAN], 403), ([world.PLAN], 201)):
        await database.execute("update access_tokens set plan_ids = $2 where id = $1", callers.lead.token_id, plans)
        answer = await held.post(f"/v1/tokens/{callers.lead.token_id}/rotate", {})
        assert answer.status_code == status, plans


@pytest.mark.parametrize("overlap_hours", [0, 1])
async def test_an_admin_rotates_its_own(callers: Callers, database: Clone, overlap_hours: int) -> None:
    by_new, new = await rotated(callers, callers.admin, overlap_hours=overlap_hours)
    assert await works(callers.admin, by_new) == [overlap_hours > 0, True]
    assert new["issued_by"] == str(callers.admin.token_id)
    assert len(await database.fetch("select from journal")) == 2


async def test_the_journal_tells_both(callers: Callers, database: Clone) -> None:
    before = await token(callers, callers.lead.token_id)
    _, new = await rotated(callers, callers.lead)
    after = await token(callers, callers.lead.token_id)
    found = await database.fetch("select action, entity_id, before, after from journal order by sequence")
    told = [(row["action"], str(row["entity_id"]), row["before"], row["after"]) for row in found]
    shown = {name: one for name, one in new.items() if name != "token"}
    assert [(action, one, was and json.loads(was), json.loads(now)) for action, one, was, now in told] == [
        ("issue", new["id"], None, shown),
        ("rotate", before["id"], before, after),
    ]
