"""A full year of both plans, played with a moving clock, and the league table of its end beside one worked out by hand.

The months are in `year/months.py`, what becomes of each row in the table of `year/fates.py`.
"""

from collections.abc import AsyncIterator

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.year import months
from tests.year.acts import Acts
from tests.year.begun import begun
from tests.year.fates import communes, fates


@pytest.fixture
async def acts(server: Server, contract: Contract, clock: StoppedClock) -> AsyncIterator[Acts]:
    clock.set("2026-01-02")
    async with begun(server, WORKER, clock, contract) as callers:
        made = Acts(callers, clock)
        made.plan_routine(fates())
        yield made


async def test_the_year_of_both_plans(acts: Acts) -> None:
    await months.january(acts)
    await months.march(acts)
    await months.april(acts)
    await months.may(acts)
    await months.june(acts)
    await months.july(acts)
    await months.august(acts)
    await months.september(acts)
    await months.october(acts)
    await months.november(acts)
    await months.december(acts)
    await acts.day("2027-01-15")
    await check_each_pair(acts)


async def check_each_pair(acts: Acts) -> None:
    """Every pair stands where the table of fates says, by the present days and by the first."""
    for one in fates():
        ends = await acts.cell(one.row, one.lead), await acts.cell(one.row, one.lead, basis="original")
        assert ends == (one.ends_as, one.by_first_day), one
    leads = await acts.leads("III.3")
    for commune in communes():
        assert leads[commune.code]["cell"] == commune.ends_as, commune
