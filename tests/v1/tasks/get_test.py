"""`GET /v1/tasks/{id}`: one task, its ETag, and to whom it does not exist."""

from uuid import UUID

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import plan_agency_row
from tests.make.tasks import task_row

PATH = f"/v1/tasks/{world.TASK}"


async def test_a_task_as_the_list_shows_it(callers: Callers) -> None:
    listed = (await callers.lead.get("/v1/tasks", params={"plan": "kh-01-2026"})).json()["items"][0]
    shown = (await callers.lead.get(PATH)).json()
    assert shown == listed
    assert (shown["plan"], shown["number"], shown["status"], shown["cell"]) == (
        {"id": str(world.PLAN), "code": "kh-01-2026"},
        "1",
        "not_started",
        "undated",
    )
    assert [(one["role"], one["agency"]["code"], one["is_primary"]) for one in shown["assignments"]] == [
        ("lead", "so-tai-chinh", True),
        ("coordinating", "so-xay-dung", False),
    ]
    assert [(lead["agency"]["name"], lead["percent_complete"]) for lead in shown["leads"]] == [("Sở Tài chính", 0)]
    assert shown["coverage"] == {"expected": 1, "reported": 0, "confirmed": 0, "missing": 1}
    assert shown["may"] == ["report_progress", "report_completed", "comment"]


async def test_the_etag_holds_until_something_changes(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    tag = (await callers.lead.get(PATH)).headers["etag"]
    again = await callers.lead.get(PATH, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
    # Another caller may do other things, so its representation has a tag of its own.
    assert (await callers.viewer.get(PATH)).headers["etag"] != tag
    clock.set("2026-03-03")
    assert (await callers.lead.get(PATH, headers={"If-None-Match": tag})).status_code == 304
    await database.execute("update task_agency_state set percent = 10 where id = $1", world.PAIR)
    assert (await callers.lead.get(PATH, headers={"If-None-Match": tag})).status_code == 200


@pytest.mark.parametrize("task", [world.DRAFT_TASK, world.uid(499)])
async def test_drafts_and_what_is_not_there_look_the_same(callers: Callers, task: UUID) -> None:
    answers = [await caller.get(f"/v1/tasks/{task}") for caller in (callers.lead, callers.other_office, callers.viewer)]
    assert [answer.status_code for answer in answers] == [404] * 3
    bodies = [{name: one for name, one in answer.json().items() if name != "request_id"} for answer in answers]
    assert bodies[0] == bodies[1] == bodies[2]


async def test_a_draft_is_seen_by_its_office_and_who_sees_all(callers: Callers) -> None:
    path = f"/v1/tasks/{world.DRAFT_TASK}"
    answers = [await caller.get(path) for caller in (callers.office, callers.admin, callers.auditor)]
    assert [answer.status_code for answer in answers] == [200] * 3
    draft = answers[0].json()
    assert (draft["status"], draft["cell"], draft["leads"], draft["may"]) == (None, None, [], ["patch", "comment"])


async def test_a_restricted_plan_is_for_those_it_names(callers: Callers, database: Clone) -> None:
    hidden = world.uid(498)
    await database.store(task_row(id=hidden, plan_id=world.RESTRICTED, annex_id=world.RESTRICTED_ANNEX))
    path = f"/v1/tasks/{hidden}"
    seen = {
        caller.name
        for caller in callers.all()
        if caller.token
        and caller.name not in {"submitter", "expired", "revoked", "bad_token"}
        and (await caller.get(path)).status_code == 200
    }
    assert seen == {"other_agency", "gateway", "other_office", "admin", "auditor"}
    await database.store(plan_agency_row(plan_id=world.RESTRICTED, agency_id=world.COORDINATOR))
    assert (await callers.coordinator.get(path)).status_code == 200


async def test_an_id_that_is_none(callers: Callers) -> None:
    answer = await callers.viewer.get("/v1/tasks/nhiem-vu-1")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "task_id")
