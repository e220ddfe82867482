"""`/v1/awaited-events`: what deadlines wait for, that it has happened, and that it has not (DESIGN §5, Events)."""

from typing import Any
from uuid import UUID

import httpx

from app.kernel.embedded import Server
from tests.callers import Caller, Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.seeded import CONCLUSIONS, every
from tests.v1.reports.published import complete, owed, owed_history, pair, published, refusal, submit

EVENTS = "/v1/awaited-events"
TEN_DAYS = "Trong vòng 10 ngày kể từ ngày ban hành Nghị quyết"
CONDITION = "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)"


async def event_of(caller: Caller, **filters: Any) -> dict[str, Any]:
    (found,) = await every(caller, EVENTS, **filters)
    return found


async def record(caller: Caller, event: dict[str, Any], occurred_on: str, **overrides: Any) -> httpx.Response:
    return await caller.post(f"{EVENTS}/{event['id']}/occurrences", {"occurred_on": occurred_on} | overrides)


async def recorded(caller: Caller, event: dict[str, Any], occurred_on: str, **overrides: Any) -> dict[str, Any]:
    answer = await record(caller, event, occurred_on, **overrides)
    assert answer.status_code == 201, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def void(caller: Caller, event: dict[str, Any], occurrence: str | None = None) -> httpx.Response:
    named = occurrence or event["occurrence"]["id"]
    return await caller.post(f"{EVENTS}/{event['id']}/occurrences/{named}/void", {"reason": "Ghi nhầm ngày"})


async def not_yet(caller: Caller, event: dict[str, Any], **body: Any) -> httpx.Response:
    return await caller.post(f"{EVENTS}/{event['id']}/not-yet", body)


async def state_of(database: Clone, task: UUID) -> tuple[Any, ...]:
    """Of the task's only obligation: its state, its three days, and whether it was opened too late."""
    (one,) = await owed(database, task)
    days = (one["nominal_due_date"], one["effective_due_date"], one["original_due_date"])
    return (one["state"], *(day and day.isoformat() for day in days), one["opened_late"])


async def cell(caller: Caller, task: UUID, **view: str) -> str:
    shown: str = (await caller.get(f"/v1/tasks/{task}", params=view)).json()["cell"]
    return shown


async def test_ten_days_after_each_publication_of_grdp(server: Server, contract: Contract) -> None:
    """Seed 2, row 3. The day of the event is not counted, and a last day off moves to the next that is worked (Civil Code 2015,
    Điều 147, 148). Worked by hand:

    quý II published on Thursday 25/6/2026: the tenth day after it is Sunday 5/7, so Monday 6/7;
    quý III on Sunday 23/8: the tenth is Wednesday 2/9, National Day, so Thursday 3/9; rather on Sunday 4/10: Wednesday 14/10.
    """
    clock = StoppedClock()
    clock.set("2026-06-26")
    async with seeded.city(server, WORKER, clock, contract) as city:
        office = city["office"]
        task = await city.task(CONCLUSIONS, "3")
        awaited = await every(office, EVENTS, plan=CONCLUSIONS)
        second, third = sorted(awaited, key=lambda one: str(one["text"]))
        assert second == {
            "id": second["id"],
            "kind": "trigger",
            "text": "có số liệu công bố ước GRDP quý II năm 2026",
            "state": "awaited",
            "plans": [CONCLUSIONS],
            "obligations": 1,
            "occurrence": None,
            "may": ["record_occurrence"],
            "version": 1,
        }
        assert third["text"] == "có số liệu công bố ước GRDP quý III năm 2026"

        async def day(event: dict[str, Any]) -> tuple[str | None, ...]:
            (one,) = (o for o in await city.obligations(task=task["id"]) if o["awaited_event_id"] == event["id"])
            return one["state"], one["nominal_due_date"], one["effective_due_date"], one["original_due_date"]

        second = await recorded(office, second, "2026-06-25", document="12/CTK-TH")
        assert (second["state"], second["may"], second["version"]) == ("occurred", ["void_occurrence"], 2)
        assert second["occurrence"]["recorded_by"]["code"] == "vp-ubnd"
        assert await day(second) == ("open", "2026-07-05", "2026-07-06", "2026-07-06")
        assert (await city.task(CONCLUSIONS, "3"))["cell"] == "in_term"
        clock.set("2026-07-07")
        assert (await city.task(CONCLUSIONS, "3"))["cell"] == "overdue"

        clock.set("2026-08-25")
        third = await recorded(office, third, "2026-08-23")
        assert await day(third) == ("open", "2026-09-02", "2026-09-03", "2026-09-03")
        assert (await void(office, third)).json()["state"] == "awaited"
        assert await day(third) == ("awaiting_event", None, None, None)
        clock.set("2026-10-05")
        await recorded(office, third, "2026-10-04")
        assert await day(third) == ("open", "2026-10-14", "2026-10-14", "2026-10-14")


async def test_every_plan_that_waits_gets_its_date_and_nobody_hears_of_plans_it_does_not_see(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (mine,) = await published(callers, clock, TEN_DAYS)
    (theirs,) = await published(
        callers, clock, TEN_DAYS.upper(), code="kh-21-2026", leads=(world.OTHER_AGENCY,), restricted=True
    )
    await database.execute("update plans set monitoring_agency_id = $1 where code = 'kh-21-2026'", world.OTHER_OFFICE)
    for caller, plans in (
        (callers.viewer, ["kh-20-2026"]),
        (callers.office, ["kh-20-2026"]),
        (callers.other_office, ["kh-20-2026", "kh-21-2026"]),
        (callers.other_agency, ["kh-20-2026", "kh-21-2026"]),
        (callers.submitter, ["kh-20-2026"]),
        (callers.auditor, ["kh-20-2026", "kh-21-2026"]),
    ):
        event = await event_of(caller)
        assert (event["plans"], event["obligations"]) == (plans, len(plans))
    assert refusal(await callers.viewer.get(EVENTS, params={"plan": "kh-21-2026"})) == (422, "invalid-request")

    # Its own plan does not wait: a plan that it merely sees is not enough.
    assert refusal(await record(callers.lead, event, "2026-03-02")) == (403, "permission-missing")
    clock.set("2026-03-03")
    event = await recorded(callers.office, event, "2026-03-02")
    assert event["plans"] == ["kh-20-2026"]
    # 12/3/2026 is a Thursday. The other office's plan has got its date as well, with its own history.
    for task in (mine, theirs):
        assert await state_of(database, task) == ("open", "2026-03-12", "2026-03-12", "2026-03-12", False)
        told = [(one["action"], one["state"]) for one in await owed_history(database, task)]
        assert told == [("publish", "awaiting_event"), ("record_event", "open")]
        row = await pair(database, task)
        assert (row["dated"], row["awaiting"], row["next_due_on"].isoformat()) == (1, 0, "2026-03-12")
    assert await cell(callers.viewer, mine, as_of="2026-03-02") == "awaiting_event"

    assert refusal(await record(callers.other_office, event, "2026-03-03")) == (409, "already-occurred")
    assert (await event_of(callers.other_office))["may"] == []
    assert refusal(await void(callers.other_office, event)) == (403, "not-the-recorder")
    assert refusal(await void(callers.office, event, str(world.uid(1)))) == (404, "not-found")
    # The journal's readers see other plans than the recorder: it names none.
    kept = await database.fetch("select after from journal where entity = 'event_occurrence'")
    assert "kh-" not in kept[0]["after"]


async def test_who_has_no_plan_that_waits_records_nothing(callers: Callers, clock: StoppedClock) -> None:
    await published(callers, clock, TEN_DAYS)
    event = await event_of(callers.other_office)
    assert event["may"] == []
    for answer in (
        await record(callers.other_office, event, "2026-03-02"),
        await not_yet(callers.other_office, event),
        await void(callers.other_office, event, str(world.uid(1))),
    ):
        assert answer.status_code in {403, 404}
    assert refusal(await record(callers.office, {"id": str(world.uid(1))}, "2026-03-02")) == (404, "not-found")
    assert refusal(await record(callers.office, event, "2026-03-03")) == (422, "occurrence-day-refused")
    with_day = await record(callers.office, event, "2026-03-02", due_on="2026-04-01")
    assert refusal(with_day) == (409, "not-a-condition")
    assert refusal(await not_yet(callers.office, event)) == (409, "not-a-condition")
    # A plan that is closed waits no more, and nobody records for it.
    await callers.office.post("/v1/plans/kh-20-2026/close")
    assert refusal(await record(callers.office, event, "2026-03-02")) == (403, "nobody-of-yours-waits")


async def test_what_the_event_dates_too_late_counts_as_undated(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, TEN_DAYS)
    event = await event_of(callers.office)
    clock.set("2026-03-20")
    await recorded(callers.office, event, "2026-03-02")
    assert await state_of(database, task) == ("open", "2026-03-12", "2026-03-12", "2026-03-12", True)
    assert await cell(callers.viewer, task) == "undated"


async def test_a_report_may_answer_before_the_event_and_is_on_time(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Whatever day the event gives afterwards, and however late it is recorded."""
    early, after, idle = await published(callers, clock, TEN_DAYS, TEN_DAYS, TEN_DAYS)
    clock.set("2026-03-01")
    assert (await complete(callers.lead, early)).json()["settled"][0]["late"] is False
    clock.set("2026-03-15")
    await complete(callers.lead, after)
    event = await event_of(callers.office)
    assert event["obligations"] == 3
    clock.set("2026-03-20")
    event = await recorded(callers.office, event, "2026-03-02")
    # The early one has its day and has kept it; the other, past a day that nobody knew of, is excused.
    assert await state_of(database, early) == ("answered", "2026-03-12", "2026-03-12", "2026-03-12", False)
    assert await state_of(database, after) == ("answered", "2026-03-12", "2026-03-12", "2026-03-12", True)
    assert [await cell(callers.viewer, task) for task in (early, after, idle)] == ["in_term", "undated", "undated"]

    event = (await void(callers.office, event)).json()
    assert (event["state"], event["occurrence"], event["version"]) == ("awaited", None, 3)
    states = [await state_of(database, task) for task in (early, after, idle)]
    assert [one[0] for one in states] == ["answered", "answered", "awaiting_event"]
    assert {one[1:] for one in states} == {(None, None, None, False)}
    # Recorded anew with another day; the void one stays in the table.
    await recorded(callers.office, event, "2026-03-18")
    assert {(await state_of(database, task))[2] for task in (early, after, idle)} == {"2026-03-30"}
    kept = await database.fetch("select voided_at is null as stands, void_reason from event_occurrences order by id")
    assert [tuple(one) for one in kept] == [(False, "Ghi nhầm ngày"), (True, None)]


async def test_a_trigger_without_a_duration_leaves_what_waited_without_a_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Sau khi có hướng dẫn của Bộ Tài chính")
    event = await event_of(callers.office)
    assert await cell(callers.viewer, task) == "awaiting_event"
    event = await recorded(callers.office, event, "2026-01-02")
    assert await state_of(database, task) == ("open", None, None, None, False)
    assert await cell(callers.viewer, task) == "undated"
    await void(callers.office, event)
    assert await cell(callers.viewer, task) == "awaiting_event"
    await recorded(callers.office, event, "2026-01-02")
    assert await cell(callers.viewer, task) == "undated"


async def test_whichever_office_records_it_what_waited_without_a_duration_waits_no_more(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """In the plan of another office, and for a lead that is the recording office's own agency."""
    phrase = "Sau khi có hướng dẫn của Bộ Tài chính"
    (mine,) = await published(callers, clock, phrase, leads=(world.OFFICE,))
    (theirs,) = await published(callers, clock, phrase, code="kh-21-2026")
    await database.execute("update plans set monitoring_agency_id = $1 where code = 'kh-21-2026'", world.OTHER_OFFICE)
    event = await recorded(callers.office, await event_of(callers.office), "2026-01-02")
    for task in (mine, theirs):
        assert await state_of(database, task) == ("open", None, None, None, False)
    assert (await void(callers.office, event)).status_code == 200
    for task in (mine, theirs):
        assert await cell(callers.viewer, task) == "awaiting_event"


async def test_what_is_published_after_the_event_has_its_day_at_once(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await published(callers, clock, TEN_DAYS)
    clock.set("2026-03-02")
    await recorded(callers.office, await event_of(callers.office), "2026-03-02")
    (in_time,) = await published(callers, clock, TEN_DAYS, on="2026-03-05", code="kh-21-2026")
    (too_late,) = await published(callers, clock, TEN_DAYS, on="2026-03-13", code="kh-22-2026")
    assert await state_of(database, in_time) == ("open", "2026-03-12", "2026-03-12", "2026-03-12", False)
    assert await state_of(database, too_late) == ("open", "2026-03-12", "2026-03-12", "2026-03-12", True)
    assert (await event_of(callers.viewer))["plans"] == ["kh-20-2026", "kh-21-2026", "kh-22-2026"]


async def test_a_condition_waits_while_it_is_not_yet_met(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    waiting, answered = await published(callers, clock, CONDITION, CONDITION)
    events = await every(callers.office, EVENTS)
    assert [(one["kind"], one["state"], one["text"]) for one in events] == [
        ("condition", "awaited", "theo tiến độ Trung ương hướng dẫn")
    ] * 2
    clock.set("2026-06-01")
    for event in events:
        marked = await not_yet(callers.office, event, plan="kh-20-2026")
        assert (marked.status_code, marked.json()["state"]) == (200, "not_yet")
    assert refusal(await not_yet(callers.office, events[0], plan="kh-01-2026")) == (409, "nothing-waits")
    assert len(await every(callers.viewer, EVENTS, state="not_yet")) == 2
    clock.set("2026-07-10")
    assert [await cell(callers.viewer, task) for task in (waiting, answered)] == ["awaiting_event"] * 2
    assert (await complete(callers.lead, answered)).json()["settled"][0]["late"] is False
    # Of what nobody has yet to answer, nothing is left to wait.
    listed = {event["id"]: event["may"] for event in await every(callers.office, EVENTS)}
    for event in events:
        can_wait = (await not_yet(callers.office, event)).is_success
        assert can_wait == ("mark_not_yet" in listed[event["id"]])
    assert sorted(map(len, listed.values())) == [1, 2]

    clock.set("2026-07-15")
    given = {"due_on": "2026-08-31", "document": "77/BTC-NS"}
    met = [await recorded(callers.office, event, "2026-07-14", **given) for event in events]
    assert {(one["state"], one["occurrence"]["due_on"]) for one in met} == {("occurred", "2026-08-31")}
    # The first day stays; what was answered before the condition was met is on time and is not touched.
    assert await state_of(database, waiting) == ("open", "2026-08-31", "2026-08-31", "2026-06-30", False)
    assert await cell(callers.viewer, waiting) == "in_term"
    assert await cell(callers.viewer, waiting, basis="original") == "overdue"
    assert (await owed(database, answered))[0]["not_yet"] is True
    assert refusal(await not_yet(callers.office, events[0])) == (409, "already-occurred")

    voided = [(await void(callers.office, event)).json() for event in met]
    assert [one["state"] for one in voided].count("not_yet") == 1
    assert await state_of(database, waiting) == ("open", "2026-06-30", "2026-06-30", "2026-06-30", False)
    assert (await owed(database, waiting))[0]["not_yet"] is True
    # Met at last, without a new day: the old one was over when anybody heard of it.
    for event in events:
        await recorded(callers.office, event, "2026-07-14")
    assert await state_of(database, waiting) == ("open", "2026-06-30", "2026-06-30", "2026-06-30", True)
    assert await cell(callers.viewer, waiting) == "undated"


async def test_a_report_on_an_event_is_answered_without_a_name_once_it_is_open(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Báo cáo kết quả trong vòng 10 ngày kể từ ngày ban hành Nghị quyết")
    (one,) = await owed(database, task)
    assert (one["kind"], one["state"]) == ("progress_report", "awaiting_event")
    assert (await submit(callers.lead, task)).json()["settled"] == []
    event = await event_of(callers.office)
    await recorded(callers.office, event, "2026-01-02")
    settled = (await submit(callers.lead, task)).json()["settled"]
    assert [(one["state"], one["late"]) for one in settled] == [("settled", False)]
