"""`as_of` and `basis` of tasks and obligations: any day is shown as it was shown on that day."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.callers import Callers
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.calendar import calendar_day_body
from tests.make.seeded import every
from tests.v1.reports.published import HALF_YEARLY, PLAN, WEDNESDAYS, complete, published, refusal, submitted

REOPENING = {"document": "Công văn 99/UBND-TH", "reason": "Còn nhiệm vụ chưa hoàn thành"}
# What is a matter of today: whoever asks may do today what it may, an ETag counts edits, and a report is sent by today's windows.
OF_TODAY = ("may", "version", "window_from")
BASES = ("current", "original")
Shown = dict[str, Any]


async def shown(callers: Callers, **asked: Any) -> Shown:
    """The plan's tasks and obligations, on either basis; obligations by their ids, for a list is in the order of today's days."""
    found: Shown = {}
    for path in ("/v1/tasks", "/v1/obligations"):
        for basis in BASES:
            items = await every(callers.viewer, path, limit=200, **asked, plan=PLAN, basis=basis)
            kept = [{name: one for name, one in item.items() if name not in OF_TODAY} for item in items]
            found[f"{path}, {basis}"] = kept if path == "/v1/tasks" else sorted(kept, key=lambda one: str(one["id"]))
    return found


async def test_may_is_of_today_whatever_day_is_asked_for(callers: Callers, clock: StoppedClock) -> None:
    """What was open then and is settled now offers no report, and what was answered then and is owed again does."""
    halves, ends = await published(callers, clock, HALF_YEARLY, "Trước ngày 20/6/2026")
    clock.set("2026-06-15")
    await submitted(callers.lead, halves)
    sent = (await complete(callers.lead, ends)).json()
    clock.set("2026-06-16")
    back = {"action": "return", "note": "Thiếu phụ lục", "respond_by": "2026-06-30"}
    assert (await callers.office.post(f"/v1/reports/{sent['id']}/review", back)).status_code == 200

    async def may(**asked: Any) -> dict[str, list[str]]:
        return {one["id"]: one["may"] for one in await every(callers.lead, "/v1/obligations", plan=PLAN, **asked)}

    today = await may()
    assert sorted(today.values()) == [
        [],
        ["report_completed", "request_extension"],
        ["report_progress", "request_extension"],
    ]
    for day in ("2026-06-14", "2026-06-15", "2026-06-16"):
        assert await may(as_of=day) == today, day


async def test_each_day_is_shown_as_it_was_shown_then(callers: Callers, clock: StoppedClock) -> None:
    """A half-year's report sent late, a completion that waits, a holiday that comes late, a merger, and the plan closed."""
    phrases = (HALF_YEARLY, "Trước ngày 20/6/2026", "Quý II/2026", WEDNESDAYS)
    tasks = await published(callers, clock, *phrases, leads=(world.LEAD, world.COORDINATOR), ends_on="2026-06-30")
    half_years, ends, quarter, weekly = tasks
    seen = {"2026-01-02": await shown(callers)}

    async def on(day: str) -> None:
        clock.set(f"{day}T23:59:59")
        seen[day] = await shown(callers)

    await on("2026-01-07")
    clock.set("2026-01-08")
    (first, *_) = await every(callers.lead, "/v1/obligations", task=str(weekly), agency="so-tai-chinh")
    late = await submitted(callers.lead, weekly, obligation_id=first["id"])
    assert late["settled"][0]["late"]
    await on("2026-01-08")
    clock.set("2026-01-09")
    await submitted(callers.lead, half_years, percent_complete=20)
    await submitted(callers.lead, ends, percent_complete=55)
    await on("2026-01-09")
    clock.set("2026-05-20")
    holidays = [calendar_day_body(day=day) for day in ("2026-05-27", "2026-06-15")]
    assert (await callers.admin.put("/v1/calendar/days", {"year": 2026, "days": holidays})).json()["moved"] > 0
    await on("2026-05-20")
    for day in ("2026-06-13", "2026-06-17", "2026-06-18", "2026-06-19", "2026-06-20"):
        await on(day)
    clock.set("2026-06-22")
    assert (await complete(callers.lead, ends)).status_code == 201
    await on("2026-06-22")
    clock.set("2026-06-23")
    merger = {"successor": "so-y-te", "document": "Nghị quyết 15/NQ-HĐND"}
    assert (await callers.admin.post("/v1/agencies/so-tai-chinh/succession", merger)).status_code == 200
    await on("2026-06-23")
    clock.set("2026-06-25")
    assert (await complete(callers.other_agency, quarter)).status_code == 201
    await on("2026-06-25")
    await on("2026-07-02")
    clock.set("2026-07-03")
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    await on("2026-07-03")
    await on("2026-07-20")

    clock.set("2026-08-01")
    for day, then in seen.items():
        assert await shown(callers, as_of=day) == then, day
    assert await shown(callers, as_of="2026-01-01") == {name: [] for name in seen["2026-01-02"]}, "not published yet"
    assert await shown(callers, as_of="2026-08-01") == await shown(callers), "today as of today"
    cells = {day: [task["cell"] for task in then["/v1/tasks, current"]] for day, then in seen.items()}
    assert cells["2026-06-17"] == ["in_term", "in_term", "in_term", "overdue"], "16/6 has become 17/6"
    assert cells["2026-06-18"] == ["overdue", "in_term", "in_term", "overdue"]
    assert cells["2026-06-20"] == ["overdue", "overdue", "in_term", "overdue"]


async def test_one_thing_as_of_a_day_and_none_before_it_was_there(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, "Trước ngày 20/6/2026", on="2026-03-10")
    clock.set("2026-06-22")
    assert (await complete(callers.lead, task)).status_code == 201
    (owed,) = await every(callers.viewer, "/v1/obligations", task=str(task))
    for path in (f"/v1/tasks/{task}", f"/v1/obligations/{owed['id']}"):
        assert refusal(await callers.viewer.get(path, params={"as_of": "2026-03-09"})) == (404, "not-found")
        for day, status in (("2026-06-21", 200), ("2026-06-22", 200), ("2026-06-23", 422)):
            assert (await callers.viewer.get(path, params={"as_of": day})).status_code == status
    states = {
        day: await _state(callers, owed["id"], day) for day in ("2026-03-10", "2026-06-19", "2026-06-20", "2026-06-22")
    }
    assert states == {
        "2026-03-10": ("open", False, None),
        "2026-06-19": ("open", False, None),
        "2026-06-20": ("open", True, None),
        "2026-06-22": ("answered", True, "2026-06-22"),
    }


async def _state(callers: Callers, obligation: str, day: str) -> tuple[Any, ...]:
    found = (await callers.viewer.get(f"/v1/obligations/{obligation}", params={"as_of": day})).json()
    return found["state"], found["late"], found["answered_on"]


async def test_filters_ask_of_that_day(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, "Trước ngày 20/6/2026")
    clock.set("2026-06-22")
    assert (await complete(callers.lead, task)).status_code == 201

    async def found(path: str, **filters: Any) -> int:
        return len(await every(callers.viewer, path, plan=PLAN, **filters))

    by_day: Mapping[str, tuple[str, str]] = {
        "2026-06-19": ("in_term", "open"),
        "2026-06-20": ("overdue", "open"),
        "2026-06-22": ("overdue", "answered"),
    }
    for day, (cell, state) in by_day.items():
        cells = {one: await found("/v1/tasks", cell=one, as_of=day) for one in ("in_term", "overdue")}
        states = {one: await found("/v1/obligations", state=one, as_of=day) for one in ("open", "answered")}
        assert (cells[cell], sum(cells.values()), states[state], sum(states.values())) == (1, 1, 1, 1), day
    assert [await found("/v1/obligations", late="true", as_of=day) for day in by_day] == [0, 1, 1]


@pytest.mark.parametrize("path", ["/v1/tasks", "/v1/obligations"])
async def test_of_a_day_to_come_nothing_is_known(callers: Callers, path: str) -> None:
    answer = await callers.viewer.get(path, params={"as_of": "2026-03-03"})
    assert refusal(answer) == (422, "future-day")
    assert answer.json()["today"] == "2026-03-02"
    assert (await callers.viewer.get(path, params={"as_of": "2026-03-02"})).status_code == 200


async def test_who_sees_it_is_asked_of_today(callers: Callers, clock: StoppedClock) -> None:
    """A restricted plan of the past is open to whom it is open to now."""
    (task,) = await published(callers, clock, HALF_YEARLY, restricted=True)
    clock.set("2026-03-02")
    answers = {
        one.name: (await one.get(f"/v1/tasks/{task}", params={"as_of": "2026-02-01"})).status_code
        for one in (callers.lead, callers.office, callers.viewer, callers.other_agency)
    }
    assert answers == {"lead": 200, "office": 200, "viewer": 404, "other_agency": 404}
    shown_then = (await callers.lead.get(f"/v1/tasks/{task}", params={"as_of": "2026-02-01"})).json()
    assert shown_then["may"] == ["report_progress", "comment"]
