"""`/healthz` and `/readyz`: what the machine that sends requests here goes by."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from app.kernel.clock import system_clock
from app.kernel.health import is_enough
from tests.apps import serving, without_database
from tests.client import Contract, ContractClient
from tests.clones import Clone, connected

pytestmark = pytest.mark.own_database

REVISION = """
revision = "{revision}"
down_revision = {before}
"""


@asynccontextmanager
async def _serving(contract: Contract, database: Clone) -> AsyncIterator[ContractClient]:
    async with (
        serving(system_clock, database_url=database.serving_url) as app,
        ContractClient(contract, httpx.ASGITransport(app)) as client,
    ):
        yield client


def _not_ready(answer: httpx.Response) -> bool:
    return (
        answer.status_code == 503 and answer.json()["type"] == "/problems/not-ready" and "Retry-After" in answer.headers
    )


async def test_a_process_lives_without_a_database(contract: Contract) -> None:
    async with ContractClient(contract, httpx.ASGITransport(without_database())) as client:
        answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_with_a_migrated_database_it_is_ready(http: ContractClient) -> None:
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


async def test_with_an_empty_database_it_is_not(contract: Contract, blank: Clone) -> None:
    async with _serving(contract, blank) as client:
        answer = await client.get("/readyz", headers={"Accept-Language": "en"})
        assert _not_ready(answer)
        assert "tiendo migrate" in answer.json()["detail"]
        assert (await client.get("/healthz")).status_code == 200


async def test_with_no_revision_in_its_table_it_is_not(http: ContractClient, database: Clone) -> None:
    await database.execute("delete from alembic_version")
    assert _not_ready(await http.get("/readyz"))


async def test_while_a_newer_version_takes_over_it_still_is(http: ContractClient, database: Clone) -> None:
    await database.execute("update alembic_version set version_num = 'from-tomorrow'")
    assert (await http.get("/readyz")).status_code == 200


async def test_when_the_database_does_not_answer_it_says_so_within_two_seconds(
    http: ContractClient, database: Clone
) -> None:
    async with connected(database.superuser_url) as other, other.transaction():
        await other.execute("lock table alembic_version in access exclusive mode")
        started = time.monotonic()
        assert _not_ready(await http.get("/readyz"))
        assert time.monotonic() - started < 2
    assert (await http.get("/readyz")).status_code == 200


async def test_when_the_database_lets_nobody_in_it_is_not_ready_and_lives(
    http: ContractClient, database: Clone
) -> None:
    async with connected(database.server.superuser_url()) as outside:
        await outside.execute(f"alter database {database.name} allow_connections false")
        await outside.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", database.name
        )
        await asyncio.sleep(0.1)
        first, second = await http.get("/readyz"), await http.get("/readyz")
        assert _not_ready(first)
        assert _not_ready(second)
        assert (await http.get("/healthz")).status_code == 200


@pytest.mark.parametrize(
    ("revision", "enough"), [("first", False), ("second", True), ("third", True)], ids=["behind", "at head", "ahead"]
)
def test_the_revision_of_a_database_against_the_code(tmp_path: Path, revision: str, enough: bool) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "1.py").write_text(REVISION.format(revision="first", before=None))
    (versions / "2.py").write_text(REVISION.format(revision="second", before='"first"'))
    assert is_enough(revision, tmp_path) is enough
