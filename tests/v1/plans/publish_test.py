"""`POST /v1/plans/{plan}/publish`, `/close`, `/reopen`. What publication opens: tests/v1/obligations/open_test.py."""

import asyncio

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_body, plan_body
from tests.make.seeded import every

DRAFT, PUBLISHED = "/v1/plans/kh-02-2026", "/v1/plans/kh-01-2026"
REOPENING = {"document": "Công văn 99/UBND-TH", "reason": "Còn nhiệm vụ chưa hoàn thành"}


async def test_from_then_on_everybody_sees_it_and_its_leads_owe(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answer = await callers.office.post(f"{DRAFT}/publish", {})
    plan = answer.json()
    assert (answer.status_code, plan["status"], plan["published_on"], plan["version"]) == (
        200,
        "published",
        "2026-03-02",
        2,
    )
    assert plan["may"] == ["patch", "close"]
    assert (await callers.viewer.get(DRAFT)).json()["status"] == "published"
    task = (await callers.lead.get(f"/v1/tasks/{world.DRAFT_TASK}")).json()
    assert (task["status"], task["cell"], task["may"]) == (
        "not_started",
        "undated",
        ["report_progress", "report_completed", "comment"],
    )
    after = await database.counts()
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "plan_agencies": 1,
        "task_agency_state": 1,
        "task_agency_states": 1,
        "obligations": 1,
        "obligation_states": 1,
        "journal": 1,
    }


async def test_twice_is_refused(callers: Callers, database: Clone) -> None:
    assert (await callers.office.post(f"{DRAFT}/publish", {})).status_code == 200
    before = await database.counts()
    again = await callers.office.post(f"{DRAFT}/publish", {})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/not-a-draft")
    assert await database.counts() == before


async def test_of_several_at_once_one_publishes(callers: Callers, database: Clone) -> None:
    answers = await asyncio.gather(*(callers.office.post(f"{DRAFT}/publish", {}) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    pairs = await database.fetch("select count(*) from task_agency_state where plan_id = $1", world.DRAFT)
    assert pairs[0]["count"] == 1


@pytest.mark.parametrize(("day", "status"), [("2026-03-01", 200), ("2026-03-02", 200), ("2026-03-03", 422)])
async def test_a_day_in_the_past_but_none_in_the_future(callers: Callers, day: str, status: int) -> None:
    answer = await callers.office.post(f"{DRAFT}/publish", {"published_on": day})
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["type"] == "/problems/future-publication"
        assert (await callers.office.get(DRAFT)).json()["status"] == "draft"


async def test_today_is_the_day_in_can_tho(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-03-03T00:00:00")  # 17:00 of the day before in UTC
    assert (await callers.office.post(f"{DRAFT}/publish", {})).json()["published_on"] == "2026-03-03"


async def test_a_task_that_nobody_could_ever_confirm_is_not_published(callers: Callers) -> None:
    """One lead completes it for all, and the office that would confirm that is another of them."""
    both = ("so-tai-chinh", "van-phong-ubnd")
    for code, rule, leads, policy, status in (
        ("kh-101-2026", "any", both, {}, 409),
        ("kh-102-2026", "any", both, {"self_review": True}, 200),
        ("kh-103-2026", "any", both[:1], {}, 200),
        ("kh-104-2026", "any", both[1:], {}, 200),
        ("kh-105-2026", "each", both, {}, 200),
    ):
        await callers.office.post("/v1/plans", plan_body(code=code, policy=policy))
        annex = (await callers.office.post(f"/v1/plans/{code}/annexes", annex_body())).json()["id"]
        assigned = [{"role": "lead", "agency": one} for one in leads]
        body = {"annex": annex, "number": "1", "title": "Nhiệm vụ", "assignments": assigned, "completion_rule": rule}
        task = (await callers.office.post(f"/v1/plans/{code}/tasks", body)).json()["id"]
        answer = await callers.office.post(f"/v1/plans/{code}/publish", {})
        assert answer.status_code == status, (rule, leads, policy)
        if status == 409:
            assert (answer.json()["type"], answer.json()["tasks"]) == ("/problems/nobody-may-confirm", [task])


async def test_a_plan_without_rows_is_published_too(callers: Callers) -> None:
    await callers.office.post("/v1/plans", plan_body())
    answer = await callers.office.post("/v1/plans/kh-100-2026/publish", {})
    assert (answer.status_code, answer.json()["status"]) == (200, "published")


async def test_a_restricted_plan_is_shown_to_those_it_names_only(callers: Callers, database: Clone) -> None:
    await database.execute("update plans set restricted = true where id = $1", world.DRAFT)
    await callers.office.post(f"{DRAFT}/publish", {})
    answers = {
        caller.name: (await caller.get(DRAFT)).status_code
        for caller in (callers.lead, callers.coordinator, callers.viewer, callers.other_office)
    }
    assert answers == {"lead": 200, "coordinator": 404, "viewer": 404, "other_office": 404}


async def test_closing_ends_reporting_and_reopening_takes_a_document(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-12-31")
    closed = (await callers.office.post(f"{PUBLISHED}/close")).json()
    assert (closed["status"], closed["closed_on"], closed["may"]) == ("closed", "2026-12-31", ["reopen"])
    assert [task["may"] for task in await every(callers.lead, "/v1/tasks", plan="kh-01-2026")] == [["comment"], []]
    without = await callers.office.post(f"{PUBLISHED}/reopen", {"reason": "Quên"})
    assert (without.status_code, without.json()["errors"][0]["pointer"]) == (422, "/document")
    opened = (await callers.office.post(f"{PUBLISHED}/reopen", REOPENING)).json()
    assert (opened["status"], opened["closed_on"], opened["version"]) == ("published", None, 3)


async def test_the_reason_stands_in_the_journal(callers: Callers, database: Clone) -> None:
    await callers.office.post(f"{PUBLISHED}/close")
    await callers.office.post(f"{PUBLISHED}/reopen", REOPENING)
    entries = await database.fetch(
        "select entity, action, after::json ->> 'document' as document from journal order by 1, 2"
    )
    assert [tuple(entry) for entry in entries] == [
        ("plan", "close", None),
        ("plan", "reopen", None),
        ("plan_reopening", "create", "Công văn 99/UBND-TH"),
    ]


@pytest.mark.parametrize(("plan", "act"), [("kh-02-2026", "close"), ("kh-02-2026", "reopen"), ("kh-01-2026", "reopen")])
async def test_what_the_status_of_the_plan_refuses(callers: Callers, plan: str, act: str) -> None:
    answer = await callers.office.post(f"/v1/plans/{plan}/{act}", REOPENING if act == "reopen" else None)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/plan-state-refuses")
    assert answer.json()["plan_status"] == (await callers.office.get(f"/v1/plans/{plan}")).json()["status"]


async def test_closed_twice_and_changed_when_closed(callers: Callers) -> None:
    await callers.office.post(f"{PUBLISHED}/close")
    assert (await callers.office.post(f"{PUBLISHED}/close")).status_code == 409
    assert (await callers.office.post(f"{PUBLISHED}/publish", {})).status_code == 409
    task = await callers.office.get(f"/v1/tasks/{world.TASK}")
    assert task.json()["may"] == ["comment"]
    patched = await callers.office.patch(f"/v1/tasks/{world.TASK}", {"starred": True}, if_match="*")
    of_plan = await callers.office.patch(PUBLISHED, {"document_number": "1/KH"}, if_match="*")
    assert [one.json()["type"] for one in (patched, of_plan)] == ["/problems/plan-state-refuses"] * 2


@pytest.mark.parametrize("act", ["publish", "close", "reopen"])
async def test_only_its_office_may(callers: Callers, database: Clone, act: str) -> None:
    before = await database.counts()
    body = {"publish": {}, "close": None, "reopen": REOPENING}[act]
    for path, unseen in ((DRAFT, 404), (PUBLISHED, 403)):
        answers = {
            caller.name: (await caller.post(f"{path}/{act}", body)).status_code
            for caller in callers.all()
            if caller.token and caller.name not in {"office", "expired", "revoked", "bad_token"}
        }
        assert answers.pop("other_office") == unseen
        assert set(answers.values()) == {403}
    assert await database.counts() == before
