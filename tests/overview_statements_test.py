"""Every count is one statement, whatever it is asked for (DESIGN §5): one trip to the database and back, counted on the wire."""

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

OF_PLAN = "/v1/plans/kh-01-2026/summary"


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with wired(server) as made:
        yield made


@pytest.fixture
async def viewer(
    wire: Wire, database: Clone, clock: StoppedClock, contract: Contract, tokens: Tokens
) -> AsyncIterator[Caller]:
    url = wire.server.serving_url(database.name)
    async with (
        serving(clock, database_url=url) as app,
        ContractClient(contract, httpx.ASGITransport(app)) as client,
    ):
        yield tokens.callers(client).viewer


async def test_a_count_is_one_statement(wire: Wire, viewer: Caller) -> None:
    """Counted the second time: the first use of a statement costs one trip more, once for the life of a connection."""
    asked = [
        OF_PLAN,
        f"{OF_PLAN}?as_of=2026-03-01&basis=original&month=2026-06",
        f"{OF_PLAN}?agency=so-tai-chinh",
        *(f"/v1/summary?group_by={one}" for one in ("plan", "agency", "section", "month")),
        "/v1/summary?plan=kh-01-2026&agency=so-y-te",
        "/v1/summary?as_of=2026-03-01",
        "/v1/summary/agencies",
        "/v1/summary/agencies?quarter=2026-Q1&plan=kh-01-2026",
        "/v1/summary/agencies?as_of=2026-03-01",
        "/v1/summary/movements?month=2026-02",
        "/v1/summary/excused-delays?year=2026",
        "/v1/leads?cell=overdue&waiting_for=office&as_of=2026-03-01",
    ]
    trips = {path: await _trips(wire, viewer, path) for path in asked}
    assert trips == dict.fromkeys(asked, 1)


async def test_where_nothing_is_found_one_more_asks_whether_what_was_named_is_there(wire: Wire, viewer: Caller) -> None:
    asked = [
        f"{path}?plan=kh-01-2026&as_of=2026-03-01" for path in ("/v1/summary", "/v1/summary/agencies", "/v1/leads")
    ]
    assert [await _trips(wire, viewer, path) for path in asked] == [2, 2, 2]


async def _trips(wire: Wire, viewer: Caller, path: str) -> int:
    await viewer.get(path)
    wire.round_trips = 0
    assert (await viewer.get(path)).status_code == 200
    return wire.round_trips
