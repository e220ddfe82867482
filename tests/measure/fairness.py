"""What one credential that sends as fast as it is answered does to the others: their 99th percentile beside what it is without the
flood, in rounds of one and the other against `tiendo serve` with two workers.

Only in `make measure`, which has the machine to itself: a percentile on a busy one says nothing, and two workers are slow to start.
"""

import asyncio
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from uuid import UUID

import httpx
import pytest

from app.access.tokens import new_token
from app.kernel.limits import ITEMS_OF_A_BATCH
from tests.callers import Tokens
from tests.cli.tiendo import COMMAND, environment_of
from tests.clones import ROOT, Clone, connected
from tests.make import world
from tests.make.reports import report_body
from tests.measure import FOLDER, asking
from tests.measure.asking import HOST, at_a_pace

ROUNDS, SECONDS = int(os.environ.get("TIENDO_MEASURE_ROUNDS", "5")), 6.0
WORKERS, CONNECTIONS, PER_SECOND = 2, 64, 10
MOST_TIMES = 2.0
# The usual ones, which leave much of a flood to be served; and such by which it is refused nearly always, while the others are not.
LIMITS: dict[str, dict[str, str]] = {
    "usual": {},
    "close": {"TIENDO_RATE_READS": "150/10", "TIENDO_RATE_WRITES": "50/10"},
}
LIST, ME = "/v1/tasks?plan=kh-lon&limit=50", "/v1/me"
FLOODING, OTHERS = "other_agency", ("office", "lead", "viewer", "coordinator", "auditor")
PATIENCE_SECONDS = 60
MADE_UP = 3_000


@pytest.fixture(params=LIMITS)
async def port(request: pytest.FixtureRequest, database: Clone, tmp_path: Path) -> AsyncIterator[int]:
    script = (FOLDER / "big_plan.sql").read_text().replace("$1", "200").replace("$2", "10")
    async with connected(database.superuser_url) as connection:
        await connection.execute(script)
    with socket.socket() as free:
        free.bind((HOST, 0))
        chosen: int = free.getsockname()[1]
    arguments = ("serve", "--no-seed", "--workers", str(WORKERS), "--port", str(chosen), "--data-dir", str(tmp_path))
    serving = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=ROOT,
        env=environment_of(database) | LIMITS[request.param],
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await _until_ready(chosen)
        yield chosen
    finally:
        serving.terminate()
        await serving.wait()


async def _until_ready(port: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), httpx.AsyncClient(base_url=f"http://{HOST}:{port}") as client:
        while True:
            try:
                if (await client.get("/readyz")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


@pytest.mark.parametrize("kind", ["requests", "batches", "made-up tokens"])
async def test_a_flood_of_one_leaves_the_others_as_they_were(port: int, tokens: Tokens, kind: str) -> None:
    steady = [_request(tokens, name, path) for name in OTHERS for path in (LIST, ME)] + [
        _report(tokens, "lead", world.TASK)
    ]
    pace = PER_SECOND * len(OTHERS)
    await at_a_pace(port, steady, pace, 2.0)  # statements are composed by whoever comes first
    quiet: list[float] = []
    flooded: list[float] = []
    answers: Counter[str] = Counter()
    for _ in range(ROUNDS):
        quiet += _times(await at_a_pace(port, steady, pace, SECONDS))
        async with _flood(port, _sent(tokens, kind)) as told:
            flooded += _times(await at_a_pace(port, steady, pace, SECONDS))
        answers += await told
    (usual, usually), (tail, mostly) = _tail(quiet), _tail(flooded)
    print(  # noqa: T201  what it is for
        f"\np99 of the others {1000 * usual:.1f} ms, beside a flood {1000 * tail:.1f} ms: {tail / usual:.2f} times; "
        f"p50 {1000 * usually:.1f} and {1000 * mostly:.1f} ms; the flood was answered {dict(answers)}"
    )
    assert tail <= MOST_TIMES * usual


def _request(tokens: Tokens, name: str, path: str) -> bytes:
    return asking.request(tokens.made[name][1].token, "GET", path)


def _report(tokens: Tokens, name: str, task: UUID) -> bytes:
    return asking.request(tokens.made[name][1].token, "POST", f"/v1/tasks/{task}/reports", report_body())


def _times(told: list[tuple[int, float]]) -> list[float]:
    """Nobody but the flood is refused."""
    assert {status for status, _ in told} == {200, 201}
    return [seconds for _, seconds in told]


def _tail(times: list[float]) -> tuple[float, float]:
    found = quantiles(times, n=100)
    return found[98], found[49]


def _sent(tokens: Tokens, kind: str) -> list[bytes]:
    """Of whoever floods: what everybody asks, as many reports at once as a batch takes, or with tokens that the database has to look for."""
    if kind == "requests":
        return [_request(tokens, FLOODING, path) for path in (LIST, ME)] + [_report(tokens, FLOODING, world.OTHER_TASK)]
    if kind == "made-up tokens":
        return [asking.request(new_token("admin", world.uid(number)).token, "GET", ME) for number in range(MADE_UP)]
    items = [report_body(task_id=str(world.OTHER_TASK))] * ITEMS_OF_A_BATCH
    return [asking.request(tokens.made[FLOODING][1].token, "POST", "/v1/reports/batch", {"items": items})]


@asynccontextmanager
async def _flood(port: int, sent: list[bytes]) -> AsyncIterator["asyncio.Task[Counter[str]]"]:
    """From a process of its own, begun half a second before the block and going on to its end; gives what it was answered."""
    told = {
        "port": port,
        "requests": [one.decode() for one in sent],
        "connections": CONNECTIONS,
        "seconds": SECONDS + 1,
    }
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.measure.asking"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    ended = asyncio.create_task(child.communicate(json.dumps(told).encode()))
    await asyncio.sleep(0.5)

    async def answers() -> Counter[str]:
        out, _ = await ended
        return Counter(json.loads(out))

    yield asyncio.create_task(answers())
