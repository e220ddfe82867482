"""`POST /v1/reports/{id}/review`: what a confirmation and a return do (DESIGN.md §4 "On time", §5), told with a moving clock.
`refuse_review_test` has who may not and what is refused.
"""

import json
from datetime import date
from typing import Any
from uuid import UUID

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    DOCUMENT,
    HALF_YEARLY,
    WEDNESDAYS,
    changed,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    submitted,
)
from tests.v1.reports.reviewing import confirm, lead, send_back, taken, told

FIRST_QUARTER = "Quý I/2026"  # until 31/3
REPORT_ONCE = "Báo cáo tiến độ, kết quả trước ngày 20/6/2026"
TWO_EVENTS = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026"
OFFICE = {"id": str(world.OFFICE), "code": "van-phong-ubnd", "name": "Văn phòng UBND thành phố"}


async def days(callers: Callers, clock: StoppedClock, task: UUID, *days: str) -> dict[str, tuple[str, str | None, int]]:
    """Status, cell and days overdue of the first lead on each of the days."""
    found = {}
    for day in days:
        clock.set(day)
        found[day] = await told(callers, task)
    return found


async def test_a_slow_reviewer_makes_nobody_late(callers: Callers, clock: StoppedClock) -> None:
    """Seed 1, II.13: two pairs; one submitted 28/3 and confirmed 10/4 is never overdue, the other is overdue from 1/4."""
    (task,) = await published(callers, clock, FIRST_QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    clock.set("2026-03-28")
    report = (await complete(callers.lead, task)).json()
    cells = {}
    for day in ("2026-03-31", "2026-04-01", "2026-04-09", "2026-04-10"):
        clock.set(day)
        if day == "2026-04-10":
            confirmed = taken(await confirm(callers.office, report, note="Đã nhận đủ"))
        leads = (await callers.viewer.get(f"/v1/tasks/{task}")).json()["leads"]
        cells[day] = [(one["cell"], one["days_overdue"]) for one in leads]
    assert cells == {
        "2026-03-31": [("in_term", 0), ("in_term", 0)],
        "2026-04-01": [("in_term", 0), ("overdue", 1)],
        "2026-04-09": [("in_term", 0), ("overdue", 9)],
        "2026-04-10": [("completed_on_time", 0), ("overdue", 10)],
    }
    reviewed = {
        "settled": [report["settled"][0] | {"state": "settled"}],
        "review": {
            "state": "confirmed",
            "by": OFFICE,
            "at": "2026-04-10T02:00:00+00:00",
            "note": "Đã nhận đủ",
            "respond_by": None,
            "counted_on": None,
            "counted_reason": None,
            "excused_document": None,
            "self_review": False,
        },
        "may": [],
        "version": 2,
    }
    assert changed(report, confirmed) == reviewed
    assert (await callers.lead.get(f"/v1/reports/{report['id']}")).json() == report | reviewed
    # Whatever day is asked for afterwards says the same as that day said.
    for day, expected in cells.items():
        shown = (await callers.viewer.get(f"/v1/tasks/{task}", params={"as_of": day})).json()["leads"]
        assert [(one["cell"], one["days_overdue"]) for one in shown] == expected


async def test_what_a_confirmation_writes(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-28")
    report = (await complete(callers.lead, task)).json()
    (before,), pair_before, counts = await owed(database, task), await pair(database, task), await database.counts()
    clock.set("2026-04-10")
    taken(await confirm(callers.office, report))
    (after,) = await owed(database, task)
    assert changed(before, after) == {
        "state": "settled",
        "settled_by": UUID(report["id"]),
        "settled_on": date(2026, 4, 10),
        "version": 3,
    }
    assert after["answered_on"] == date(2026, 3, 28)
    assert changed(pair_before, await pair(database, task)) == {
        "status": "completed",
        "waiting_report_id": None,
        "waiting_since": None,
        "open_due_on": None,
        "open_original_due_on": None,
        "dated": 0,
        "owes_completion": False,
        "settled_on_time": 1,
        "original_settled_on_time": 1,
        "last_settled_due_on": date(2026, 3, 31),
        "last_settled_original_due_on": date(2026, 3, 31),
        "version": 3,
    }
    written = ("report_reviews", "task_agency_states", "obligation_states", "journal")
    assert changed(counts, await database.counts()) == {name: counts[name] + 1 for name in written}
    (entry,) = await database.fetch("select * from journal where action = 'confirm'")
    assert (entry["entity"], entry["entity_id"], entry["plan_id"]) == (
        "progress_report",
        UUID(report["id"]),
        after["plan_id"],
    )
    told_ = [json.loads(entry[name]) for name in ("before", "after")]
    assert [(one["review"]["state"], "may" in one) for one in told_] == [("waiting", False), ("confirmed", False)]
    actions = [(one["action"], one["on_day"].isoformat()) for one in await pair_history(database, task)]
    assert actions[-2:] == [("report_completed", "2026-03-28"), ("confirm", "2026-04-10")]
    assert [(one["action"], one["state"]) for one in await owed_history(database, task)] == [
        ("publish", "open"),
        ("report_completed", "answered"),
        ("confirm", "settled"),
    ]


async def test_a_return_answered_in_time_is_a_return_and_no_delay(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    report = (await complete(callers.lead, task)).json()
    clock.set("2026-04-05")
    returned = taken(await send_back(callers.office, report, "2026-04-15"))
    assert (returned["review"]["state"], returned["review"]["respond_by"]) == ("returned", "2026-04-15")
    assert [one["state"] for one in returned["settled"]] == ["returned"]
    assert await days(callers, clock, task, "2026-04-05", "2026-04-14") == {
        "2026-04-05": ("returned", "in_term", 0),
        "2026-04-14": ("returned", "in_term", 0),
    }
    assert (await lead(callers, task))["percent_complete"] == 100
    again = (await complete(callers.lead, task)).json()
    assert [(one["state"], one["late"]) for one in again["settled"]] == [("answered", False)]
    assert await days(callers, clock, task, "2026-04-14", "2026-04-30") == {
        "2026-04-14": ("awaiting_confirmation", "in_term", 0),
        "2026-04-30": ("awaiting_confirmation", "in_term", 0),
    }
    taken(await confirm(callers.office, again))
    assert await told(callers, task) == ("completed", "completed_on_time", 0)
    (one,) = (await callers.viewer.get(f"/v1/tasks/{task}/obligations")).json()["items"]
    assert (one["state"], one["late"], one["answered_on"], one["settled_on"]) == (
        "settled",
        False,
        "2026-03-30",
        "2026-04-30",
    )


async def test_a_return_not_answered_by_its_day_is_the_whole_delay(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    report = (await complete(callers.lead, task)).json()
    clock.set("2026-04-05")
    taken(await send_back(callers.office, report, "2026-04-15"))
    assert await days(callers, clock, task, "2026-04-15", "2026-04-16", "2026-04-17") == {
        "2026-04-15": ("returned", "in_term", 0),
        "2026-04-16": ("returned", "overdue", 16),
        "2026-04-17": ("returned", "overdue", 17),
    }
    again = (await complete(callers.lead, task)).json()
    assert [one["late"] for one in again["settled"]] == [True]
    assert await days(callers, clock, task, "2026-05-05") == {"2026-05-05": ("awaiting_confirmation", "overdue", 17)}
    confirmed = taken(await confirm(callers.office, again))
    assert [(one["state"], one["late"]) for one in confirmed["settled"]] == [("settled", True)]
    assert await told(callers, task) == ("completed", "completed_late", 0)


async def test_a_return_after_a_late_answer_forgives_nothing(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-04-02")
    report = (await complete(callers.lead, task)).json()
    taken(await send_back(callers.office, report, "2026-04-15"))
    assert await days(callers, clock, task, "2026-04-03") == {"2026-04-03": ("returned", "overdue", 3)}


async def test_where_a_return_does_not_keep_the_date_its_day_is_the_new_one(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER, policy={"return_keeps_date": False})
    clock.set("2026-03-30")
    report = (await complete(callers.lead, task)).json()
    taken(await send_back(callers.office, report, "2026-04-15"))
    (one,) = await owed(database, task)
    assert (one["effective_due_date"], one["original_due_date"]) == (date(2026, 4, 15), date(2026, 3, 31))
    clock.set("2026-04-15")
    again = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, again))
    assert (await told(callers, task))[1] == "completed_on_time"
    assert (await told(callers, task, basis="original"))[1] == "completed_late"


async def test_the_office_may_count_another_day_and_says_why(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-04-02")
    report = (await complete(callers.lead, task)).json()
    assert (await told(callers, task))[1:] == ("overdue", 2)
    said = {"counted_on": "2026-03-31", "counted_reason": "Trục đường truyền hỏng từ 31/3"}
    confirmed = taken(await confirm(callers.office, report, **said))
    assert confirmed["submitted_on"] == "2026-04-02"
    assert {name: confirmed["review"][name] for name in said} == said
    assert [(one["state"], one["late"]) for one in confirmed["settled"]] == [("settled", False)]
    assert (await told(callers, task))[1:] == ("completed_on_time", 0)
    assert [one["answered_on"] for one in await owed(database, task)] == [date(2026, 3, 31)]


async def test_a_delay_with_an_objective_cause_stays_a_delay_and_is_marked(
    callers: Callers, clock: StoppedClock
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-04-02")
    report = (await complete(callers.lead, task, cause="objective")).json()
    confirmed = taken(await confirm(callers.office, report, excused_document="45/TB-UBND"))
    assert confirmed["review"]["excused_document"] == "45/TB-UBND"
    assert (await told(callers, task))[1] == "completed_late"


async def test_a_report_asked_for_once_is_returned_and_answered_again(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Seed 2, row 1: a report due 19/6 and an undated completion; after the report on 18/6 the pair is `undated`."""
    (task,) = await published(callers, clock, REPORT_ONCE)
    clock.set("2026-06-18")
    report = await submitted(callers.lead, task)
    assert await told(callers, task) == ("in_progress", "undated", 0)
    returned = taken(await send_back(callers.office, report, "2026-06-25"))
    assert [(one["kind"], one["state"]) for one in returned["settled"]] == [("progress_report", "returned")]
    assert await days(callers, clock, task, "2026-06-18", "2026-06-25", "2026-06-26") == {
        "2026-06-18": ("returned", "in_term", 0),
        "2026-06-25": ("returned", "in_term", 0),
        "2026-06-26": ("returned", "overdue", 7),
    }
    clock.set("2026-06-25")
    again = await submitted(callers.lead, task)
    assert await told(callers, task) == ("in_progress", "undated", 0)
    acknowledged = taken(await confirm(callers.office, again))
    assert [(one["state"], one["late"]) for one in acknowledged["settled"]] == [("settled", False)]
    assert await told(callers, task) == ("in_progress", "undated", 0)
    report_, completion = await owed(database, task)
    assert (report_["answered_on"], report_["settled_by"]) == (date(2026, 6, 18), UUID(again["id"]))
    assert completion["state"] == "open"


async def test_the_first_of_two_completions_confirmed_leaves_the_pair_to_the_second(
    callers: Callers, clock: StoppedClock
) -> None:
    """Seed 2, row 3: two completions awaiting GRDP quý II and quý III."""
    (task,) = await published(callers, clock, TWO_EVENTS)
    clock.set("2026-07-01")
    first = (await complete(callers.lead, task)).json()
    clock.set("2026-07-02")
    second = (await complete(callers.lead, task)).json()
    pair_ = await lead(callers, task)
    assert (pair_["waiting_for"], pair_["waiting_since"]) == ("office", "2026-07-01T02:00:00+00:00")
    assert pair_["waiting_report_id"] == second["id"]
    clock.set("2026-07-05")
    taken(await confirm(callers.office, first))
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["waiting_since"]) == ("awaiting_confirmation", "2026-07-02T02:00:00+00:00")
    assert pair_["waiting_report_id"] == second["id"]
    taken(await send_back(callers.office, second, "2026-07-20"))
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["cell"]) == ("returned", "awaiting_event")
    assert (pair_["waiting_for"], pair_["waiting_since"]) == ("agency", "2026-07-05T02:00:00+00:00")
    assert pair_["waiting_report_id"] is None
    clock.set("2026-07-06")
    third = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, third))
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["cell"]) == ("completed", "completed_on_time")
    assert (pair_["waiting_for"], pair_["waiting_since"]) == (None, None)


async def test_the_first_confirmed_alone_leaves_the_pair_in_progress(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, TWO_EVENTS)
    report = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, report))
    assert await told(callers, task) == ("in_progress", "awaiting_event", 0)


async def test_returning_the_last_report_takes_completed_back(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-15")
    june = await submitted(callers.lead, task)
    clock.set("2026-12-15")
    december = await submitted(callers.lead, task)
    assert await told(callers, task) == ("completed", "completed_on_time", 0)
    taken(await send_back(callers.office, december, "2026-12-20"))
    assert await told(callers, task) == ("returned", "in_term", 0)
    # Acknowledging another report meanwhile is no answer to the one that was returned.
    taken(await confirm(callers.office, june))
    assert await told(callers, task) == ("returned", "in_term", 0)
    clock.set("2026-12-20")
    again = await submitted(callers.lead, task)
    assert [one["late"] for one in again["settled"]] == [False]
    assert await told(callers, task) == ("completed", "completed_on_time", 0)


async def test_returning_an_older_report_owes_what_it_had_settled(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """And leaves what the newest says: the pair still answers by name, one return after the other."""
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01")
    clock.set("2026-06-03")
    first = await submitted(callers.lead, task, percent_complete=10)
    clock.set("2026-06-10")
    second = await submitted(callers.lead, task, percent_complete=20)
    taken(await send_back(callers.office, first, "2026-06-20"))
    assert (await pair(database, task))["last_report_id"] == UUID(second["id"])
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["percent_complete"]) == ("returned", 20)
    taken(await confirm(callers.office, second))
    assert (await lead(callers, task))["status"] == "returned"
    answer = await submitted(
        callers.lead, task, obligation_id=first["settled"][0]["obligation_id"], percent_complete=None
    )
    assert [one["late"] for one in answer["settled"]] == [False]
    assert (await lead(callers, task))["status"] == "in_progress"


async def test_a_returned_report_that_settled_nothing_sends_the_pair_back_until_the_next(
    callers: Callers, clock: StoppedClock
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    report = await submitted(callers.lead, task, status="blocked", difficulties="Chờ hướng dẫn", percent_complete=40)
    taken(await send_back(callers.office, report, "2026-01-09"))
    pair_ = await lead(callers, task)
    # What the agency has said of itself stays until it says otherwise.
    assert (pair_["status"], pair_["blocked"], pair_["percent_complete"]) == ("returned", True, 40)
    assert (await days(callers, clock, task, "2026-01-20"))["2026-01-20"][1] == "in_term"
    await submitted(callers.lead, task, percent_complete=50)
    assert (await lead(callers, task))["status"] == "in_progress"


async def test_with_the_last_completion_the_reports_still_owed_lapse(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Quý II/2026", policy={"reporting": "quarterly"})
    clock.set("2026-03-14")
    report = await submitted(callers.lead, task, percent_complete=90)
    done = (await complete(callers.lead, task)).json()
    await submitted(callers.lead, task, percent_complete=90, percent_reason="Còn hồ sơ lưu")
    assert (await lead(callers, task))["percent_complete"] == 90
    acknowledged = taken(await confirm(callers.office, report))
    assert [one["state"] for one in acknowledged["settled"]] == ["settled"]
    assert await told(callers, task) == ("awaiting_confirmation", "in_term", 0)
    taken(await confirm(callers.office, done))
    assert await told(callers, task) == ("completed", "completed_on_time", 0)
    assert (await lead(callers, task))["percent_complete"] == 100
    states = [(one["kind"], one["state"]) for one in await owed(database, task)]
    assert states == [
        ("progress_report", "settled"),
        ("progress_report", "lapsed"),
        ("completion", "settled"),
        ("progress_report", "lapsed"),
        ("progress_report", "lapsed"),
    ]
    assert [one["action"] for one in await owed_history(database, task)][-4:] == ["confirm"] * 4


async def test_where_one_lead_decides_for_all_the_others_owe_nothing_more(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, TWO_EVENTS, leads=(world.LEAD, world.OTHER_AGENCY, world.COORDINATOR))
    await database.execute("update tasks set completion_rule = 'any' where id = $1", task)
    other = (await complete(callers.other_agency, task)).json()
    first = (await complete(callers.lead, task)).json()
    second = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, first))
    states = "select agency_id, status, waiting_for from (select *, waiting_report_id as waiting_for from task_agency_state) s where task_id = $1 order by position"
    found = [(one["status"], one["waiting_for"]) for one in await database.fetch(states, task)]
    assert found == [
        ("awaiting_confirmation", UUID(second["id"])),
        ("awaiting_confirmation", UUID(other["id"])),
        ("not_started", None),
    ]
    taken(await confirm(callers.office, second))
    found = [(one["status"], one["waiting_for"]) for one in await database.fetch(states, task)]
    assert found == [("completed", None), ("cancelled", None), ("cancelled", None)]
    assert {one["state"] for one in await owed(database, task) if one["agency_id"] != world.LEAD} == {"lapsed"}
    shown = (await callers.viewer.get(f"/v1/tasks/{task}")).json()
    assert (shown["status"], shown["cell"]) == ("completed", "completed_on_time")
    assert [one["cell"] for one in shown["leads"]] == ["completed_on_time", None, None]
    history = [(one["agency_id"], one["action"]) for one in await pair_history(database, task)][-3:]
    assert sorted(action for _, action in history) == ["cancel", "cancel", "confirm"]
    assert (await callers.lead.get(f"/v1/reports/{other['id']}")).json()["review"] is None


async def test_each_lead_is_confirmed_for_itself_otherwise(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    report = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, report))
    shown = (await callers.viewer.get(f"/v1/tasks/{task}")).json()
    assert [one["status"] for one in shown["leads"]] == ["completed", "not_started"]
    assert (shown["status"], shown["cell"]) == ("in_progress", "in_term")


async def test_one_out_of_order_that_names_the_completion_is_confirmed_like_any(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """It has moved neither status nor percent; being confirmed is the office's act, and does."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    (completion,) = await owed(database, task)
    clock.set("2026-02-02")
    await submitted(callers.lead, task, percent_complete=60)
    late = (
        await complete(callers.lead, task, obligation_id=str(completion["id"]), captured_at="2026-02-01T08:00:00+07:00")
    ).json()
    assert (late["out_of_order"], late["review"]["state"]) == (True, "waiting")
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["percent_complete"]) == ("in_progress", 60)
    taken(await confirm(callers.office, late))
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["percent_complete"]) == ("completed", 100)


async def test_the_queue_of_the_office_and_what_became_of_the_rest(callers: Callers, clock: StoppedClock) -> None:
    tasks = await published(callers, clock, *[FIRST_QUARTER] * 4)
    waits, confirmed, returned = [(await complete(callers.lead, task)).json() for task in tasks[:3]]
    none = await submitted(callers.lead, tasks[3])
    gone = await submitted(callers.lead, tasks[3])
    taken(await confirm(callers.office, confirmed))
    taken(await send_back(callers.office, returned, "2026-01-09"))
    taken(await callers.lead.post(f"/v1/reports/{gone['id']}/withdraw", {}))
    expected: dict[str, dict[str, Any]] = {
        "waiting": waits,
        "confirmed": confirmed,
        "returned": returned,
        "withdrawn": gone,
        "none": none,
    }
    for state, report in expected.items():
        for more in ({}, {"plan": "kh-20-2026", "agency": "so-tai-chinh"}):
            (found,) = (await callers.office.get("/v1/reports", params={"review": state} | more)).json()["items"]
            assert found["id"] == report["id"]
            assert (found["review"] or {"state": "none"})["state"] == state
    may = {
        state: (await callers.office.get(f"/v1/reports/{one['id']}")).json()["may"] for state, one in expected.items()
    }
    assert may == {
        "waiting": ["confirm", "return"],
        "confirmed": [],
        "returned": [],
        "withdrawn": [],
        "none": ["confirm", "return"],
    }


async def test_the_issued_document_may_follow_its_submission(callers: Callers, clock: StoppedClock) -> None:
    """The better document keeps the first day; what is reviewed is the report that has it."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-31")
    await complete(callers.lead, task, result_documents=[DOCUMENT | {"kind": "submission"}])
    clock.set("2026-04-20")
    issued = (await complete(callers.lead, task)).json()
    taken(await confirm(callers.office, issued))
    assert (await told(callers, task))[1] == "completed_on_time"
