"""`POST /v1/agencies/{agency}/succession`: what is open goes over to the successor, and history stays whose it was.

Sở Tài chính (the lead of the callers) is merged into Sở Y tế (their other agency), unless a test says otherwise.
"""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool
from uuid_utils.compat import uuid7

from app.agencies.queries import register
from app.obligations.models import ExtensionRequest
from tests.callers import Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.agencies import agency_body
from tests.make.seeded import every
from tests.v1.reports.published import (
    HALF_YEARLY,
    PLAN,
    complete,
    owed,
    owed_history,
    pair_history,
    published,
    refusal,
    submit,
    submitted,
)

PATIENCE = 5.0
OLD, NEW = "so-tai-chinh", "so-y-te"
DOCUMENT = "Nghị quyết 15/NQ-HĐND"


async def succeed(callers: Callers, old: str = OLD, **overrides: Any) -> httpx.Response:
    given = {"successor": NEW, "document": DOCUMENT} | overrides
    return await callers.admin.post(f"/v1/agencies/{old}/succession", given)


async def succeeded(callers: Callers, old: str = OLD, **overrides: Any) -> dict[str, Any]:
    answer = await succeed(callers, old, **overrides)
    assert answer.status_code == 200, answer.text
    agency: dict[str, Any] = answer.json()
    return agency


async def pairs(database: Clone, task: UUID) -> dict[str, tuple[str, int]]:
    """Of each agency of the task: the status of its pair and how much it owes."""
    found = await database.fetch(
        "select a.code, s.status, s.dated + s.awaiting + s.undated as owed from task_agency_state s "
        "join agencies a on a.id = s.agency_id where s.task_id = $1",
        task,
    )
    return {one["code"]: (one["status"], one["owed"]) for one in found}


async def cells(callers: Callers, task: UUID, **asked: str) -> dict[str, str]:
    shown = (await callers.viewer.get(f"/v1/tasks/{task}", params=asked)).json()
    return {lead["agency"]["code"]: lead["cell"] for lead in shown["leads"]}


async def of_agency(callers: Callers, agency: str, task: UUID, **asked: Any) -> list[tuple[str | None, str]]:
    """The day and state of what the agency owes for the task, or owed."""
    found = await every(callers.viewer, "/v1/obligations", agency=agency, task=str(task), **asked)
    return [(one["effective_due_date"], one["state"]) for one in found]


async def test_where_the_successor_does_not_lead_the_pair_becomes_its_own(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    half_years, ends = await published(callers, clock, HALF_YEARLY, "Trước ngày 20/6/2026")
    clock.set("2026-06-15")
    report = await submitted(callers.lead, half_years)
    clock.set("2026-07-01")
    agency = await succeeded(callers)
    assert (agency["valid_to"], agency["successor"]["code"], agency["version"]) == ("2026-06-30", NEW, 2)
    assert await pairs(database, half_years) == {NEW: ("in_progress", 1)}
    assert await of_agency(callers, OLD, half_years) == [("2026-06-16", "settled")], "what it did stays its own"
    assert await of_agency(callers, NEW, half_years) == [("2026-12-16", "open")]
    assert await of_agency(callers, NEW, ends) == [("2026-06-19", "open")]
    assert await cells(callers, ends) == {NEW: "overdue"}, "and so does the delay"
    kept = (await callers.viewer.get(f"/v1/reports/{report['id']}")).json()
    assert kept["agency"]["code"] == OLD
    for code in (OLD, NEW):
        found = await every(callers.viewer, "/v1/tasks", agency=code, role="lead", plan=PLAN)
        assert {one["id"] for one in found} == {str(half_years), str(ends)}


async def test_a_day_before_it_shows_the_old_agency(callers: Callers, clock: StoppedClock) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-07-01")
    await succeeded(callers)
    for day, agency, other in (("2026-06-30", OLD, NEW), ("2026-07-01", NEW, OLD)):
        assert await cells(callers, task, as_of=day) == {agency: "overdue"}
        both = [("2026-06-16", "open"), ("2026-12-16", "open")]
        assert await of_agency(callers, agency, task, as_of=day) == both
        assert await of_agency(callers, other, task, as_of=day) == []


async def test_the_old_agencys_token_reads_and_no_longer_reports(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Trước ngày 20/6/2026", restricted=True)
    assert (await callers.other_agency.get(f"/v1/tasks/{task}")).status_code == 404
    await succeeded(callers)
    before = await database.counts()
    assert refusal(await submit(callers.lead, task)) == (403, "not-your-task")
    assert (await submit(callers.submitter, task)).status_code == 403
    assert await database.counts() == before
    shown = (await callers.lead.get(f"/v1/tasks/{task}")).json()
    assert (shown["may"], shown["leads"][0]["agency"]["code"]) == (["comment"], NEW)
    mine = (await callers.other_agency.get(f"/v1/tasks/{task}")).json()
    assert mine["may"] == ["report_progress", "report_completed", "comment"], "a restricted plan is open to it too"
    (owing,) = await every(callers.other_agency, "/v1/obligations", task=str(task))
    assert (owing["agency"]["code"], owing["may"]) == (NEW, ["report_completed", "request_extension"])
    assert (await complete(callers.other_agency, task)).status_code == 201
    assert (await complete(callers.gateway, task, agency=OLD)).status_code == 403


async def test_where_the_successor_leads_too_it_owes_each_thing_once(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """The old commune had reported in June, the successor had not: each keeps its own past, December is owed once."""
    both = (world.LEAD, world.OTHER_AGENCY)
    settled, untouched = await published(callers, clock, HALF_YEARLY, HALF_YEARLY, leads=both)
    clock.set("2026-06-15")
    await submitted(callers.lead, settled)
    clock.set("2026-07-01")
    await succeeded(callers)
    assert await of_agency(callers, OLD, settled) == [("2026-06-16", "settled"), ("2026-12-16", "cancelled")]
    assert await of_agency(callers, NEW, settled) == [("2026-06-16", "open"), ("2026-12-16", "open")]
    assert await pairs(database, settled) == {OLD: ("completed", 0), NEW: ("not_started", 2)}
    assert await cells(callers, settled) == {OLD: "completed_on_time", NEW: "overdue"}
    assert await pairs(database, untouched) == {OLD: ("cancelled", 0), NEW: ("not_started", 2)}
    assert await cells(callers, untouched) == {OLD: None, NEW: "overdue"}
    assert refusal(await submit(callers.lead, settled)) == (409, "status-refuses")
    shown = (await callers.lead.get(f"/v1/tasks/{settled}")).json()
    assert shown["may"] == ["comment"]


async def test_what_the_successor_does_not_owe_goes_into_its_pair(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """It had reported in June and was done; the old one had not: now the successor owes that report."""
    both = (world.LEAD, world.OTHER_AGENCY)
    (task,) = await published(callers, clock, HALF_YEARLY, leads=both, ends_on="2026-06-30")
    clock.set("2026-06-15")
    await submitted(callers.other_agency, task)
    assert (await pairs(database, task))[NEW] == ("completed", 0)
    clock.set("2026-06-20")
    await succeeded(callers)
    assert await pairs(database, task) == {OLD: ("cancelled", 0), NEW: ("in_progress", 1)}
    assert await of_agency(callers, OLD, task) == []
    assert sorted(await of_agency(callers, NEW, task)) == [("2026-06-16", "open"), ("2026-06-16", "settled")]
    assert (await submitted(callers.other_agency, task))["settled"][0]["late"]
    assert (await pairs(database, task))[NEW] == ("completed", 0)
    assert await cells(callers, task) == {OLD: None, NEW: "completed_late"}


async def test_an_answer_that_waits_goes_over_with_the_pair_and_stays_when_there_are_two(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (alone,) = await published(callers, clock, "Quý II/2026")
    (shared,) = await published(
        callers, clock, "Quý II/2026", code="kh-21-2026", leads=(world.LEAD, world.OTHER_AGENCY)
    )
    for task in (alone, shared):
        assert (await complete(callers.lead, task)).status_code == 201
    await succeeded(callers)
    assert await pairs(database, alone) == {NEW: ("awaiting_confirmation", 1)}
    assert await pairs(database, shared) == {OLD: ("awaiting_confirmation", 1), NEW: ("not_started", 1)}
    assert await of_agency(callers, OLD, shared) == [("2026-06-30", "answered")]


async def test_each_move_is_kept_and_journaled(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    clock.set("2026-06-01")
    await succeeded(callers)
    opened, moved = await pair_history(database, task)
    assert [one["agency_id"] for one in (opened, moved)] == [world.LEAD, world.OTHER_AGENCY]
    assert (moved["action"], str(moved["on_day"]), moved["token_id"]) == (
        "succeed",
        "2026-06-01",
        callers.admin.token_id,
    )
    states = [(one["action"], one["agency_id"], one["state"]) for one in await owed_history(database, task)]
    assert states == [("publish", world.LEAD, "open")] * 2 + [("succeed", world.OTHER_AGENCY, "open")] * 2
    entries = await database.fetch(
        "select entity, action, before::json #>> '{agency,code}' as was, after::json #>> '{agency,code}' as is_now, "
        "after::json ->> 'document' as document from journal where token_id = $1 order by sequence",
        callers.admin.token_id,
    )
    assert [tuple(one) for one in entries] == [
        ("agency", "succeed", None, None, None),
        ("agency_succession", "create", None, None, DOCUMENT),
        # Task 1 of the plan that every test finds is led by the old agency too.
        *[("obligation", "succeed", OLD, NEW, None)] * 3,
    ]
    assert {one["agency_id"] for one in await owed(database, task)} == {world.OTHER_AGENCY}


async def test_drafts_and_closed_plans_stay_and_a_draft_is_published_for_the_successor(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (closed,) = await published(callers, clock, HALF_YEARLY)
    await callers.office.post(f"/v1/plans/{PLAN}/close")
    await succeeded(callers)
    assert await pairs(database, closed) == {OLD: ("not_started", 2)}
    published_now = await callers.office.post("/v1/plans/kh-02-2026/publish", {})
    assert published_now.status_code == 200
    assert await pairs(database, world.DRAFT_TASK) == {NEW: ("not_started", 1)}
    shown = (await callers.other_agency.get(f"/v1/tasks/{world.DRAFT_TASK}")).json()
    assert shown["may"] == ["report_progress", "report_completed", "comment"]


async def test_who_coordinated_is_followed_too(callers: Callers) -> None:
    await succeeded(callers, "so-xay-dung")
    found = await every(callers.viewer, "/v1/tasks", agency=NEW, role="coordinating")
    assert [one["id"] for one in found] == [str(world.TASK)]


async def test_pending_requests_for_a_later_day_end(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    first, second = await published(callers, clock, "Trước ngày 20/6/2026", "Quý II/2026")
    for task, state in ((first, "open"), (second, "countered")):
        (one,) = await owed(database, task)
        request = ExtensionRequest(
            id=uuid7(),
            obligation_id=one["id"],
            pair_id=one["pair_id"],
            task_id=task,
            plan_id=one["plan_id"],
            agency_id=world.LEAD,
            present_due_on=one["effective_due_date"],
            requested_due_on=date(2026, 9, 30),
            counter_due_on=date(2026, 8, 31) if state == "countered" else None,
            reason="Chờ ý kiến Bộ Tài chính",
            state=state,
            token_id=callers.lead.token_id,
            requested_at=clock(),
            requested_on=date(2026, 1, 2),
        )
        await database.store(request)
    await succeeded(callers)
    found = await database.fetch(
        "select r.state, r.counter_due_on, d.action, d.decided_by from extension_requests r "
        "join extension_decisions d on d.request_id = r.id"
    )
    offered = date(2026, 8, 31)
    assert {tuple(one) for one in found} == {("withdrawn", day, "withdraw", world.LEAD) for day in (None, offered)}
    told = await database.fetch(
        "select action, before::json->>'state' as was, after::json->>'state' as now from journal "
        "where entity = 'extension_request' order by before"
    )
    assert {tuple(one) for one in told} == {("withdraw", was, "withdrawn") for was in ("open", "countered")}


async def test_the_successor_takes_the_old_ones_place_in_lists_and_is_read_under_its_name(
    callers: Callers, database: Clone
) -> None:
    group = "/v1/agency-groups/cac-co-quan-neu-ten"
    await callers.admin.put(f"{group}/members", {"agencies": [OLD, "so-xay-dung"]})
    await succeeded(callers)
    members = await every(callers.viewer, f"{group}/members")
    assert {one["code"] for one in members} == {NEW, "so-xay-dung"}
    await succeeded(callers, "so-xay-dung")
    assert [one["code"] for one in await every(callers.viewer, f"{group}/members")] == [NEW], "once, already there"
    engine = create_async_engine(
        database.serving_url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool
    )
    async with AsyncSession(engine) as session:
        known = await register(session)
    named = {name: known.find(name) for name in ("Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Nội vụ")}
    assert {name: found and found.named.code for name, found in named.items()} == {
        "Sở Tài chính": NEW,
        "Sở Xây dựng": NEW,
        "Sở Y tế": NEW,
        "Sở Nội vụ": "so-noi-vu",
    }


async def test_a_chain_of_successions_ends_at_the_last(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, HALF_YEARLY)
    await succeeded(callers)
    made = await callers.admin.post("/v1/agencies", agency_body(code="so-y-te-tai-chinh", name="Sở Y tế - Tài chính"))
    assert made.status_code == 201
    await succeeded(callers, NEW, successor="so-y-te-tai-chinh")
    assert await pairs(database, task) == {"so-y-te-tai-chinh": ("not_started", 2)}
    assert len(await every(callers.viewer, "/v1/tasks", agency=OLD, plan=PLAN)) == 1


@pytest.mark.parametrize(
    ("old", "given", "expected", "pointer"),
    [
        (OLD, {"successor": OLD}, (422, "succeeds-itself"), "/successor"),
        (OLD, {"successor": "so-xay-dung"}, (422, "successor-ended"), "/successor"),
        (OLD, {"successor": "khong-co"}, (422, "unknown-agency"), "/successor"),
        (OLD, {"on": "2026-03-03"}, (422, "future-succession"), "/on"),
        (OLD, {"document": " "}, (422, "invalid-request"), "/document"),
        ("so-xay-dung", {}, (409, "already-succeeded"), None),
        ("khong-co", {}, (404, "not-found"), None),
    ],
)
async def test_what_is_refused(
    callers: Callers, database: Clone, old: str, given: dict[str, str], expected: tuple[int, str], pointer: str | None
) -> None:
    """Sở Xây dựng has been succeeded already."""
    await succeeded(callers, "so-xay-dung")
    before = await database.counts()
    answer = await succeed(callers, old, **given)
    assert refusal(answer) == expected
    assert [one["pointer"] for one in answer.json()["errors"]] == ([pointer] if pointer else [])
    assert await database.counts() == before


async def test_an_agency_does_not_end_before_it_began(callers: Callers) -> None:
    made = await callers.admin.post("/v1/agencies", agency_body(valid_from="2026-03-01"))
    assert made.status_code == 201
    assert refusal(await succeed(callers, "so-tu-phap", on="2026-02-01")) == (422, "validity-reversed")
    assert (await succeeded(callers, "so-tu-phap", on="2026-03-02"))["valid_to"] == "2026-03-01"


async def test_it_does_not_wait_for_acts_that_only_name_the_agencies(callers: Callers, database: Clone) -> None:
    """They hold the pair for which it would be waiting with the agencies in its hands: a circle."""
    async with connected(database.superuser_url) as naming, naming.transaction(), asyncio.timeout(PATIENCE):
        await naming.execute("select from agencies for key share")  # as every row does that refers to one
        await succeeded(callers)


async def test_of_two_that_would_each_succeed_the_other_one_does(callers: Callers) -> None:
    answers = await asyncio.gather(succeed(callers), succeed(callers, NEW, successor=OLD))
    assert sorted(refusal(one) if one.is_error else (200, "") for one in answers) == [
        (200, ""),
        (422, "successor-ended"),
    ]
