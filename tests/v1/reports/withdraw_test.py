"""`POST /v1/reports/{id}/withdraw`: an agency takes a report back before anybody reviewed it, and things are as without it."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from app.tasks.progress import PAIR_COLUMNS
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    DOCUMENT,
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
    submitted,
)
from tests.v1.reports.reviewing import confirm, lead, send_back, taken, told, withdraw
from tests.v1.tasks.amended import amended

FIRST_QUARTER = "Quý I/2026"
REPORTS_AND_COMPLETION = "Báo cáo tiến độ, kết quả trước ngày 20/6/2026"
STEPS = 40
# Kept while the status stays, whatever it is that is waited for then; once that is withdrawn it is told anew, and closer.
SINCE = "waiting_since"
ANSWER = ("state", "answered_by", "answered_on", "settled_by", "settled_on", "respond_by", "effective_due_date")


def answer_of(row: asyncpg.Record) -> dict[str, Any]:
    return {name: row[name] for name in ANSWER}


def columns(row: asyncpg.Record, *, but: str = "") -> dict[str, Any]:
    return {name: row[name] for name in PAIR_COLUMNS if name != but}


async def test_the_only_report_withdrawn_leaves_the_pair_as_it_was_opened(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    before, owed_before = columns(await pair(database, task)), [answer_of(one) for one in await owed(database, task)]
    clock.set("2026-03-30")
    report = (await complete(callers.lead, task)).json()
    clock.set("2026-04-01")
    assert await told(callers, task) == ("awaiting_confirmation", "in_term", 0)
    withdrawn = taken(await withdraw(callers.lead, report, note="Gửi nhầm tệp"))
    assert changed(report, withdrawn) == {
        "settled": [report["settled"][0] | {"state": "open", "late": True}],
        "review": withdrawn["review"],
        "may": [],
        "version": 2,
    }
    review = withdrawn["review"]
    assert (review["state"], review["by"], review["note"]) == ("withdrawn", report["agency"], "Gửi nhầm tệp")
    assert columns(await pair(database, task)) == before
    assert [answer_of(one) for one in await owed(database, task)] == owed_before
    assert await told(callers, task) == ("not_started", "overdue", 1)
    assert [one["action"] for one in await pair_history(database, task)] == ["publish", "report_completed", "withdraw"]
    assert [(one["action"], one["state"]) for one in await owed_history(database, task)][-1] == ("withdraw", "open")
    # What was known on the day stays known of it.
    assert await told(callers, task, as_of="2026-03-31") == ("awaiting_confirmation", "in_term", 0)


async def test_the_pair_falls_back_to_the_newest_report_that_stands(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    await submitted(callers.lead, task, status="blocked", difficulties="Chờ hướng dẫn", percent_complete=30)
    blocked = columns(await pair(database, task))
    clock.set("2026-02-02")
    silent = await submitted(callers.lead, task, percent_complete=None)
    before = columns(await pair(database, task))
    clock.set("2026-02-03")
    newest = await submitted(callers.lead, task, percent_complete=70)
    done = (await complete(callers.lead, task)).json()
    taken(await withdraw(callers.lead, done))
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["percent_complete"], pair_["waiting_since"]) == ("in_progress", 70, None)
    taken(await withdraw(callers.lead, newest))
    assert columns(await pair(database, task)) == before
    # It said no figure: that of the one before stands, with what that said of difficulties again.
    taken(await withdraw(callers.lead, silent))
    assert columns(await pair(database, task)) == blocked


async def test_an_older_report_withdrawn_leaves_what_the_newest_says(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    older = await submitted(callers.lead, task, percent_complete=40)
    clock.set("2026-02-02")
    await submitted(callers.lead, task, percent_complete=None)
    before = await pair(database, task)
    taken(await withdraw(callers.lead, older))
    # The figure was the older one's.
    assert changed(before, await pair(database, task)) == {"percent": 0, "version": 4}


async def test_a_better_document_withdrawn_leaves_the_first_to_wait_with_its_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    first = (await complete(callers.lead, task, result_documents=[DOCUMENT | {"kind": "submission"}])).json()
    before, (owed_before,) = columns(await pair(database, task)), await owed(database, task)
    clock.set("2026-04-05")
    second = (await complete(callers.lead, task)).json()
    taken(await withdraw(callers.lead, second))
    (after,) = await owed(database, task)
    assert answer_of(after) == answer_of(owed_before)
    assert columns(await pair(database, task)) == before
    shown = (await callers.office.get(f"/v1/reports/{first['id']}")).json()
    assert (shown["review"]["state"], shown["may"]) == ("waiting", ["confirm", "return"])
    taken(await confirm(callers.office, first))
    assert (await told(callers, task))[1] == "completed_on_time"


async def test_the_office_is_waited_for_since_the_first_that_still_stands(
    callers: Callers, clock: StoppedClock
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER)
    sent = []
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        clock.set(day)
        sent.append((await complete(callers.lead, task)).json())
    since = []
    for report in (sent[2], sent[0], sent[1]):
        taken(await withdraw(callers.lead, report))
        since.append((await lead(callers, task))["waiting_since"])
    assert since == ["2026-03-01T02:00:00+00:00", "2026-03-02T02:00:00+00:00", None]


async def test_the_first_withdrawn_leaves_the_better_document_its_own_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Or an empty report of the last day would make any later one timely."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    first = (await complete(callers.lead, task)).json()
    clock.set("2026-04-05")
    second = (await complete(callers.lead, task)).json()
    assert await told(callers, task) == ("awaiting_confirmation", "in_term", 0)
    taken(await withdraw(callers.lead, first))
    (after,) = await owed(database, task)
    assert (after["answered_by"], after["answered_on"]) == (UUID(second["id"]), date(2026, 4, 5))
    assert await told(callers, task) == ("awaiting_confirmation", "overdue", 5)
    assert (await lead(callers, task))["waiting_since"] == "2026-04-05T02:00:00+00:00"


async def test_a_resubmission_withdrawn_leaves_what_was_returned(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Its first day and its day to answer by are those of the return, however late the resubmission was."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    report = (await complete(callers.lead, task)).json()
    clock.set("2026-04-05")
    taken(await send_back(callers.office, report, "2026-04-15"))
    before, (owed_before,) = columns(await pair(database, task)), await owed(database, task)
    clock.set("2026-04-16")
    again = (await complete(callers.lead, task)).json()
    assert (await lead(callers, task))["waiting_for"] == "office"
    clock.set("2026-04-17")
    taken(await withdraw(callers.lead, again))
    (after,) = await owed(database, task)
    assert answer_of(after) == answer_of(owed_before)
    assert columns(await pair(database, task)) == before
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["cell"], pair_["days_overdue"]) == ("returned", "overdue", 17)
    assert (pair_["waiting_for"], pair_["waiting_since"]) == ("agency", "2026-04-05T02:00:00+00:00")


async def test_a_return_sends_back_what_the_report_still_answered_and_no_more(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The first settled a period and answered the completion; returned for the period after a better document for the other."""
    (task,) = await published(callers, clock, REPORTS_AND_COMPLETION)
    clock.set("2026-03-01")
    first = (await complete(callers.lead, task)).json()
    completion = first["settled"][1]["obligation_id"]
    clock.set("2026-03-02")
    second = (await complete(callers.lead, task, obligation_id=completion)).json()
    taken(await send_back(callers.office, first, "2026-03-09"))
    clock.set("2026-03-10")
    third = (await complete(callers.lead, task, obligation_id=completion)).json()
    taken(await withdraw(callers.lead, third))
    period, row = await owed(database, task)
    assert (period["state"], period["respond_by"]) == ("returned", date(2026, 3, 9))
    assert (row["state"], row["answered_by"], row["respond_by"]) == ("answered", UUID(second["id"]), None)
    assert row["answered_on"] == date(2026, 3, 1)


async def test_a_period_settled_by_it_is_owed_again(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-15")
    june = await submitted(callers.lead, task)
    clock.set("2026-12-15")
    december = await submitted(callers.lead, task)
    assert await told(callers, task) == ("completed", "completed_on_time", 0)
    clock.set("2026-12-17")
    taken(await withdraw(callers.lead, december))
    assert await told(callers, task) == ("in_progress", "overdue", 1)
    taken(await withdraw(callers.lead, june))
    assert await told(callers, task) == ("not_started", "overdue", 184)
    assert [answer_of(one)["state"] for one in await owed(database, task)] == ["open", "open"]
    row = await pair(database, task)
    assert (row["settled_on_time"], row["last_settled_due_on"], row["next_due_on"]) == (0, None, date(2026, 6, 16))
    again = await submitted(callers.lead, task, obligation_id=june["settled"][0]["obligation_id"])
    assert [one["late"] for one in again["settled"]] == [True]


async def test_one_out_of_order_withdrawn_takes_only_what_it_named(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    june = (await owed(database, task))[0]["id"]
    clock.set("2026-06-20")
    await submitted(callers.lead, task, obligation_id=str((await owed(database, task))[1]["id"]), percent_complete=60)
    before = await pair(database, task)
    clock.set("2026-06-21")
    old = await submitted(
        callers.lead,
        task,
        obligation_id=str(june),
        captured_at="2026-06-16T08:00:00+07:00",
        status="blocked",
        difficulties="Mất sóng",
        percent_complete=10,
    )
    assert (old["out_of_order"], [one["late"] for one in old["settled"]]) == (True, [True])
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["blocked"], pair_["percent_complete"]) == ("in_progress", False, 60)
    taken(await withdraw(callers.lead, old))
    assert columns(await pair(database, task)) == columns(before)


async def test_what_came_out_of_order_moves_nothing_when_the_newest_goes(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Its flag is of the day it came; the pair has been reported on all the same."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-02-02")
    newest = await submitted(callers.lead, task, percent_complete=50)
    clock.set("2026-02-03")
    await submitted(callers.lead, task, percent_complete=20, captured_at="2026-02-01T08:00:00+07:00")
    taken(await withdraw(callers.lead, newest))
    row = await pair(database, task)
    assert (row["status"], row["percent"], row["last_report_id"]) == ("in_progress", 0, None)
    assert row["last_reported_at"] == datetime.fromisoformat("2026-02-03T09:00:00+07:00")
    assert row["last_happened_at"] is None
    (owes,) = (await callers.lead.get(f"/v1/tasks/{task}/obligations")).json()["items"]
    assert owes["last_report"] is None


async def test_the_weekly_reports_go_on_while_a_completion_waits(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST_QUARTER, policy={"reporting": "monthly"})
    clock.set("2026-02-14")
    done = (await complete(callers.lead, task, obligation_id=str((await owed(database, task))[1]["id"]))).json()
    clock.set("2026-03-14")
    weekly = await submit(callers.lead, task, percent_complete=None)
    assert refusal(weekly) == (409, "name-the-obligation")
    named = weekly.json()["obligations"][0]
    report = await submitted(callers.lead, task, percent_complete=None, obligation_id=named)
    before = await lead(callers, task)
    taken(await withdraw(callers.lead, report))
    after = await lead(callers, task)
    assert (after["status"], after["waiting_since"]) == ("awaiting_confirmation", before["waiting_since"])
    assert (await pair(database, task))["waiting_report_id"] == UUID(done["id"])
    taken(await withdraw(callers.lead, done))
    assert (await lead(callers, task))["status"] == "not_started"
    assert {one["state"] for one in await owed(database, task)} == {"open"}


async def test_a_withdrawn_report_confirmed_before_by_another_changes_nothing_confirmed(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The office has confirmed the better document and with it the first day; what was settled stays."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    clock.set("2026-03-30")
    first = (await complete(callers.lead, task)).json()
    clock.set("2026-04-05")
    taken(await confirm(callers.office, (await complete(callers.lead, task)).json()))
    (before,) = await owed(database, task)
    taken(await withdraw(callers.lead, first))
    (after,) = await owed(database, task)
    assert after == before
    pair_ = await lead(callers, task)
    assert (pair_["status"], pair_["cell"], pair_["percent_complete"]) == ("completed", "completed_on_time", 100)


class Twins:
    """Two tasks alike, to which the same happens; only the first is sent reports that are then withdrawn."""

    def __init__(self, callers: Callers, clock: StoppedClock, database: Clone, tasks: list[UUID]) -> None:
        self.callers, self.clock, self.database, self.tasks = callers, clock, database, tasks
        self.chance = random.Random(7)  # noqa: S311  the same walk each time
        self.reports: list[list[dict[str, Any]]] = []
        self.withdrawn = 0

    async def step(self) -> None:
        if self.chance.random() < 0.5:
            self.clock.now += timedelta(hours=self.chance.randrange(1, 24 * 6))
        await self.chance.choice(
            [self._send, self._send, self._review, self._send_and_withdraw, self._send_and_withdraw]
        )()

    def _body(self) -> dict[str, Any]:
        status = self.chance.choice(["in_progress", "in_progress", "blocked", "completed"])
        percent = self.chance.choice([None, *range(0, 100, 20)])
        captured = self.clock.now - timedelta(days=self.chance.randrange(9))
        said = {"percent_complete": percent, "percent_reason": "Đo lại", "difficulties": "Chờ hướng dẫn"}
        return said | {
            "status": status,
            "result_documents": [DOCUMENT],
            "captured_at": self.chance.choice([None, None, captured.isoformat()]),
        }

    async def _named(self, task: UUID, place: int | None) -> dict[str, Any]:
        rows = await owed(self.database, task)
        return {} if place is None else {"obligation_id": str(rows[place]["id"])}

    async def _sent(self, tasks: list[UUID]) -> list[httpx.Response]:
        body, place = self._body(), self.chance.choice([None, 0, 1, 2, 3])
        return [await submit(self.callers.lead, task, **body, **await self._named(task, place)) for task in tasks]

    async def _send(self) -> None:
        first, second = await self._sent(self.tasks)
        assert first.status_code == second.status_code
        if first.is_success:
            self.reports.append([first.json(), second.json()])

    async def _send_and_withdraw(self) -> None:
        (sent,) = await self._sent(self.tasks[:1])
        if sent.is_success:
            taken(await withdraw(self.callers.lead, sent.json()))
            self.withdrawn += 1

    async def _review(self) -> None:
        if self.reports:
            both = self.chance.choice(self.reports)
            until = (self.clock.now + timedelta(days=self.chance.randrange(9))).date().isoformat()
            sends = self.chance.random() < 0.6
            acts = [
                send_back(self.callers.office, one, until) if sends else confirm(self.callers.office, one)
                for one in both
            ]
            answers = [await act for act in acts]
            assert answers[0].status_code == answers[1].status_code

    async def compare(self) -> None:
        names = {str(one["id"]): place for place, both in enumerate(self.reports) for one in both}
        rows = [await owed(self.database, task) for task in self.tasks]
        names |= {str(one["id"]): place for of_task in rows for place, one in enumerate(of_task)}
        told_ = [
            [
                named(columns(await pair(self.database, task), but=SINCE), names),
                *(named(answer_of(one), names) for one in of_task),
            ]
            for task, of_task in zip(self.tasks, rows, strict=True)
        ]
        assert told_[0] == told_[1]


def named(row: dict[str, Any], names: dict[str, int]) -> dict[str, Any]:
    """With places for ids, which are all that twins differ in."""
    return {name: names[str(one)] if isinstance(one, UUID) else one for name, one in row.items()}


async def test_what_is_withdrawn_might_as_well_not_have_been_sent(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    phrases = [REPORTS_AND_COMPLETION] * 2
    tasks = await published(callers, clock, *phrases, policy={"reporting": "monthly"})
    twins = Twins(callers, clock, database, tasks)
    for _ in range(STEPS):
        await twins.step()
        await twins.compare()
    assert twins.withdrawn > 5


async def test_who_was_relieved_and_is_back_takes_its_answer_back_like_anyone(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Reopened by name, it stands where another's confirmation had relieved it: with an answer that waits."""
    (task,) = await published(callers, clock, FIRST_QUARTER, leads=(world.LEAD, world.OTHER_AGENCY))
    await database.execute("update tasks set completion_rule = 'any' where id = $1", task)
    report = (await complete(callers.lead, task)).json()
    other = (await complete(callers.other_agency, task)).json()
    taken(await confirm(callers.office, other))
    await amended(callers.office, task, "reopen", agency="so-y-te")
    await amended(callers.office, task, "reopen", agency="so-tai-chinh")

    async def states() -> list[str]:
        return [one["state"] for one in await owed(database, task) if one["agency_id"] == world.LEAD]

    assert await states() == ["answered"]
    taken(await withdraw(callers.lead, report))
    assert await states() == ["open"]


async def test_what_was_confirmed_and_reopened_is_not_answered_by_what_came_before(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Sent back once, answered again and confirmed: all that is over when the office reopens the task."""
    (task,) = await published(callers, clock, FIRST_QUARTER)
    taken(await send_back(callers.office, (await complete(callers.lead, task)).json(), "2026-01-20"))
    clock.set("2026-01-05")
    better = (await complete(callers.lead, task)).json()
    clock.set("2026-01-06")
    taken(await confirm(callers.office, better))
    clock.set("2026-01-07")
    await amended(callers.office, task, "reopen")
    (before,) = [answer_of(one) for one in await owed(database, task)]
    clock.set("2026-01-08")
    again = (await complete(callers.lead, task)).json()
    taken(await withdraw(callers.lead, again))
    assert [answer_of(one) for one in await owed(database, task)] == [before]
    assert (before["state"], (await lead(callers, task))["status"]) == ("open", "in_progress")


async def test_what_was_reopened_is_not_answered_by_what_came_before(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Of a pair that owes reports only, no confirmation stands between the answer that was sent back once and the next."""
    (task,) = await published(callers, clock, HALF_YEARLY)
    june, year = [str(one["id"]) for one in await owed(database, task)]
    taken(await send_back(callers.office, await submitted(callers.lead, task, obligation_id=june), "2026-01-20"))
    taken(await submit(callers.lead, task, obligation_id=year))
    clock.set("2026-01-05")
    taken(await submit(callers.lead, task, obligation_id=june))
    clock.set("2026-01-07")
    await amended(callers.office, task, "reopen")
    (before,) = [answer_of(one) for one in await owed(database, task) if str(one["id"]) == june]
    assert before["state"] == "open"
    clock.set("2026-02-08")
    taken(await withdraw(callers.lead, await submitted(callers.lead, task, obligation_id=june)))
    assert [answer_of(one) for one in await owed(database, task) if str(one["id"]) == june] == [before]
