"""The city of `histories`, with nothing else owed in it."""

import pytest

from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.v1.summary.histories import TODAY, Made, made, store


@pytest.fixture
async def city(database: Clone, clock: StoppedClock) -> Made:
    clock.set(TODAY.isoformat())
    await database.execute("delete from obligations")
    await database.execute("delete from task_agency_state")
    city = made()
    await store(city, database)
    return city
