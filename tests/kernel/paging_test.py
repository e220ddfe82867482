"""Cursors of lists, and the pages they walk through."""

import base64
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.paging import decode_cursor, encode_cursor
from app.kernel.problems import InvalidRequest
from tests.callers import Callers
from tests.clones import Clone
from tests.make.agencies import agency_row

ID = UUID("01900000-0000-7000-8000-000000000001")


def written(place: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


@given(st.text().filter(lambda text: "\x00" not in text), st.uuids(), st.dates(), st.integers(-(2**31), 2**31 - 1))
def test_a_place_comes_back_as_it_went(text: str, id_: UUID, day: date, number: int) -> None:
    cursor = encode_cursor([text, str(id_), day.isoformat(), number])
    assert decode_cursor(cursor, str, UUID, date, int) == [text, id_, day, number]


def test_an_instant_comes_back_with_its_zone() -> None:
    instant = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    assert decode_cursor(encode_cursor([str(instant)]), datetime) == [instant]


@given(st.text(alphabet="ABCDEFabcdef0123456789-_=", max_size=60))
def test_whatever_else_is_sent_as_a_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidRequest):
        decode_cursor(cursor, str, UUID)


@pytest.mark.parametrize(
    "place",
    [
        {},
        [],
        None,
        "x",
        ["a"],
        ["a", str(ID), "more"],
        [1, str(ID)],
        ["a", 1],
        ["a", None],
        ["a", ["b"]],
        ["a", True],
        ["a", "no id"],
        ["\x00", str(ID)],
        ["\ud800", str(ID)],
        [float("inf"), str(ID)],
    ],
)
def test_a_place_of_another_list_is_refused(place: object) -> None:
    with pytest.raises(InvalidRequest):
        decode_cursor(written(place), str, UUID)


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 10**30, True, 1.0, "1"])
def test_a_number_beyond_its_column_is_refused(number: object) -> None:
    with pytest.raises(InvalidRequest):
        decode_cursor(written([number]), int)


async def test_pages_walk_through_a_list_once_in_its_order(callers: Callers, database: Clone) -> None:
    names = ["Sở Công Thương", "Sở Dân tộc và Tôn giáo", "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ"]
    await database.store(*(agency_row(code=f"so-{n}", name=name) for n, name in enumerate(names)))
    whole = (await callers.viewer.get("/v1/agencies")).json()["items"]
    for limit in (1, 2, 3, len(whole), 200):
        walked, url = [], f"/v1/agencies?limit={limit}"
        while url:
            answer = await callers.viewer.get(url)
            page = answer.json()
            walked += page["items"]
            assert len(page["items"]) <= limit
            assert ("next" in answer.links) == (page["next_cursor"] is not None)
            url = answer.links.get("next", {}).get("url", "")
        assert walked == whole


async def test_the_next_page_keeps_the_filter(callers: Callers) -> None:
    first = await callers.viewer.get("/v1/agencies", params={"kind": "department", "limit": 1})
    next_page = first.links["next"]["url"]
    assert "kind=department" in next_page
    kinds = {one["kind"] for one in (await callers.viewer.get(next_page)).json()["items"]}
    assert kinds == {"department"}


async def test_a_row_added_behind_is_not_seen_twice_and_none_is_missed(callers: Callers, database: Clone) -> None:
    first = await callers.viewer.get("/v1/agencies?limit=2")
    await database.store(agency_row(code="an-giang", name="An Giang"), agency_row(code="yen-bai", name="Yên Bái"))
    rest = await callers.viewer.get("/v1/agencies", params={"cursor": first.json()["next_cursor"], "limit": 200})
    seen = [one["code"] for one in (*first.json()["items"], *rest.json()["items"])]
    assert len(seen) == len(set(seen))
    assert "yen-bai" in seen
    assert "an-giang" not in seen


@pytest.mark.parametrize("limit", ["0", "-1", "201", "x", "1.5", ""])
async def test_a_limit_out_of_range_is_refused(callers: Callers, limit: str) -> None:
    answer = await callers.viewer.get("/v1/agencies", params={"limit": limit})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "limit")
