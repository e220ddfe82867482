"""Query parameters nobody declared are refused by name, with the nearest one that exists."""

from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute

from app.kernel.nearest import nearest
from app.kernel.problems import Fault, InvalidRequest
from app.kernel.words import Words

# Looking for the nearest name costs: a query of nothing but strange names is told a few of them.
MOST_FAULTS, LONGEST_NAME = 10, 60
TWICE = Words("Tham số này chỉ được nêu một lần", "This parameter is given once")
_DECLARED: dict[tuple[str, str], tuple[str, ...]] = {}


async def refuse_unknown_parameters(request: Request) -> None:
    """A dependency of every route: a mistyped filter must not quietly give the whole list."""
    given = request.query_params
    if not given:
        return
    declared = _declared(request)
    unknown = [name for name in given if name not in declared]
    faults = [_fault(name[:LONGEST_NAME], declared) for name in unknown[:MOST_FAULTS]]
    faults += [Fault(name, TWICE) for name in declared if len(given.getlist(name)) > 1]
    if faults:
        raise InvalidRequest(faults=faults)


def _declared(request: Request) -> tuple[str, ...]:
    route = request.scope["route"]
    key = (request.method, route.path)
    if key not in _DECLARED:
        _DECLARED[key] = tuple(dict.fromkeys(_names(route.dependant))) if isinstance(route, APIRoute) else ()
    return _DECLARED[key]


def _names(dependant: Any) -> list[str]:
    own = [field.alias for field in dependant.query_params]
    return own + [name for inner in dependant.dependencies for name in _names(inner)]


def _fault(name: str, declared: tuple[str, ...]) -> Fault:
    meant = nearest(name, declared)
    if meant is not None:
        return Fault(
            name, Words(f"Không có tham số này; gần nhất là “{meant}”", f"No such parameter; nearest: “{meant}”")
        )
    return Fault(name, Words("Không có tham số này", "No such parameter"))
