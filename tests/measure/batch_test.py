"""What a batch of reports takes beside the same reports sent one by one, in one run: CPU seconds of the service and of PostgreSQL, and
the time until the answer. How many times each goes to the database and back is told by tests/reports_statements_test.py.

`make measure` asks for 1,000 reports on as many tasks, prints the ratios and holds them to what was promised; here there are few,
and all must be taken in both ways, which take turns.
"""

import gc
import json
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from tests.callers import Tokens
from tests.clones import Clone, connected
from tests.make import world
from tests.make.reports import report_body
from tests.measure import FOLDER

FULL_SIZE = "TIENDO_MEASURE_TASKS" in os.environ
REPORTS = int(os.environ.get("TIENDO_MEASURE_TASKS", "10"))
ROUNDS = 3 if FULL_SIZE else 1
# Of the CPU that as many single reports take.
MOST_OF_SINGLE = 0.25
TICKS = os.sysconf("SC_CLK_TCK")
BATCH = "/v1/reports/batch"
Sent = tuple[int, Any]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    gc.freeze()  # as a worker does (app/main.py): what pytest has in its memory is not the service's to go through
    yield
    gc.unfreeze()


@pytest.fixture
async def tasks(database: Clone) -> list[UUID]:
    script = (FOLDER / "led_tasks.sql").read_text().replace("$1", str(REPORTS)).replace("$2", str(world.TASK))
    async with connected(database.superuser_url) as connection, connection.transaction():
        await connection.execute(script)
    found = await database.fetch("select id from tasks where number like 'n%' order by position")
    return [row["id"] for row in found]


async def test_a_batch_beside_as_many_reports_one_by_one(
    app: FastAPI, tokens: Tokens, database: Clone, tasks: list[UUID]
) -> None:
    token = tokens.made["lead"][1].token

    async def one_by_one(_: int) -> list[int]:
        bodies = [json.dumps(_report()).encode() for _ in tasks]
        paths = [f"/v1/tasks/{task}/reports" for task in tasks]
        return [(await _post(app, token, *one))[0] for one in zip(paths, bodies, strict=True)]

    async def by_ids(_: int) -> list[int]:
        return await _batch(app, token, [{"task_id": str(task)} for task in tasks])

    async def by_numbers(_: int) -> list[int]:
        named = {"plan_code": "kh-01-2026", "agency": "so-tai-chinh"}
        return await _batch(app, token, [named | {"task_number": f"n{n}"} for n in range(1, REPORTS + 1)])

    async def under_keys(round_: int) -> list[int]:
        keys = (f"{round_}/{n}" for n in range(REPORTS))
        named = zip(tasks, keys, strict=True)
        return await _batch(app, token, [{"task_id": str(task), "idempotency_key": key} for task, key in named])

    async def all_on_one_task(_: int) -> list[int]:
        return await _batch(app, token, [{"task_id": str(tasks[0])}] * REPORTS)

    ways = [one_by_one, by_ids, by_numbers, under_keys, all_on_one_task]
    times: dict[str, list[tuple[float, float, float]]] = {way.__name__: [] for way in ways}
    for way in ways:
        assert await way(-1) == [201] * REPORTS  # statements composed and prepared, once for all that follow
    for round_ in range(ROUNDS):
        for way in ways:
            times[way.__name__].append(await _timed(database, way, round_))
    print(_told(times))  # noqa: T201  what it is for
    single, batch = (median(sum(one[:2]) for one in times[name]) for name in ("one_by_one", "by_ids"))
    assert not FULL_SIZE or batch < MOST_OF_SINGLE * single


def _report() -> dict[str, Any]:
    return report_body(
        percent_complete=None, difficulties="Chờ ý kiến của Sở Xây dựng về phần hạ tầng", cause="objective"
    )


async def _batch(app: FastAPI, token: str, named: list[dict[str, Any]]) -> list[int]:
    body = json.dumps({"items": [_report() | one for one in named]}).encode()
    status, answer = await _post(app, token, BATCH, body)
    assert status == 200, answer
    return [one["status"] for one in json.loads(answer)["items"]]


async def _post(app: FastAPI, token: str, path: str, body: bytes) -> tuple[int, bytes]:
    """Straight to the application: a client library takes as long as the service itself."""
    headers = {
        "host": "t",
        "authorization": f"Bearer {token}",
        "content-type": "application/json",
        "content-length": str(len(body)),
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], b"".join(one["body"] for one in sent[1:])


async def _timed(
    database: Clone, way: Callable[[int], Awaitable[list[int]]], round_: int
) -> tuple[float, float, float]:
    """CPU seconds of the service, and of PostgreSQL, and seconds until the answer."""
    begun, cpu, behind = perf_counter(), process_time(), await _of_backends(database)
    assert await way(round_) == [201] * REPORTS
    taken = process_time() - cpu
    return taken, await _of_backends(database) - behind, perf_counter() - begun


async def _of_backends(database: Clone) -> float:
    """Those of the service: a superuser's connections are the tests' own."""
    wanted = "select pid from pg_stat_activity where datname = current_database() and usename <> current_user"
    return sum(_ticks(row["pid"]) for row in await database.fetch(wanted)) / TICKS


def _ticks(pid: int) -> int:
    """User and system, the 14th and 15th of proc_pid_stat(5)."""
    user, system = Path(f"/proc/{pid}/stat").read_text().split()[13:15]
    return int(user) + int(system)


def _told(times: dict[str, list[tuple[float, float, float]]]) -> str:
    single = [median(one[part] for one in times["one_by_one"]) for part in range(3)]
    lines = [f"\n{REPORTS} reports, {ROUNDS} rounds (median)"]
    for name, found in times.items():
        app, postgres, whole = (median(one[part] for one in found) for part in range(3))
        ratio, faster = (app + postgres) / sum(single[:2]) if sum(single[:2]) else 0, whole / single[2]
        lines.append(
            f"  {name:16} app {app:.3f} s, PostgreSQL {postgres:.3f} s of CPU, {whole:.3f} s to the answer; "
            f"ratio {ratio:.2f} of CPU, {faster:.2f} of time"
        )
    return "\n".join(lines)
