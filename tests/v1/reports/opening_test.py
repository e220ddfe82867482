"""Going live in mid-year: what the office's sheet says stands beside the agencies' reports and never for one of them, and cells,
rates, days past and reviews are right with it.
"""

from uuid import UUID

import pytest

from app.obligations.publish import publish_plan
from app.plans.problems import NotYourPlan, PlanStateRefuses
from app.plans.schemas import PlanPublish
from app.reports.opening.open_from_rows import StatedRow, open_from_rows
from app.reports.problems import AlreadyOpened, HasReports
from app.tasks.progress import PAIR_COLUMNS
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.opened import DAY, DIGEST, DONE, UNDER_WAY, at_the_office, opened, reports_of
from tests.v1.reports.published import (
    PLAN,
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
from tests.v1.reports.reviewing import lead, taken, told, withdraw
from tests.v1.tasks.amended import amended

FIRST, HALF, MONTHLY, GRDP = "Quý I/2026", "30/6/2026", "định kỳ hằng tháng", "sau khi công bố GRDP quý III"


async def test_what_is_done_is_judged_by_the_day_that_the_sheet_states(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    in_time, late, without_day, waiting = await published(callers, clock, FIRST, "28/02/2026", FIRST, GRDP)
    clock.set(DAY)
    rows = {in_time: DONE, late: DONE, without_day: {"Trạng thái": "Hoàn thành"}, waiting: {"Đã hoàn thành": "x"}}
    found = await opened(database, clock, rows)
    assert (len(found.opened.reports), found.opened.left_out, found.unclear) == (4, (), ())
    cells = [(await lead(callers, task))["cell"] for task in rows]
    assert cells == ["completed_on_time", "completed_late", "completed_undated", "completed_on_time"]
    # As of the day before, nothing was known of it.
    assert await told(callers, in_time, as_of="2026-09-14") == ("not_started", "overdue", 167)
    assert await told(callers, in_time, as_of=DAY) == ("completed", "completed_on_time", 0)
    summary = (await callers.viewer.get(f"/v1/plans/{PLAN}/summary")).json()
    assert summary["cells"] | {"completed_on_time": 2, "completed_late": 1, "completed_undated": 1} == summary["cells"]
    assert summary["obligations"]["missing"] == 0
    for task in rows:
        assert (await callers.viewer.get(f"/v1/tasks/{task}")).json()["coverage"]["missing"] == 0
    # That it was done at all was a mistake: opened again it has the day it had.
    await amended(callers.office, without_day, "reopen")
    assert await told(callers, without_day) == ("in_progress", "overdue", 168)


async def test_an_entry_is_the_offices_word_and_no_report_of_the_agency(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST)
    clock.set(DAY)
    await opened(database, clock, {task: DONE})
    (entry,) = await reports_of(callers, task, source="opening")
    assert await reports_of(callers, task, source="agency") == []
    assert (entry["source"], entry["source_digest"], entry["may"]) == ("opening", DIGEST.hex(), [])
    assert (entry["status"], entry["submitted_on"], entry["agency"]["code"]) == ("completed", DAY, "so-tai-chinh")
    review = entry["review"]
    assert (review["state"], review["by"]["code"], review["counted_on"]) == (
        "confirmed",
        "van-phong-ubnd",
        "2026-03-15",
    )
    assert [(one["kind"], one["state"], one["late"]) for one in entry["settled"]] == [("completion", "settled", False)]
    assert [one["number"] for one in entry["result_documents"]] == ["12/QĐ-UBND"]
    # Its agency has not reported, and can neither take back nor prove what it did not say.
    assert (await lead(callers, task))["last_reported_at"] is None
    obligations = (await callers.viewer.get("/v1/obligations", params={"task": str(task)})).json()["items"]
    assert [one["last_report"] for one in obligations] == [None]
    assert refusal(await withdraw(callers.lead, entry)) == (409, "already-reviewed")
    file = {"file": ("a.txt", b"x")}
    assert refusal(await callers.lead.post(f"/v1/reports/{entry['id']}/attachments", files=file)) == (
        409,
        "report-closed",
    )
    journal = await database.fetch("select action, entity from journal order by sequence desc limit 2")
    assert {(row["entity"], row["action"]) for row in journal} == {
        ("plan_opening", "create"),
        ("progress_report", "opening"),
    }
    assert [row["action"] for row in await pair_history(database, task)] == ["publish", "opening"]
    assert [row["action"] for row in await owed_history(database, task)] == ["publish", "opening"]


async def test_the_agency_goes_on_from_where_the_office_said(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Its first report is ordinary; taken back, the pair stands again where the sheet has put it."""
    (task,) = await published(callers, clock, "Quý IV/2026")
    clock.set(DAY)
    await opened(database, clock, {task: UNDER_WAY})
    stated = await lead(callers, task)
    assert (stated["status"], stated["cell"], stated["percent_complete"]) == ("in_progress", "in_term", 60)
    clock.set("2026-09-20")
    assert refusal(await submit(callers.lead, task, percent_complete=50)) == (422, "report-incomplete")
    report = await submitted(callers.lead, task, percent_complete=80, captured_at="2026-09-14T09:00:00+07:00")
    assert report["out_of_order"] is False
    assert (await lead(callers, task))["percent_complete"] == 80
    taken(await withdraw(callers.lead, report))
    assert await lead(callers, task) == stated
    taken(await complete(callers.lead, task))
    assert (await lead(callers, task))["status"] == "awaiting_confirmation"
    mirror, history = await pair(database, task), await pair_history(database, task)
    assert {name: mirror[name] for name in PAIR_COLUMNS} == {name: history[-1][name] for name in PAIR_COLUMNS}


async def test_reports_due_before_the_plan_was_followed_here_lapse(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Whether the sheet speaks of the row or not: nobody could have sent them. The next is again the only one owed."""
    reporting, silent = await published(callers, clock, MONTHLY, MONTHLY)
    clock.set(DAY)
    await opened(database, clock, {reporting: UNDER_WAY})
    for task in (reporting, silent):
        states = [(row["effective_due_date"].isoformat() < DAY, row["state"]) for row in await owed(database, task)]
        assert set(states) == {(True, "lapsed"), (False, "open")}
        assert (await lead(callers, task))["cell"] == "in_term"
    clock.set("2026-09-16")
    report = await submitted(callers.lead, reporting, percent_complete=70)
    assert [(one["kind"], one["late"]) for one in report["settled"]] == [("progress_report", False)]
    assert (await lead(callers, reporting))["status"] == "in_progress"


async def test_a_plan_published_on_the_day_has_its_past_undated(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """`opened_late` stays what it is: an office that wants its past judged publishes as of the document's day."""
    done, owing = await published(callers, clock, HALF, HALF, on=DAY)
    await opened(database, clock, {done: DONE, owing: UNDER_WAY})
    assert await told(callers, done) == ("completed", "completed_undated", 0)
    assert await told(callers, owing) == ("in_progress", "undated", 0)


async def test_a_draft_is_published_and_opened_in_one_transaction(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    async with at_the_office(database, clock) as work:
        await publish_plan(work, "kh-02-2026", PlanPublish())
        await open_from_rows(work, "kh-02-2026", [StatedRow(world.DRAFT_TASK, UNDER_WAY)], DIGEST)
    assert await told(callers, world.DRAFT_TASK) == ("in_progress", "undated", 0)


async def test_what_cannot_be_stated_is_left_out_and_told(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    leads = (world.LEAD, world.OFFICE)
    unclear, reports, split, before = await published(callers, clock, FIRST, MONTHLY, FIRST, FIRST, leads=leads)
    clock.set(DAY)
    rows = {
        unclear: {"Tình trạng": "Cơ bản xong"},
        reports: {"Tình trạng": "Hoàn thành"},
        split: {"Trạng thái": "Sở Tài chính: Đã hoàn thành\nVăn phòng UBND thành phố: Đang thực hiện"},
        before: DONE | {"Ngày hoàn thành": "30/12/2025", "Văn bản kết quả": ""},
    }
    found = await opened(database, clock, rows)
    assert [(one.task_id, one.why.code.value, one.why.text) for one in found.unclear] == [
        (unclear, "opening-unknown-status", "Cơ bản xong"),
        (before, "opening-day-before-plan", "30/12/2025"),
    ]
    assert {(one.stated.task_id, one.stated.agency_id, one.why.code) for one in found.opened.left_out} == {
        (reports, world.LEAD, "nothing-to-complete"),
        (reports, world.OFFICE, "own-agency"),
        (split, world.OFFICE, "own-agency"),
    }
    shown = (await callers.viewer.get(f"/v1/tasks/{split}")).json()
    assert [one["status"] for one in shown["leads"]] == ["completed", "not_started"]


async def test_where_one_decides_for_all_the_others_end_with_it(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """But not the office's own agency, which nobody of its own frees."""
    both = await published(callers, clock, FIRST, leads=(world.LEAD, world.OTHER_AGENCY), code="kh-21-2026")
    own = await published(callers, clock, FIRST, leads=(world.LEAD, world.OFFICE), code="kh-22-2026")
    await database.execute("update tasks set completion_rule = 'any' where id = any($1)", [*both, *own])
    clock.set(DAY)
    status = {"Trạng thái": "Sở Tài chính: Hoàn thành"}
    assert (await opened(database, clock, {both[0]: status}, plan="kh-21-2026")).opened.left_out == ()
    (left_out,) = (await opened(database, clock, {own[0]: status}, plan="kh-22-2026")).opened.left_out
    assert left_out.why.code == "own-agency"
    statuses = [
        [one["status"] for one in (await callers.viewer.get(f"/v1/tasks/{task}")).json()["leads"]]
        for (task,) in (both, own)
    ]
    assert statuses == [["completed", "cancelled"], ["not_started", "not_started"]]


async def test_once_before_the_first_report_and_by_the_office_of_the_plan(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, FIRST)
    (reported,) = await published(callers, clock, FIRST, code="kh-21-2026")
    await submitted(callers.lead, reported)
    clock.set(DAY)
    with pytest.raises(NotYourPlan):
        await opened(database, clock, {task: DONE}, office=world.OTHER_OFFICE)
    with pytest.raises(PlanStateRefuses):
        await opened(database, clock, {world.DRAFT_TASK: DONE}, plan="kh-02-2026")
    with pytest.raises(HasReports):
        await opened(database, clock, {reported: DONE}, plan="kh-21-2026")
    await opened(database, clock, {task: {}})  # that nothing has begun is a state as well
    with pytest.raises(AlreadyOpened):
        await opened(database, clock, {task: DONE}, digest=bytes(32))
    assert await _sources(database, task) == []


async def _sources(database: Clone, task: UUID) -> list[str]:
    rows = await database.fetch("select source from progress_reports where task_id = $1", task)
    return [row["source"] for row in rows]
