"""`GET /v1/leads`: every lead of every task the caller sees. That its filters hold what counts say: `summary/links_test.py`."""

from collections.abc import AsyncIterator

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import PROGRAMME, City, every


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read, on 20 June."""
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


async def test_the_leads_of_all_tasks_in_the_order_of_the_rows(city: City) -> None:
    leads = await every(city["viewer"], "/v1/leads", plan=PROGRAMME)
    tasks = await city.tasks(plan=PROGRAMME)
    assert [lead["task"]["id"] for lead in leads if lead["position"] == 1] == [task["id"] for task in tasks]
    of_task = {task["id"]: task["leads"] for task in tasks}
    for lead in leads:
        if lead["position"] <= 20:
            shown = {name: one for name, one in lead.items() if name != "task"}
            assert shown == of_task[lead["task"]["id"]][lead["position"] - 1]
    assert await every(city["viewer"], "/v1/leads", plan=PROGRAMME, limit=60) == leads


async def test_narrowed_to_who_is_meant(city: City) -> None:
    leads = await every(city["viewer"], "/v1/leads")
    communes = await every(city["viewer"], "/v1/leads", group="communes")
    assert len(communes) == len({lead["agency"]["code"] for lead in communes}) == 103
    ward = await every(city["viewer"], "/v1/leads", agency="phuong-ninh-kieu")
    assert [(one["task"]["plan"], one["task"]["section"], one["task"]["number"]) for one in ward] == [
        (PROGRAMME, "III", "3")
    ]
    nobody = await every(city["viewer"], "/v1/leads", unresolved="true")
    assert nobody == [lead for lead in leads if lead["agency"] is None]
    assert nobody != []
    assert await every(city["viewer"], "/v1/leads", missing="true", waiting_for="office") == []
    assert len(await every(city["viewer"], "/v1/leads", missing="true")) == len(leads)
