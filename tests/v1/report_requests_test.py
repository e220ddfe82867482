"""`/v1/report-requests`, and the reports that a plan's policy asks for (DESIGN §5, What a pair owes)."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.seeded import every
from tests.v1.reports.published import owed, owed_history, pair, pair_history, published, refusal, submit

REQUESTS = "/v1/report-requests"
PLAN = "kh-20-2026"


async def ask(caller: Caller, **overrides: Any) -> httpx.Response:
    given = {"plan": PLAN, "due_on": "2026-03-07", "text": "Báo cáo nhanh tình hình quý I", "document": "31/VP-TH"}
    return await caller.post(REQUESTS, given | overrides)


async def asked(caller: Caller, **overrides: Any) -> dict[str, Any]:
    answer = await ask(caller, **overrides)
    assert answer.status_code == 201, answer.text
    request: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{REQUESTS}/{request['id']}"
    return request


async def opened_for(caller: Caller, request: dict[str, Any]) -> list[tuple[str, str]]:
    """Task number and agency of each report that the request has opened."""
    found = await every(caller, "/v1/obligations", plan=PLAN, kind="progress_report")
    of_request = [one for one in found if one["report_request_id"] == request["id"]]
    return sorted((one["task"]["number"], one["agency"] and one["agency"]["code"]) for one in of_request)


async def test_each_lead_of_the_plan_owes_one_report_more(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    first, second = await published(
        callers, clock, "Quý II/2026", "Thường xuyên", leads=(world.LEAD, world.OTHER_AGENCY)
    )
    clock.set("2026-03-02")
    request = await asked(callers.office)
    assert request == {
        "id": request["id"],
        "plan": request["plan"],
        "due_on": "2026-03-07",
        "text": "Báo cáo nhanh tình hình quý I",
        "document": "31/VP-TH",
        "requested_by": {
            "id": str(world.OFFICE),
            "code": "van-phong-ubnd",
            "name": "Văn phòng UBND thành phố",
        },
        "requested_at": request["requested_at"],
        "obligations": 4,
        "skipped": 0,
        "version": 1,
    }
    assert request["plan"]["code"] == PLAN
    assert await opened_for(callers.viewer, request) == [
        (number, code) for number in ("1", "2") for code in ("so-tai-chinh", "so-y-te")
    ]
    (report, _, completion, _) = await owed(database, first)
    # A Saturday, as the office has named it; the window begins on the day it asked.
    assert {name: str(report[name]) for name in ("nominal_due_date", "effective_due_date", "original_due_date")} == {
        "nominal_due_date": "2026-03-07",
        "effective_due_date": "2026-03-07",
        "original_due_date": "2026-03-07",
    }
    assert (report["kind"], report["state"], str(report["window_from"])) == ("progress_report", "open", "2026-03-02")
    assert (report["period_label"], report["opened_late"], completion["kind"]) == (None, False, "completion")
    told = [
        (one["action"], one["next_due_on"].isoformat(), one["dated"]) for one in await pair_history(database, first)
    ]
    assert told == [("publish", "2026-06-30", 1)] * 2 + [("request_report", "2026-03-07", 2)] * 2
    assert [one["action"] for one in await owed_history(database, second)] == ["publish"] * 2 + ["request_report"] * 2

    # A report that names nothing settles it; one that comes a day late is late.
    clock.set("2026-03-07T23:59:59")
    (settled,) = (await submit(callers.lead, first)).json()["settled"]
    assert (settled["state"], settled["late"], settled["period"]) == ("settled", False, None)
    clock.set("2026-03-08T00:00:00")
    assert (await submit(callers.other_agency, second)).json()["settled"][0]["late"] is True
    tasks = await every(callers.viewer, "/v1/tasks", plan=PLAN)
    assert [(one["cell"], one["days_overdue"]) for one in tasks] == [("overdue", 1), ("overdue", 1)]


async def test_it_may_ask_some_leads_on_some_tasks(callers: Callers, clock: StoppedClock) -> None:
    first, _ = await published(callers, clock, None, None, leads=(world.LEAD, world.OTHER_AGENCY))
    await callers.admin.put("/v1/agency-groups/cac-co-quan-neu-ten/members", {"agencies": ["so-y-te", "so-noi-vu"]})
    for given, expected in (
        ({"tasks": [str(first)]}, [("1", "so-tai-chinh"), ("1", "so-y-te")]),
        ({"agencies": ["H13.5"]}, [("1", "so-tai-chinh"), ("2", "so-tai-chinh")]),
        ({"group": "cac-co-quan-neu-ten"}, [("1", "so-y-te"), ("2", "so-y-te")]),
        ({"tasks": [str(first)], "agencies": ["so-y-te"]}, [("1", "so-y-te")]),
    ):
        request = await asked(callers.office, **given)
        assert await opened_for(callers.viewer, request) == expected
        assert request["obligations"] == len(expected)


async def test_who_owes_nothing_any_more_is_passed_over(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    done, going = await published(callers, clock, None, None)
    await database.execute("update task_agency_state set status = 'completed' where task_id = $1", done)
    request = await asked(callers.office, due_on="2026-01-02")
    assert (request["obligations"], request["skipped"]) == (1, 1)
    assert await opened_for(callers.viewer, request) == [("2", "so-tai-chinh")]
    nobody = await ask(callers.office, tasks=[str(done)])
    assert (refusal(nobody), nobody.json()["skipped"]) == ((409, "nobody-to-ask"), 1)
    assert (await pair(database, done))["version"] == 1
    assert len(await owed(database, going)) == 2


async def test_what_is_asked_of_nobody_in_particular_is_owed_all_the_same(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    clock.set("2026-01-02")
    (task,) = await published(callers, clock, None)
    await database.execute("update task_agency_state set agency_id = null where task_id = $1", task)
    await database.execute("update obligations set agency_id = null where task_id = $1", task)
    assert (await asked(callers.office))["obligations"] == 1
    assert [one["agency_id"] for one in await owed(database, task)] == [None, None]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"due_on": "2026-01-01"}, (422, "report-day-over")),
        ({"plan": "kh-khong-co"}, (422, "unknown-plan")),
        ({"plan": "kh-04-2026"}, (422, "unknown-plan")),
        ({"plan": "kh-03-2026"}, (403, "not-your-plan")),
        ({"plan": "kh-02-2026"}, (409, "plan-state-refuses")),
        ({"tasks": [str(world.TASK)]}, (422, "task-not-of-plan")),
        ({"tasks": []}, (422, "invalid-request")),
        ({"agencies": ["so-khong-co"]}, (422, "unknown-agency")),
        ({"agencies": ["so-noi-vu"]}, (409, "nobody-to-ask")),
        ({"group": "nhom-khong-co"}, (422, "unknown-group")),
        ({"group": "cac-co-quan-neu-ten", "agencies": ["so-y-te"]}, (422, "invalid-request")),
    ],
)
async def test_what_it_refuses(
    callers: Callers, clock: StoppedClock, database: Clone, given: dict[str, Any], expected: tuple[int, str]
) -> None:
    await published(callers, clock, None)
    before = await database.counts()
    assert refusal(await ask(callers.office, **given)) == expected
    assert await database.counts() == before


async def test_they_are_listed_for_who_sees_the_plan(callers: Callers, clock: StoppedClock) -> None:
    await published(callers, clock, None, leads=(world.LEAD, world.OTHER_AGENCY))
    id_ = str(world.uid(8001))
    both, theirs = await asked(callers.office, id=id_), await asked(callers.office, agencies=["so-y-te"])
    assert refusal(await ask(callers.office, id=id_)) == (409, "report-request-exists")
    assert await every(callers.viewer, REQUESTS, plan=PLAN, limit=1) == [both, theirs]
    assert await every(callers.viewer, REQUESTS, plan="kh-01-2026") == []
    # A submitter sees what is asked of its own agency, and how much of it.
    assert await every(callers.submitter, REQUESTS) == [both | {"obligations": 1}]
    assert refusal(await callers.submitter.get(f"{REQUESTS}/{theirs['id']}")) == (404, "not-found")
    assert (await callers.other_agency.get(f"{REQUESTS}/{theirs['id']}")).json() == theirs


async def test_a_plan_that_asks_for_monthly_reports_opens_twelve(callers: Callers, clock: StoppedClock) -> None:
    """Decree 09/2019: cut off on the 14th, sent within two working days after it; 14/1/2026 is a Wednesday, 14/2 a Saturday."""
    policy = {"reporting": "monthly"}
    (task,) = await published(callers, clock, "Quý II/2026", policy=policy)
    found = await every(callers.lead, f"/v1/tasks/{task}/obligations")
    reports = [one for one in found if one["kind"] == "progress_report"]
    assert [one["nominal_due_date"] for one in reports] == [f"2026-{month:02}-14" for month in range(1, 13)]
    assert [one["effective_due_date"] for one in reports[:2]] == ["2026-01-16", "2026-02-17"]
    assert [one["window_from"] for one in reports] == [one["nominal_due_date"] for one in reports]
    clock.set("2026-01-15")
    (settled,) = (await submit(callers.lead, task)).json()["settled"]
    assert (settled["period"]["label"], settled["late"]) == ("Tháng 1/2026", False)
    assert {one["kind"] for one in found} == {"progress_report", "completion"}


async def test_tasks_named_twice_owe_once(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, None)
    await asked(callers.office, tasks=[str(task), str(UUID(str(task)))])
    assert len(await owed(database, task)) == 2
