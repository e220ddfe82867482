"""`/v1/extension-requests`: a lead asks for a later day, the office decides (DESIGN §5, Extensions)."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.seeded import every
from tests.v1.reports.published import (
    HALF_YEARLY,
    changed,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    refusal,
    submit,
)

REQUESTS = "/v1/extension-requests"
QUARTER = "Quý I/2026"


async def ask(caller: Caller, task: UUID, **overrides: Any) -> httpx.Response:
    given = {"due_on": "2026-04-15", "reason": "Chờ ý kiến Sở Tư pháp", "document": "45/STC-NS"}
    return await caller.post(f"/v1/tasks/{task}/extension-requests", given | overrides)


async def asked(caller: Caller, task: UUID, **overrides: Any) -> dict[str, Any]:
    answer = await ask(caller, task, **overrides)
    assert answer.status_code == 201, answer.text
    request: dict[str, Any] = answer.json()
    return request


async def step(caller: Caller, request: dict[str, Any], what: str, **body: Any) -> httpx.Response:
    return await caller.post(f"{REQUESTS}/{request['id']}/{what}", body)


async def took(caller: Caller, request: dict[str, Any], what: str, **body: Any) -> dict[str, Any]:
    answer = await step(caller, request, what, **body)
    assert answer.status_code == 200, answer.text
    moved: dict[str, Any] = answer.json()
    return moved


async def cells(caller: Caller, basis: str, **filters: Any) -> list[tuple[str, int]]:
    tasks = await every(caller, "/v1/tasks", plan="kh-20-2026", basis=basis, **filters)
    return [(task["cell"], task["days_overdue"]) for task in tasks]


async def days(caller: Caller, basis: str, **filters: Any) -> list[tuple[str, str]]:
    """The day shown of each task and of its lead, and which of them the filters of days find: tasks, then leads."""
    found = []
    for path in ("/v1/tasks", "/v1/leads"):
        items = await every(caller, path, plan="kh-20-2026", basis=basis, **filters)
        found += [(path, one["effective_due_date"]) for one in items]
    return found


async def test_a_day_approved_late_moves_and_the_first_day_is_not_forgotten(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    clock.set("2026-03-30")
    request = await asked(callers.lead, task)
    assert request == {
        "id": request["id"],
        "obligation_id": str((await owed(database, task))[0]["id"]),
        "task": request["task"],
        "agency": {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"},
        "present_due_date": "2026-03-31",
        "requested_due_date": "2026-04-15",
        "counter_due_date": None,
        "reason": "Chờ ý kiến Sở Tư pháp",
        "document": "45/STC-NS",
        "state": "open",
        "decisions": [],
        "requested_on": "2026-03-30",
        "requested_at": request["requested_at"],
        "may": ["withdraw"],
        "version": 1,
    }
    assert (request["task"]["plan"], request["task"]["number"]) == ("kh-20-2026", "1")
    clock.set("2026-04-05")
    assert await cells(callers.viewer, "current") == [("overdue", 5)]
    (before,), before_pair = await owed(database, task), await pair(database, task)

    moved = await took(callers.office, request, "decision", action="approve", document="99/VP-TH")

    assert (moved["state"], moved["may"], moved["version"]) == ("approved", [], 2)
    (decision,) = moved["decisions"]
    assert {name: decision[name] for name in ("action", "due_date", "document", "reason")} == {
        "action": "approve",
        "due_date": "2026-04-15",
        "document": "99/VP-TH",
        "reason": None,
    }
    assert decision["by"]["code"] == "van-phong-ubnd"
    (after,), after_pair = await owed(database, task), await pair(database, task)
    day = after["effective_due_date"]
    assert (day.isoformat(), before["effective_due_date"].isoformat()) == ("2026-04-15", "2026-03-31")
    assert changed(before, after) == {
        "nominal_due_date": day,
        "effective_due_date": day,
        "sort_day": day,
        "version": 2,
    }
    assert changed(before_pair, after_pair) == {"next_due_on": day, "open_due_on": day, "version": 2}
    # The histories say it at the instant at which it was decided: the document is found beside both days.
    told = await database.fetch(
        "select s.action, d.document, r.present_due_on, s.next_due_on from task_agency_states s "
        "join extension_decisions d on d.decided_at = s.recorded_at join extension_requests r on r.id = d.request_id "
        "where s.task_id = $1",
        task,
    )
    assert [tuple(one) for one in told] == [("extend", "99/VP-TH", before["effective_due_date"], day)]
    assert [one["action"] for one in await owed_history(database, task)] == ["publish", "extend"]
    assert await cells(callers.viewer, "current") == [("in_term", 0)]
    assert await cells(callers.viewer, "original") == [("overdue", 5)]
    # What was known on the day before is still told of that day.
    assert await cells(callers.viewer, "current", as_of="2026-04-04") == [("overdue", 4)]

    await shows_its_days(callers)

    clock.set("2026-04-15")
    report = (await complete(callers.lead, task)).json()
    assert report["settled"][0]["late"] is False
    assert await cells(callers.viewer, "current") == [("in_term", 0)]
    assert await cells(callers.viewer, "original") == [("overdue", 15)]
    assert (await callers.office.post(f"/v1/reports/{report['id']}/review", {"action": "confirm"})).status_code == 200
    assert await cells(callers.viewer, "original") == [("completed_late", 0)]
    await shows_its_days(callers)


async def shows_its_days(callers: Callers) -> None:
    """By the basis: shown, and found by."""
    for day, basis, other in (("2026-04-15", "current", "original"), ("2026-03-31", "original", "current")):
        asked_for = {"due_from": day, "due_to": day}
        assert await days(callers.viewer, basis, **asked_for) == [("/v1/tasks", day), ("/v1/leads", day)]
        assert await days(callers.viewer, other, **asked_for) == []


async def test_a_counter_day_is_accepted_by_the_lead_alone(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    request = await asked(callers.lead, task)
    offered = await took(callers.office, request, "decision", action="counter", due_on="2026-04-08")
    assert (offered["state"], offered["counter_due_date"], offered["may"]) == ("countered", "2026-04-08", [])
    shown = (await callers.lead.get(f"{REQUESTS}/{request['id']}")).json()
    assert shown["may"] == ["accept", "decline", "withdraw"]
    assert [one["version"] for one in await owed(database, task)] == [1]
    # The office does not take an offer back, and who did not ask does not answer.
    again = await step(callers.office, request, "decision", action="approve", document="99/VP-TH")
    assert refusal(again) == (409, "extension-state-refuses")
    assert again.json()["allowed_actions"] == ["accept", "decline", "withdraw"]
    assert refusal(await step(callers.other_agency, request, "answer", action="accept")) == (403, "not-a-lead")

    accepted = await took(callers.lead, request, "answer", action="accept")

    assert (accepted["state"], accepted["may"]) == ("accepted", [])
    told = [(one["action"], one["due_date"], one["by"]["code"]) for one in accepted["decisions"]]
    assert told == [("counter", "2026-04-08", "van-phong-ubnd"), ("accept", "2026-04-08", "so-tai-chinh")]
    (after,) = await owed(database, task)
    assert after["effective_due_date"].isoformat() == after["nominal_due_date"].isoformat() == "2026-04-08"
    assert after["original_due_date"].isoformat() == "2026-03-31"
    # Once more, and later still: the day it is asked of is the one that runs.
    second = await asked(callers.lead, task)
    assert second["present_due_date"] == "2026-04-08"


async def test_what_is_refused_or_taken_back_moves_nothing_and_leaves_the_way_open(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    before = await owed(database, task), await pair(database, task)
    for what, body, by, state in (
        ("decision", {"action": "reject", "reason": "Không có căn cứ"}, callers.office, "rejected"),
        ("withdraw", {"reason": "Đã kịp"}, callers.lead, "withdrawn"),
    ):
        request = await asked(callers.lead, task)
        assert refusal(await ask(callers.lead, task)) == (409, "extension-pending")
        assert (await took(by, request, what, **body))["state"] == state
        again = await step(callers.lead, request, "withdraw")
        assert (refusal(again), again.json()["allowed_actions"]) == ((409, "extension-state-refuses"), [])
    for what, body, state in (("answer", {"action": "decline"}, "declined"), ("withdraw", {}, "withdrawn")):
        request = await asked(callers.lead, task)
        await took(callers.office, request, "decision", action="counter", due_on="2026-04-08")
        ended = await took(callers.lead, request, what, **body)
        assert (ended["state"], ended["counter_due_date"]) == (state, "2026-04-08")
    assert (await owed(database, task), await pair(database, task)) == before
    assert len(await pair_history(database, task)) == 1


@pytest.mark.parametrize(
    ("body", "pointer_or_slug"),
    [
        ({"action": "approve"}, "invalid-request"),
        ({"action": "reject"}, "invalid-request"),
        ({"action": "counter"}, "invalid-request"),
        ({"action": "approve", "document": "99/VP-TH", "due_on": "2026-04-20"}, "invalid-request"),
        ({"action": "accept"}, "invalid-request"),
        ({"action": "counter", "due_on": "2026-03-31"}, "not-a-later-day"),
        ({"action": "counter", "due_on": "2026-04-15"}, "not-a-later-day"),
    ],
)
async def test_a_decision_carries_what_it_needs(
    callers: Callers, clock: StoppedClock, body: dict[str, Any], pointer_or_slug: str
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    request = await asked(callers.lead, task)
    assert refusal(await step(callers.office, request, "decision", **body)) == (422, pointer_or_slug)


async def test_a_later_day_is_asked_of_something_unanswered_that_has_a_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    dated, undated, reports = await published(callers, clock, QUARTER, "Thường xuyên", HALF_YEARLY)
    assert refusal(await ask(callers.lead, dated, due_on="2026-03-31")) == (422, "not-a-later-day")
    assert refusal(await ask(callers.lead, undated)) == (409, "nothing-to-extend")
    # Of reports, which come every half-year, it has to be said which.
    several = await ask(callers.lead, reports, due_on="2026-07-01")
    june, december = (str(one["id"]) for one in await owed(database, reports))
    assert (refusal(several), several.json()["obligations"]) == ((409, "name-what-to-extend"), [june, december])
    named = await asked(callers.lead, reports, due_on="2026-07-01", obligation_id=june)
    assert (named["obligation_id"], named["present_due_date"]) == (june, "2026-06-16")
    foreign = await ask(callers.lead, dated, obligation_id=june)
    assert (refusal(foreign), len(foreign.json()["obligations"])) == ((409, "nothing-to-extend"), 1)
    # A day that is over already could not be kept.
    clock.set("2026-05-04")
    over = await ask(callers.lead, dated)
    assert (refusal(over), over.json()["present_due_date"]) == ((422, "not-a-later-day"), "2026-03-31")
    assert (await ask(callers.lead, dated, due_on="2026-05-04")).status_code == 201


async def test_who_asks_is_a_lead_and_says_which(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    for caller, body, expected in (
        (callers.office, {}, (403, "permission-missing")),
        (callers.submitter, {}, (403, "permission-missing")),
        (callers.coordinator, {}, (403, "not-a-lead")),
        (callers.lead, {"agency": "so-y-te"}, (403, "not-a-lead")),
        (callers.gateway, {}, (422, "invalid-request")),
        (callers.lead, {"agency": "so-khong-co"}, (422, "unknown-agency")),
    ):
        assert refusal(await ask(caller, task, **body)) == expected
    assert (await ask(callers.gateway, task, agency="so-y-te")).status_code == 201
    # One pair's request is not another's.
    assert (await ask(callers.lead, task)).status_code == 201
    assert refusal(await ask(callers.lead, world.DRAFT_TASK)) == (404, "not-found")
    await callers.office.post("/v1/plans/kh-20-2026/close")
    assert refusal(await ask(callers.lead, task)) == (409, "plan-state-refuses")


async def test_whose_place_another_agency_has_taken_asks_and_answers_no_more(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    request = await asked(callers.lead, task)
    for table in ("task_agency_state", "obligations"):
        await database.execute(f"update {table} set agency_id = $1 where task_id = $2", world.COORDINATOR, task)
    assert refusal(await ask(callers.lead, task)) == (403, "not-a-lead")
    assert refusal(await step(callers.lead, request, "withdraw")) == (403, "not-a-lead")


async def test_what_was_answered_meanwhile_is_not_put_off(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER)
    request = await asked(callers.lead, task)
    assert (await complete(callers.lead, task)).status_code == 201
    shown = (await callers.office.get(f"{REQUESTS}/{request['id']}")).json()
    assert shown["may"] == ["reject"]
    for body in ({"action": "approve", "document": "99/VP-TH"}, {"action": "counter", "due_on": "2026-04-08"}):
        assert refusal(await step(callers.office, request, "decision", **body)) == (409, "nothing-to-extend")
    assert [one["effective_due_date"].isoformat() for one in await owed(database, task)] == ["2026-03-31"]
    assert (await took(callers.lead, request, "withdraw"))["state"] == "withdrawn"


async def test_nobody_decides_for_its_own_agency_unless_the_plan_says_so(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The office leads a task of its own plan; its token of role `agency` asks, its office token would decide."""
    (task,) = await published(callers, clock, QUARTER, leads=(world.OFFICE,))
    await database.execute("update access_tokens set agency_ids = array[$1::uuid] where name = 'lead'", world.OFFICE)
    request = await asked(callers.lead, task)
    assert request["may"] == ["withdraw"]
    shown = (await callers.office.get(f"{REQUESTS}/{request['id']}")).json()
    assert shown["may"] == []
    approve = {"action": "approve", "document": "99/VP-TH"}
    assert refusal(await step(callers.office, request, "decision", **approve)) == (403, "own-agency")
    assert refusal(await step(callers.other_office, request, "decision", **approve)) == (403, "not-your-plan")
    await database.execute("update plans set self_review = true where code = 'kh-20-2026'")
    assert (await took(callers.office, request, "decision", **approve))["state"] == "approved"


async def test_they_are_listed_by_plan_task_agency_and_state_for_who_sees_the_plan(
    callers: Callers, clock: StoppedClock
) -> None:
    first, second = await published(callers, clock, QUARTER, QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    one = await asked(callers.lead, first)
    two = await asked(callers.other_agency, first)
    three = await asked(callers.lead, second)
    await took(callers.office, two, "decision", action="reject", reason="Không có căn cứ")
    for filters, expected in (
        ({}, [one, two, three]),
        ({"plan": "kh-20-2026", "limit": 1}, [one, two, three]),
        ({"plan": "kh-01-2026"}, []),
        ({"task": str(first)}, [one, two]),
        ({"agency": "so-tai-chinh"}, [one, three]),
        ({"state": "open"}, [one, three]),
        ({"state": "rejected", "agency": "so-y-te"}, [two]),
    ):
        found = await every(callers.viewer, REQUESTS, **filters)
        assert [item["id"] for item in found] == [item["id"] for item in expected]
        assert all(item["may"] == [] for item in found)
    # A submitter sees its own agency's.
    assert [item["id"] for item in await every(callers.submitter, REQUESTS)] == [one["id"], three["id"]]
    assert refusal(await callers.submitter.get(f"{REQUESTS}/{two['id']}")) == (404, "not-found")


async def test_an_obligation_says_whether_a_later_day_may_be_asked(callers: Callers, clock: StoppedClock) -> None:
    dated, undated = await published(callers, clock, QUARTER, "Thường xuyên")

    async def may(caller: Caller, task: UUID) -> list[str]:
        (found,) = await every(caller, f"/v1/tasks/{task}/obligations")
        listed: list[str] = found["may"]
        return listed

    assert await may(callers.lead, dated) == ["report_completed", "request_extension"]
    assert await may(callers.lead, undated) == ["report_completed"]
    assert await may(callers.submitter, dated) == ["report_completed"]
    assert await may(callers.office, dated) == []
    request = await asked(callers.lead, dated)
    assert await may(callers.lead, dated) == ["report_completed"]
    await took(callers.lead, request, "withdraw")
    assert await may(callers.lead, dated) == ["report_completed", "request_extension"]
    assert (await submit(callers.lead, dated)).status_code == 201
    assert await may(callers.lead, dated) == ["report_completed", "request_extension"]


async def test_what_was_opened_too_late_gets_its_first_fair_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, QUARTER, on="2026-04-01")
    assert await cells(callers.viewer, "current") == [("undated", 0)]
    request = await asked(callers.lead, task)
    await took(callers.office, request, "decision", action="approve", document="99/VP-TH")
    (after,) = await owed(database, task)
    assert (after["opened_late"], after["original_due_date"].isoformat()) == (False, "2026-04-15")
    clock.set("2026-04-16")
    assert await cells(callers.viewer, "original") == await cells(callers.viewer, "current") == [("overdue", 1)]


async def test_so_does_what_is_accepted_by_its_lead(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, QUARTER, on="2026-04-01")
    request = await asked(callers.lead, task)
    await took(callers.office, request, "decision", action="counter", due_on="2026-04-08")
    await took(callers.lead, request, "answer", action="accept")
    (after,) = await owed(database, task)
    assert (after["opened_late"], after["original_due_date"].isoformat()) == (False, "2026-04-08")
