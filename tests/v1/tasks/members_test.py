"""`PUT /v1/tasks/{id}/assignments/{id}/members`: who is meant by a name that publication could not resolve (DESIGN.md §5)."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx

from app.kernel.embedded import Server
from tests.callers import Caller, Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.plans import annex_body, plan_body
from tests.make.seeded import CONCLUSIONS, every
from tests.v1.reports.published import WEDNESDAYS, owed, pair_history, published, refusal, submitted
from tests.v1.tasks.amended import amend, amended, cells, leads, may, shown


async def name(office: Caller, task: UUID | str, assignment: UUID | str, *agencies: str) -> httpx.Response:
    return await office.put(f"/v1/tasks/{task}/assignments/{assignment}/members", {"agencies": list(agencies)})


async def named(office: Caller, task: UUID | str, assignment: UUID | str, *agencies: str) -> dict[str, Any]:
    answer = await name(office, task, assignment, *agencies)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def led_by_somebody(callers: Callers, clock: StoppedClock, *deadlines: str) -> list[tuple[UUID, UUID]]:
    """Tasks of a published plan and the assignment of each, to a name that is nobody in particular."""
    clock.set("2026-06-01")
    plan = plan_body(code="kh-30-2026", starts_on="2026-06-01", ends_on="2026-06-30")
    assert (await callers.office.post("/v1/plans", plan)).status_code == 201
    annex = (await callers.office.post("/v1/plans/kh-30-2026/annexes", annex_body())).json()["id"]
    assigned = [{"role": "lead", "text": "các chủ đầu tư liên quan"}]
    made = []
    for number, phrase in enumerate(deadlines, 1):
        body = {"annex": annex, "number": str(number), "title": "Giải ngân", "deadline_text": phrase}
        task = (await callers.office.post("/v1/plans/kh-30-2026/tasks", body | {"assignments": assigned})).json()
        made.append((UUID(task["id"]), UUID(task["assignments"][0]["id"])))
    assert (await callers.office.post("/v1/plans/kh-30-2026/publish", {})).status_code == 200
    return made


async def test_investors_named_on_20_june_owe_from_24_june_and_nobody_owes_no_more(
    server: Server, contract: Contract, clock: StoppedClock
) -> None:
    """Seed 2 row 7, worked by hand in DESIGN.md §5: 31 Wednesdays from 3/6 to 30/12."""
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as city:
        task = await city.task(CONCLUSIONS, "7")
        assert "name_members" in await may(city["office"], UUID(task["id"]))
        assert await cells(city["viewer"], UUID(task["id"])) == ("overdue", "overdue")
        assignment = next(one["id"] for one in task["assignments"] if one["role"] == "lead")
        after = await named(city["office"], task["id"], assignment, "so-xay-dung", "phuong-ninh-kieu")
        assert [(one["agency"] and one["agency"]["code"], one["status"]) for one in after["leads"]] == [
            (None, "cancelled"),
            ("so-xay-dung", "not_started"),
            ("phuong-ninh-kieu", "not_started"),
        ]
        assert (after["unresolved"], after["cell"], after["coverage"]["expected"]) == (False, "in_term", 2)
        found = await city.obligations(task=task["id"])
        by_agency = {
            code: [one for one in found if (one["agency"] or {"code": None})["code"] == code]
            for code in (None, "so-xay-dung", "phuong-ninh-kieu")
        }
        assert [one["state"] for one in by_agency[None]] == ["cancelled"] * 31
        for code in ("so-xay-dung", "phuong-ninh-kieu"):
            days = [one["nominal_due_date"] for one in by_agency[code]]
            assert (len(days), days[0], days[-1]) == (28, "2026-06-24", "2026-12-30")
            assert not any(one["opened_late"] for one in by_agency[code])
        for who in ("building", "ward"):
            assert task["id"] in [one["id"] for one in await city.tasks(who, role="lead")]
        clock.set("2026-06-24")
        await submitted(city["ward"], UUID(task["id"]))
        assert (await shown(city["viewer"], UUID(task["id"]), as_of="2026-06-19"))["unresolved"] is True


async def test_members_named_later_join_those_named_before(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    ((task, assignment),) = await led_by_somebody(callers, clock, WEDNESDAYS)
    clock.set("2026-06-08")
    first = await named(callers.office, task, assignment, "so-tai-chinh")
    assert first["leads"][0]["agency"] is None
    clock.set("2026-06-15")
    left_out = await name(callers.office, task, assignment, "so-y-te")
    assert (refusal(left_out), left_out.json()["named"]) == ((409, "members-stay"), ["so-tai-chinh"])
    second = await named(callers.office, task, assignment, "so-y-te", "H13.5")
    assert [one["position"] for one in second["leads"]] == [1, 2, 3]
    days = [(one["agency_id"], one["effective_due_date"].day, one["state"]) for one in await owed(database, task)]
    assert [day for agency, day, _ in days if agency == world.LEAD] == [10, 17, 24]
    assert [day for agency, day, _ in days if agency == world.OTHER_AGENCY] == [17, 24]
    assert {state for agency, _, state in days if agency is None} == {"cancelled"}
    before = await database.counts()
    again = await named(callers.office, task, assignment, "so-tai-chinh", "so-y-te", "so-tai-chinh")
    assert (again["version"], await database.counts()) == (second["version"], before)
    (told,) = await database.fetch(
        "select count(*), min(action) as action from journal where entity = 'task' and action = 'name_members'"
    )
    assert tuple(told) == (2, "name_members")


async def test_whom_others_replace_is_not_reopened_beside_them(callers: Callers, clock: StoppedClock) -> None:
    """Neither nobody beside its members, nor who has handed on beside the new lead."""
    ((task, assignment),) = await led_by_somebody(callers, clock, WEDNESDAYS)
    await named(callers.office, task, assignment, "so-tai-chinh")
    assert "reopen" not in await may(callers.office, task)
    assert refusal(await amend(callers.office, task, "reopen")) == (409, "status-refuses")
    await amended(callers.office, task, "change_lead", agency="so-tai-chinh", new_lead="so-y-te")
    assert refusal(await amend(callers.office, task, "reopen")) == (409, "status-refuses")
    assert [status for _, status in await leads(callers.viewer, task)] == ["cancelled", "cancelled", "not_started"]


async def test_a_completion_is_owed_by_whoever_is_named_however_late(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    ((task, assignment),) = await led_by_somebody(callers, clock, "Trước ngày 20/6/2026")
    await amended(callers.office, task, "set_deadline", deadline_text="Trước ngày 10/6/2026")
    clock.set("2026-06-12")
    assert await cells(callers.viewer, task) == ("overdue", "in_term")
    await named(callers.office, task, assignment, "so-tai-chinh")
    (nobody, mine) = sorted(await owed(database, task), key=lambda one: one["agency_id"] is not None)
    assert (nobody["effective_due_date"], nobody["state"]) == (date(2026, 6, 9), "cancelled")
    assert (mine["effective_due_date"], mine["state"], mine["opened_late"]) == (date(2026, 6, 9), "open", True)
    assert await cells(callers.viewer, task) == ("undated", "undated")


async def test_who_leads_already_is_one_lead(callers: Callers, clock: StoppedClock) -> None:
    """Under a name of its own, and now also as one of those meant."""
    ((task, assignment),) = await led_by_somebody(callers, clock, "Quý II/2026")
    await named(callers.office, task, assignment, "so-tai-chinh")
    await amended(callers.office, task, "change_lead", agency="so-tai-chinh", new_lead="so-y-te")
    # Who has handed on may be left out: its part has ended.
    after = await named(callers.office, task, assignment, "so-y-te")
    assert await leads(callers.viewer, task) == [
        (None, "cancelled"),
        ("so-tai-chinh", "cancelled"),
        ("so-y-te", "not_started"),
    ]
    assert [one["ended_on"] for one in after["assignments"]] == [None, None]


async def test_a_task_without_any_lead_gets_one(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, "Quý II/2026", leads=())
    assert (await shown(callers.viewer, task))["assignments"] == []
    assert "name_members" in await may(callers.office, task)
    after = await named(callers.office, task, world.uid(850), "so-tai-chinh", "so-y-te")
    (made,) = after["assignments"]
    assert (made["id"], made["role"], made["text"]) == (str(world.uid(850)), "lead", "Sở Tài chính, Sở Y tế")
    assert await leads(callers.viewer, task) == [
        (None, "cancelled"),
        ("so-tai-chinh", "not_started"),
        ("so-y-te", "not_started"),
    ]
    assert [one["state"] for one in await owed(database, task)] == ["cancelled", "open", "open"]
    await named(callers.office, task, world.uid(850), "so-tai-chinh", "so-y-te", "so-noi-vu")
    assert (await name(callers.office, world.TASK, world.uid(850), "so-noi-vu")).status_code == 404


async def test_nobody_s_pair_is_suspended_cancelled_and_refitted_like_any_other(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    ((task, assignment),) = await led_by_somebody(callers, clock, "Quý II/2026")
    await amended(callers.office, task, "cancel")
    assert await may(callers.office, task) == ["reopen", "patch", "amend", "comment"]
    refused = await name(callers.office, task, assignment, "so-tai-chinh")
    assert (refusal(refused), refused.json()["allowed_actions"]) == ((409, "status-refuses"), ["reopen"])
    await amended(callers.office, task, "reopen")
    await amended(callers.office, task, "suspend")
    assert "name_members" in await may(callers.office, task)
    await named(callers.office, task, assignment, "so-tai-chinh")
    # Whose members were named does not come back when all is cancelled and reopened.
    clock.set("2026-06-02")
    await amended(callers.office, task, "cancel")
    await amended(callers.office, task, "reopen")
    assert await leads(callers.viewer, task) == [(None, "cancelled"), ("so-tai-chinh", "not_started")]
    assert refusal(await amend(callers.office, task, "reopen")) == (409, "status-refuses")
    assert "reopen" not in await may(callers.office, task)
    actions = [one["action"] for one in await pair_history(database, task) if one["agency_id"] is None]
    assert actions == ["publish", "cancel", "reopen", "suspend", "name_members"]


async def test_what_takes_no_members(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    ((task, assignment), (other, others)) = await led_by_somebody(callers, clock, "Quý II/2026", "Quý II/2026")
    assignments = await database.fetch("select id, role from assignments where task_id = $1", world.TASK)
    for one in assignments:
        assert refusal(await name(callers.office, world.TASK, one["id"], "so-y-te")) == (409, "members-are-fixed")
    assert (await name(callers.office, task, others, "so-y-te")).status_code == 404
    assert (await name(callers.office, task, world.uid(851), "so-y-te")).status_code == 404
    assert refusal(await name(callers.office, task, assignment, "so-gi-do")) == (422, "unknown-agency")
    assert (await name(callers.office, task, assignment)).status_code == 422
    assert refusal(await name(callers.other_office, task, assignment, "so-y-te")) == (403, "not-your-plan")
    assert (await name(callers.lead, task, assignment, "so-y-te")).status_code == 403
    await callers.office.post("/v1/plans/kh-30-2026/close")
    assert refusal(await name(callers.office, other, others, "so-y-te")) == (409, "plan-state-refuses")
    assert len(await every(callers.viewer, "/v1/tasks", plan="kh-30-2026", unresolved="true")) == 2


async def test_a_restricted_plan_opens_to_who_is_named(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    ((task, assignment),) = await led_by_somebody(callers, clock, "Quý II/2026")
    await database.execute("update plans set restricted = true where code = 'kh-30-2026'")
    assert (await callers.lead.get(f"/v1/tasks/{task}")).status_code == 404
    await named(callers.office, task, assignment, "so-tai-chinh")
    assert await may(callers.lead, task) == ["report_progress", "report_completed", "comment"]
