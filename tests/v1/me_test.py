"""`/v1/me`."""

import httpx
import pytest

from app.access.tokens import new_token
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.make import world
from tests.make.access import token_row

READ = ["agency:read", "obligation:read", "plan:read", "report:read", "task:read"]
PERMISSIONS = {
    "admin": sorted([*READ, "agency:write", "calendar:write", "token:read", "token:write"]),
    "office": sorted([*READ, "calendar:feed", "comment:write", "plan:write", "report:review"]),
    "lead": sorted([*READ, "calendar:feed", "comment:write", "extension:request", "report:submit"]),
    "submitter": ["calendar:feed", "obligation:read", "report:read", "report:submit"],
    "viewer": READ,
    "auditor": sorted([*READ, "token:read"]),
}


async def _me_of(database: Clone, http: ContractClient, **overrides: object) -> httpx.Response:
    new = new_token("agency", world.uid(950))
    row = {"id": world.uid(950), "role": "agency", "agency_ids": [world.LEAD]} | overrides
    await database.store(token_row(new, **row))
    return await Caller("made", http, new.token).get("/v1/me")


@pytest.mark.parametrize("name", PERMISSIONS)
async def test_each_role_learns_what_it_may(callers: Callers, name: str) -> None:
    caller = getattr(callers, name)
    me = (await caller.get("/v1/me")).json()
    assert (me["name"], me["token_id"], me["permissions"]) == (name, str(caller.token_id), PERMISSIONS[name])


async def test_a_gateway_learns_its_agencies_by_code(callers: Callers) -> None:
    me = (await callers.gateway.get("/v1/me")).json()
    assert me["agencies"] == [
        {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"},
        {"id": str(world.OTHER_AGENCY), "code": "so-y-te", "name": "Sở Y tế"},
    ]


async def test_a_token_of_nobody_in_particular_has_no_agency_and_no_limit_of_plans(callers: Callers) -> None:
    me = (await callers.viewer.get("/v1/me")).json()
    assert (me["role"], me["agencies"], me["plans"], me["expires_at"]) == (
        "viewer",
        [],
        None,
        "2100-01-01T00:00:00+00:00",
    )


async def test_the_narrowest_token_may_ask_what_it_is(database: Clone, http: ContractClient) -> None:
    answer = await _me_of(database, http, permissions=["report:submit"])
    assert (answer.status_code, answer.json()["permissions"]) == (200, ["report:submit"])


async def test_a_permission_that_the_role_has_lost_is_not_shown(database: Clone, http: ContractClient) -> None:
    answer = await _me_of(database, http, permissions=["report:submit", "token:write"])
    assert answer.json()["permissions"] == ["report:submit"]


async def test_of_its_plans_it_learns_those_it_sees(database: Clone, http: ContractClient) -> None:
    """Neither the draft of another nor the restricted plan that doesn't name it."""
    answer = await _me_of(database, http, plan_ids=[world.DRAFT, world.RESTRICTED, world.PLAN])
    assert answer.json()["plans"] == [{"id": str(world.PLAN), "code": "kh-01-2026"}]


async def test_the_limit_of_a_page_is_the_one_that_is_kept(callers: Callers) -> None:
    limits = (await callers.viewer.get("/v1/me")).json()["limits"]
    most = await callers.viewer.get("/v1/agencies", params={"limit": limits["page_items"]})
    more = await callers.viewer.get("/v1/agencies", params={"limit": limits["page_items"] + 1})
    assert (most.status_code, more.status_code) == (200, 422)


async def test_the_limit_of_a_body_is_the_one_that_is_kept(callers: Callers) -> None:
    limits = (await callers.viewer.get("/v1/me")).json()["limits"]
    content = b" " * (limits["body_bytes"] + 1)
    answer = await callers.viewer.request("POST", "/v1/deadlines/parse", content=content)
    assert answer.status_code == 413


async def test_what_has_not_changed_is_not_sent_again(callers: Callers) -> None:
    first = await callers.lead.get("/v1/me")
    again = await callers.lead.get("/v1/me", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["anyone", "expired", "revoked", "bad_token"])
async def test_whoever_has_no_good_token_learns_nothing(callers: Callers, name: str) -> None:
    answer = await getattr(callers, name).get("/v1/me")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="tiendo"')
