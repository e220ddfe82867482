"""`/v1/calendar/days`: the calendar is data, and what is open follows it."""

import asyncio
import json
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
from uuid_utils.compat import uuid7

from app.obligations.models import EventOccurrence, ReportRequest
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.calendar import calendar_day_body
from tests.make.seeded import every
from tests.make.tasks import deadline_row
from tests.v1.reports.published import HALF_YEARLY, PLAN, WEDNESDAYS, owed, owed_history, published, refusal, submitted

DAYS = "/v1/calendar/days"
OFF_IN_2026 = ("2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02")


async def put(callers: Callers, *days: str, **more: list[dict[str, Any]]) -> httpx.Response:
    wanted = [calendar_day_body(day=day) for day in (*OFF_IN_2026, *days)]
    return await callers.admin.put(DAYS, {"year": 2026, "days": [*wanted, *more.get("more", [])]})


async def moved(callers: Callers, *days: str) -> int:
    answer = await put(callers, *days)
    assert answer.status_code == 200, answer.text
    count: int = answer.json()["moved"]
    return count


async def due(database: Clone, task: UUID, *nominal: str) -> list[str]:
    """The effective days of what is owed on these nominal days; of everything dated, when none is named."""
    rows = [one for one in await owed(database, task) if one["nominal_due_date"] is not None]
    return [str(one["effective_due_date"]) for one in rows if not nominal or str(one["nominal_due_date"]) in nominal]


def day_of(row: asyncpg.Record, name: str) -> str | None:
    return None if row[name] is None else str(row[name])


async def test_a_year_is_replaced_and_shown_in_the_order_of_its_days(callers: Callers, database: Clone) -> None:
    worked = calendar_day_body(
        day="2026-08-22", kind="make_up_day", name="Ngày làm bù", decision=None, provisional=True
    )
    answer = await put(callers, "2026-01-01", more=[worked])
    assert (answer.status_code, answer.json()["year"], answer.json()["moved"]) == (200, 2026, 0)
    shown = answer.json()["days"]
    assert [one["day"] for one in shown] == sorted([*OFF_IN_2026, "2026-01-01", "2026-08-22"])
    assert worked in shown
    assert await every(callers.submitter, DAYS, limit=2) == shown, "this year, in the year of the clock"
    await callers.admin.put(DAYS, {"year": 2027, "days": [calendar_day_body(day="2027-01-01", provisional=True)]})
    assert await every(callers.viewer, DAYS, year=2026) == shown, "another year stays as it is"
    await callers.admin.put(DAYS, {"year": 2026, "days": []})
    assert await every(callers.viewer, DAYS, year=2026) == []
    entries = await database.fetch(
        "select action, before, after from journal where entity = 'calendar_year' order by sequence"
    )
    assert [one["action"] for one in entries] == ["replace"] * 3
    assert [json.loads(entries[2][name]) for name in ("before", "after")] == [
        shown,
        [],
    ]


@pytest.mark.parametrize(
    ("days", "slug", "pointers"),
    [
        (
            [calendar_day_body(day="2026-09-02"), calendar_day_body(day="2027-01-01")],
            "day-of-another-year",
            ["/days/1/day"],
        ),
        (
            [
                calendar_day_body(day="2026-09-02"),
                calendar_day_body(day="2026-09-01"),
                calendar_day_body(day="2026-09-02", kind="make_up_day"),
            ],
            "day-named-twice",
            ["/days/2/day"],
        ),
        ([calendar_day_body(day="2026-09-02", name=" ")], "invalid-request", ["/days/0/name"]),
    ],
)
async def test_what_is_no_year_is_refused_whole(
    callers: Callers, days: list[dict[str, Any]], slug: str, pointers: list[str]
) -> None:
    answer = await callers.admin.put(DAYS, {"year": 2026, "days": days})
    assert refusal(answer) == (422, slug)
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers
    assert await every(callers.admin, DAYS, year=2026) == []


async def test_golden_days_and_where_they_move(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await put(callers)
    wednesdays, half_years = await published(
        callers, clock, WEDNESDAYS, HALF_YEARLY, on="2026-06-01", starts_on="2026-06-01"
    )
    assert (await due(database, wednesdays))[:2] == ["2026-06-03", "2026-06-10"]
    assert await due(database, wednesdays, "2026-09-02") == ["2026-09-03"], "2/9 is rolled over a day off"
    assert await due(database, half_years, "2026-06-14") == ["2026-06-16"], "14/6 and two working days"
    assert await moved(callers, "2026-09-03") == 2, "and the window of the next begins a day later"
    assert await due(database, wednesdays, "2026-09-02") == ["2026-09-04"]
    assert await moved(callers, "2026-06-15") == 3, "those of September move back"
    assert await due(database, half_years, "2026-06-14") == ["2026-06-17"]
    assert await moved(callers) == 1
    assert await due(database, half_years) == ["2026-06-16", "2026-12-16"]
    assert await moved(callers) == 0


async def test_the_end_of_april_rolls_where_the_plan_rolls_dates(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await put(callers)
    (april,) = await published(callers, clock, "Tháng 4/2026", policy={"roll_over": ["date", "event", "recurring"]})
    (stays,) = await published(callers, clock, "Tháng 4/2026", code="kh-21-2026")
    assert await due(database, april) == ["2026-05-04"]
    assert await due(database, stays) == ["2026-04-30"]
    assert await moved(callers, "2026-05-04") == 1
    assert (await due(database, april), await due(database, stays)) == (["2026-05-05"], ["2026-04-30"])


async def test_each_move_is_kept_and_journaled(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await put(callers)
    (half_years,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-05")
    assert await moved(callers, "2026-06-15") == 1
    june = (await owed(database, half_years))[0]
    assert [day_of(june, name) for name in ("nominal_due_date", "effective_due_date", "original_due_date")] == [
        "2026-06-14",
        "2026-06-17",
        "2026-06-17",
    ]
    assert (june["sort_day"], june["version"]) == (june["effective_due_date"], 2)
    opened, move = [one for one in await owed_history(database, half_years) if one["obligation_id"] == june["id"]]
    assert [day_of(one, "effective_due_date") for one in (opened, move)] == ["2026-06-16", "2026-06-17"]
    assert (move["action"], str(move["on_day"]), move["token_id"]) == (
        "recalendar",
        "2026-06-05",
        callers.admin.token_id,
    )
    (pair,) = await database.fetch("select * from task_agency_state where task_id = $1", half_years)
    history = await database.fetch("select * from task_agency_states where task_id = $1 order by sequence", half_years)
    assert [day_of(one, "next_due_on") for one in (*history, pair)] == ["2026-06-16", "2026-06-17", "2026-06-17"]
    (entry,) = await database.fetch("select * from journal where entity = 'obligation'")
    before, after = json.loads(entry["before"]), json.loads(entry["after"])
    assert {name for name in after if after[name] != before[name]} == {
        "effective_due_date",
        "original_due_date",
        "late_from",
        "version",
    }
    assert (entry["action"], entry["entity_id"], after["effective_due_date"]) == (
        "recalendar",
        june["id"],
        "2026-06-17",
    )
    clock.set("2026-06-10")
    then = (await callers.viewer.get(f"/v1/obligations/{june['id']}", params={"as_of": "2026-06-04"})).json()
    assert then["effective_due_date"] == "2026-06-16", "what was known on that day"


async def test_what_is_answered_settled_or_asked_for_by_its_own_day_stays(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await put(callers)
    (wednesdays,) = await published(callers, clock, WEDNESDAYS, on="2026-08-31", starts_on="2026-08-31")
    second, third, requested = (await owed(database, wednesdays))[:3]
    clock.set("2026-09-02")
    await submitted(callers.lead, wednesdays, obligation_id=str(second["id"]))
    asked = ReportRequest(
        id=uuid7(),
        plan_id=second["plan_id"],
        due_on=date(2026, 9, 16),
        text="Báo cáo đột xuất",
        skipped=0,
        requested_by=world.OFFICE,
        token_id=callers.office.token_id,
        requested_at=clock(),
    )
    await database.store(asked)
    await database.execute(
        "update obligations set report_request_id = (select id from report_requests) where id = $1", requested["id"]
    )
    assert await moved(callers, "2026-09-03", "2026-09-09", "2026-09-16") == 2
    assert (await due(database, wednesdays))[:3] == ["2026-09-03", "2026-09-10", "2026-09-16"]
    entries = await database.fetch("select entity_id from journal where action = 'recalendar'")
    assert third["id"] in {one["entity_id"] for one in entries}
    assert not {second["id"], requested["id"]} & {one["entity_id"] for one in entries}


async def test_a_granted_day_stays_and_the_first_day_follows(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await put(callers)
    (half_years,) = await published(callers, clock, HALF_YEARLY)
    june = (await owed(database, half_years))[0]["id"]
    await database.execute(
        "update obligations set nominal_due_date = '2026-06-30', effective_due_date = '2026-06-30' where id = $1", june
    )
    assert await moved(callers, "2026-06-15", "2026-06-30") == 1
    extended = (await owed(database, half_years))[0]
    assert [day_of(extended, name) for name in ("effective_due_date", "original_due_date")] == [
        "2026-06-30",
        "2026-06-17",
    ]
    (pair,) = await database.fetch("select * from task_agency_state where task_id = $1", half_years)
    assert [day_of(pair, name) for name in ("next_due_on", "next_original_due_on")] == ["2026-06-30", "2026-06-17"]


async def test_an_amended_day_follows_by_itself_and_the_first_by_its_own(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The cell said June, the amendment says July: each is dated by its own phrase."""
    await put(callers)
    (task,) = await published(callers, clock, "Tháng 5/2026", policy={"roll_over": ["date"]})
    assert await due(database, task) == ["2026-06-01"], "31/5 is a Sunday"
    (cell,) = await database.fetch("select id from task_deadlines where task_id = $1", task)
    amended = uuid7()
    deadline = deadline_row(
        "Tháng 10/2026",
        id=amended,
        task_id=task,
        plan_id=await plan_id(database),
        source="amendment",
        position=2,
        replaces_id=cell["id"],
    )
    await database.store(deadline)
    await database.execute(
        "update obligations set deadline_id = $2, nominal_due_date = '2026-10-31', effective_due_date = '2026-11-02' "
        "where task_id = $1",
        task,
        amended,
    )
    assert await moved(callers, "2026-06-01", "2026-11-02") == 1
    (one,) = await owed(database, task)
    assert [day_of(one, name) for name in ("nominal_due_date", "effective_due_date", "original_due_date")] == [
        "2026-10-31",
        "2026-11-03",
        "2026-06-02",
    ]


async def test_days_after_an_event_are_counted_anew(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    """Both the day named, counted in working days, and the last day."""
    await put(callers)
    phrase = "Trong 05 ngày làm việc kể từ ngày ban hành Nghị quyết"
    waiting, dated = await published(callers, clock, phrase, "Trong 05 ngày làm việc kể từ ngày có Thông báo kết luận")
    (one,) = await owed(database, dated)
    happened = EventOccurrence(
        id=uuid7(),
        awaited_event_id=one["awaited_event_id"],
        occurred_on=date(2026, 8, 26),
        recorded_by=world.OFFICE,
        token_id=callers.office.token_id,
        recorded_at=clock(),
    )
    await database.store(happened)
    await database.execute(
        "update obligations set nominal_due_date = '2026-09-04', effective_due_date = '2026-09-04', "
        "original_due_date = '2026-09-04', state = 'open' where task_id = $1",
        dated,
    )
    assert await moved(callers, "2026-08-31") == 1
    (one,) = await owed(database, dated)
    assert [day_of(one, name) for name in ("nominal_due_date", "effective_due_date", "original_due_date")] == [
        "2026-09-07"
    ] * 3
    assert [one["effective_due_date"] for one in await owed(database, waiting)] == [None]


async def test_reports_by_policy_move_and_their_windows_with_them(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await put(callers)
    (task,) = await published(
        callers,
        clock,
        None,
        policy={"reporting": "weekly"},
        starts_on="2026-08-24",
        on="2026-08-24",
        ends_on="2026-09-12",
    )
    assert await due(database, task) == ["2026-08-28", "2026-09-04", "2026-09-11"]
    assert await moved(callers, "2026-09-04") == 2, "the window of the next one begins later"
    rows = [one for one in await owed(database, task) if one["nominal_due_date"] is not None]
    assert [(day_of(one, "effective_due_date"), day_of(one, "window_from")) for one in rows] == [
        ("2026-08-28", "2026-08-24"),
        ("2026-09-07", "2026-08-29"),
        ("2026-09-11", "2026-09-08"),
    ]


async def test_a_closed_plan_and_a_draft_do_not_move(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await put(callers)
    (half_years,) = await published(callers, clock, HALF_YEARLY)
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    assert await moved(callers, "2026-06-15") == 0
    assert (await due(database, half_years))[0] == "2026-06-16"


async def test_many_move_at_once(callers: Callers, clock: StoppedClock) -> None:
    await put(callers)
    leads = (world.LEAD, world.COORDINATOR, world.OTHER_AGENCY, world.OTHER_OFFICE)
    await published(callers, clock, *[WEDNESDAYS] * 4, leads=leads)
    assert await moved(callers, *(f"2026-{month:02}-{day:02}" for month, day in ((5, 6), (5, 13), (6, 3)))) == 16 * 5, (
        "three days, and the windows after them"
    )


async def test_two_changes_at_once_take_turns(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await put(callers)
    (half_years,) = await published(callers, clock, HALF_YEARLY)
    answers = await asyncio.gather(*(put(callers, "2026-06-15") for _ in range(3)))
    assert sorted(one.json()["moved"] for one in answers) == [0, 0, 1]
    assert (await due(database, half_years))[0] == "2026-06-17"


async def test_who_keeps_no_calendar_changes_none(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answers = [
        await one.put(DAYS, {"year": 2026, "days": []}) for one in (callers.office, callers.lead, callers.auditor)
    ]
    assert [refusal(one) for one in answers] == [(403, "permission-missing")] * 3
    assert await database.counts() == before


async def plan_id(database: Clone) -> UUID:
    (found,) = await database.fetch("select id from plans where code = $1", PLAN)
    id_: UUID = found["id"]
    return id_
