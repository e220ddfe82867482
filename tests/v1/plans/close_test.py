"""Closing a plan freezes its counts on that day; reopening lets the days go on. The acts themselves: publish_test.py."""

from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.calendar import calendar_day_body
from tests.make.seeded import every
from tests.v1.awaited_events_test import TEN_DAYS, event_of, recorded, state_of, void
from tests.v1.reports.published import HALF_YEARLY, PLAN, complete, owed, published, refusal, submit

REOPENING = {"document": "Công văn 99/UBND-TH", "reason": "Còn nhiệm vụ chưa hoàn thành"}


async def told(callers: Callers, **asked: Any) -> list[tuple[Any, ...]]:
    """Of each task: its cell, its days overdue, whether it is due soon; the same of its lead, and what of it is late."""
    found = []
    for task in await every(callers.viewer, "/v1/tasks", plan=PLAN, **asked):
        (lead,) = task["leads"]
        owed = await every(callers.viewer, "/v1/obligations", task=task["id"], **asked)
        of_task = tuple(task[name] for name in ("cell", "days_overdue", "due_soon"))
        assert of_task == tuple(lead[name] for name in ("cell", "days_overdue", "due_soon"))
        found.append((*of_task, [one["late"] for one in owed]))
    return found


async def late(callers: Callers) -> int:
    return len(await every(callers.viewer, "/v1/obligations", plan=PLAN, late="true"))


async def missing(callers: Callers, task: UUID) -> int:
    return len(await every(callers.viewer, f"/v1/tasks/{task}/leads", missing="true"))


async def test_a_closed_plan_stands_still_and_goes_on_when_reopened(callers: Callers, clock: StoppedClock) -> None:
    ends, soon, halves = await published(callers, clock, "Trước ngày 20/6/2026", "Ngày 30/6/2026", HALF_YEARLY)
    clock.set("2026-06-15")
    assert (await submit(callers.lead, halves)).status_code == 201
    clock.set("2026-06-24")
    before = [
        ("overdue", 5, False, [True]),
        ("in_term", 0, True, [False]),
        ("in_term", 0, False, [False, False]),
    ]
    assert (await told(callers), await late(callers), await missing(callers, soon)) == (before, 1, 1)
    assert (await callers.office.post(f"/v1/plans/{PLAN}/close")).status_code == 200

    for day in ("2026-06-25", "2026-07-01", "2026-12-31"):
        clock.set(day)
        assert (await told(callers), await late(callers)) == (before, 1), "as on the day it was closed"
        assert await told(callers, as_of=day) == before
        assert [task["id"] for task in await every(callers.viewer, "/v1/tasks", plan=PLAN, cell="overdue")] == [
            str(ends)
        ]
    day_before = await told(callers, as_of="2026-06-23")
    assert [one[:2] for one in day_before] == [("overdue", 4), ("in_term", 0), ("in_term", 0)]

    clock.set("2026-07-02")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
    assert await told(callers) == [
        ("overdue", 13, False, [True]),
        ("overdue", 2, False, [True]),
        ("in_term", 0, False, [False, False]),
    ]
    for day in ("2026-06-24", "2026-06-25", "2026-07-01"):
        assert await told(callers, as_of=day) == before, "it stood still then, whatever has become of it since"
    assert await told(callers, as_of="2026-07-02") == await told(callers)
    assert (await complete(callers.lead, soon)).status_code == 201
    clock.set("2026-07-10")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/close")).status_code == 200
    again = await told(callers)
    assert (again[0][:2], again[1][:2]) == (("overdue", 21), ("overdue", 2))
    clock.set("2026-07-20")
    assert await told(callers) == await told(callers, as_of="2026-07-15") == again
    assert await told(callers, as_of="2026-07-01") == before


async def test_what_an_event_has_become_meanwhile_is_caught_up(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Voided, and recorded again for another day, by way of another plan that waits for the same."""
    (task,) = await published(callers, clock, TEN_DAYS)
    await published(callers, clock, TEN_DAYS, code="kh-21-2026")
    clock.set("2026-01-05")
    event = await recorded(callers.office, await event_of(callers.office), "2026-01-02")
    assert (await state_of(database, task))[:3] == ("open", "2026-01-12", "2026-01-12")
    for day, again, expected in (
        ("2026-01-06", None, ("awaiting_event", None, None)),
        ("2026-01-08", "2026-01-07", ("open", "2026-01-17", "2026-01-19")),
    ):
        clock.set(day)
        await callers.office.post(f"/v1/plans/{PLAN}/close")
        clock.set(f"{day}T10:00:00")
        assert (await void(callers.office, event)).status_code == 200
        event = event if again is None else await recorded(callers.office, event, again)
        before = await state_of(database, task)
        assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
        assert before[0] == "open"
        assert (await state_of(database, task))[:3] == expected
        event = await recorded(callers.office, event, "2026-01-02") if again is None else event


@pytest.mark.parametrize("dated_before", [False, True])
async def test_an_answer_that_was_there_before_the_closing_is_dated_too(
    callers: Callers, clock: StoppedClock, database: Clone, dated_before: bool
) -> None:
    """As in a plan that is open: whether it was given before any event, or its event was voided and is another day's."""
    (task,) = await published(callers, clock, TEN_DAYS)
    await published(callers, clock, TEN_DAYS, code="kh-21-2026")
    event = await event_of(callers.office)
    clock.set("2026-01-05")
    event = await recorded(callers.office, event, "2026-01-02") if dated_before else event
    clock.set("2026-01-06")
    assert (await complete(callers.lead, task)).status_code == 201
    clock.set("2026-01-08")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/close")).status_code == 200
    clock.set("2026-01-08T10:00:00")
    assert not dated_before or (await void(callers.office, event)).status_code == 200
    await recorded(callers.office, event, "2026-01-05")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
    assert (await state_of(database, task))[:3] == ("answered", "2026-01-15", "2026-01-15")


async def test_who_was_succeeded_meanwhile_hands_over_what_it_owes(callers: Callers, clock: StoppedClock) -> None:
    """Also where the successor was succeeded in its turn, and where it leads the task itself and owes each thing once."""
    halves, both = await published(
        callers, clock, HALF_YEARLY, "Trước ngày 20/6/2026", leads=(world.LEAD, world.OTHER_AGENCY)
    )
    clock.set("2026-02-01")
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    clock.set("2026-03-01")
    for old, successor in (("so-tai-chinh", "so-xay-dung"), ("so-xay-dung", "so-y-te")):
        merger = {"successor": successor, "document": "Nghị quyết 15/NQ-HĐND"}
        assert (await callers.admin.post(f"/v1/agencies/{old}/succession", merger)).status_code == 200

    async def owing(task: UUID, **asked: Any) -> list[tuple[str, str]]:
        found = await every(callers.viewer, "/v1/obligations", task=str(task), **asked)
        return sorted((one["agency"]["code"], one["state"]) for one in found)

    stood = [("so-tai-chinh", "open"), ("so-y-te", "open")]
    assert await owing(both) == stood, "closed, it stands still"
    clock.set("2026-04-01")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
    assert await owing(both) == [("so-xay-dung", "cancelled"), ("so-y-te", "open")]
    assert await owing(both, as_of="2026-03-31") == stood
    assert len([one for one in await owing(halves) if one == ("so-y-te", "open")]) == 2
    assert (await complete(callers.other_agency, both)).status_code == 201


@pytest.mark.parametrize("agencies", list(permutations((world.LEAD, world.COORDINATOR, world.OTHER_AGENCY))))
async def test_in_whatever_order_those_succeeded_are_found_the_last_successor_owes(
    callers: Callers, clock: StoppedClock, agencies: tuple[UUID, ...]
) -> None:
    first, second, last = agencies
    (task,) = await published(callers, clock, HALF_YEARLY, leads=(first, second))
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    for old, successor in ((first, second), (second, last)):
        merger = {"successor": world.CODES[successor], "document": "Nghị quyết 15/NQ-HĐND"}
        answer = await callers.admin.post(f"/v1/agencies/{world.CODES[old]}/succession", merger)
        assert answer.status_code == 200
    assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
    owing = await every(callers.viewer, "/v1/obligations", task=str(task), state="open")
    assert {one["agency"]["code"] for one in owing} == {world.CODES[last]}


async def test_the_calendar_of_the_closing_and_then_todays_make_it_follow(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """What the reopening leaves to the admin: an office moves no day of its own agency."""
    (task,) = await published(callers, clock, HALF_YEARLY)
    await callers.office.post(f"/v1/plans/{PLAN}/close")

    async def put(*days: str) -> list[str]:
        holidays = {"year": 2026, "days": [calendar_day_body(day=day) for day in days]}
        assert (await callers.admin.put("/v1/calendar/days", holidays)).status_code == 200
        return [str(one["effective_due_date"]) for one in await owed(database, task)]

    before = (await callers.admin.get("/v1/calendar/days", params={"year": 2026, "limit": 200})).json()["items"]
    off = [one["day"] for one in before if one["kind"] == "holiday"]
    assert await put(*off, "2026-06-15") == ["2026-06-16", "2026-12-16"]
    assert (await callers.office.post(f"/v1/plans/{PLAN}/reopen", REOPENING)).status_code == 200
    await put(*off)
    assert await put(*off, "2026-06-15") == ["2026-06-17", "2026-12-16"]


async def test_nobody_may_do_anything_in_it(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    ends, halves = await published(callers, clock, "Trước ngày 20/6/2026", HALF_YEARLY)
    open_ones = await every(callers.lead, "/v1/obligations", plan=PLAN)
    assert [one["may"] for one in open_ones] == [
        [report, "request_extension"] for report in ("report_progress", "report_completed", "report_progress")
    ]
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    before = await database.counts()
    for caller in (callers.lead, callers.gateway, callers.office):
        assert [one["may"] for one in await every(caller, "/v1/tasks", plan=PLAN)] == [["comment"]] * 2
        assert [one["may"] for one in await every(caller, "/v1/obligations", plan=PLAN)] == [[], [], []]
    assert refusal(await complete(callers.lead, ends)) == (409, "plan-not-open")
    assert refusal(await submit(callers.submitter, halves)) == (409, "plan-not-open")
    assert await database.counts() == before
