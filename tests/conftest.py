"""What tests are given. All of it is made when first asked for: the pure tests run without any database.

    async def test_…(callers: Callers, clock: StoppedClock, database: Clone) -> None:
        answer = await callers.lead.get("/v1/tasks")

Each test finds a database filled with `make.world` and a whole application on it, with its own pools and real commits: those that a
worker keeps and brings back after each test (standing.py), or where a test changes more than rows those of its own (`@pytest.mark.own_database`).
"""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.clock import LOCAL_ZONE
from app.kernel.embedded import Server, supervise
from app.settings import Settings
from tests import clones
from tests.apps import Lent, serving, without_database
from tests.callers import Callers, Tokens, make_tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.make import world
from tests.postgres import SETTINGS, chosen_binaries
from tests.standing import Keeper, Standing, kept
from tests.traced import Tracing, counts, traced_here

FOLDER_VARIABLE = "TIENDO_TEST_PG_FOLDER"
FOLDER = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()
TRACING = pytest.StashKey[Tracing | None]()
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 2**30  # noqa: S108  a folder of our own is made in it
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "only")


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process names the folder of the one server of the run; whichever worker needs it first starts it."""
    if not hasattr(config, "workerinput"):
        # What outlives a killed worker for a moment is the server, not the run.
        folder = tempfile.TemporaryDirectory(prefix="tiendo-tests-", dir=_memory(), ignore_cleanup_errors=True)
        config.stash[FOLDER], os.environ[FOLDER_VARIABLE] = folder, folder.name
        # Of every application of the run that is given no folder of its own for attached files.
        os.environ["TIENDO_DATA_DIR"] = f"{folder.name}/data"
        # Counted and told like anybody's, but never met: a test is no client, and what is tried at once is to happen at once.
        os.environ |= {f"TIENDO_RATE_{one}": "999999999/1" for one in ("READS", "WRITES", "ANONYMOUS")}
        os.environ["TIENDO_RATE_AT_ONCE"] = "off"


# Last, for this is where tracing begins in a worker: what is imported has been traced by the process that controls it.
@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[TRACING] = tracing = traced_here()
    if tracing is not None:
        tracing.turn(on=False)
    # Of thousands of tests none goes away while they are collected, nor afterwards: looked through again and again for nothing.
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    tracing = item.config.stash[TRACING]
    if tracing is not None:
        tracing.turn(on=counts(item))


def pytest_unconfigure(config: pytest.Config) -> None:
    if FOLDER in config.stash:
        config.stash[FOLDER].cleanup()


def _memory() -> Path | None:
    """Where files cost nothing, when there is room: a clone is 300 small files, 15 ms in memory and up to 350 ms on a disk."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES else None


class StoppedClock:
    """Stands at nine in the morning of 2 March 2026 in Can Tho until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL_ZONE)

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)

    def set(self, written: str) -> None:
        """ISO 8601, the local time of Can Tho: `2026-06-19T23:59:59`, or a day, at nine in the morning."""
        day_only = len(written) == len("2026-06-19")
        self.now = datetime.fromisoformat(f"{written}T09:00" if day_only else written).replace(tzinfo=LOCAL_ZONE)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Shared by the workers: the first to come starts it, the last to leave stops it."""
    held = ExitStack()
    yield held.enter_context(supervise(Path(os.environ[FOLDER_VARIABLE]), bin_dir=chosen_binaries(), settings=SETTINGS))
    # Who started it may leave before the others, and Python warns of a child that goes on, as this one should.
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        held.close()


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    return make_tokens()


@pytest.fixture(scope="session")
async def template(server: Server, tokens: Tokens) -> AsyncIterator[str]:
    """Of one worker: the migrated one with the small city and the callers' tokens in it."""
    await clones.build_template(server)
    async with clones.cloned(server, clones.TEMPLATE, f"city_{WORKER}") as city:
        await city.store(*world.rows(), *tokens.rows())
        yield city.name


@pytest.fixture(scope="session")
async def keeper(server: Server, template: str) -> AsyncIterator[Keeper]:
    async with kept(server, template, f"standing_{WORKER}") as made:
        yield made


@pytest.fixture(scope="session")
async def standing_app(keeper: Keeper) -> AsyncIterator[Lent]:
    lent = Lent(Settings(database_url=keeper.standing.serving_url))
    async with lent.app.router.lifespan_context(lent.app):
        yield lent


@pytest.fixture
async def database(
    request: pytest.FixtureRequest, server: Server, template: str, keeper: Keeper
) -> AsyncIterator[Clone]:
    if request.node.get_closest_marker("own_database"):
        async with clones.cloned(server, template, f"test_{WORKER}") as clone:
            yield clone
    else:
        yield keeper.standing
        await keeper.reset()


@pytest.fixture
async def blank(server: Server) -> AsyncIterator[Clone]:
    """A database without a table, for the migrations themselves."""
    async with clones.empty(server, f"blank_{WORKER}") as clone:
        yield clone


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
async def app(database: Clone, standing_app: Lent, clock: StoppedClock, tmp_path: Path) -> AsyncIterator[FastAPI]:
    """It serves that database and no other."""
    if isinstance(database, Standing):
        standing_app.lend(clock, tmp_path)
        yield standing_app.app
    else:
        async with serving(clock, database_url=database.serving_url, data_dir=tmp_path) as made:
            yield made


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract(without_database().openapi())


@pytest.fixture
async def http(app: FastAPI, contract: Contract) -> AsyncIterator[ContractClient]:
    async with ContractClient(contract, httpx.ASGITransport(app)) as client:
        yield client


@pytest.fixture
def callers(http: ContractClient, tokens: Tokens) -> Callers:
    return tokens.callers(http)
