"""`GET /v1/tasks/{id}/leads`: every lead of a task, far beyond the twenty that the task itself shows."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.callers import Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every
from tests.make.tasks import pair_row

REPORTED = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read."""
    clock = StoppedClock()
    clock.set("2026-06-01")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


@pytest.mark.parametrize("limit", [1, 20, 103, 200])
async def test_103_communes_each_once_in_the_order_of_their_names(city: City, limit: int) -> None:
    task = await city.task(PROGRAMME, "3", "III")
    found = await every(city["viewer"], f"/v1/tasks/{task['id']}/leads", limit=limit)
    assert [lead["position"] for lead in found] == list(range(1, 104))
    assert len({lead["agency"]["code"] for lead in found}) == 103
    assert found[:20] == task["leads"]
    names = [lead["agency"]["name"] for lead in found]
    # Vietnamese order, not that of code points: Cái Khế, Cái Răng, Đại Thành, Hưng Phú.
    wards = [name for name in names if name in ("Phường Hưng Phú", "Phường Đại Thành", "Phường Cái Răng")]
    assert wards == ["Phường Cái Răng", "Phường Đại Thành", "Phường Hưng Phú"]


async def test_a_lead_that_is_nobody_yet(city: City) -> None:
    task = await city.task(CONCLUSIONS, "7")
    [lead] = await every(city["viewer"], f"/v1/tasks/{task['id']}/leads")
    assert (lead["agency"], lead["cell"], lead["effective_due_date"]) == (None, "in_term", "2026-06-03")
    assert lead["due_soon"] is True


async def test_the_open_obligation_is_the_next_one_due(city: City) -> None:
    task = await city.task(CONCLUSIONS, "1")
    report, _ = await city.obligations(task=task["id"])
    assert task["leads"][0]["open_obligation_id"] == report["id"]


def waiting(**given: Any) -> Any:
    return pair_row(task_id=world.TASK, plan_id=world.PLAN, is_primary=False, **given)


async def test_missing_are_those_from_whom_a_report_is_due(
    callers: Callers, database: Clone, clock: StoppedClock
) -> None:
    clock.set("2026-06-20")
    june, december = date(2026, 6, 16), date(2026, 12, 16)
    done = {"last_reported_at": REPORTED, "last_settled_due_on": june, "next_due_on": december, "undated": 0}
    await database.execute("update task_agency_state set next_due_on = $1 where id = $2", june, world.PAIR)
    await database.store(
        waiting(agency_id=world.COORDINATOR, position=2, last_reported_at=REPORTED, next_due_on=june),
        waiting(agency_id=world.OTHER_AGENCY, position=3, **done),
        waiting(agency_id=world.OFFICE, position=4, next_due_on=june, status="suspended"),
        waiting(agency_id=world.OTHER_OFFICE, position=5, status="cancelled"),
    )
    path = f"/v1/tasks/{world.TASK}/leads"
    found = {
        missing: [lead["position"] for lead in await every(callers.viewer, path, missing=missing)]
        for missing in ("true", "false")
    }
    # The second has reported, but not for June; a suspended pair may not report, and a cancelled one owes nothing.
    assert found == {"true": [1, 2], "false": [3, 4, 5]}
    coverage = (await callers.viewer.get(f"/v1/tasks/{world.TASK}")).json()["coverage"]
    assert coverage == {"expected": 3, "reported": 1, "confirmed": 0, "missing": 2}


async def test_a_task_waits_for_whom_its_status_says_and_since_then(callers: Callers, database: Clone) -> None:
    handed_in, sent_back = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 10, tzinfo=UTC)
    waits = "update task_agency_state set status = $2, waiting_since = $3 where id = $1"
    await database.store(
        waiting(agency_id=world.OFFICE, position=2, status="awaiting_confirmation", waiting_since=handed_in)
    )
    shown = []
    for status, since in (("returned", sent_back), ("completed", None), ("in_progress", None)):
        await database.execute(waits, world.PAIR, status, since)
        task = (await callers.viewer.get(f"/v1/tasks/{world.TASK}")).json()
        shown.append((task["status"], task["waiting_for"], task["waiting_since"]))
    assert shown == [
        ("returned", "agency", "2026-06-10T00:00:00+00:00"),
        ("awaiting_confirmation", "office", "2026-06-01T00:00:00+00:00"),
        ("in_progress", None, None),
    ]


async def test_of_a_task_one_does_not_see(callers: Callers) -> None:
    for task in (world.DRAFT_TASK, world.uid(499)):
        assert (await callers.lead.get(f"/v1/tasks/{task}/leads")).status_code == 404
    assert (await callers.office.get(f"/v1/tasks/{world.DRAFT_TASK}/leads")).json()["items"] == []
