"""The service whose contract is looked at, without a database: made once a process, since its routes and its document cost a second."""

from functools import cache

from fastapi import FastAPI

from app.kernel.contract.openapi import Json
from app.main import create_app
from app.settings import Settings


@cache
def app() -> FastAPI:
    return create_app(Settings())


def document() -> Json:
    return app().openapi()
