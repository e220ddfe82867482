"""What a report settles (DESIGN.md §5, Settling), told with a clock that moves: half-years, Wednesdays, completions, events."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

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
    pair,
    pair_history,
    published,
    refusal,
    submit,
    submitted,
)

REPORT_ONCE = "Báo cáo tiến độ, kết quả trước ngày 20/6/2026"
TWO_EVENTS = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026"
JUNE, DECEMBER = date(2026, 6, 16), date(2026, 12, 16)


def told(report: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["kind"], one["state"], one["late"]) for one in report["settled"]]


async def cell(callers: Callers, task: UUID) -> str:
    found: str = (await callers.viewer.get(f"/v1/tasks/{task}")).json()["cell"]
    return found


async def days(database: Clone, task: UUID) -> list[tuple[date | None, str]]:
    return [(one["effective_due_date"], one["state"]) for one in await owed(database, task)]


async def test_a_half_year_is_settled_by_a_report_that_names_nothing(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    june_before, december = await owed(database, task)
    clock.set("2026-06-14")
    report = await submitted(callers.lead, task)
    assert report["settled"] == [
        {
            "obligation_id": str(june_before["id"]),
            "kind": "progress_report",
            "state": "settled",
            "period": {
                "label": june_before["period_label"],
                "start_on": june_before["period_start_on"].isoformat(),
                "end_on": june_before["period_end_on"].isoformat(),
            },
            "late": False,
        }
    ]
    assert report["review"] is None
    assert (await callers.lead.get(f"/v1/reports/{report['id']}")).json() == report
    june, december_after = await owed(database, task)
    assert changed(june_before, june) == {
        "state": "settled",
        "answered_by": UUID(report["id"]),
        "answered_on": date(2026, 6, 14),
        "settled_by": UUID(report["id"]),
        "settled_on": date(2026, 6, 14),
        "version": 2,
    }
    assert december_after == december


async def test_the_pair_counts_what_was_settled_and_looks_to_the_next_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    before = await pair(database, task)
    december = (await owed(database, task))[1]["id"]
    clock.set("2026-06-16T23:59:59")
    report = await submitted(callers.lead, task, percent_complete=None)
    after = changed(before, await pair(database, task))
    assert {name: one for name, one in after.items() if not name.startswith("last_")} == {
        "status": "in_progress",
        "open_obligation_id": december,
        "next_due_on": DECEMBER,
        "next_original_due_on": DECEMBER,
        "open_due_on": DECEMBER,
        "open_original_due_on": DECEMBER,
        "dated": 1,
        "settled_on_time": 1,
        "original_settled_on_time": 1,
        "version": 2,
    }
    assert (after["last_report_id"], after["last_settled_due_on"]) == (UUID(report["id"]), JUNE)
    assert await cell(callers, task) == "in_term"


@pytest.mark.parametrize(
    ("day", "settles"), [("2026-06-13T23:59:59", []), ("2026-06-14T00:00:00", [("progress_report", "settled", False)])]
)
async def test_a_window_begins_on_the_cut_off(
    callers: Callers, clock: StoppedClock, day: str, settles: list[tuple[str, str, bool]]
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set(day)
    assert told(await submitted(callers.lead, task)) == settles


@pytest.mark.parametrize(("day", "late"), [("2026-06-16T23:59:59", False), ("2026-06-17T00:00:00", True)])
async def test_it_is_on_time_until_the_last_second_of_the_day_in_can_tho(
    callers: Callers, clock: StoppedClock, database: Clone, day: str, late: bool
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set(day)
    assert told(await submitted(callers.lead, task)) == [("progress_report", "settled", late)]
    row = await pair(database, task)
    assert (row["settled_on_time"], row["settled_late"]) == (not late, late)


async def test_a_commune_that_posts_on_20_june_settles_june_late(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-20")
    assert await cell(callers, task) == "overdue"
    assert told(await submitted(callers.lead, task)) == [("progress_report", "settled", True)]
    assert await days(database, task) == [(JUNE, "settled"), (DECEMBER, "open")]
    assert await cell(callers, task) == "in_term"


async def test_two_open_windows_have_to_be_told_apart(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    june, december = [str(one["id"]) for one in await owed(database, task)]
    clock.set("2026-12-14")
    before = await database.counts()
    answer = await submit(callers.lead, task)
    assert refusal(answer) == (409, "name-the-obligation")
    assert answer.json()["obligations"] == [june, december]
    assert await database.counts() == before
    named = await submitted(callers.lead, task, obligation_id=december)
    assert (named["obligation_id"], told(named)) == (december, [("progress_report", "settled", False)])
    assert await days(database, task) == [(JUNE, "open"), (DECEMBER, "settled")]


async def test_a_period_may_be_named_before_its_window(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    december = str((await owed(database, task))[1]["id"])
    assert told(await submitted(callers.lead, task, obligation_id=december)) == [("progress_report", "settled", False)]
    assert await days(database, task) == [(JUNE, "open"), (DECEMBER, "settled")]


async def test_what_is_settled_or_another_s_is_not_open(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task, other) = await published(callers, clock, HALF_YEARLY, HALF_YEARLY)
    june, december = [one["id"] for one in await owed(database, task)]
    await submitted(callers.lead, task, obligation_id=str(june))
    elsewhere = (await owed(database, other))[0]["id"]
    for named in (june, elsewhere, world.OTHER_OBLIGATION, world.uid(7004)):
        answer = await submit(callers.lead, task, obligation_id=str(named))
        assert refusal(answer) == (409, "not-an-open-obligation")
        assert answer.json()["obligations"] == [str(december)]
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/obligation_id"]


async def test_each_of_two_leads_settles_its_own(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY, leads=(world.LEAD, world.OTHER_AGENCY))
    before = {one["id"]: one for one in await owed(database, task)}
    of_other = [str(one["id"]) for one in before.values() if one["agency_id"] == world.OTHER_AGENCY]
    clock.set("2026-06-15")
    for named in of_other:
        answer = await submit(callers.lead, task, obligation_id=named)
        assert refusal(answer) == (409, "not-an-open-obligation")
        assert set(answer.json()["obligations"]) == {str(one) for one in before} - set(of_other)
    report = await submitted(callers.lead, task)
    assert [one["obligation_id"] in of_other for one in report["settled"]] == [False]
    after = await owed(database, task)
    assert [one["agency_id"] for one in after if one != before[one["id"]]] == [world.LEAD]
    pairs = await database.fetch("select agency_id, status, version from task_agency_state where task_id = $1", task)
    assert {one["agency_id"]: (one["status"], one["version"]) for one in pairs} == {
        world.LEAD: ("in_progress", 2),
        world.OTHER_AGENCY: ("not_started", 1),
    }


async def test_wednesdays_are_settled_each_in_its_week(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01")
    assert [day for day, _ in await days(database, task)][:2] == [date(2026, 6, 3), date(2026, 6, 10)]
    assert len(await owed(database, task)) == 31
    posted = {"2026-06-03": False, "2026-06-09": False, "2026-06-18": True}
    for day, late in posted.items():
        clock.set(day)
        if day == "2026-06-18":
            # That of the 17th is over, that of the 24th has begun.
            waiting = (await submit(callers.lead, task)).json()["obligations"]
            report = await submitted(callers.lead, task, obligation_id=waiting[0])
        else:
            report = await submitted(callers.lead, task)
        assert told(report) == [("progress_report", "settled", late)]
    states = [state for _, state in await days(database, task)]
    assert states == ["settled"] * 3 + ["open"] * 28
    row = await pair(database, task)
    assert (row["settled_on_time"], row["settled_late"], row["next_due_on"]) == (2, 1, date(2026, 6, 24))


async def test_a_second_report_in_one_week_settles_nothing(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01")
    clock.set("2026-06-02")
    assert told(await submitted(callers.lead, task)) == [("progress_report", "settled", False)]
    assert told(await submitted(callers.lead, task)) == []


async def test_last_week_put_right_is_no_report_of_this_week(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01")
    clock.set("2026-06-03")
    first = await submitted(callers.lead, task)
    assert told(first) == [("progress_report", "settled", False)]
    clock.set("2026-06-05")
    corrected = await submitted(callers.lead, task, supersedes_id=first["id"], summary="Sửa số liệu")
    assert told(corrected) == []
    # Taken back, its week is owed again: the correction of it is the report of that week.
    assert (await callers.lead.post(f"/v1/reports/{first['id']}/withdraw", {})).status_code == 200
    again = await submitted(callers.lead, task, supersedes_id=first["id"])
    assert [(one["obligation_id"], one["late"]) for one in again["settled"]] == [
        (first["settled"][0]["obligation_id"], True)
    ]
    this_week = await submitted(callers.lead, task)
    assert told(this_week) == [("progress_report", "settled", False)]


async def test_a_correction_answers_the_completion_it_is_about(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, TWO_EVENTS)
    first = (await complete(callers.lead, task)).json()
    second = (await complete(callers.lead, task, supersedes_id=first["id"])).json()
    assert [one["obligation_id"] for one in second["settled"]] == [one["obligation_id"] for one in first["settled"]]
    assert sorted(one["state"] for one in await owed(database, task)) == ["answered", "awaiting_event"]


async def test_periods_over_at_publication_are_shown_and_count_for_nothing(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY, on="2026-07-01")
    clock.set("2026-07-02")
    report = await submitted(callers.lead, task)
    assert told(report) == [("progress_report", "settled", False)]
    row = await pair(database, task)
    assert (row["settled_on_time"], row["settled_late"], row["settled_undated"]) == (0, 0, 1)


async def test_a_completion_waits_for_confirmation(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, "Quý II/2026")
    clock.set("2026-06-30T23:59:59")
    report = (await complete(callers.lead, task)).json()
    assert told(report) == [("completion", "answered", False)]
    assert report["review"]["state"] == "waiting"
    assert (await pair(database, task))["status"] == "awaiting_confirmation"
    clock.set("2026-08-01")
    assert await cell(callers, task) == "in_term"


async def test_a_completion_answered_late_stays_overdue_by_the_days_until_its_submission(
    callers: Callers, clock: StoppedClock
) -> None:
    (task,) = await published(callers, clock, "Quý II/2026")
    clock.set("2026-07-04")
    assert told((await complete(callers.lead, task)).json()) == [("completion", "answered", True)]
    clock.set("2026-09-01")
    shown = (await callers.viewer.get(f"/v1/tasks/{task}")).json()
    assert (shown["cell"], shown["days_overdue"]) == ("overdue", 4)


async def test_progress_on_a_completion_settles_nothing(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, "Quý II/2026")
    assert told(await submitted(callers.lead, task)) == []
    (completion,) = await owed(database, task)
    answer = await submit(callers.lead, task, obligation_id=str(completion["id"]))
    assert refusal(answer) == (409, "only-completed-answers")


async def test_a_better_document_takes_nothing_from_the_first_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Quý II/2026")
    clock.set("2026-06-30")
    first = (await complete(callers.lead, task, result_documents=[DOCUMENT | {"kind": "submission"}])).json()
    clock.set("2026-07-05")
    second = (await complete(callers.lead, task)).json()
    (completion,) = await owed(database, task)
    assert (completion["answered_on"], completion["answered_by"]) == (date(2026, 6, 30), UUID(second["id"]))
    assert await cell(callers, task) == "in_term"
    reviews = [(await callers.lead.get(f"/v1/reports/{one['id']}")).json()["review"] for one in (first, second)]
    assert [one and one["state"] for one in reviews] == [None, "waiting"]


async def test_periodic_reports_go_on_while_a_completion_waits(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Quý II/2026", policy={"reporting": "monthly"})
    clock.set("2026-01-20")
    completed = (await complete(callers.lead, task)).json()
    assert told(completed) == [("completion", "answered", False), ("progress_report", "settled", True)]
    clock.set("2026-02-14")
    report = await submitted(callers.lead, task, percent_complete=None)
    assert (told(report), report["review"]) == ([("progress_report", "settled", False)], None)
    row = await pair(database, task)
    assert (row["status"], row["waiting_report_id"]) == ("awaiting_confirmation", UUID(completed["id"]))


async def test_a_pair_that_owes_reports_only_has_nothing_to_complete(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    before = await database.counts()
    clock.set("2026-06-15")
    assert refusal(await complete(callers.lead, task)) == (409, "nothing-to-complete")
    assert (await callers.lead.get(f"/v1/tasks/{task}")).json()["may"] == ["report_progress", "comment"]
    assert await database.counts() == before


async def test_the_last_report_owed_completes_the_pair_and_then_there_is_nothing_to_report(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-15")
    await submitted(callers.lead, task)
    clock.set("2026-12-16")
    assert told(await submitted(callers.lead, task)) == [("progress_report", "settled", False)]
    row = await pair(database, task)
    assert (row["status"], row["open_obligation_id"], row["dated"]) == ("completed", None, 0)
    assert await cell(callers, task) == "completed_on_time"
    before = await database.counts()
    for refused in (await submit(callers.lead, task), await complete(callers.lead, task)):
        assert refusal(refused) == (409, "status-refuses")
        assert refused.json()["status_now"] == "completed"
        assert refused.json()["allowed_actions"] == ["withdraw", "confirm", "return", "reopen"]
    assert (await callers.lead.get(f"/v1/tasks/{task}")).json()["may"] == ["comment"]
    assert await database.counts() == before


async def test_one_of_two_half_years_late_is_a_pair_completed_late(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-20")
    await submitted(callers.lead, task)
    clock.set("2026-12-16")
    await submitted(callers.lead, task)
    assert await cell(callers, task) == "completed_late"


async def test_a_report_asked_for_once_and_the_undated_completion_behind_it(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Seed 2, row 1: due 19/6; after the report on 18/6 the pair is undated."""
    (task,) = await published(callers, clock, REPORT_ONCE)
    assert await days(database, task) == [(date(2026, 6, 19), "open"), (None, "open")]
    clock.set("2026-06-18")
    assert told(await submitted(callers.lead, task)) == [("progress_report", "settled", False)]
    assert await cell(callers, task) == "undated"
    assert told((await complete(callers.lead, task)).json()) == [("completion", "answered", False)]


async def test_completed_settles_the_report_that_is_due_and_answers_the_completion(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, REPORT_ONCE)
    clock.set("2026-06-20")
    report = (await complete(callers.lead, task)).json()
    assert told(report) == [("progress_report", "settled", True), ("completion", "answered", False)]
    assert await days(database, task) == [(date(2026, 6, 19), "settled"), (None, "answered")]


async def test_events_are_answered_one_by_one_and_before_they_happen_on_time(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, TWO_EVENTS)
    first, second = await owed(database, task)
    assert [one["state"] for one in (first, second)] == ["awaiting_event"] * 2
    assert await cell(callers, task) == "awaiting_event"
    for waits in (first, second):
        report = (await complete(callers.lead, task)).json()
        assert [one["obligation_id"] for one in report["settled"]] == [str(waits["id"])]
        assert told(report) == [("completion", "answered", False)]
    assert [one["state"] for one in await owed(database, task)] == ["answered"] * 2


async def test_an_event_may_be_named(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, TWO_EVENTS)
    second = str((await owed(database, task))[1]["id"])
    report = (await complete(callers.lead, task, obligation_id=second)).json()
    assert [one["obligation_id"] for one in report["settled"]] == [second]
    assert [one["state"] for one in await owed(database, task)] == ["awaiting_event", "answered"]


@pytest.mark.parametrize("phrase", [None, "Thường xuyên", "Theo kế hoạch"])
async def test_what_has_no_day_is_never_late(
    callers: Callers, clock: StoppedClock, database: Clone, phrase: str | None
) -> None:
    (task,) = await published(callers, clock, phrase)
    assert await days(database, task) == [(None, "open")]
    clock.set("2027-02-01")
    assert told((await complete(callers.lead, task)).json()) == [("completion", "answered", False)]
    assert await cell(callers, task) == "undated"


async def test_one_out_of_order_settles_only_what_it_names(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01")
    clock.set("2026-06-03")
    await submitted(callers.lead, task, percent_complete=60)
    clock.set("2026-06-05")
    captured = {"captured_at": "2026-06-02T09:00:00+07:00", "percent_complete": 10}
    unnamed = await submitted(callers.lead, task, **captured)
    assert (unnamed["out_of_order"], told(unnamed)) == (True, [])
    second = str((await owed(database, task))[1]["id"])
    named = await submitted(callers.lead, task, obligation_id=second, **captured)
    assert (named["out_of_order"], told(named)) == (True, [("progress_report", "settled", False)])
    row = await pair(database, task)
    assert (row["percent"], row["settled_on_time"], row["next_due_on"]) == (60, 2, date(2026, 6, 17))


async def test_the_history_of_the_pair_tells_each_step(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    for day in ("2026-03-01", "2026-06-15", "2026-12-20"):
        clock.set(day)
        await submitted(callers.lead, task)
    told_ = [
        (one["action"], one["on_day"].isoformat(), one["status"], one["settled_on_time"], one["settled_late"])
        for one in await pair_history(database, task)
    ]
    assert told_ == [
        ("publish", "2026-01-02", "not_started", 0, 0),
        ("report_progress", "2026-03-01", "in_progress", 0, 0),
        ("report_progress", "2026-06-15", "in_progress", 1, 0),
        ("report_progress", "2026-12-20", "completed", 1, 1),
    ]
