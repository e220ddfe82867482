"""The seeded city of 22 June 2026, where one department has handed in a report with a formula in it."""

from collections.abc import AsyncIterator

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.amendments import amendment_body
from tests.make.seeded import CONCLUSIONS, City
from tests.v1.reports.published import complete

FORMULA = '=HYPERLINK("http://example.org";"Sở A")'


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        task, handed_over = await opened.task(CONCLUSIONS, "10"), await opened.task(CONCLUSIONS, "2")
        told = {"summary": FORMULA, "difficulties": "Thiếu vốn & <chờ> ý kiến"}
        assert (await complete(opened["finance"], task["id"], **told)).status_code == 201
        clock.set("2026-06-22")
        body = amendment_body(kind="change_lead", agency="so-xay-dung", new_lead="so-tu-phap")
        amended = await opened["office"].post(f"/v1/tasks/{handed_over['id']}/amendments", body)
        assert amended.status_code == 201, amended.text
        yield opened
