"""The URL of the list behind each number. Pure: a number is told by its scope, and by what it counts in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from app.overview.windows import ALWAYS, Window
from app.tasks.cell_rules import Basis, Cell, OverdueDays

TASKS, LEADS, OBLIGATIONS = "/v1/tasks", "/v1/leads", "/v1/obligations"
REPORTS, EXCUSED = "/v1/reports", "/v1/summary/excused-delays"
OWED = ("due", "on_time", "late", "missing", "upcoming")

Query = Mapping[str, Any]
Listed = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was counted: as it was asked for, and in a group narrowed to it. `told_on`: the day of the answer, asked for or not.

    `by_leads`: pairs were counted in place of tasks, as for an agency. A part that is null in a group (no section, nobody named,
    no day) is told by the flags, true unless one is meant.
    """

    told_on: date
    as_of: date | None = None
    basis: Basis = Basis.current
    plan: str | None = None
    section: str | None = None
    agency: str | None = None
    window: Window = ALWAYS
    shown: Window = ALWAYS
    in_section: bool | None = None
    unresolved: bool | None = None
    dated: bool | None = None
    by_leads: bool = False


def link(path: str, *queries: Query) -> str:
    """A flag is written as JSON writes it, and what is null is left out."""
    given = [(name, one) for query in queries for name, one in query.items() if one is not None]
    return f"{path}?{urlencode([(name, _written(one)) for name, one in given])}"


def _written(one: Any) -> str:
    return str(one).lower() if isinstance(one, bool) else str(one)


def _days(scope: Scope, window: Window) -> Query:
    return {"dated": scope.dated, "due_from": window.first, "due_to": window.last, **_view(scope)}


def _view(scope: Scope) -> Query:
    return {"as_of": scope.as_of, "basis": scope.basis if scope.basis is Basis.original else None}


def _place(scope: Scope) -> Query:
    return {"plan": scope.plan, "section": scope.section, "in_section": scope.in_section}


def task_list(scope: Scope, **query: Any) -> str:
    return link(TASKS, _place(scope), {"lead": scope.agency}, query, _days(scope, scope.shown))


def lead_list(scope: Scope, **query: Any) -> str:
    who = {"agency": scope.agency, "unresolved": scope.unresolved}
    return link(LEADS, _place(scope), who, query, _days(scope, scope.shown))


def obligation_list(scope: Scope, timeliness: str) -> str:
    who = {"agency": scope.agency, "unresolved": scope.unresolved, "timeliness": timeliness}
    return link(OBLIGATIONS, _place(scope), who, _days(scope, scope.window.within(scope.shown)))


def links(scope: Scope) -> dict[str, Any]:
    """Parallel to the numbers of a tally."""
    listed = lead_list if scope.by_leads else task_list
    return {
        "total": listed(scope, counted=True),
        "cells": _cells(listed, scope),
        "lead_cells": _cells(lead_list, scope),
        "overdue_days": {one.value: listed(scope, cell=Cell.overdue, overdue_days=one) for one in OverdueDays},
        "due_soon": listed(scope, due_soon=True),
        "awaiting_confirmation": listed(scope, cell=Cell.in_term, status="awaiting_confirmation"),
        "conditional": listed(scope, counted=True, conditional=True),
        "opened_late": listed(scope, counted=True, opened_late=True),
        "obligations": {name: obligation_list(scope, name) for name in OWED},
        "rates": _rates(listed, scope),
    }


def league_links(scope: Scope) -> dict[str, Any]:
    """Parallel to the numbers of one agency; what was returned has a day by which it cannot be after the one asked about."""
    last = scope.window.within(Window(last=scope.told_on)).last
    returned = {"returned_from": scope.window.first, "returned_to": last}
    who = {"plan": scope.plan, "agency": scope.agency}
    window = {"from": scope.window.first, "to": scope.window.last}
    return {
        "total": lead_list(scope, counted=True),
        "cells": _cells(lead_list, scope),
        "rates": _rates(lead_list, scope),
        "delays": obligation_list(scope, "delayed"),
        "delays_excused": link(EXCUSED, who, window, _view(scope)),
        "returns": link(REPORTS, who, returned),
    }


def _cells(listed: Listed, scope: Scope) -> dict[str, str]:
    return {cell.value: listed(scope, cell=cell) for cell in Cell}


def _rates(listed: Listed, scope: Scope) -> dict[str, Any]:
    return {
        "completion": _pair(listed(scope, completed=True), listed(scope, counted=True)),
        "on_time": _pair(listed(scope, cell=Cell.completed_on_time), listed(scope, timed=True)),
        "reporting": _pair(obligation_list(scope, "on_time"), obligation_list(scope, "due")),
    }


def _pair(numerator: str, denominator: str) -> dict[str, str]:
    return {"numerator": numerator, "denominator": denominator}
