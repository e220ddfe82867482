"""Behind each number stands the URL of a list: walked to its end, each has as many items as the number says."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.callers import Caller, Callers
from tests.make.seeded import every
from tests.v1.summary.histories import Made

Json = dict[str, Any]


def numbers(tally: Mapping[str, Any], links: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Each number with its link, whose names are the same."""
    for name, link in links.items():
        if isinstance(link, str):
            yield tally[name], link
        else:
            yield from numbers(tally[name], link)


async def listed(caller: Caller, link: str) -> list[Json]:
    split = urlsplit(link)
    filters: Json = dict(parse_qsl(split.query))
    return await every(caller, split.path, **filters)


async def walk(caller: Caller, tally: Json, *, zeros: bool = False) -> int:
    """`zeros`: the lists that have to be empty too; each is one statement more that has to be compiled."""
    found = {link: number for number, link in numbers(tally, tally["links"]) if number or zeros}
    assert {link: len(await listed(caller, link)) for link in found} == found
    return sum(number > 0 for number in found.values())


@pytest.mark.parametrize(
    "query",
    [
        "",
        "as_of=2026-06-02&basis=original&quarter=2026-Q2&agency=so-tai-chinh",
        "as_of=2026-05-20&to=2026-05-15",
    ],
)
async def test_of_a_plan(callers: Callers, city: Made, query: str) -> None:
    code = next(code for code, (_, _, closed_on) in city.plans.items() if (closed_on is not None) == ("to=" in query))
    plan = (await callers.viewer.get(f"/v1/plans/{code}/summary?{query}")).json()
    assert await walk(callers.viewer, plan, zeros=not query) > 15
    assert await walk(callers.viewer, plan["sections"][-1]) > 8
    assert await walk(callers.viewer, plan["agencies"][-1]) > 8


@pytest.mark.parametrize("group_by", ["plan", "agency", "section", "month"])
async def test_of_groups(callers: Callers, city: Made, group_by: str) -> None:
    """The first and the last, which belongs to no agency, no section, no month."""
    query = {"group_by": group_by, "as_of": "2026-06-02", "from": "2026-04-15"}
    groups = (await callers.viewer.get("/v1/summary", params=query)).json()["groups"]
    assert (groups[-1][group_by] is None) is (group_by != "plan")
    for group in (groups[0], groups[-1]):
        assert await walk(callers.viewer, group) > 5
    assert city.tasks
