"""Acts of offices that meet one another, a report, or a publication at the same moment: one of them is first, and what the rows say
afterwards is what that order makes of them.
"""

import asyncio
from functools import partial
from uuid import UUID

import httpx

from tests.callers import Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.database.race_test import PATIENCE, WAITING, at_once, statuses
from tests.make.plans import annex_body, plan_body
from tests.v1.awaited_events_test import EVENTS, TEN_DAYS, event_of, record
from tests.v1.extension_requests_test import QUARTER, asked, step
from tests.v1.reports.published import complete, owed, owed_history, pair, pair_history, published, refusal
from tests.v1.tasks.amended import amend

APPROVE = {"action": "approve", "document": "99/VP-TH"}
OTHERS = ({"action": "reject", "reason": "Không có căn cứ"}, {"action": "counter", "due_on": "2026-04-08"}, APPROVE)


async def test_of_two_who_decide_at_once_one_does(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    tasks = await published(callers, clock, *(QUARTER for _ in OTHERS))
    for task, other in zip(tasks, OTHERS, strict=True):
        request = await asked(callers.lead, task)
        answers = await at_once(
            database, *(step(callers.office, request, "decision", **body) for body in (APPROVE, other))
        )
        assert statuses(answers) == [200, 409]
        assert {refusal(one)[1] for one in answers if one.is_error} == {"extension-state-refuses"}
        (won,) = (one.json() for one in answers if one.is_success)
        assert (won["version"], len(won["decisions"])) == (2, 1)
        (after,) = await owed(database, task)
        assert (after["effective_due_date"].isoformat() == "2026-04-15") == (won["state"] == "approved")


async def test_an_answer_and_its_extension_at_once_are_one_after_the_other(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """On the day after: whichever is first decides whether the report is late, and the extension is refused if it comes second."""
    for round_, (task,) in enumerate([await published(callers, clock, QUARTER, code=f"kh-{at}") for at in range(5)]):
        clock.set("2026-04-01")
        request = await asked(callers.lead, task)
        sent = [complete(callers.lead, task), step(callers.office, request, "decision", **APPROVE)]
        report, decision = await at_once(database, *sent)
        assert report.status_code == 201, round_
        assert decision.status_code in {200, 409}
        (settled,) = report.json()["settled"]
        assert settled["late"] == (not decision.is_success)
        (obligation,), mirror = await owed(database, task), await pair(database, task)
        assert obligation["state"] == "answered"
        assert (mirror["late_answer_on"] is not None) == settled["late"]
        moves = ["extend", "report_completed"] if decision.is_success else ["report_completed"]
        assert [one["action"] for one in await owed_history(database, task)] == ["publish", *moves]
        assert len(await pair_history(database, task)) == mirror["version"] == 1 + len(moves)


async def test_one_request_of_two_at_once_is_pending(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, QUARTER)
    body = {"due_on": "2026-04-15", "reason": "Chờ ý kiến"}
    sent = (callers.lead.post(f"/v1/tasks/{task}/extension-requests", body) for _ in range(2))
    answers = await at_once(database, *sent)
    assert statuses(answers) == [201, 409]
    assert {refusal(one)[1] for one in answers if one.is_error} == {"extension-pending"}


async def test_of_two_who_record_an_event_at_once_one_does(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, TEN_DAYS)
    clock.set("2026-03-03")
    event = await event_of(callers.office)
    answers = await at_once(database, *(record(callers.office, event, day) for day in ("2026-03-02", "2026-03-03")))
    assert statuses(answers) == [201, 409]
    assert {refusal(one)[1] for one in answers if one.is_error} == {"already-occurred"}
    assert [one["action"] for one in await owed_history(database, task)] == ["publish", "record_event"]


async def test_a_plan_published_while_its_event_is_recorded_has_its_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    await published(callers, clock, TEN_DAYS)
    event = await event_of(callers.office)
    for round_ in range(5):
        task = await _drafted(callers, f"kh-{round_}")
        publishing, recording = await asyncio.gather(
            callers.office.post(f"/v1/plans/kh-{round_}/publish", {}), record(callers.office, event, "2026-01-02")
        )
        assert (publishing.status_code, recording.status_code) == (200, 201)
        assert [one["effective_due_date"].isoformat() for one in await owed(database, task)] == ["2026-01-12"]
        made = recording.json()["occurrence"]["id"]
        answer = await callers.office.post(f"{EVENTS}/{event['id']}/occurrences/{made}/void", {"reason": "Lần nữa"})
        assert answer.status_code == 200


async def test_what_begins_to_wait_for_an_event_while_it_is_recorded_has_its_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The recording has looked for who waits and is held up by one of them; the amendment begins to wait meanwhile."""
    waiting, other = await published(callers, clock, TEN_DAYS, "Tháng 4/2026")
    event = await event_of(callers.office)
    async with (
        connected(database.superuser_url) as holding,
        connected(database.superuser_url) as watching,
        asyncio.timeout(PATIENCE),
        holding.transaction(),
    ):
        await holding.execute("select from task_agency_state where task_id = $1 for update", waiting)
        recording = asyncio.ensure_future(record(callers.office, event, "2026-01-02"))
        while not await watching.fetchval(WAITING):  # noqa: ASYNC110  another process's
            await asyncio.sleep(0.002)
        amending = asyncio.ensure_future(amend(callers.office, other, "set_deadline", deadline_text=TEN_DAYS))
        while not amending.done() and await watching.fetchval(WAITING) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
    assert statuses(await asyncio.gather(recording, amending)) == [201, 201]
    for task in (waiting, other):
        assert [one["effective_due_date"].isoformat() for one in await owed(database, task)] == ["2026-01-12"]


async def test_who_works_out_days_takes_the_calendar_before_any_pair(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """As who changes the calendar does: were it the other way round, they would wait for one another in a circle."""
    (task,) = await published(callers, clock, TEN_DAYS)
    for act in (
        partial(_recorded, callers),
        partial(amend, callers.office, task, "set_deadline", deadline_text="Quý II/2026"),
    ):
        async with connected(database.superuser_url) as changing, connected(database.superuser_url) as watching:
            async with changing.transaction(), asyncio.timeout(PATIENCE):
                await changing.execute("lock table calendar_days in share row exclusive mode")
                under_way = asyncio.ensure_future(act())
                while not await watching.fetchval(WAITING):  # noqa: ASYNC110  another process's
                    await asyncio.sleep(0.002)
                await changing.execute("select from task_agency_state for update nowait")
            assert (await under_way).status_code == 201


async def _recorded(callers: Callers) -> httpx.Response:
    return await record(callers.office, await event_of(callers.office), "2026-01-02")


async def _drafted(callers: Callers, code: str) -> UUID:
    await callers.office.post("/v1/plans", plan_body(code=code))
    annex = (await callers.office.post(f"/v1/plans/{code}/annexes", annex_body())).json()["id"]
    lead = [{"role": "lead", "agency": "so-tai-chinh"}]
    body = {"annex": annex, "number": "1", "title": "Nhiệm vụ", "deadline_text": TEN_DAYS, "assignments": lead}
    return UUID((await callers.office.post(f"/v1/plans/{code}/tasks", body)).json()["id"])
