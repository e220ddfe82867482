"""`/v1/agency-groups` and who belongs to them."""

from typing import Any

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.agencies import agency_row, group_body

NAMED: dict[str, Any] = {
    "id": str(world.GROUP),
    "code": "cac-co-quan-neu-ten",
    "name": "Các cơ quan nêu tên",
    "aliases": [],
    "rule": "members",
    "rule_kinds": [],
    "member_count": 0,
    "version": 1,
}
URL = "/v1/agency-groups/cac-co-quan-neu-ten"


async def codes_of(callers: Callers, group: str) -> list[str]:
    answer = await callers.viewer.get(f"/v1/agency-groups/{group}/members")
    return [one["code"] for one in answer.json()["items"]]


async def test_groups_are_listed_and_read(callers: Callers) -> None:
    assert (await callers.viewer.get("/v1/agency-groups")).json() == {"items": [NAMED], "next_cursor": None}
    for reference in ("cac-co-quan-neu-ten", str(world.GROUP)):
        assert (await callers.viewer.get(f"/v1/agency-groups/{reference}")).json() == NAMED


@pytest.mark.parametrize("path", ["/v1/agency-groups/khong-co", "/v1/agency-groups/khong-co/members"])
async def test_a_group_that_is_not_there_is_not_found(callers: Callers, path: str) -> None:
    assert (await callers.viewer.get(path)).status_code == 404


async def test_a_group_by_kind_has_every_agency_of_its_kinds(callers: Callers, database: Clone) -> None:
    body = group_body(aliases=["Sở, ngành"], rule_kinds=["department", "board"])
    answer = await callers.admin.post("/v1/agency-groups", body)
    assert (answer.status_code, answer.headers["location"]) == (201, "/v1/agency-groups/cac-so")
    created = answer.json()
    assert created == body | {"id": created["id"], "member_count": 4, "version": 1}
    members = ["so-noi-vu", "so-tai-chinh", "so-xay-dung", "so-y-te"]
    assert await codes_of(callers, "cac-so") == members
    await database.store(agency_row(code="ban-quan-ly", name="Ban Quản lý", kind="board"))
    assert await codes_of(callers, "cac-so") == ["ban-quan-ly", *members]


async def test_an_agency_that_has_ended_belongs_to_no_group(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body())
    await callers.admin.patch("/v1/agencies/so-y-te", {"valid_to": "2026-02-28"}, if_match="*")
    assert await codes_of(callers, "cac-so") == ["so-noi-vu", "so-tai-chinh", "so-xay-dung"]


async def test_an_agency_belongs_until_its_last_day_is_over(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body())
    await callers.admin.patch("/v1/agencies/so-y-te", {"valid_to": "2026-12-31"}, if_match="*")
    assert "so-y-te" in await codes_of(callers, "cac-so")


async def test_an_unresolved_group_has_nobody(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body(rule="unresolved", rule_kinds=[]))
    assert await codes_of(callers, "cac-so") == []


@pytest.mark.parametrize("taken", [{"code": "cac-co-quan-neu-ten"}, {"id": str(world.GROUP)}], ids=["code", "id"])
async def test_what_names_a_group_is_taken_once(callers: Callers, taken: dict[str, str]) -> None:
    answer = await callers.admin.post("/v1/agency-groups", group_body(**taken))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/agency-group-exists")


async def test_the_list_of_a_group_is_replaced_as_a_whole(callers: Callers, database: Clone) -> None:
    put = await callers.admin.put(f"{URL}/members", {"agencies": ["so-y-te", "H13.5", str(world.OFFICE), "so-y-te"]})
    assert (put.status_code, put.json()) == (200, NAMED | {"member_count": 3, "version": 2})
    assert await codes_of(callers, "cac-co-quan-neu-ten") == ["so-tai-chinh", "so-y-te", "van-phong-ubnd"]
    put = await callers.admin.put(f"{URL}/members", {"agencies": ["so-xay-dung"]})
    assert (put.json()["member_count"], put.json()["version"]) == (1, 3)
    assert await codes_of(callers, "cac-co-quan-neu-ten") == ["so-xay-dung"]
    put = await callers.admin.put(f"{URL}/members", {"agencies": []})
    assert put.json()["member_count"] == 0
    actions = await database.fetch("select action from journal where entity = 'agency_group' order by sequence")
    assert [row["action"] for row in actions] == ["list_members"] * 3


async def test_an_unknown_member_is_named_and_nothing_changes(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answer = await callers.admin.put(f"{URL}/members", {"agencies": ["so-y-te", "khong-co"]})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-agency")
    assert answer.json()["errors"][0]["pointer"] == "/agencies/1"
    assert await database.counts() == before


async def test_a_group_by_kind_takes_no_list(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body())
    answer = await callers.admin.put("/v1/agency-groups/cac-so/members", {"agencies": ["so-y-te"]})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/not-a-member-list")


async def test_a_group_is_changed_at_the_version_that_was_read(callers: Callers) -> None:
    read = await callers.admin.get(URL)
    changed = await callers.admin.patch(URL, {"aliases": ["Như trên"]}, if_match=read.headers["etag"])
    assert (changed.status_code, changed.json()) == (200, NAMED | {"aliases": ["Như trên"], "version": 2})
    assert (await callers.admin.patch(URL, {"name": "X"}, if_match=read.headers["etag"])).status_code == 412
    assert (await callers.admin.patch(URL, {"name": "X"})).status_code == 428


async def test_the_kinds_of_a_group_may_change(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body())
    await callers.admin.patch("/v1/agency-groups/cac-so", {"rule_kinds": ["office"]}, if_match="*")
    assert await codes_of(callers, "cac-so") == ["van-phong-ubnd"]


async def test_members_come_in_pages(callers: Callers) -> None:
    await callers.admin.post("/v1/agency-groups", group_body())
    first = await callers.viewer.get("/v1/agency-groups/cac-so/members?limit=3")
    second = await callers.viewer.get(first.links["next"]["url"])
    walked = [one["code"] for page in (first, second) for one in page.json()["items"]]
    assert walked == ["so-noi-vu", "so-tai-chinh", "so-xay-dung", "so-y-te"]
    assert second.json()["next_cursor"] is None
