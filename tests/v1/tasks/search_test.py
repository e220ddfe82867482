"""`q` on `/v1/tasks`: words of a task, or any name of an agency named in it, with or without accents."""

import unicodedata
from collections.abc import AsyncIterator

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read."""
    async with seeded.city(server, WORKER, StoppedClock(), contract) as opened:
        yield opened


async def found(city: City, q: str) -> list[str]:
    return [task["id"] for task in await city.tasks(q=q)]


FINANCE = ["Sở Tài chính", "so tai chinh", "SỞ TÀI CHÍNH", "STC", "stc", "Sở TC", "so-tai-chinh", "  sở   tài chính "]


@pytest.mark.parametrize("q", [*FINANCE, unicodedata.normalize("NFD", "Sở Tài chính"), "Sở Tài chính"])
async def test_every_name_of_an_agency_finds_the_same(city: City, q: str) -> None:
    named = [
        task["id"]
        for task in await city.tasks()
        if any(one["agency"] and one["agency"]["code"] == "so-tai-chinh" for one in task["assignments"])
    ]
    assert await found(city, q) == named != []


@pytest.mark.parametrize(
    ("with_accents", "without"),
    [("quy hoạch", "quy hoach"), ("Đồng bằng sông Cửu Long", "dong bang song cuu long"), ("hộ nghèo", "HO NGHEO")],
)
async def test_accents_and_case_do_not_matter(city: City, with_accents: str, without: str) -> None:
    holding = [task["id"] for task in await city.tasks() if with_accents.lower() in task["title"].lower()]
    first, second = await found(city, with_accents), await found(city, without)
    assert first == second
    assert set(holding) <= set(first)
    assert holding


async def test_words_of_the_deliverable_and_numbers(city: City) -> None:
    assert len(await city.tasks(q="hồ sơ trình hội đồng thẩm định")) == 1
    assert [task["number"] for task in await city.tasks(q="14.5")] == ["14.5"]
    assert len(await city.tasks(q="909/QĐ-TTg")) == 1


async def test_a_word_is_found_by_its_beginning_and_not_from_within(city: City) -> None:
    whole, begun = await found(city, "logistics"), await found(city, "logis")
    assert whole == begun != []
    assert await found(city, "ogistics") == []


@pytest.mark.parametrize("q", ["phường ninh kiều", "Phường Ninh Kiều", "phuong ninh kieu"])
async def test_a_group_does_not_count_for_each_of_its_members(city: City, q: str) -> None:
    assert await found(city, q) == []
    assert len(await city.tasks(agency="phuong-ninh-kieu")) > 30


async def test_with_other_filters_and_in_pages(city: City) -> None:
    both = await city.tasks(q="sở tài chính")
    of_one = await every(city["viewer"], "/v1/tasks", limit=2, q="sở tài chính", plan=CONCLUSIONS)
    assert [task["id"] for task in of_one] == [task["id"] for task in both if task["plan"]["code"] == CONCLUSIONS]
    assert {task["plan"]["code"] for task in both} == {PROGRAMME, CONCLUSIONS}


@pytest.mark.parametrize(
    "q", ["100% vốn", "giai_đoạn 2026", "'; drop table tasks --", '"quy hoạch"', "a\\b", "x | y", "%s"]
)
async def test_signs_of_patterns_and_statements_are_only_text(city: City, q: str) -> None:
    assert (await city["viewer"].get("/v1/tasks", params={"q": q})).status_code == 200
    assert len(await city.tasks()) == 58


@pytest.mark.parametrize(
    ("q", "same_as"), [("100% vốn", "100 vốn"), ('"quy hoạch"', "quy hoạch"), ("ngành_nghề", "ngành nghề")]
)
async def test_a_sign_stands_for_a_space(city: City, q: str, same_as: str) -> None:
    assert await found(city, q) == await found(city, same_as)


@pytest.mark.parametrize("q", ["", " ", "%", "__", "\\", "'", "…", "|", "*", "a\x00b", "x" * 201])
async def test_what_names_nothing_a_nul_and_what_is_too_long_are_refused(city: City, q: str) -> None:
    answer = await city["viewer"].get("/v1/tasks", params={"q": q})
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, ["q"])
