"""A path that is written out (`/v1/tasks/export`) is no thing of that id (`/v1/tasks/{task_id}`) for the methods that it lacks.

Each of those methods gets a route that refuses it, before all others: a route that stood among them would be matched, and what it demands
(a body, its own parameters) asked for, before anything said 405.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path


def refuse_shadowed(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Before the routers are included; the answer's `Allow` is that of every 405."""
    for path, methods in shadowed(routers):
        app.router.add_route(path, _refuse, methods=sorted(methods), include_in_schema=False)


def shadowed(routers: Iterable[APIRouter]) -> Iterator[tuple[str, set[str]]]:
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for route in (route for router in routers for route in router.routes if isinstance(route, APIRoute)):
        taken[route.path] |= route.methods or set()
    templates = {path: compile_path(path)[0] for path in taken if "{" in path}
    for path in taken.keys() - templates.keys():
        over = {method for one, pattern in templates.items() if pattern.match(path) for method in taken[one]}
        if over - taken[path]:
            yield path, over - taken[path]


async def _refuse(request: Request) -> Response:  # noqa: ARG001  what every endpoint is handed
    raise HTTPException(405)
