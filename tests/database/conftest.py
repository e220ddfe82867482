"""Two instances of the service on one database, for what happens at the same moment."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from tests.apps import serving
from tests.callers import Callers, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock


@pytest.fixture
async def instances(
    database: Clone, clock: StoppedClock, contract: Contract, tokens: Tokens
) -> AsyncIterator[tuple[Callers, Callers]]:
    """The same callers at two instances."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            app = await stack.enter_async_context(serving(clock, database_url=database.serving_url))
            client = await stack.enter_async_context(ContractClient(contract, httpx.ASGITransport(app)))
            made.append(tokens.callers(client))
        yield made[0], made[1]
