"""`/v1/agencies`."""

from typing import Any
from uuid import UUID

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.agencies import agency_body, agency_row

LEAD: dict[str, Any] = {
    "id": str(world.LEAD),
    "code": "so-tai-chinh",
    "e_identifier": "H13.5",
    "admin_unit_code": None,
    "name": "Sở Tài chính",
    "short_name": None,
    "aliases": [],
    "kind": "department",
    "parent": None,
    "valid_from": None,
    "valid_to": None,
    "successor": None,
    "version": 1,
}
URL = "/v1/agencies/so-tai-chinh"


@pytest.mark.parametrize("reference", ["so-tai-chinh", "H13.5", str(world.LEAD), str(world.LEAD).upper()])
async def test_an_agency_is_named_by_id_code_or_e_identifier(callers: Callers, reference: str) -> None:
    answer = await callers.viewer.get(f"/v1/agencies/{reference}")
    assert (answer.status_code, answer.json()) == (200, LEAD)


@pytest.mark.parametrize("reference", ["khong-co", str(world.uid(99)), "H13.6"])
async def test_an_agency_that_is_not_there_is_not_found(callers: Callers, reference: str) -> None:
    answer = await callers.viewer.get(f"/v1/agencies/{reference}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


async def test_the_register_stands_in_the_order_of_the_alphabet(callers: Callers, database: Clone) -> None:
    names = ["Đảng ủy", "Ủy ban", "An ninh", "Ấp Bình", "Bộ Chỉ huy", "Ân Thi", "Đoàn", "Dân quân"]
    await database.store(*(agency_row(code=f"a-{n}", name=name, kind="other") for n, name in enumerate(names)))
    found = (await callers.viewer.get("/v1/agencies?kind=other")).json()["items"]
    in_order = ["An ninh", "Ân Thi", "Ấp Bình", "Bộ Chỉ huy", "Dân quân", "Đảng ủy", "Đoàn", "Ủy ban"]
    assert [one["name"] for one in found] == in_order


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("tài chính", ["so-tai-chinh"]),
        ("tai chinh", ["so-tai-chinh"]),
        ("TAI CHINH", ["so-tai-chinh"]),
        ("chinh", ["so-tai-chinh"]),
        ("ai chinh", []),
        ("xây d", ["so-xay-dung"]),
    ],
)
async def test_a_search_finds_the_beginning_of_words_without_accents(
    callers: Callers, words: str, codes: list[str]
) -> None:
    found = (await callers.viewer.get("/v1/agencies", params={"q": words})).json()["items"]
    assert [one["code"] for one in found] == codes


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "--"])
async def test_a_search_without_a_letter_is_not_the_whole_register(callers: Callers, words: str) -> None:
    answer = await callers.viewer.get("/v1/agencies", params={"q": words})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "q")


async def test_filters_hold_together(callers: Callers) -> None:
    found = await callers.viewer.get("/v1/agencies", params={"kind": "office", "q": "so"})
    assert found.json() == {"items": [], "next_cursor": None}


async def test_an_agency_is_enrolled_and_found_again(callers: Callers) -> None:
    body = agency_body(
        short_name="STP",
        aliases=["Sở Tư pháp TP", "Tư pháp"],
        e_identifier="H13.11",
        admin_unit_code="92",
        parent="van-phong-ubnd",
        valid_from="2026-01-01",
        valid_to="2030-12-31",
    )
    answer = await callers.admin.post("/v1/agencies", body)
    assert (answer.status_code, answer.headers["location"]) == (201, "/v1/agencies/so-tu-phap")
    parent = {"id": str(world.OFFICE), "code": "van-phong-ubnd", "name": "Văn phòng UBND thành phố"}
    created = answer.json()
    assert created == body | {"id": created["id"], "parent": parent, "successor": None, "version": 1}
    assert UUID(created["id"]).version == 7
    again = await callers.viewer.get(answer.headers["location"])
    assert (again.json(), again.headers["etag"]) == (created, answer.headers["etag"])
    for words in ("stp", "tu phap tp", "so-tu"):
        found = (await callers.viewer.get("/v1/agencies", params={"q": words})).json()["items"]
        assert [one["code"] for one in found] == ["so-tu-phap"]


async def test_the_client_may_mint_the_id(callers: Callers) -> None:
    id_ = str(world.uid(77))
    answer = await callers.admin.post("/v1/agencies", agency_body(id=id_))
    assert (answer.status_code, answer.json()["id"]) == (201, id_)


async def test_enrolling_writes_the_journal_in_the_same_act(callers: Callers, database: Clone) -> None:
    answer = await callers.admin.post("/v1/agencies", agency_body())
    (row,) = await database.fetch(
        "select entity, action, entity_id, token_id, before, after::json ->> 'code' from journal"
    )
    assert tuple(row) == (
        "agency",
        "create",
        UUID(answer.json()["id"]),
        callers.admin.token_id,
        None,
        "so-tu-phap",
    )


@pytest.mark.parametrize(
    "taken", [{"code": "so-tai-chinh"}, {"e_identifier": "H13.5"}, {"id": str(world.LEAD)}], ids=["code", "eid", "id"]
)
async def test_what_names_an_agency_is_taken_once(callers: Callers, database: Clone, taken: dict[str, str]) -> None:
    before = await database.counts()
    answer = await callers.admin.post("/v1/agencies", agency_body(**taken))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/agency-exists")
    assert await database.counts() == before


@pytest.mark.parametrize(
    ("overrides", "slug", "pointer"),
    [
        ({"parent": "khong-co"}, "unknown-agency", "/parent"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "validity-reversed", None),
        ({"code": "Sở"}, "invalid-request", "/code"),
        ({"code": ""}, "invalid-request", "/code"),
        ({"code": "a" * 101}, "invalid-request", "/code"),
        ({"name": "   "}, "invalid-request", "/name"),
        ({"name": "x" * 501}, "invalid-request", "/name"),
        ({"name": "TỐI MẬT"}, "invalid-request", "/name"),
        ({"kind": "ministry"}, "invalid-request", "/kind"),
        ({"e_identifier": "h13"}, "invalid-request", "/e_identifier"),
        ({"e_identifier": "H13..5"}, "invalid-request", "/e_identifier"),
        ({"e_identifier": "H" * 36}, "invalid-request", "/e_identifier"),
        ({"admin_unit_code": "x"}, "invalid-request", "/admin_unit_code"),
        ({"aliases": ["x"] * 51}, "invalid-request", "/aliases"),
        ({"aliases": ["x", ""]}, "invalid-request", "/aliases/1"),
        ({"valid_from": "2026-02-30"}, "invalid-request", "/valid_from"),
        ({"valid_from": 0}, "invalid-request", "/valid_from"),
        ({"valid_from": "2026-01-01T00:00:00"}, "invalid-request", "/valid_from"),
        ({"valid_from": "1899-12-31"}, "invalid-request", "/valid_from"),
        ({"valid_from": "2201-01-01"}, "invalid-request", "/valid_from"),
        ({"id": "x"}, "invalid-request", "/id"),
        ({"name": None}, "invalid-request", "/name"),
    ],
)
async def test_what_is_wrong_is_named(
    callers: Callers, overrides: dict[str, Any], slug: str, pointer: str | None
) -> None:
    answer = await callers.admin.post("/v1/agencies", agency_body(**overrides))
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert [one["pointer"] for one in answer.json()["errors"]] == ([] if pointer is None else [pointer])


async def test_text_is_kept_composed_and_trimmed(callers: Callers) -> None:
    answer = await callers.admin.post("/v1/agencies", agency_body(name="  So\u031b\u0309 Tu\u031b pha\u0301p "))
    assert answer.json()["name"] == "Sở Tư pháp"


async def test_a_change_needs_the_version_that_was_read(callers: Callers) -> None:
    read = await callers.admin.get(URL)
    without = await callers.admin.patch(URL, {"name": "X"})
    assert (without.status_code, without.json()["type"]) == (428, "/problems/precondition-required")
    changed = await callers.admin.patch(URL, {"name": "Sở Tài chính thành phố"}, if_match=read.headers["etag"])
    assert (changed.status_code, changed.json()) == (200, LEAD | {"name": "Sở Tài chính thành phố", "version": 2})
    stale = await callers.admin.patch(URL, {"name": "Y"}, if_match=read.headers["etag"])
    assert (stale.status_code, stale.json()["type"], stale.json()["version"]) == (412, "/problems/stale", 2)
    assert (await callers.admin.get(URL)).json() == changed.json()


@pytest.mark.parametrize("tag", ["*", '"1.00000000"', '"3.00000000", "1.00000000"'])
async def test_only_the_version_of_a_tag_is_compared(callers: Callers, tag: str) -> None:
    assert (await callers.admin.patch(URL, {"short_name": "STC"}, if_match=tag)).status_code == 200


@pytest.mark.parametrize("tag", ['"2.00000000"', '"1"', 'W/"1.00000000"', '"3.00000000", "2.00000000"'])
async def test_any_other_tag_is_stale(callers: Callers, tag: str) -> None:
    assert (await callers.admin.patch(URL, {"short_name": "STC"}, if_match=tag)).status_code == 412


async def test_absent_stays_and_null_clears(callers: Callers) -> None:
    set_ = {"short_name": "STC", "parent": "van-phong-ubnd", "aliases": ["Tài chính"]}
    await callers.admin.patch(URL, set_, if_match="*")
    kept = (await callers.admin.patch(URL, {"valid_from": "2026-01-01"}, if_match="*")).json()
    assert (kept["short_name"], kept["parent"]["code"], kept["aliases"]) == ("STC", "van-phong-ubnd", ["Tài chính"])
    cleared = await callers.admin.patch(URL, {"short_name": None, "parent": None, "valid_from": None}, if_match="*")
    assert cleared.json() == LEAD | {"aliases": ["Tài chính"], "version": 4}


@pytest.mark.parametrize("name", ["name", "kind", "aliases"])
async def test_what_an_agency_must_have_is_not_cleared(callers: Callers, name: str) -> None:
    answer = await callers.admin.patch(URL, {name: None}, if_match="*")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{name}")


async def test_a_code_stays(callers: Callers) -> None:
    answer = await callers.admin.patch(URL, {"code": "so-khac"}, if_match="*")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/code")


async def test_a_changed_name_is_found_and_the_old_one_no_more(callers: Callers) -> None:
    await callers.admin.patch("/v1/agencies/van-phong-ubnd", {"name": "Văn phòng Ủy ban"}, if_match="*")
    found = {
        words: [one["code"] for one in (await callers.viewer.get("/v1/agencies", params={"q": words})).json()["items"]]
        for words in ("uy ban", "thành phố")
    }
    assert found == {"uy ban": ["van-phong-ubnd"], "thành phố": []}


async def test_who_has_read_the_same_gets_304_and_who_has_not_the_whole(callers: Callers) -> None:
    read = await callers.viewer.get(URL)
    again = await callers.viewer.get(URL, headers={"If-None-Match": read.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", read.headers["etag"])
    await callers.admin.patch(URL, {"short_name": "STC"}, if_match="*")
    assert (await callers.viewer.get(URL, headers={"If-None-Match": read.headers["etag"]})).status_code == 200
