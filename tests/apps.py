"""The applications that tests call. One that has stopped is started again on another database: its routes, which cost as much as
twenty requests, are built once. What it does at its start and at its stop it does for each test.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import FastAPI

from app.kernel.clock import Clock, system_clock
from app.main import create_app
from app.settings import Settings


@dataclass(slots=True)
class Borrowed:
    """The clock of an application, for one test that of the test."""

    lent: Clock = system_clock

    def __call__(self) -> datetime:
        return self.lent()


@dataclass(frozen=True, slots=True)
class Reusable:
    settings: Settings = field(default_factory=Settings)
    clock: Borrowed = field(default_factory=Borrowed)
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "app", create_app(self.settings, self.clock))


IDLE: list[Reusable] = []


@asynccontextmanager
async def serving(clock: Clock, **settings: Any) -> AsyncIterator[FastAPI]:
    """`settings`: those that it reads when it starts, as the places of its database and its files."""
    one = IDLE.pop() if IDLE else Reusable()
    wanted = Settings(**settings)
    for name in Settings.model_fields:
        setattr(one.settings, name, getattr(wanted, name))
    one.clock.lent = clock
    async with one.app.router.lifespan_context(one.app):
        yield one.app
    IDLE.append(one)
