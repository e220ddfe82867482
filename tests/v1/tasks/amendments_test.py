"""`POST /v1/tasks/{id}/amendments`: what the office changes of a published task, and what was before (DESIGN.md §5)."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from app.kernel.embedded import Server
from tests.callers import Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.seeded import PROGRAMME, every
from tests.v1.reports.published import (
    WEDNESDAYS,
    complete,
    owed,
    owed_history,
    pair,
    published,
    refusal,
    submit,
    submitted,
)
from tests.v1.reports.reviewing import confirm
from tests.v1.tasks.amended import amend, amended, cells, leads, may, shown


def days(rows: list[Any]) -> list[tuple[str | None, str | None, str]]:
    """The present day, the first day, the state."""
    return [
        (
            one["effective_due_date"] and one["effective_due_date"].isoformat(),
            one["original_due_date"] and one["original_due_date"].isoformat(),
            one["state"],
        )
        for one in rows
    ]


async def test_a_later_deadline_ends_the_delay_of_today_and_not_that_of_the_first_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    (first,) = await owed(database, task)
    clock.set("2026-05-04")
    assert await cells(callers.viewer, task) == ("overdue", "overdue")
    made = await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026")
    assert await cells(callers.viewer, task) == ("in_term", "overdue")
    (moved,) = await owed(database, task)
    assert (moved["id"], days([moved])) == (first["id"], [("2026-06-30", "2026-04-30", "open")])
    told = await shown(callers.viewer, task)
    cell, anew = told["deadlines"]
    assert (told["deadline"]["text"], cell["text"], cell["replaced_by"]) == ("Tháng 4/2026", "Tháng 4/2026", anew["id"])
    assert (anew["text"], anew["source"], anew["amendment_id"]) == ("Quý II/2026", "amendment", made["id"])
    assert (made["before"]["deadline_text"], made["after"]["deadline_text"]) == ("Tháng 4/2026", "Quý II/2026")
    assert (made["before"]["effective_due_date"], made["after"]["effective_due_date"]) == ("2026-04-30", "2026-06-30")
    clock.set("2026-06-15")
    await complete(callers.lead, task)
    assert await cells(callers.viewer, task) == ("in_term", "overdue")
    assert (await shown(callers.viewer, task, as_of="2026-05-03"))["cell"] == "overdue"


async def test_a_first_day_that_is_over_already_is_nobody_s_delay(callers: Callers, clock: StoppedClock) -> None:
    undated, late = await published(callers, clock, "Thường xuyên", "Tháng 4/2026", on="2026-05-04")
    await amended(callers.office, undated, "set_deadline", deadline_text="Tháng 4/2026")
    assert await cells(callers.viewer, undated) == ("undated", "undated")
    # Opened after its day it had none that counted; with a new one ahead it has.
    assert await cells(callers.viewer, late) == ("undated", "undated")
    await amended(callers.office, late, "set_deadline", deadline_text="Quý II/2026")
    assert await cells(callers.viewer, late) == ("in_term", "in_term")
    clock.set("2026-07-01")
    assert await cells(callers.viewer, late) == ("overdue", "overdue")
    await amended(callers.office, late, "set_deadline", deadline_text="Thường xuyên")
    assert await cells(callers.viewer, late) == ("undated", "overdue")


async def test_what_waits_for_review_keeps_the_day_it_was_sent_by(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    clock.set("2026-04-20")
    await complete(callers.lead, task)
    await amended(callers.office, task, "set_deadline", deadline_text="Tháng 3/2026")
    assert days(await owed(database, task)) == [("2026-04-30", "2026-04-30", "answered")]
    assert await cells(callers.viewer, task) == ("in_term", "in_term")


async def test_reports_are_asked_for_on_other_days_and_those_past_stay_owed(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, on="2026-06-01", starts_on="2026-06-01", ends_on="2026-07-05")
    clock.set("2026-06-12")
    await amended(callers.office, task, "set_deadline", deadline_text="định kỳ vào thứ Sáu hằng tuần")
    found = [(one["effective_due_date"].day, one["state"]) for one in await owed(database, task)]
    assert found == [
        (3, "open"),
        (10, "open"),
        (12, "open"),
        (17, "cancelled"),
        (19, "open"),
        (24, "cancelled"),
        (26, "open"),
        (1, "cancelled"),
        (3, "open"),
    ]
    assert await cells(callers.viewer, task) == ("overdue", "overdue")
    assert (await pair(database, task))["owes_completion"] is False


async def test_a_second_deadline_stands_beside_the_first(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    added = await amended(callers.office, task, "set_deadline", deadline_text="Quý III/2026", additional=True)
    assert days(await owed(database, task)) == [
        ("2026-04-30", "2026-04-30", "open"),
        ("2026-09-30", "2026-09-30", "open"),
    ]
    assert (added["before"]["deadline_id"], added["before"]["deadline_text"]) == (None, None)
    second = added["after"]["deadline_id"]
    moved = await amended(callers.office, task, "set_deadline", deadline_text="Quý IV/2026", deadline_id=second)
    assert [one[0] for one in days(await owed(database, task))] == ["2026-04-30", "2026-12-31"]
    again = await amend(callers.office, task, "set_deadline", deadline_text="Tháng 10/2026", deadline_id=second)
    cell = (await shown(callers.viewer, task))["deadlines"][0]["id"]
    assert refusal(again) == (409, "deadline-not-in-force")
    assert again.json()["in_force"] == [cell, moved["after"]["deadline_id"]]


async def test_a_task_without_a_phrase_gets_its_first(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, None)
    (before,) = await owed(database, task)
    await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026")
    (after,) = await owed(database, task)
    assert (after["id"], days([after])) == (before["id"], [("2026-06-30", "2026-06-30", "open")])
    (deadline,) = (await shown(callers.viewer, task))["deadlines"]
    assert (deadline["source"], deadline["replaced_by"]) == ("amendment", None)


async def test_a_phrase_that_cannot_be_read_is_not_guessed_at(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    before = await database.counts()
    answer = await amend(callers.office, task, "set_deadline", deadline_text="Trước ngày 31/02/2026")
    assert refusal(answer) == (422, "deadline-not-read")
    assert {one["pointer"] for one in answer.json()["errors"]} == {"/deadline_text"}
    assert await database.counts() == before


async def test_each_lead_that_is_at_work_meets_the_new_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """One of two is done: of it nothing is asked any more, and when both are nothing is left to set a day for."""
    (task,) = await published(callers, clock, "Tháng 4/2026", leads=(world.LEAD, world.OTHER_AGENCY))
    await database.execute(
        "update task_agency_state set status = 'completed' where task_id = $1 and agency_id = $2", task, world.LEAD
    )
    made = await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026")
    assert [one["agency"]["code"] for one in made["after"]["leads"]] == ["so-y-te"]
    assert [one["effective_due_date"] for one in made["before"]["leads"] + made["after"]["leads"]] == [
        "2026-04-30",
        "2026-06-30",
    ]
    await database.execute("update task_agency_state set status = 'completed' where task_id = $1", task)
    answer = await amend(callers.office, task, "set_deadline", deadline_text="Quý III/2026")
    assert refusal(answer) == (409, "status-refuses")
    assert (answer.json()["status_now"], "reopen" in answer.json()["allowed_actions"]) == ("completed", True)


EVENT = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II năm 2026"


async def test_an_event_that_has_happened_gives_its_day_at_once(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    waits, dated = await published(callers, clock, EVENT, "Tháng 4/2026")
    (waiting,) = await owed(database, waits)
    await database.execute(
        "insert into event_occurrences (id, awaited_event_id, occurred_on, recorded_by, token_id, recorded_at) "
        "values ($1, $2, '2026-03-02', $3, $1, now())",
        world.uid(801),
        waiting["awaited_event_id"],
        world.OFFICE,
    )
    await amended(callers.office, dated, "set_deadline", deadline_text=EVENT)
    (moved,) = await owed(database, dated)
    assert moved["awaited_event_id"] == waiting["awaited_event_id"]
    assert days([moved]) == [("2026-03-12", "2026-04-30", "open")]


async def test_103_communes_meet_another_rhythm_and_one_of_them_hands_on(
    server: Server, contract: Contract, clock: StoppedClock
) -> None:
    """Seed 1 III.3: half-yearly reports become quarterly. A quarter is another period, so its report is another one, though it is
    cut off on the same day.
    """
    clock.set("2026-06-01")
    async with seeded.city(server, WORKER, clock, contract) as city:
        task = UUID((await city.task(PROGRAMME, "3", "III"))["id"])
        before = {one["id"] for one in await city.obligations(task=str(task))}
        made = await amended(city["office"], task, "set_deadline", deadline_text="Hằng quý")
        assert len(made["before"]["leads"]) == len(made["after"]["leads"]) == 103
        found = await city.obligations(task=str(task))
        states = Counter((one["nominal_due_date"], one["state"], one["id"] in before) for one in found)
        assert states == EVERY_QUARTER
        given = {"agency": "phuong-ninh-kieu", "new_lead": "so-tai-chinh"}
        await amended(city["office"], task, "change_lead", **given)
        told = await shown(city["viewer"], task)
        assert told["coverage"] == {"expected": 103, "reported": 0, "confirmed": 0, "missing": 103}
        assert [one["ended_on"] for one in told["assignments"] if one["role"] == "lead"] == [None, None]
        assert refusal(await submit(city["ward"], task)) == (409, "status-refuses")
        assert "report_progress" in await may(city["finance"], task)


async def test_words_change_and_are_found_by_the_new_ones(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    made = await amended(
        callers.office, task, "change_text", title="Số hóa hồ sơ đất đai", deliverable="Quyết định của UBND"
    )
    assert (made["before"]["title"], made["before"]["deliverable"]) == ("Nhiệm vụ 1", None)
    assert (made["after"]["title"], made["after"]["deliverable"]) == ("Số hóa hồ sơ đất đai", "Quyết định của UBND")
    cleared = await amended(callers.office, task, "change_text", deliverable=None)
    assert (cleared["before"]["deliverable"], cleared["after"]["deliverable"]) == ("Quyết định của UBND", None)
    told = await shown(callers.viewer, task)
    assert (told["title"], told["deliverable"], told["version"]) == ("Số hóa hồ sơ đất đai", None, 3)
    found = [len(await every(callers.viewer, "/v1/tasks", q=q)) for q in ("ho so dat dai", "Nhiệm vụ 1")]
    assert found == [1, 0]
    assert len(await owed_history(database, task)) == 1


async def test_another_lead_takes_over_what_is_still_to_come(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, WEDNESDAYS, starts_on="2026-06-01", ends_on="2026-06-30", on="2026-06-01")
    clock.set("2026-06-11")
    made = await amended(callers.office, task, "change_lead", agency="so-tai-chinh", new_lead="so-y-te")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "cancelled"), ("so-y-te", "not_started")]
    before, after = (
        [(one["agency"]["code"], one["status"]) for one in made[side]["leads"]] for side in ("before", "after")
    )
    assert before == [("so-tai-chinh", "not_started")]
    assert after == [("so-tai-chinh", "cancelled"), ("so-y-te", "not_started")]
    found = [(one["agency_id"], one["effective_due_date"].day, one["state"]) for one in await owed(database, task)]
    # Of the Wednesdays that were over the new lead owes none, and the old one owes nothing any more.
    assert [one for one in found if one[0] == world.LEAD] == [(world.LEAD, day, "cancelled") for day in (3, 10, 17, 24)]
    assert [one for one in found if one[0] != world.LEAD] == [(world.OTHER_AGENCY, day, "open") for day in (17, 24)]
    old, new = (await shown(callers.viewer, task))["assignments"]
    assert (old["agency"]["code"], old["ended_on"], new["agency"]["code"], new["ended_on"]) == (
        "so-tai-chinh",
        "2026-06-11",
        "so-y-te",
        None,
    )
    assert (new["text"], new["role"], new["is_primary"]) == ("Sở Y tế", "lead", True)
    assert await cells(callers.viewer, task) == ("in_term", "in_term")
    assert refusal(await submit(callers.lead, task)) == (409, "status-refuses")
    await submitted(callers.other_agency, task)
    assert len(await every(callers.viewer, "/v1/tasks", q="Sở Y tế", plan="kh-20-2026")) == 1
    # Back again: the pair it had goes on, and owes what is still to come.
    clock.set("2026-06-18")
    await amended(callers.office, task, "change_lead", agency="so-y-te", new_lead="so-tai-chinh")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "not_started"), ("so-y-te", "cancelled")]
    mine = [one for one in await owed(database, task) if one["agency_id"] == world.LEAD]
    assert [one["effective_due_date"].day for one in mine if one["state"] == "open"] == [24]
    assert [one["ended_on"] for one in (await shown(callers.viewer, task))["assignments"]] == [None, "2026-06-18"]
    await submitted(callers.lead, task)


async def test_a_lead_named_after_the_day_owes_the_completion_without_blame(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    clock.set("2026-05-04")
    await amended(callers.office, task, "change_lead", agency="so-tai-chinh", new_lead="so-y-te")
    assert await cells(callers.viewer, task) == ("undated", "undated")
    (mine,) = [one for one in await owed(database, task) if one["agency_id"] == world.OTHER_AGENCY]
    assert (mine["effective_due_date"], mine["opened_late"]) == (date(2026, 4, 30), True)


async def test_who_leads_already_and_who_does_not(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, None, leads=(world.LEAD, world.OTHER_AGENCY))
    given = [
        ({"agency": "so-tai-chinh", "new_lead": "so-y-te"}, (409, "already-a-lead")),
        ({"agency": "so-tai-chinh", "new_lead": "so-tai-chinh"}, (409, "already-a-lead")),
        ({"agency": "so-xay-dung", "new_lead": "so-noi-vu"}, (422, "no-such-lead")),
        ({"agency": "so-gi-do", "new_lead": "so-noi-vu"}, (422, "unknown-agency")),
        ({"agency": "so-tai-chinh", "new_lead": "so-gi-do"}, (422, "unknown-agency")),
    ]
    answers = [refusal(await amend(callers.office, task, "change_lead", **body)) for body, _ in given]
    assert answers == [expected for _, expected in given]
    assert refusal(await amend(callers.office, task, "suspend", agency="so-noi-vu")) == (422, "no-such-lead")


async def test_suspended_days_do_not_count(callers: Callers, clock: StoppedClock) -> None:
    """Suspended before its day and resumed after it: the day is over at once, since nobody has set another."""
    (task,) = await published(callers, clock, "Tháng 4/2026")
    await submitted(callers.lead, task)
    clock.set("2026-04-20")
    await amended(callers.office, task, "suspend")
    clock.set("2026-05-10")
    assert await cells(callers.viewer, task) == ("suspended", "suspended")
    assert (await shown(callers.viewer, task))["days_overdue"] == 0
    assert refusal(await submit(callers.lead, task)) == (409, "status-refuses")
    await amended(callers.office, task, "resume")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "in_progress")]
    assert await cells(callers.viewer, task) == ("overdue", "overdue")
    assert [(await shown(callers.viewer, task, as_of=day))["cell"] for day in ("2026-04-19", "2026-05-09")] == [
        "in_term",
        "suspended",
    ]


async def test_resuming_brings_each_lead_back_to_where_it_was(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026", leads=(world.LEAD, world.OTHER_AGENCY))
    await complete(callers.lead, task)
    first = await pair_of(database, task, world.LEAD)
    await amended(callers.office, task, "suspend")
    clock.set("2026-03-10")
    # One of them meanwhile changes its name; the newest row that is not suspended is still meant.
    await amended(callers.office, task, "change_text", title="Tên mới")
    await amended(callers.office, task, "resume", agency="so-tai-chinh")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "awaiting_confirmation"), ("so-y-te", "suspended")]
    assert (await pair_of(database, task, world.LEAD))["waiting_report_id"] == first["waiting_report_id"]
    await amended(callers.office, task, "resume")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "awaiting_confirmation"), ("so-y-te", "not_started")]
    refused = await amend(callers.office, task, "resume")
    assert refusal(refused) == (409, "status-refuses")
    assert (refused.json()["status_now"], "suspend" in refused.json()["allowed_actions"]) == (
        "awaiting_confirmation",
        True,
    )


async def pair_of(database: Clone, task: UUID, agency: UUID) -> Any:
    (found,) = await database.fetch(
        "select * from task_agency_state where task_id = $1 and agency_id = $2", task, agency
    )
    return found


async def test_what_was_cancelled_is_open_again_as_it_was(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026", additional=True)
    await complete(callers.lead, task)
    before = await owed(database, task)
    await amended(callers.office, task, "cancel", agency="so-tai-chinh")
    assert {one["state"] for one in await owed(database, task)} == {"cancelled"}
    told = await shown(callers.viewer, task)
    assert (told["cell"], told["status"]) == (None, "cancelled")
    assert refusal(await complete(callers.lead, task)) == (409, "status-refuses")
    clock.set("2026-05-10")
    await amended(callers.office, task, "reopen")
    assert days(await owed(database, task)) == days(before)
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "awaiting_confirmation")]


async def test_a_day_set_while_it_was_cancelled_is_met_when_it_is_open_again(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026", leads=(world.LEAD, world.OTHER_AGENCY))
    await amended(callers.office, task, "cancel", agency="so-tai-chinh")
    clock.set("2026-05-10")
    await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026")
    await amended(callers.office, task, "set_deadline", deadline_text="Quý III/2026", additional=True)
    await amended(callers.office, task, "reopen", agency="so-tai-chinh")
    mine = [one for one in await owed(database, task) if one["agency_id"] == world.LEAD]
    assert days(mine) == [("2026-06-30", "2026-04-30", "open"), ("2026-09-30", "2026-09-30", "open")]
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "not_started"), ("so-y-te", "not_started")]


async def test_a_completed_task_is_owed_again(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026", policy={"reporting": "quarterly"})
    report = (await complete(callers.lead, task)).json()
    assert (await confirm(callers.office, report)).status_code == 200
    clock.set("2026-07-10")
    assert "reopen" in await may(callers.office, task)
    await amended(callers.office, task, "reopen")
    found = [(one["kind"], one["effective_due_date"].month, one["state"]) for one in await owed(database, task)]
    assert found == [
        ("progress_report", 3, "lapsed"),
        ("completion", 4, "open"),
        ("progress_report", 6, "lapsed"),
        ("progress_report", 9, "open"),
        ("progress_report", 12, "open"),
    ]
    (completion,) = [one for one in await owed(database, task) if one["kind"] == "completion"]
    assert [completion[name] for name in ("answered_by", "answered_on", "settled_by", "settled_on")] == [None] * 4
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "in_progress")]
    assert await cells(callers.viewer, task) == ("overdue", "overdue")


async def test_who_was_relieved_by_another_owes_again_what_it_owed(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Where one lead decides for all, its confirmation has lapsed what the others owed (§5, completion_rule any)."""
    three = (world.LEAD, world.OTHER_AGENCY, world.COORDINATOR)
    (task,) = await published(callers, clock, "Quý II/2026", leads=three)
    await database.execute("update tasks set completion_rule = 'any' where id = $1", task)
    await complete(callers.other_agency, task)
    before = days(await owed(database, task))
    assert (await confirm(callers.office, (await complete(callers.lead, task)).json())).status_code == 200
    clock.set("2026-07-10")
    await amended(callers.office, task, "reopen")
    assert days(await owed(database, task)) == before
    assert await leads(callers.viewer, task) == [
        ("so-tai-chinh", "in_progress"),
        ("so-y-te", "awaiting_confirmation"),
        ("so-xay-dung", "not_started"),
    ]
    assert await cells(callers.viewer, task) == ("overdue", "overdue")


async def test_who_handed_on_comes_back_only_by_name(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    await amended(callers.office, task, "change_lead", agency="so-tai-chinh", new_lead="so-y-te")
    clock.set("2026-03-10")
    await amended(callers.office, task, "cancel")
    await amended(callers.office, task, "reopen")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "cancelled"), ("so-y-te", "not_started")]
    await amended(callers.office, task, "reopen", agency="so-tai-chinh")
    assert await leads(callers.viewer, task) == [("so-tai-chinh", "not_started"), ("so-y-te", "not_started")]
    assert {one["ended_on"] for one in (await shown(callers.viewer, task))["assignments"]} == {None}


async def test_nobody_amends_in_favour_of_its_own_agency(callers: Callers, clock: StoppedClock) -> None:
    for code, policy in {"kh-21-2026": {}, "kh-22-2026": {"self_review": True}}.items():
        (task,) = await published(
            callers, clock, "Tháng 4/2026", code=code, leads=(world.OFFICE, world.LEAD), policy=policy
        )
        given = {"set_deadline": {"deadline_text": "Quý II/2026"}, "suspend": {"agency": "van-phong-ubnd"}}
        given |= {"change_text": {"title": "Tên mới"}}
        answers = [(await amend(callers.office, task, kind, **body)) for kind, body in given.items()]
        if policy:
            assert [one.status_code for one in answers] == [201] * 3
            assert "resume" in await may(callers.office, task)
        else:
            assert [refusal(one) for one in answers] == [(403, "own-agency")] * 3
            assert await may(callers.office, task) == ["suspend", "cancel", "patch", "amend", "comment"]
            to_itself = {"agency": "so-tai-chinh", "new_lead": "van-phong-ubnd"}
            assert refusal(await amend(callers.office, task, "change_lead", **to_itself)) == (403, "own-agency")
            await amended(callers.office, task, "suspend", agency="so-tai-chinh")


async def test_only_a_published_plan_is_amended(callers: Callers) -> None:
    assert refusal(await amend(callers.office, world.DRAFT_TASK, "suspend")) == (409, "plan-state-refuses")
    await callers.office.post("/v1/plans/kh-01-2026/close")
    assert refusal(await amend(callers.office, world.TASK, "suspend")) == (409, "plan-state-refuses")
    assert await may(callers.office) == ["comment"]


async def test_of_a_heading_only_the_text_changes(callers: Callers, database: Clone) -> None:
    await database.execute("update tasks set is_heading = true where id = $1", world.OTHER_TASK)
    await database.execute("delete from obligations where task_id = $1", world.OTHER_TASK)
    await database.execute("delete from task_agency_state where task_id = $1", world.OTHER_TASK)
    assert await may(callers.office, world.OTHER_TASK) == ["patch", "amend", "comment"]
    answer = await amend(callers.office, world.OTHER_TASK, "set_deadline", deadline_text="Quý II/2026")
    assert refusal(answer) == (409, "heading-owes-nothing")
    await amended(callers.office, world.OTHER_TASK, "change_text", title="Nhóm nhiệm vụ")


FAULTS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("set_deadline", {}, ["/deadline_text"]),
    ("set_deadline", {"deadline_text": "Quý II", "agency": "so-tai-chinh"}, ["/agency"]),
    ("set_deadline", {"deadline_text": "Quý II", "title": "A", "new_lead": "so-y-te"}, ["/new_lead", "/title"]),
    ("set_deadline", {"deadline_text": "Quý II", "additional": True, "deadline_id": str(world.TASK)}, ["/deadline_id"]),
    ("change_text", {}, ["/title"]),
    ("change_text", {"title": None}, ["/title"]),
    ("change_lead", {"agency": "so-tai-chinh"}, ["/new_lead"]),
    ("change_lead", {"new_lead": "so-y-te"}, ["/agency"]),
    ("suspend", {"deadline_text": "Quý II"}, ["/deadline_text"]),
    ("suspend", {"document": ""}, ["/document"]),
    ("suspend", {"reason": None}, ["/reason"]),
    ("reword", {}, ["/kind"]),
]


async def test_a_refusal_names_each_field_that_is_missing_or_too_many(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answers = [await amend(callers.office, world.TASK, kind, **given) for kind, given, _ in FAULTS]
    assert {one.status_code for one in answers} == {422}
    assert [[fault["pointer"] for fault in one.json()["errors"]] for one in answers] == [
        pointers for _, _, pointers in FAULTS
    ]
    assert await database.counts() == before


async def test_defaults_that_a_client_spells_out_say_nothing(callers: Callers) -> None:
    spelled = {"agency": None, "deadline_text": None, "deadline_id": None, "additional": False}
    await amended(
        callers.office, world.TASK, "suspend", **spelled, title=None, deliverable=None, new_lead=None, id=None
    )


async def test_they_are_kept_with_their_document_for_whoever_sees_the_task(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    id_ = str(world.uid(800))
    first = await amended(callers.office, world.TASK, "change_text", title="Tên mới", id=id_)
    clock.set("2026-03-03")
    second = await amended(callers.office, world.TASK, "suspend", agency="so-tai-chinh")
    assert await every(callers.viewer, f"/v1/tasks/{world.TASK}/amendments", limit=1) == [first, second]
    assert first == {
        "id": id_,
        "task": {
            "id": str(world.TASK),
            "plan": "kh-01-2026",
            "section": None,
            "number": "1",
            "title": "Tên mới",
        },
        "kind": "change_text",
        "agency": None,
        "document": "45/QĐ-UBND ngày 02/3/2026",
        "reason": "Theo chỉ đạo của Thành ủy",
        "before": NOTHING | {"title": "Xây dựng cơ sở dữ liệu dùng chung", "leads": [LEAD_THEN]},
        "after": NOTHING | {"title": "Tên mới", "leads": [LEAD_THEN]},
        "amended_by": {"id": str(world.OFFICE), "code": "van-phong-ubnd", "name": "Văn phòng UBND thành phố"},
        "amended_on": "2026-03-02",
        "amended_at": "2026-03-02T02:00:00+00:00",
    }
    assert second["agency"]["code"] == "so-tai-chinh"
    again = await amend(callers.office, world.TASK, "change_text", title="Tên khác", id=id_)
    assert refusal(again) == (409, "amendment-exists")
    await database.execute("update plans set restricted = true where id = $1", world.OTHER_PLAN)
    assert (await callers.lead.get(f"/v1/tasks/{world.FOREIGN_TASK}/amendments")).status_code == 404
    entries = await database.fetch("select entity, action, plan_id from journal order by sequence")
    assert [tuple(one) for one in entries] == [
        ("amendment", "create", world.PLAN),
        ("task", "amend", world.PLAN),
    ] * 2


LEAD_THEN = {
    "agency": {"id": str(world.LEAD), "code": "so-tai-chinh", "name": "Sở Tài chính"},
    "status": "not_started",
    "effective_due_date": None,
    "original_due_date": None,
}
NOTHING = {
    "title": None,
    "deliverable": None,
    "number": None,
    "section": None,
    "deadline_id": None,
    "deadline_text": None,
    "effective_due_date": None,
}
# The day, the state, and whether it was owed before.
EVERY_QUARTER = {
    ("2026-06-14", "cancelled", True): 103,
    ("2026-06-14", "open", False): 103,
    ("2026-09-14", "open", False): 103,
    ("2026-12-14", "cancelled", True): 103,
    ("2026-12-14", "open", False): 103,
}
