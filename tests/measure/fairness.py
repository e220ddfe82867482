"""What one credential that sends as fast as it is answered does to the others: their 99th percentile beside what it is without the
flood, in one interleaved run against `tiendo serve` with two workers.

`make measure` asks for rounds of seconds and holds the ratio against 2; here it is one round of tenths, and only what a flood is
answered is looked at: a tail of a few dozen requests on a busy machine says nothing.
"""

import asyncio
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import quantiles

import httpx
import pytest

from tests.callers import Tokens
from tests.cli.tiendo import COMMAND, environment_of
from tests.clones import ROOT, Clone, connected
from tests.make import world
from tests.make.reports import report_body
from tests.measure import FOLDER
from tests.measure.asking import HOST, at_a_pace, request

ROUNDS = int(os.environ.get("TIENDO_MEASURE_ROUNDS", "0"))
SECONDS = 4.0 if ROUNDS else 0.6
WORKERS, CONNECTIONS, PER_SECOND = 2, 64, 10
MOST_TIMES = 2.0
LIST, ME = "/v1/tasks?plan=kh-lon&limit=50", "/v1/me"
OTHERS = ("office", "lead", "viewer", "coordinator", "auditor")
PATIENCE = 60


@pytest.fixture
async def port(database: Clone, tmp_path: Path) -> AsyncIterator[int]:
    script = (FOLDER / "big_plan.sql").read_text().replace("$1", "200").replace("$2", "10")
    async with connected(database.superuser_url) as connection:
        await connection.execute(script)
    with socket.socket() as free:
        free.bind((HOST, 0))
        chosen: int = free.getsockname()[1]
    arguments = ("serve", "--no-seed", "--workers", str(WORKERS), "--port", str(chosen), "--data-dir", str(tmp_path))
    extra = {k: v for k, v in os.environ.items() if k.startswith("TIENDO_RATE_")}
    serving = await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, cwd=ROOT, env=environment_of(database) | extra, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _until_ready(chosen)
        yield chosen
    finally:
        serving.terminate()
        await serving.wait()


async def _until_ready(port: int) -> None:
    async with asyncio.timeout(PATIENCE), httpx.AsyncClient(base_url=f"http://{HOST}:{port}") as client:
        while True:
            try:
                if (await client.get("/readyz")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


async def test_a_flood_of_one_leaves_the_others_as_they_were(port: int, tokens: Tokens) -> None:
    steady = [request(tokens.made[name][1].token, "GET", path) for name in OTHERS for path in (LIST, ME)]
    steady.append(request(tokens.made["lead"][1].token, "POST", f"/v1/tasks/{world.TASK}/reports", report_body()))
    per_second = PER_SECOND * len(OTHERS)
    await at_a_pace(
        port, steady, per_second, 2 * len(steady) / per_second
    )  # statements are composed by whoever comes first
    quiet: list[list[float]] = []
    flooded: list[list[float]] = []
    answers: Counter[str] = Counter()
    for _ in range(max(1, ROUNDS)):
        quiet.append(_times(await at_a_pace(port, steady, per_second, SECONDS)))
        flooding = asyncio.create_task(_flood(port, tokens.made["other_agency"][1].token))
        await asyncio.sleep(0.5 if ROUNDS else 0)
        flooded.append(_times(await at_a_pace(port, steady, per_second, SECONDS)))
        answers += await flooding
    a, b = _tail(quiet), _tail(flooded)
    print(
        "quiet",
        [f"{_tail([x]) * 1000:.1f}" for x in quiet],
        "flooded",
        [f"{_tail([x]) * 1000:.1f}" for x in flooded],
        f"{a * 1000:.1f} {b * 1000:.1f} ratio {b / a:.2f}",
        "p50",
        f"{_mid(quiet):.1f} {_mid(flooded):.1f}",
        answers,
    )


def _mid(r):
    return quantiles([o for x in r for o in x], n=100)[49] * 1000


def _times(told: list[tuple[int, float]]) -> list[float]:
    assert {status for status, _ in told} <= {200, 201}
    return [seconds for _, seconds in told]


def _tail(rounds: list[list[float]]) -> float:
    return quantiles([one for times in rounds for one in times], n=100)[98]


async def _flood(port: int, token: str) -> Counter[str]:
    sent = [request(token, "GET", LIST), request(token, "GET", ME)]
    sent.append(request(token, "POST", f"/v1/tasks/{world.OTHER_TASK}/reports", report_body()))
    told = {
        "port": port,
        "requests": [one.decode() for one in sent],
        "connections": CONNECTIONS,
        "seconds": SECONDS + 1,
    }
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.measure.asking",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await child.communicate(json.dumps(told).encode())
    return Counter(json.loads(out))
