"""What a filter of a list or a count names: the agencies of the token, or a thing that has to be there for the caller."""

from typing import Any

import pytest

from tests.callers import Caller, Callers
from tests.make import world
from tests.make.seeded import every
from tests.v1.reports.published import refusal, submit
from tests.v1.reports.refuse_test import RANDOM

PLAN = "kh-01-2026"
LISTS = ("/v1/tasks", "/v1/leads", "/v1/obligations", "/v1/reports", "/v1/extension-requests", "/v1/summary")
UNKNOWN = [
    *((path, {"agency": "so-khong-co"}) for path in LISTS),
    *((path, {"plan": "kh-99-2026"}) for path in (*LISTS, "/v1/awaited-events", "/v1/report-requests")),
    *((path, {"group": "nhom-khong-co"}) for path in ("/v1/leads", "/v1/obligations", "/v1/summary/agencies")),
    *((path, {"section": str(RANDOM)}) for path in ("/v1/tasks", "/v1/obligations", "/v1/summary")),
    *((path, {"task": str(RANDOM)}) for path in ("/v1/obligations", "/v1/reports", "/v1/extension-requests")),
    ("/v1/tasks", {"lead": "so-khong-co"}),
    ("/v1/tasks", {"annex": str(RANDOM)}),
    ("/v1/tasks/export", {"format": "csv", "agency": "so-khong-co"}),
    ("/v1/summary/agencies/export", {"format": "csv", "plan": "kh-99-2026"}),
    ("/v1/summary/movements", {"from": "2026-01-01", "agency": "so-khong-co"}),
    ("/v1/summary/excused-delays", {"agency": "so-khong-co"}),
    (f"/v1/plans/{PLAN}/summary", {"agency": "so-khong-co"}),
]


async def test_what_is_not_there_is_told(callers: Callers) -> None:
    answers = [(path, query, await callers.viewer.get(path, params=query)) for path, query in UNKNOWN]
    told = [(path, refusal(one), [fault["pointer"] for fault in one.json()["errors"]]) for path, _, one in answers]
    assert told == [
        (path, (422, "invalid-request"), [name for name in query if name not in {"format", "from"}])
        for path, query in UNKNOWN
    ]


async def test_each_that_is_wrong_is_told_and_what_is_right_is_an_empty_list(callers: Callers) -> None:
    wrong = await callers.viewer.get(
        "/v1/obligations", params={"plan": "kh-99-2026", "agency": "x", "task": str(world.TASK)}
    )
    assert [fault["pointer"] for fault in wrong.json()["errors"]] == ["plan", "agency"]
    right = {"plan": PLAN, "agency": "so-y-te", "task": str(world.TASK)}
    assert (await callers.viewer.get("/v1/obligations", params=right)).json()["items"] == []


@pytest.mark.parametrize(
    ("caller", "query"),
    [
        ("lead", {"plan": "kh-02-2026"}),  # a draft
        ("lead", {"plan": "kh-04-2026"}),  # open to others only
        ("lead", {"task": str(world.DRAFT_TASK)}),
        # A submitter sees no plan and no register but by what its agency owes.
        ("submitter", {"plan": "kh-03-2026"}),
        ("submitter", {"agency": "so-y-te"}),
        ("submitter", {"task": str(world.OTHER_TASK)}),
    ],
    ids=str,
)
async def test_what_may_not_be_seen_is_not_there(callers: Callers, caller: str, query: dict[str, str]) -> None:
    (name,) = query
    absent = {name: str(RANDOM)}
    answers = [await getattr(callers, caller).get("/v1/obligations", params=one) for one in (query, absent)]
    assert [refusal(one) for one in answers] == [(422, "invalid-request")] * 2
    assert answers[0].json()["errors"] == answers[1].json()["errors"]
    assert (await callers.submitter.get("/v1/obligations", params={"plan": PLAN})).status_code == 200


async def test_me_is_the_agencies_of_the_token(callers: Callers) -> None:
    await submit(callers.gateway, agency="so-tai-chinh")
    await submit(callers.gateway, world.OTHER_TASK, agency="so-y-te")
    for path in ("/v1/obligations", "/v1/reports", "/v1/leads"):
        assert await agencies(callers.lead, path) == ["so-tai-chinh"]
        assert await agencies(callers.gateway, path) == ["so-tai-chinh", "so-y-te"]
    assert await agencies(callers.submitter, "/v1/obligations") == ["so-tai-chinh"]
    assert await tasks(callers.gateway, agency="me") == [str(world.TASK), str(world.OTHER_TASK)]
    assert await tasks(callers.coordinator, agency="me") == [str(world.TASK)]
    assert await tasks(callers.coordinator, agency="me", role="lead") == []
    assert await tasks(callers.lead, lead="me") == [str(world.TASK)]
    totals = [
        (await one.get(f"/v1/summary?agency=me&plan={PLAN}")).json()["total"] for one in (callers.lead, callers.gateway)
    ]
    assert totals == [1, 2]


async def agencies(caller: Caller, path: str) -> list[str]:
    return sorted({one["agency"]["code"] for one in await every(caller, path, agency="me")})


async def tasks(caller: Caller, **query: Any) -> list[str]:
    return [one["id"] for one in await every(caller, "/v1/tasks", plan=PLAN, **query)]


async def test_a_token_without_an_agency_has_nothing_of_its_own(callers: Callers) -> None:
    answers = [await callers.viewer.get(path, params={"agency": "me"}) for path in LISTS]
    assert [refusal(one) for one in answers] == [(422, "invalid-request")] * len(LISTS)
    assert {fault["message"] for one in answers for fault in one.json()["errors"]} == {
        "Mã truy cập này không thuộc cơ quan nào"
    }
