"""How many times the report path goes to the database and back, counted on the wire (PERFORMANCE.md, Writes).

Counted once a connection knows its statements: the first use of each costs a trip more, once for the life of a connection.
"""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.kernel.embedded import Server
from tests.apps import serving
from tests.callers import Caller, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.database.wire import Wire, wired
from tests.make import world
from tests.v1.reports.batching import item, send, told
from tests.v1.reports.published import complete, submit

KEY = {"Idempotency-Key": "a-key"}
OF_TASK = f"/v1/tasks/{world.TASK}/reports"


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with wired(server) as made:
        yield made


@pytest.fixture
async def lead(
    wire: Wire, database: Clone, clock: StoppedClock, contract: Contract, tokens: Tokens
) -> AsyncIterator[Caller]:
    """Over a wire that counts, with every statement of the path prepared."""
    url = wire.server.serving_url(database.name)
    async with (
        serving(clock, database_url=url) as app,
        ContractClient(contract, httpx.ASGITransport(app)) as client,
    ):
        caller = tokens.callers(client).lead
        first = await submit(caller, headers=KEY)
        await submit(caller)
        for path in (first.headers["location"], "/v1/reports", OF_TASK):
            await caller.get(path)
        wire.round_trips = 0
        yield caller


async def test_a_submission_is_four(wire: Wire, lead: Caller) -> None:
    assert (await submit(lead)).status_code == 201
    assert wire.round_trips == 4  # begin and role, load, write, commit


async def test_a_submission_under_a_key_is_four(wire: Wire, lead: Caller) -> None:
    assert (await submit(lead, headers={"Idempotency-Key": "another"})).status_code == 201
    assert wire.round_trips == 4


async def test_a_completion_is_four(wire: Wire, lead: Caller) -> None:
    assert (await complete(lead)).json()["settled"] != []
    assert wire.round_trips == 4


async def test_a_replay_writes_nothing(wire: Wire, lead: Caller) -> None:
    assert (await submit(lead, headers=KEY)).headers["idempotency-replayed"] == "true"
    assert wire.round_trips == 3  # begin and role, load, commit


async def test_a_refusal_writes_nothing(wire: Wire, lead: Caller) -> None:
    assert (await submit(lead, summary=None)).status_code == 422
    assert wire.round_trips == 3  # begin and role, load, rollback


async def test_a_batch_is_seven_however_many_it_holds(wire: Wire, lead: Caller) -> None:
    await send(lead, item(), item())
    for count in (1, 50):
        wire.round_trips = 0
        await send(lead, *[item(percent_complete=None) for _ in range(count)])
        assert wire.round_trips == 7  # who it is, begin and role, look up, lock, load, write, commit


async def test_a_batch_that_was_sent_before_is_read_in_one_more(wire: Wire, lead: Caller) -> None:
    mine = [item(percent_complete=None, id=str(world.uid(7100 + at))) for at in range(3)]
    for _ in range(2):
        await send(lead, *mine)
    wire.round_trips = 0
    assert {one["status"] for one in told(await send(lead, *mine))} == {200}
    assert wire.round_trips == 7  # the reports are read in the place of being written


async def test_what_is_no_report_does_not_reach_the_database(wire: Wire, lead: Caller) -> None:
    assert (await submit(lead, percent_complete=101)).status_code == 422
    assert wire.round_trips == 0


async def test_a_report_is_read_in_one(wire: Wire, lead: Caller) -> None:
    report = (await submit(lead)).headers["location"]
    wire.round_trips = 0
    assert (await lead.get(report)).status_code == 200
    assert wire.round_trips == 1


@pytest.mark.parametrize("path", ["/v1/reports", f"/v1/reports?task={world.TASK}&status=in_progress"])
async def test_a_list_is_read_in_one(wire: Wire, lead: Caller, path: str) -> None:
    await lead.get(path)
    wire.round_trips = 0
    assert len((await lead.get(path)).json()["items"]) == 2
    assert wire.round_trips == 1


async def test_the_reports_of_a_task_are_read_in_two(wire: Wire, lead: Caller) -> None:
    assert len((await lead.get(OF_TASK)).json()["items"]) == 2
    assert wire.round_trips == 2  # whether the task is seen, and its reports
