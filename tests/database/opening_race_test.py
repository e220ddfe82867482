"""A plan opened by its office at the moment when it is opened again, or when an agency sends its first report: one of them is first,
and the other is told.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import httpx

from app.reports.opening.open_from_rows import OpenedFromRows
from app.reports.problems import AlreadyOpened, HasReports
from app.tasks.progress import PAIR_COLUMNS
from tests.callers import Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.database.race_test import PATIENCE, WAITING
from tests.v1.reports.opened import DAY, UNDER_WAY, opened
from tests.v1.reports.published import pair, pair_history, published, submit

QUARTER, ROUNDS = "Quý IV/2026", 2


async def at_once(database: Clone, *acts: Coroutine[Any, Any, object]) -> list[object]:
    """Both of them wait to write before either of them has written."""
    async with (
        connected(database.superuser_url) as holding,
        connected(database.superuser_url) as watching,
        asyncio.timeout(PATIENCE),
    ):
        async with holding.transaction():
            await holding.execute("select from task_agency_state for update")
            under_way = [asyncio.ensure_future(one) for one in acts]
            while await watching.fetchval(WAITING) < len(under_way):  # noqa: ASYNC110  another process's
                await asyncio.sleep(0.002)
        return await asyncio.gather(*under_way, return_exceptions=True)


async def test_of_two_openings_one_is_made(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(callers, clock, QUARTER, on=DAY)
    both = (opened(database, clock, {task: UNDER_WAY}, digest=bytes([number] * 32)) for number in (1, 2))
    found = await at_once(database, *both)
    assert {type(one) for one in found} == {OpenedFromRows, AlreadyOpened}
    assert await _sources(database, task) == ["opening"]


async def test_an_opening_against_the_first_report(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    """The report first, and the opening is refused; the opening first, and the report goes on from it."""
    for round_ in range(ROUNDS):
        code = f"kh-{round_ + 30}-2026"
        (task,) = await published(callers, clock, QUARTER, on=DAY, code=code)
        opening, report = await at_once(
            database,
            opened(database, clock, {task: UNDER_WAY}, plan=code),
            submit(callers.lead, task, percent_complete=70),
        )
        assert isinstance(report, httpx.Response)
        assert report.status_code == 201
        was_first = isinstance(opening, OpenedFromRows)
        assert was_first or isinstance(opening, HasReports)
        assert await _sources(database, task) == [*(["opening"] if was_first else []), "agency"]
        mirror, history = await pair(database, task), await pair_history(database, task)
        assert (mirror["percent"], str(mirror["last_report_id"])) == (70, report.json()["id"])
        assert {name: mirror[name] for name in PAIR_COLUMNS} == {name: history[-1][name] for name in PAIR_COLUMNS}


async def _sources(database: Clone, task: UUID) -> list[str]:
    """In the order in which they were written."""
    rows = await database.fetch("select source from progress_reports where task_id = $1 order by source desc", task)
    return [row["source"] for row in rows]
