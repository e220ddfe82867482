"""Query parameters nobody declared are refused by name, with the nearest one that exists."""

from difflib import get_close_matches
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute

from app.kernel.problems import Fault, InvalidRequest
from app.kernel.words import Words

# Looking for the nearest name costs: a query of nothing but strange names is told a few of them.
MOST_FAULTS, LONGEST_NAME = 10, 60
TWICE = Words("Tham số này chỉ được nêu một lần", "This parameter is given once")
_DECLARED: dict[tuple[str, str], frozenset[str]] = {}


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


def _declared(request: Request) -> frozenset[str]:
    route = request.scope["route"]
    key = (request.method, route.path)
    if key not in _DECLARED:
        _DECLARED[key] = frozenset(_names(route.dependant)) if isinstance(route, APIRoute) else frozenset()
    return _DECLARED[key]


def _names(dependant: Any) -> list[str]:
    own = [field.alias for field in dependant.query_params]
    return own + [name for inner in dependant.dependencies for name in _names(inner)]


def _fault(name: str, declared: frozenset[str]) -> Fault:
    nearest = get_close_matches(name, declared, n=1)
    if nearest:
        return Fault(
            name,
            Words(f"Không có tham số này; gần nhất là “{nearest[0]}”", f"No such parameter; nearest: “{nearest[0]}”"),
        )
    return Fault(name, Words("Không có tham số này", "No such parameter"))
