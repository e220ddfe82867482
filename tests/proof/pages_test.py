"""Long lists walked by their cursor while others write to them: whatever is there all along is seen exactly once.

Where the order itself can change, by an obligation that is given another day, a cursor cannot know it. What holds then: nothing is
seen twice but what moved, and what was put off is not missed, for it moves ahead of the walk. Only a day that is brought forward
can pass behind it.

As many rows as TIENDO_PROOF_CASES says; between two pages at least one of the others has written.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from tests.callers import Caller, Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.make.plans import annex_body, plan_body
from tests.measure import FOLDER
from tests.v1.extension_requests_test import asked, took
from tests.v1.reports.published import PLAN, published, submit
from tests.v1.tasks.amended import amended

ROWS = max(300, int(os.environ.get("TIENDO_PROOF_CASES", "0")))
REPORTS_OF_A_LEAD = 20 if ROWS == 300 else 50
TASKS = -(-ROWS // (2 * REPORTS_OF_A_LEAD))
PAGE = min(200, ROWS // 8)
MOVED = 6
# Each list and the rows that its walker sees of it: an office sees the drafts that another hand is making and dropping.
LISTS = {
    "/v1/tasks": "select id from tasks",
    "/v1/reports": "select id from progress_reports",
    "/v1/obligations": "select id from obligations",
}
PUBLISHED = " where plan_id in (select id from plans where code = any($1))"
PLANS = ["kh-lon", PLAN]


@dataclass(slots=True)
class Others:
    """Who writes meanwhile, each on connections of the service's own, one act after another until the walk is over."""

    callers: Callers
    tasks: list[UUID]
    acts: Counter[str] = field(default_factory=Counter)
    over: bool = False
    written: asyncio.Event = field(default_factory=asyncio.Event)

    async def one_more(self) -> None:
        await self.written.wait()

    async def go_on(self, act: Callable[[int], Awaitable[None]]) -> None:
        for number in count():
            if self.over:
                return
            await act(number)
            self.acts[act.__name__] += 1
            self.written.set()
            self.written = asyncio.Event()

    async def report(self, _: int) -> None:
        answer = await submit(self.callers.lead, self.tasks[0], percent_complete=50)
        assert answer.status_code == 201, answer.text

    async def draft_and_drop(self, number: int) -> None:
        office, code = self.callers.office, f"kh-{number}-nhap"
        await _made(office, "/v1/plans", **plan_body(code=code))
        annex = await _made(office, f"/v1/plans/{code}/annexes", **annex_body())
        for place in range(3):
            await _made(office, f"/v1/plans/{code}/tasks", annex=annex, number=str(place), title="Nhiệm vụ")
        assert (await office.delete(f"/v1/plans/{code}")).status_code == 204

    async def put_off(self, number: int) -> None:
        """Each a little further than the last time, all over the year."""
        task = self.tasks[1 + number % MOVED]
        day = date(2026, 5, 10) + timedelta(days=number // MOVED)
        request = await asked(self.callers.lead, task, due_on=day.isoformat())
        await took(self.callers.office, request, "decision", action="approve", document="99/VP-TH")

    async def bring_forward_and_put_back(self, number: int) -> None:
        for text in ("Trước ngày 20/5/2026", "Trước ngày 20/11/2026"):
            await amended(
                self.callers.office, self.tasks[-1], "set_deadline", deadline_text=text, document=f"{number}/QĐ"
            )


async def _made(office: Caller, path: str, **body: object) -> str:
    answer = await office.post(path, body)
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


@pytest.fixture
async def others(database: Clone, callers: Callers, clock: StoppedClock) -> Others:
    script = (FOLDER / "big_plan.sql").read_text()
    async with connected(database.superuser_url) as connection:
        await connection.execute(script.replace("$1", str(TASKS)).replace("$2", str(REPORTS_OF_A_LEAD)))
        await connection.execute("analyze")
    tasks = await published(callers, clock, None, *["Trước ngày 10/5/2026"] * (MOVED + 1))
    clock.set("2026-05-05")
    return Others(callers, tasks)


@asynccontextmanager
async def writing(others: Others) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        for act in (others.report, others.draft_and_drop, others.put_off, others.bring_forward_and_put_back):
            group.create_task(others.go_on(act))
        yield
        others.over = True


async def test_what_is_there_all_along_is_seen_exactly_once(app: FastAPI, database: Clone, others: Others) -> None:
    before = {path: await _there(database, path) for path in LISTS}
    async with writing(others):
        walks = dict(zip(LISTS, await asyncio.gather(*(_walked(app, others, path) for path in LISTS)), strict=True))
    moved, put_off = [await _obligations_of(database, tasks) for tasks in (others.tasks[1:], others.tasks[1:-1])]
    for path, seen in walks.items():
        throughout = before[path] & await _there(database, path)
        assert len(throughout) >= (TASKS if path == "/v1/tasks" else ROWS)
        assert {id_: seen[id_] for id_ in throughout - moved if seen[id_] != 1} == {}
        print(f"\n{path}: {len(throughout)} rows there throughout, {sum(seen.values())} told")  # noqa: T201  what it is for
    assert {id_ for id_ in put_off if not walks["/v1/obligations"][id_]} == set()
    assert all(others.acts[act] for act in ("report", "draft_and_drop", "put_off", "bring_forward_and_put_back"))
    print(f"meanwhile {dict(others.acts)}")  # noqa: T201


async def _walked(app: FastAPI, others: Others, path: str) -> Counter[UUID]:
    """By bare HTTP: that each page is as the contract says is looked at elsewhere, and takes longer than the page."""
    seen: Counter[UUID] = Counter()
    cursor: dict[str, str] = {}
    headers = {"Authorization": f"Bearer {others.callers.office.token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://tiendo.test") as client:
        while True:
            answer = await client.get(path, params={"limit": str(PAGE)} | cursor, headers=headers)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            seen.update(UUID(item["id"]) for item in page["items"])
            if page["next_cursor"] is None:
                return seen
            cursor = {"cursor": page["next_cursor"]}
            await others.one_more()


async def _there(database: Clone, path: str) -> set[UUID]:
    return {row["id"] for row in await database.fetch(LISTS[path] + PUBLISHED, PLANS)}


async def _obligations_of(database: Clone, tasks: list[UUID]) -> set[UUID]:
    return {row["id"] for row in await database.fetch("select id from obligations where task_id = any($1)", tasks)}
