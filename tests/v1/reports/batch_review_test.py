"""`POST /v1/reviews/batch`: each for itself, or all of them or none."""

from typing import Any
from uuid import UUID

import httpx

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    HALF_YEARLY,
    complete,
    owed,
    pair,
    pair_history,
    published,
    refusal,
    slug,
    submitted,
)
from tests.v1.reports.refuse_test import RANDOM
from tests.v1.reports.reviewing import SENT_BACK, confirm, lead

FIRST_QUARTER = "Quý I/2026"


async def batch(callers: Callers, *items: dict[str, Any], atomic: bool = False) -> httpx.Response:
    return await callers.office.post("/v1/reviews/batch", {"atomic": atomic, "items": list(items)})


def confirming(report: Any, **said: Any) -> dict[str, Any]:
    return {"report_id": report["id"], "action": "confirm"} | said


def returning(report: Any, **said: Any) -> dict[str, Any]:
    return {"report_id": report["id"]} | SENT_BACK | {"respond_by": "2026-03-09"} | said


async def test_each_is_done_or_refused_for_itself(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    tasks = await published(callers, clock, *[FIRST_QUARTER] * 4)
    reports = [(await complete(callers.lead, task)).json() for task in tasks]
    foreign = await submitted(callers.other_agency, world.FOREIGN_TASK)
    await confirm(callers.office, reports[2])
    before = await database.counts()
    items = [
        confirming(reports[0], note="Đủ"),
        returning(reports[1]),
        confirming(reports[2]),
        returning(reports[3], note=None),
        confirming(foreign),
        confirming({"id": str(RANDOM)}),
        confirming(reports[0]),
    ]
    answer = await batch(callers, *items)
    assert answer.status_code == 200, answer.text
    told = answer.json()["items"]
    assert [one["report_id"] for one in told] == [one["report_id"] for one in items]
    outcomes = [(one["status"], one["problem"] and one["problem"]["type"].rpartition("/")[2]) for one in told]
    assert outcomes == [
        (200, None),
        (200, None),
        (409, "already-reviewed"),
        (422, "review-incomplete"),
        (403, "not-your-plan"),
        (404, "not-found"),
        (409, "already-reviewed"),
    ]
    for one, report in zip(told[:2], reports, strict=False):
        assert one["report"] == (await callers.office.get(f"/v1/reports/{report['id']}")).json()
    assert [one["report"] for one in told[2:]] == [None] * 5
    assert [(await lead(callers, task))["status"] for task in tasks] == [
        "completed",
        "returned",
        "completed",
        "awaiting_confirmation",
    ]
    written = ("report_reviews", "task_agency_states", "obligation_states", "journal")
    assert await database.counts() == before | {name: before[name] + 2 for name in written}


async def test_all_of_them_or_none(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    tasks = await published(callers, clock, *[FIRST_QUARTER] * 2)
    reports = [(await complete(callers.lead, task)).json() for task in tasks]
    before = await database.counts()
    refused = await batch(callers, confirming(reports[0]), confirming({"id": str(RANDOM)}), atomic=True)
    assert refusal(refused) == (409, "batch-refused")
    told = refused.json()["items"]
    assert [(one["report_id"], one["status"]) for one in told] == [(reports[0]["id"], 200), (str(RANDOM), 404)]
    assert [one["problem"] and one["problem"]["status"] for one in told] == [None, 404]
    assert await database.counts() == before
    assert [(await lead(callers, task))["status"] for task in tasks] == ["awaiting_confirmation"] * 2
    done = await batch(callers, *map(confirming, reports), atomic=True)
    assert [one["status"] for one in done.json()["items"]] == [200, 200]
    assert [(await lead(callers, task))["status"] for task in tasks] == ["completed"] * 2


async def test_two_of_one_pair_are_two_acts(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-15")
    june = await submitted(callers.lead, task)
    clock.set("2026-12-15")
    december = await submitted(callers.lead, task)
    answer = await batch(
        callers, returning(june, respond_by="2026-12-20"), returning(december, respond_by="2026-12-21")
    )
    assert [one["status"] for one in answer.json()["items"]] == [200, 200]
    assert [one["state"] for one in await owed(database, task)] == ["returned", "returned"]
    history = [(one["action"], one["status"], one["dated"]) for one in await pair_history(database, task)]
    assert history[-2:] == [("return", "returned", 1), ("return", "returned", 2)]
    row = await pair(database, task)
    assert (row["version"], row["last_report_id"]) == (5, UUID(december["id"]))


async def test_what_is_no_batch_is_refused_whole(callers: Callers) -> None:
    report = (await complete(callers.lead)).json()
    for body, pointer in (
        ({"items": []}, "/items"),
        ({}, "/items"),
        ({"items": [confirming(report)] * 1001}, "/items"),
        ({"items": [{"report_id": report["id"]}]}, "/items/0/action"),
        ({"items": [confirming(report)], "atomic": "yes"}, "/atomic"),
    ):
        answer = await callers.office.post("/v1/reviews/batch", body)
        assert (answer.status_code, slug(answer)) == (422, "invalid-request")
        assert answer.json()["errors"][0]["pointer"] == pointer
    for caller in (callers.lead, callers.admin, callers.viewer):
        assert refusal(await caller.post("/v1/reviews/batch", {"items": [confirming(report)]}))[0] == 403


async def test_each_of_a_batch_is_judged_as_its_turn_comes(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """`any`: the first confirmed decides, and what the others had sent is no longer to be confirmed."""
    (task,) = await published(callers, clock, FIRST_QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    await database.execute("update tasks set completion_rule = 'any' where id = $1", task)
    reports = [(await complete(one, task)).json() for one in (callers.lead, callers.other_agency)]
    answer = await batch(callers, *map(confirming, reports))
    told = answer.json()["items"]
    assert [(one["status"], one["problem"] and one["problem"]["status_now"]) for one in told] == [
        (200, None),
        (409, "cancelled"),
    ]


async def test_many_of_two_pairs_in_turn(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    """Written two by two: no pair is in one writing twice."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    reports = [await submitted(callers.lead, task) for _ in range(10)]
    other = [await submitted(callers.other_agency, world.OTHER_TASK) for _ in range(10)]
    mixed = [one for two in zip(reports, other, strict=True) for one in two]
    answer = await batch(callers, *map(confirming, mixed))
    assert {one["status"] for one in answer.json()["items"]} == {200}
    assert [one["action"] for one in await pair_history(database, task)] == ["publish"] + ["report_progress"] * 10 + [
        "confirm"
    ] * 10
