"""The applications that tests call. One that has stopped is started again on another database: its routes, which cost as much as
twenty requests, are built once. What it does at its start and at its stop it does for each test.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from app.kernel.clock import Clock, system_clock
from app.kernel.pipelines import InTurn
from app.main import create_app, open_storage
from app.settings import Settings

LONGER_THAN_ANY_RUN = 86_400.0


@dataclass(slots=True)
class Borrowed:
    """The clock of an application, for one test that of the test."""

    lent: Clock = system_clock

    def __call__(self) -> datetime:
        return self.lent()


@dataclass(frozen=True, slots=True)
class Lent:
    """An application that one test after another has."""

    settings: Settings = field(default_factory=Settings)
    clock: Borrowed = field(default_factory=Borrowed)
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "app", create_app(self.settings, self.clock))
        # Not while a test looks: who asks about uses has them written itself.
        self.app.state.uses.every_seconds = LONGER_THAN_ANY_RUN

    def lend(self, clock: Clock, data_dir: Path) -> None:
        """To the next test, while it is open: its clock, and its folder for what is attached."""
        self.clock.lent, self.settings.data_dir = clock, data_dir
        self.app.state.storage = open_storage(self.settings)


IDLE: list[Lent] = []


@cache
def without_database() -> FastAPI:
    """One that is never started: for its document, and for what it answers by itself."""
    return create_app(Settings())


@asynccontextmanager
async def serving(clock: Clock, **settings: Any) -> AsyncIterator[FastAPI]:
    """`settings`: those that it reads when it starts, as the places of its database and its files."""
    one = IDLE.pop() if IDLE else Lent()
    wanted = Settings(**settings)
    for name in Settings.model_fields:
        setattr(one.settings, name, getattr(wanted, name))
    one.clock.lent = clock
    async with one.app.router.lifespan_context(one.app):
        yield one.app
    IDLE.append(one)


@asynccontextmanager
async def listening(app: Any, path: Path) -> AsyncIterator[Path]:
    """An application that has been started, behind the server that serves it in production, at a socket of this name."""
    config = uvicorn.Config(app, uds=str(path), http=InTurn, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn tells it by a flag alone
        await asyncio.sleep(0)
    try:
        yield path
    finally:
        server.should_exit = True
        await running
