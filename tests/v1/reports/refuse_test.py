"""Who may report on what, and that `may` tells it beforehand. Whatever is refused leaves nothing behind."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from app.access.tokens import new_token
from app.kernel.db import Base
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.access import token_row
from tests.make.obligations import obligation_row
from tests.make.tasks import assignment_row, pair_row, task_agency_row, task_row
from tests.v1.reports.published import HALF_YEARLY, complete, published, refusal, submit, submitted

RESTRICTED_TASK, HEADING = world.uid(410), world.uid(411)
RANDOM = UUID("0190ffff-0000-7000-8000-00000000abcd")


def restricted_task() -> list[Base]:
    """Led by OTHER_AGENCY in the plan that only OTHER_AGENCY sees."""
    of = {"plan_id": world.RESTRICTED, "task_id": RESTRICTED_TASK, "agency_id": world.OTHER_AGENCY}
    assignment, pair = assignment_row(**of, is_primary=True), pair_row(**of)
    return [
        task_row(id=RESTRICTED_TASK, plan_id=world.RESTRICTED, annex_id=world.RESTRICTED_ANNEX),
        assignment,
        task_agency_row(**of, assignment_id=assignment.id),
        pair,
        obligation_row(**of, pair_id=pair.id),
    ]


def heading() -> Base:
    return task_row(id=HEADING, plan_id=world.PLAN, annex_id=world.ANNEX, number="9", position=9, is_heading=True)


async def narrowed(database: Clone, http: ContractClient, **overrides: Any) -> Caller:
    new = new_token("agency", world.uid(961))
    given = {"role": "agency", "agency_ids": [world.LEAD]} | overrides
    await database.store(token_row(new, id=world.uid(961), **given))
    return Caller("narrowed", http, new.token, world.uid(961))


@pytest.mark.parametrize(
    ("caller", "task", "agency", "reason"),
    [
        ("coordinator", world.TASK, None, "coordinating-only"),
        ("coordinator", world.TASK, "so-xay-dung", "coordinating-only"),
        ("other_agency", world.TASK, None, "not-a-lead"),
        ("lead", world.OTHER_TASK, None, "not-a-lead"),
        ("lead", world.TASK, "so-y-te", "other-agency"),
        ("lead", world.TASK, "so-khong-co", "other-agency"),
        ("lead", world.TASK, str(RANDOM), "other-agency"),
        ("coordinator", world.TASK, "so-tai-chinh", "other-agency"),
        ("submitter", world.TASK, "so-xay-dung", "other-agency"),
        ("gateway", world.TASK, "so-y-te", "not-a-lead"),
        ("gateway", world.TASK, "so-xay-dung", "other-agency"),
        ("lead", HEADING, None, "heading"),
    ],
)
async def test_who_is_not_the_lead_is_told_why(
    callers: Callers, database: Clone, caller: str, task: UUID, agency: str | None, reason: str
) -> None:
    await database.store(heading())
    before = await database.counts()
    answer = await submit(getattr(callers, caller), task, {"Idempotency-Key": "k"}, agency=agency)
    assert refusal(answer) == (403, "not-your-task")
    assert answer.json()["reason"] == reason
    assert await database.counts() == before


async def test_of_several_agencies_one_has_to_be_named(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answer = await submit(callers.gateway)
    assert refusal(answer) == (422, "invalid-request")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/agency"]
    assert await database.counts() == before


async def test_the_reason_is_given_in_the_language_asked_for(callers: Callers) -> None:
    answers = [await submit(callers.coordinator, headers={"Accept-Language": one}) for one in ("vi", "en")]
    assert ["chỉ phối hợp" in answers[0].json()["detail"], "only coordinates" in answers[1].json()["detail"]] == [
        True
    ] * 2


@pytest.mark.parametrize("name", ["admin", "office", "other_office", "viewer", "auditor"])
async def test_a_role_that_reports_for_nobody_is_refused_before_anything_is_looked_at(
    callers: Callers, database: Clone, name: str
) -> None:
    before = await database.counts()
    for task in (world.TASK, world.DRAFT_TASK, RANDOM):
        answer = await submit(getattr(callers, name), task)
        assert refusal(answer) == (403, "permission-missing")
        assert answer.json()["permission"] == "report:submit"
    assert await database.counts() == before


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("anyone", "token-required"),
        ("expired", "token-invalid"),
        ("revoked", "token-invalid"),
        ("bad_token", "token-invalid"),
    ],
)
async def test_who_has_no_good_token_is_nobody(callers: Callers, database: Clone, name: str, slug: str) -> None:
    before = await database.counts()
    answer = await submit(getattr(callers, name))
    assert refusal(answer) == (401, slug)
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert await database.counts() == before


async def test_a_token_narrowed_to_reading_does_not_report(database: Clone, http: ContractClient) -> None:
    reader = await narrowed(database, http, permissions=["task:read", "report:read"])
    assert refusal(await submit(reader)) == (403, "permission-missing")


def same_but_for_its_id(answer: httpx.Response) -> tuple[int, dict[str, Any], dict[str, str]]:
    unlike = {"request_id", "x-request-id"}
    headers = {name: one for name, one in answer.headers.items() if name not in unlike}
    return answer.status_code, {name: one for name, one in answer.json().items() if name not in unlike}, headers


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("lead", world.DRAFT_TASK),
        ("lead", RESTRICTED_TASK),
        ("coordinator", RESTRICTED_TASK),
        ("submitter", world.OTHER_TASK),
        ("submitter", world.FOREIGN_TASK),
        ("submitter", RESTRICTED_TASK),
    ],
)
async def test_what_is_not_seen_looks_as_if_it_were_not_there(
    callers: Callers, database: Clone, name: str, task: UUID
) -> None:
    await database.store(*restricted_task())
    before = await database.counts()
    caller = getattr(callers, name)
    hidden, absent = await submit(caller, task), await submit(caller, RANDOM)
    assert refusal(hidden) == (404, "not-found")
    assert same_but_for_its_id(hidden) == same_but_for_its_id(absent)
    assert await database.counts() == before


async def test_a_submitter_does_not_see_what_its_agency_only_coordinates(database: Clone, http: ContractClient) -> None:
    submitter = await narrowed(database, http, role="submitter", agency_ids=[world.COORDINATOR])
    assert same_but_for_its_id(await submit(submitter)) == same_but_for_its_id(await submit(submitter, RANDOM))


async def test_a_token_held_to_another_plan_does_not_see_the_task(database: Clone, http: ContractClient) -> None:
    held = await narrowed(database, http, plan_ids=[world.OTHER_PLAN])
    hidden, absent = await submit(held), await submit(held, RANDOM)
    assert hidden.status_code == 404
    assert same_but_for_its_id(hidden) == same_but_for_its_id(absent)


async def test_a_token_held_to_the_plan_reports(database: Clone, http: ContractClient) -> None:
    assert (await submit(await narrowed(database, http, plan_ids=[world.PLAN]))).status_code == 201


async def test_the_agencies_of_a_restricted_plan_report(callers: Callers, database: Clone) -> None:
    await database.store(*restricted_task())
    assert (await submit(callers.other_agency, RESTRICTED_TASK)).status_code == 201


async def test_a_closed_plan_takes_no_report_until_it_is_opened_again(callers: Callers, database: Clone) -> None:
    assert (await callers.office.post("/v1/plans/kh-01-2026/close")).status_code == 200
    before = await database.counts()
    answer = await submit(callers.lead)
    assert refusal(answer) == (409, "plan-not-open")
    assert answer.json()["plan_status"] == "closed"
    # The relation comes first: whose task it is not hears nothing of the plan's state.
    assert refusal(await submit(callers.coordinator)) == (403, "not-your-task")
    assert await database.counts() == before
    reopening = {"document": "15/KH-UBND", "reason": "Bổ sung báo cáo"}
    assert (await callers.office.post("/v1/plans/kh-01-2026/reopen", reopening)).status_code == 200
    assert (await submit(callers.lead)).status_code == 201


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
async def test_a_pair_at_rest_takes_no_report(callers: Callers, database: Clone, status: str) -> None:
    await database.execute("update task_agency_state set status = $1 where id = $2", status, world.PAIR)
    allowed = {"suspended": ["resume", "cancel"], "cancelled": ["reopen"]}
    for answer in (await submit(callers.lead), await complete(callers.lead)):
        assert refusal(answer) == (409, "status-refuses")
        assert answer.json()["allowed_actions"] == allowed[status]


@pytest.mark.parametrize("path", ["not-a-uuid", "1", "01900000-0000-7000-8000"])
async def test_a_path_that_is_no_id_is_refused(callers: Callers, path: str) -> None:
    answer = await callers.lead.post(f"/v1/tasks/{path}/reports", {"status": "in_progress", "no_change": True})
    assert answer.status_code in {404, 422}


NAMES = (
    "lead", "coordinator", "other_agency", "gateway", "office", "other_office", "admin", "viewer", "auditor",
)  # fmt: skip
SENDS = {"report_progress": submit, "report_completed": complete}
LED_BY_OTHER = {world.OTHER_TASK, world.FOREIGN_TASK, RESTRICTED_TASK}


def named_by(caller: Caller, task: UUID) -> str | None:
    """A gateway has to say which of its two agencies it means."""
    if caller.name != "gateway":
        return None
    return world.CODES[world.OTHER_AGENCY if task in LED_BY_OTHER else world.LEAD]


async def offered(caller: Caller, task: UUID) -> set[str]:
    """What `may` of the task offers of reports; nothing when it is not seen."""
    shown = await caller.get(f"/v1/tasks/{task}")
    return set(shown.json()["may"]) & SENDS.keys() if shown.is_success else set()


@pytest.mark.parametrize("name", NAMES)
async def test_may_of_a_task_tells_the_truth(callers: Callers, clock: StoppedClock, database: Clone, name: str) -> None:
    """What it offers is accepted, what it does not offer is refused."""
    await database.store(*restricted_task(), heading())
    of_plan = await published(callers, clock, HALF_YEARLY, None)
    clock.set("2026-06-15")
    caller = getattr(callers, name)
    of_world = (world.TASK, world.OTHER_TASK, world.FOREIGN_TASK, world.DRAFT_TASK, HEADING, RESTRICTED_TASK)
    for task in (*of_world, *of_plan):
        for action, send in SENDS.items():
            may = await offered(caller, task)
            answer = await send(caller, task, agency=named_by(caller, task))
            assert (answer.status_code == 201) == (action in may), (task, action, may, answer.text)


@pytest.mark.parametrize("name", ["submitter", *NAMES])
async def test_may_of_an_obligation_tells_the_truth(
    callers: Callers, clock: StoppedClock, database: Clone, name: str
) -> None:
    """Whoever sees it and is offered an answer may send that answer; whoever is not may send none."""
    await database.store(*restricted_task())
    await published(callers, clock, HALF_YEARLY, None)
    clock.set("2026-06-15")
    caller = getattr(callers, name)
    every = [str(one["id"]) for one in await database.fetch("select id from obligations order by id")]
    for obligation in every:
        shown = await caller.get(f"/v1/obligations/{obligation}")
        if shown.status_code == 404:
            continue
        task, may = UUID(shown.json()["task"]["id"]), shown.json()["may"]
        sends = [SENDS[action] for action in may if action in SENDS] or list(SENDS.values())
        answers = [await send(caller, task, obligation_id=obligation, agency=named_by(caller, task)) for send in sends]
        assert {one.status_code == 201 for one in answers} == {bool(may)}, (obligation, may, answers)


async def test_may_ends_with_the_plan(callers: Callers) -> None:
    await submitted(callers.lead)
    await callers.office.post("/v1/plans/kh-01-2026/close")
    assert await offered(callers.lead, world.TASK) == set()
    assert (await callers.submitter.get(f"/v1/obligations/{world.OBLIGATION}")).json()["may"] == []
