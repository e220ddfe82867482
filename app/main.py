"""Puts the service together. The only file that knows every feature."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI

from app.accounts import endpoints as accounts
from app.agencies import endpoints as agencies
from app.calendar import endpoints as calendar
from app.kernel import failures
from app.kernel.asgi import Outermost
from app.kernel.clock import Clock, system_clock
from app.kernel.db import open_database
from app.kernel.parameters import refuse_unknown_parameters
from app.obligations import endpoints as obligations
from app.plans import endpoints as plans
from app.reports import endpoints as reports
from app.settings import Settings
from app.tasks import endpoints as tasks

FEATURES: tuple[APIRouter, ...] = (
    accounts.router,
    calendar.router,
    agencies.router,
    plans.router,
    tasks.router,
    obligations.router,
    reports.router,
)


def create_app(settings: Settings, clock: Clock = system_clock) -> FastAPI:
    """The application of one process; it opens its pools when it starts and closes them when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if settings.database_url is None:
            raise RuntimeError("TIENDO_DATABASE_URL is not set; `tiendo serve` starts a server of its own and sets it")
        async with open_database(settings.database_url.get_secret_value()) as database:
            app.state.database, app.state.clock = database, clock
            yield

    app = FastAPI(
        title="Tiến độ", version="1", lifespan=lifespan, redirect_slashes=False, docs_url=None, redoc_url=None
    )
    for router in FEATURES:
        app.include_router(router, dependencies=[Depends(refuse_unknown_parameters)])
    failures.install(app)
    app.add_middleware(Outermost)
    return app


def from_environment() -> FastAPI:
    """For the workers, which are processes of their own and find their settings in the environment."""
    return create_app(Settings())
