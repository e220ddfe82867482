"""`GET /v1/tasks/{id}/history`: what each lead of a task was from which day on."""

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_body, plan_body
from tests.make.seeded import every
from tests.v1.reports.published import owed, published, submitted
from tests.v1.tasks.amended import amended


async def test_it_begins_on_the_day_of_publication(callers: Callers, clock: StoppedClock) -> None:
    clock.set("2026-06-20")
    await callers.office.post("/v1/plans", plan_body())
    annex = (await callers.office.post("/v1/plans/kh-100-2026/annexes", annex_body())).json()
    assignments = [{"role": "lead", "agency": agency} for agency in ("so-tai-chinh", "so-y-te", "so-xay-dung")]
    body = {"annex": annex["id"], "title": "Nhiệm vụ", "deadline_text": "Quý III/2026", "assignments": assignments}
    task = (await callers.office.post("/v1/plans/kh-100-2026/tasks", body)).json()
    path = f"/v1/tasks/{task['id']}/history"
    assert await every(callers.office, path) == []
    await callers.office.post("/v1/plans/kh-100-2026/publish", {"published_on": "2026-06-01"})
    found = await every(callers.viewer, path, limit=1)
    assert [(one["agency"]["code"], one["action"], one["status"]) for one in found] == [
        ("so-tai-chinh", "publish", "not_started"),
        ("so-y-te", "publish", "not_started"),
        ("so-xay-dung", "publish", "not_started"),
    ]
    assert {(one["on_day"], one["recorded_at"], one["effective_due_date"]) for one in found} == {
        ("2026-06-01", "2026-06-20T02:00:00+00:00", "2026-09-30")
    }


async def test_of_a_task_one_does_not_see(callers: Callers, database: Clone) -> None:
    for task in (world.DRAFT_TASK, world.uid(499)):
        assert (await callers.viewer.get(f"/v1/tasks/{task}/history")).status_code == 404
    await database.execute("update plans set restricted = true where id = $1", world.OTHER_PLAN)
    answers = [
        await caller.get(f"/v1/tasks/{world.FOREIGN_TASK}/history") for caller in (callers.lead, callers.other_agency)
    ]
    assert [answer.status_code for answer in answers] == [404, 200]


async def test_it_tells_what_was_before_and_by_which_document(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    clock.set("2026-03-02T08:00:00")
    await submitted(callers.lead, task)
    clock.set("2026-03-03")
    made = [await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026", document="1/QĐ-UBND")]
    clock.set("2026-03-04")
    made += [await amended(callers.office, task, "change_text", title="Tên mới", document="2/QĐ-UBND")]
    clock.set("2026-03-05")
    given = {"agency": "so-tai-chinh", "new_lead": "so-y-te", "document": "3/QĐ-UBND"}
    made += [await amended(callers.office, task, "change_lead", **given)]
    found = await every(callers.viewer, f"/v1/tasks/{task}/history", limit=2)
    assert [(one["agency"]["code"], one["action"], one["status"], one["document"]) for one in found] == [
        ("so-tai-chinh", "publish", "not_started", None),
        ("so-tai-chinh", "report_progress", "in_progress", None),
        ("so-tai-chinh", "set_deadline", "in_progress", "1/QĐ-UBND"),
        ("so-tai-chinh", "change_text", "in_progress", "2/QĐ-UBND"),
        ("so-tai-chinh", "change_lead", "cancelled", "3/QĐ-UBND"),
        ("so-y-te", "change_lead", "not_started", "3/QĐ-UBND"),
    ]
    days = [(one["effective_due_date"], one["original_due_date"]) for one in found]
    assert days == [
        ("2026-04-30", "2026-04-30"),
        ("2026-04-30", "2026-04-30"),
        ("2026-06-30", "2026-04-30"),
        ("2026-06-30", "2026-04-30"),
        (None, None),
        ("2026-06-30", "2026-06-30"),
    ]
    told = [(one["reason"], one["before"], one["after"]) for one in found]
    by = {place: (one["reason"], one["before"], one["after"]) for place, one in enumerate(made)}
    assert told == [(None, None, None)] * 2 + [by[0], by[1], by[2], by[2]]


async def test_of_two_leads_only_the_one_meant_is_told_of(callers: Callers, clock: StoppedClock) -> None:
    """All in one instant: what tells them apart is the kind and the lead."""
    (task,) = await published(callers, clock, "Tháng 4/2026", leads=(world.LEAD, world.OTHER_AGENCY))
    for agency, document in (("so-tai-chinh", "1/QĐ-UBND"), ("so-y-te", "2/QĐ-UBND")):
        await amended(callers.office, task, "suspend", agency=agency, document=document)
    await amended(callers.office, task, "resume", document="3/QĐ-UBND")
    found = await every(callers.viewer, f"/v1/tasks/{task}/history")
    assert [(one["agency"]["code"], one["status"], one["document"]) for one in found[2:]] == [
        ("so-tai-chinh", "suspended", "1/QĐ-UBND"),
        ("so-y-te", "suspended", "2/QĐ-UBND"),
        ("so-tai-chinh", "not_started", "3/QĐ-UBND"),
        ("so-y-te", "not_started", "3/QĐ-UBND"),
    ]


async def test_an_extension_is_told_with_the_day_before_and_after(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The rows that a decision leaves, written by SQL: a request, its approval, and the pair at that instant."""
    (task,) = await published(callers, clock, "Tháng 4/2026")
    (row,) = await owed(database, task)
    await database.execute(
        "insert into extension_requests (id, obligation_id, pair_id, task_id, plan_id, agency_id, present_due_on, "
        "requested_due_on, reason, state, token_id, requested_at, requested_on, version) values ($1, $2, $3, $4, $5, $6, "
        "'2026-04-30', '2026-05-31', 'Chờ ý kiến', 'approved', $1, now(), '2026-03-02', 1)",
        world.uid(860),
        *(row[name] for name in ("id", "pair_id", "task_id", "plan_id", "agency_id")),
    )
    await database.execute(
        "insert into extension_decisions (id, request_id, plan_id, action, due_on, document, decided_by, token_id, decided_at) "
        "select $1, $1, $2, 'approve', '2026-05-31', '7/QĐ-UBND', $3, $1, recorded_at from task_agency_states where pair_id = $4",
        world.uid(860),
        row["plan_id"],
        world.OFFICE,
        row["pair_id"],
    )
    (found,) = await every(callers.viewer, f"/v1/tasks/{task}/history")
    assert (found["document"], found["reason"]) == ("7/QĐ-UBND", "Chờ ý kiến")
    assert (found["before"]["effective_due_date"], found["after"]["effective_due_date"]) == ("2026-04-30", "2026-05-31")
    assert (found["before"]["leads"], found["before"]["title"]) == ([], None)
