"""`GET /v1/tasks/{id}/history`: what each lead of a task was from which day on."""

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_body, plan_body
from tests.make.seeded import every


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
