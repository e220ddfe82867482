"""The `Allow` of a 405 from the contract: Starlette names the methods of the first route on the path only."""

import re
from functools import lru_cache

from fastapi import FastAPI, Request
from starlette.routing import compile_path

from app.kernel.contract.openapi import operations


def allow_header(request: Request) -> dict[str, str]:
    """`Allow` with every method of the request's path; empty for a path outside the contract (pages, assets)."""
    here = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    table = _table(request.app)
    # A path that is written out is itself and not also the thing of that id (`/v1/tasks/export`).
    methods = {method for path, _, method in table if path == here} or {
        method for _, pattern, method in table if pattern.match(here)
    }
    return {"Allow": ", ".join(sorted(methods))} if methods else {}


@lru_cache(8)
def _table(app: FastAPI) -> list[tuple[str, re.Pattern[str], str]]:
    # From the document and not the routes: an included router hides its routes in FastAPI's own private objects.
    return [(path, compile_path(path)[0], method.upper()) for path, method, _ in operations(app.openapi())]
