"""A plan published over HTTP, and what the tables hold of it afterwards: what the tests of reports begin with and end with.

`world` has one plan with two tasks that owe an undated completion; what is due on days, or waits for events, is made here from
deadline phrases, the way an office would.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_body, plan_body
from tests.make.reports import report_body

PLAN = "kh-20-2026"
HALF_YEARLY, WEDNESDAYS = "06 tháng/ năm", "định kỳ vào thứ Tư hằng tuần"
DOCUMENT = {"kind": "issued", "number": "12/QĐ-UBND", "issued_on": "2026-02-27", "title": "Quyết định", "url": None}


async def published(
    callers: Callers,
    clock: StoppedClock,
    *deadlines: str | None,
    on: str = "2026-01-02",
    leads: Sequence[UUID] = (world.LEAD,),
    **overrides: Any,
) -> list[UUID]:
    """The tasks of a plan of the office, one for each deadline phrase, all led by the same; the clock stands on the day."""
    clock.set(on)
    office, code = callers.office, overrides.get("code", PLAN)
    assert (await office.post("/v1/plans", plan_body(code=code) | overrides)).status_code == 201
    annex = (await office.post(f"/v1/plans/{code}/annexes", annex_body())).json()["id"]
    assigned = [{"role": "lead", "agency": world.CODES[one]} for one in leads]
    tasks = [await _task(office, code, annex, assigned, place) for place in enumerate(deadlines, 1)]
    assert (await office.post(f"/v1/plans/{code}/publish", {})).status_code == 200
    return tasks


async def _task(
    office: Caller, plan: str, annex: str, assigned: Sequence[Mapping[str, str]], place: tuple[int, str | None]
) -> UUID:
    number, phrase = place
    body = {"annex": annex, "number": str(number), "title": f"Nhiệm vụ {number}"}
    given = {"deadline_text": phrase, "assignments": assigned}
    made = await office.post(f"/v1/plans/{plan}/tasks", body | given)
    assert made.status_code == 201
    return UUID(made.json()["id"])


async def submit(
    caller: Caller, task: UUID = world.TASK, headers: Mapping[str, str] | None = None, **overrides: Any
) -> httpx.Response:
    return await caller.post(f"/v1/tasks/{task}/reports", report_body(**overrides), headers=headers)


async def complete(caller: Caller, task: UUID = world.TASK, **overrides: Any) -> httpx.Response:
    given = {"status": "completed", "percent_complete": None, "result_documents": [DOCUMENT]}
    return await submit(caller, task, **given | overrides)


async def submitted(caller: Caller, task: UUID = world.TASK, **overrides: Any) -> dict[str, Any]:
    """The report, which has to be taken."""
    answer = await submit(caller, task, **overrides)
    assert answer.status_code == 201, answer.text
    report: dict[str, Any] = answer.json()
    return report


def slug(answer: httpx.Response) -> str:
    kind: str = answer.json()["type"]
    return kind.rpartition("/")[2]


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, slug(answer)


async def pair(database: Clone, task: UUID = world.TASK) -> asyncpg.Record:
    """The present row of the only pair of a task."""
    (found,) = await database.fetch("select * from task_agency_state where task_id = $1", task)
    return found


async def pair_history(database: Clone, task: UUID = world.TASK) -> list[asyncpg.Record]:
    return await database.fetch("select * from task_agency_states where task_id = $1 order by sequence", task)


async def owed(database: Clone, task: UUID = world.TASK) -> list[asyncpg.Record]:
    """In the order of their days; what has none, in the order in which it was opened."""
    return await database.fetch("select * from obligations where task_id = $1 order by sort_day, id", task)


async def owed_history(database: Clone, task: UUID = world.TASK) -> list[asyncpg.Record]:
    wanted = "select id from obligations where task_id = $1"
    return await database.fetch(
        f"select * from obligation_states where obligation_id in ({wanted}) order by sequence", task
    )


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The columns in which two rows differ, as they are afterwards: whatever it does not name has stayed as it was."""
    return {name: one for name, one in after.items() if one != before[name]}
