"""Reports under load while processes of the service and PostgreSQL itself are killed with -9: whatever was acknowledged is there
exactly once, and nothing is there that no answer told of.

How often is read from TIENDO_PROOF_KILLS. The server is one of the test's own: the others of a run share theirs.
"""

import asyncio
import os
import random
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from app.kernel.embedded import Server, supervise
from app.kernel.embedded.folder import Folder
from app.kernel.embedded.server import DATABASE
from tests import clones
from tests.callers import Tokens
from tests.clones import Clone
from tests.database.processes import Forking, Process, forking
from tests.make import world
from tests.make.reports import report_body
from tests.postgres import chosen_binaries
from tests.v1.reports.published import pair

MOST_MORE = 30
KILLS = int(os.environ.get("TIENDO_PROOF_KILLS", "2"))
# What a killed process has written stays with the kernel: a power cut is not what is tried here. Commits are synchronous.
SETTINGS = {"fsync": "off", "full_page_writes": "off"}
WRITERS_OF_A_PAIR = 2
BETWEEN_KILLS = (0.2, 0.6)
CREATED = 201
# 500 too: asyncpg has an error of its own for a connection that has just failed. Either way the client sends it again.
UNTIL_IT_IS_BACK = {503}
PAIRS = {"lead": world.TASK, "other_agency": world.OTHER_TASK}


@dataclass(slots=True)
class Load:
    """Who sends where, and what they have heard. `acknowledged`: the body of the 201 under each key."""

    clients: list[httpx.AsyncClient]
    tokens: dict[str, str]
    acknowledged: dict[str, str] = field(default_factory=dict)
    unheard: int = 0
    over: bool = False


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture
def own_server(folder: Folder) -> Iterator[Server]:
    with supervise(folder.data_dir, bin_dir=chosen_binaries(), settings=SETTINGS) as server:
        yield server


@pytest.fixture
async def own_database(own_server: Server, tokens: Tokens) -> Clone:
    await clones.migrate(own_server.owner_url())
    database = Clone(own_server, DATABASE)
    await database.store(*world.rows(), *tokens.rows())
    return database


@pytest.fixture
def processes() -> Iterator[Forking]:
    with forking() as made:
        yield made


async def test_every_acknowledged_report_is_there_exactly_once(
    processes: Forking, folder: Folder, own_database: Clone, tokens: Tokens
) -> None:
    serving = [processes.process(own_database.serving_url) for _ in range(2)]
    for process in serving:
        await process.start()
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(httpx.AsyncClient(transport=one.transport, base_url="http://tiendo.test"))
            for one in serving
        ]
        load = Load(clients, {name: tokens.made[name][1].token for name in PAIRS})
        async with asyncio.TaskGroup() as all_of_it:
            for name in PAIRS:
                for number in range(WRITERS_OF_A_PAIR):
                    all_of_it.create_task(_write(load, name, f"{name}-{number}"))
            await _kill_one_after_another(load, serving, folder)
            load.over = True
    assert load.unheard > 0
    assert len(load.acknowledged) >= KILLS
    await _compare(load, own_database)


async def _write(load: Load, name: str, writer: str) -> None:
    """One report after another, each sent until it is acknowledged, to whichever process answers."""
    number = 0
    while not load.over:
        number += 1
        key = f"{writer}-{number}"
        load.acknowledged[key] = await _send(load, name, key)


async def _send(load: Load, name: str, key: str) -> str:
    headers = {"Authorization": f"Bearer {load.tokens[name]}", "Idempotency-Key": key}
    body, attempt = report_body(summary=key, percent_complete=50), random.randrange(2)  # noqa: S311  either will do
    while True:
        attempt += 1
        try:
            answer = await load.clients[attempt % 2].post(
                f"/v1/tasks/{PAIRS[name]}/reports", json=body, headers=headers
            )
        except httpx.TransportError:
            load.unheard += 1
        else:
            if answer.status_code == CREATED:
                return answer.text
            assert answer.status_code in UNTIL_IT_IS_BACK, answer.text
        await asyncio.sleep(0.02)


async def _kill_one_after_another(load: Load, serving: list[Process], folder: Folder) -> None:
    """Each second time a process of the service, else the database; on beyond KILLS until an answer has been lost by it, for a kill
    between two requests proves nothing.
    """
    for kill in range(KILLS + MOST_MORE):
        if kill >= KILLS and load.unheard > 0:
            break
        await asyncio.sleep(random.uniform(*BETWEEN_KILLS))  # noqa: S311
        if kill % 2 == 0:
            process = serving[kill // 2 % 2]
            process.kill()
            await process.start()
        else:
            os.kill(_postmaster(folder), signal.SIGKILL)
            await asyncio.sleep(1)  # it is found gone, started again and recovers meanwhile
    await asyncio.sleep(BETWEEN_KILLS[1])


def _postmaster(folder: Folder) -> int:
    return int((folder.cluster / "postmaster.pid").read_text().split("\n", 1)[0])


async def _compare(load: Load, database: Clone) -> None:
    kept = await database.fetch("select key, body from idempotency_keys")
    assert {row["key"]: row["body"] for row in kept} == load.acknowledged
    reports = await database.fetch("select summary, id from progress_reports")
    told = {UUID(row["body"][7:43]): row["key"] for row in kept}
    assert {row["id"]: row["summary"] for row in reports} == told
    assert len(reports) == len(load.acknowledged)
    entries = await database.fetch("select entity_id from journal order by entity_id")
    assert [row["entity_id"] for row in entries] == sorted(told)
    for task in PAIRS.values():
        history = await database.fetch("select last_report_id from task_agency_states where task_id = $1", task)
        of_task = await database.fetch("select id from progress_reports where task_id = $1", task)
        assert sorted(row["last_report_id"] for row in history) == sorted(row["id"] for row in of_task)
        assert (await pair(database, task))["version"] == 1 + len(of_task)
