"""What a summary shows: the figures that came back, with their rates and links, as a whole and by its parts."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fastapi import Response
from pydantic import BaseModel

from app.kernel.problems import NotFound
from app.kernel.text import sort_key
from app.kernel.words import Words
from app.overview import rates, windows
from app.overview.counts import Part, Source
from app.overview.links import Scope, links
from app.overview.parameters import Question
from app.overview.schemas import PlanSummary, Summary
from app.tasks.cell_rules import Cell, OverdueDays

NO_CELLS: Mapping[str, int] = dict.fromkeys(
    (*Cell, *OverdueDays, "due_soon", "awaiting_confirmation", "conditional", "opened_late"), 0
)
NOTHING_OWED: Mapping[str, int] = {"on_time": 0, "late": 0, "missing": 0, "upcoming": 0}

# The same whether it is not there, not seen or not published yet: it tells nobody of a plan that is not theirs to see.
NOT_THEN = Words(
    "Không có kế hoạch này, hoặc bạn không được xem, hoặc vào ngày as_of nó chưa được ban hành",
    "No such plan, or not one you may see, or it was not published yet on the day of as_of",
)

Json = dict[str, Any]


@dataclass(slots=True)
class Figures:
    """Of the whole or of one part; what has nothing to count did not come back."""

    shown: Json | None = None
    tasks: Mapping[str, int] = field(default_factory=lambda: NO_CELLS)
    leads: Mapping[str, int] = field(default_factory=lambda: NO_CELLS)
    owed: Mapping[str, int] = field(default_factory=lambda: NOTHING_OWED)


@dataclass(frozen=True, slots=True)
class Counted:
    """`plan`: what is told of it when one was asked for, null when the caller does not see it."""

    plan: Json | None
    parts: Mapping[Part, Mapping[str | None, Figures]]

    @property
    def whole(self) -> Figures:
        return self.parts[Part.whole][None]


def counted(rows: Iterable[Mapping[str, Any]]) -> Counted:
    """The rows of `counts.statement`."""
    plan, parts = None, defaultdict[Part, dict[str | None, Figures]](lambda: defaultdict(Figures))
    for row in rows:
        item = json.loads(row["item"])
        if row["source"] == Source.plan:
            plan = item
            continue
        figures = parts[Part(row["part"])][row["key"]]
        figures.shown = row["shown"] and json.loads(row["shown"])
        setattr(figures, row["source"], item)
    return Counted(plan, parts)


def tally(scope: Scope, figures: Figures) -> Json:
    of = figures.leads if scope.by_leads else figures.tasks
    cells, lead_cells, owed = cells_of(of), cells_of(figures.leads), figures.owed
    told = rates_of(cells, owed)
    return {
        "total": sum(cells.values()),
        "cells": cells,
        "lead_cells": lead_cells,
        "overdue_days": {one.value: of[one] for one in OverdueDays},
        **{name: of[name] for name in ("due_soon", "awaiting_confirmation", "conditional", "opened_late")},
        "obligations": {"due": told["reporting"].denominator, **owed},
        "rates": told,
        "links": links(scope),
    }


def cells_of(figures: Mapping[str, int]) -> dict[Cell, int]:
    return {cell: figures[cell] for cell in Cell}


def rates_of(cells: Mapping[Cell, int], owed: Mapping[str, int]) -> dict[str, rates.Rate]:
    reporting = rates.reporting(owed["on_time"], owed["late"], owed["missing"])
    return {"completion": rates.completion(cells), "on_time": rates.on_time(cells), "reporting": reporting}


def _code(figures: Figures) -> str | None:
    return None if figures.shown is None else str(figures.shown["code"])


def by_plan(scope: Scope, figures: Figures, _: str | None) -> Scope:
    return replace(scope, plan=_code(figures))


def by_agency(scope: Scope, figures: Figures, key: str | None) -> Scope:
    return replace(scope, agency=_code(figures), unresolved=None if key else True, by_leads=True)


def by_section(scope: Scope, _: Figures, key: str | None) -> Scope:
    return replace(scope, section=key, in_section=None if key else False)


def by_month(scope: Scope, _: Figures, key: str | None) -> Scope:
    return replace(scope, shown=windows.of_month(key)) if key else replace(scope, dated=False)


NARROWED: Mapping[Part, Callable[[Scope, Figures, str | None], Scope]] = {
    Part.plan: by_plan,
    Part.agency: by_agency,
    Part.section: by_section,
    Part.month: by_month,
}
LAST = "\U0010ffff"
ORDER: Mapping[Part, Callable[[str | None, Json], Any]] = {
    Part.plan: lambda _, shown: sort_key(shown["code"]),
    Part.agency: lambda _, shown: (sort_key(shown["name"]) if shown else LAST, shown.get("id")),
    Part.section: lambda key, shown: (shown["plan"], shown["annex"], shown["position"]) if key else (LAST,),
    Part.month: lambda key, _: key or LAST,
}


def groups(scope: Scope, found: Counted, part: Part) -> list[Json]:
    """One tally for each part, in the order of names or days, and last what belongs to none."""
    named = sorted(found.parts[part].items(), key=lambda one: ORDER[part](one[0], one[1].shown or {}))
    return [_group(scope, part, key, figures) for key, figures in named]


def _group(scope: Scope, part: Part, key: str | None, figures: Figures) -> Json:
    none_of = dict.fromkeys(one.value for one in NARROWED)
    named = {part.value: key if part is Part.month else figures.shown}
    return {**none_of, **named, **tally(NARROWED[part](scope, figures, key), figures)}


def of_plan(question: Question, rows: Iterable[Mapping[str, Any]]) -> PlanSummary:
    """NotFound when the plan is not there, or was not yet on the day."""
    found, scope = counted(rows), question.scope
    if found.plan is None:
        raise NotFound(NOT_THEN if question.asked.view.as_of else None)
    told = {**_told(question), **tally(scope, found.whole), "plan": found.plan, "closed_on": found.plan["closed_on"]}
    parts = {"sections": groups(scope, found, Part.section), "agencies": groups(scope, found, Part.agency)}
    return PlanSummary.model_validate({**told, **parts})


def over_plans(question: Question, rows: Iterable[Mapping[str, Any]], *parts: Part) -> Summary:
    found, scope = counted(rows), question.scope
    told = {**_told(question), **tally(scope, found.whole)}
    return Summary.model_validate({**told, "groups": [one for part in parts for one in groups(scope, found, part)]})


def _told(question: Question) -> Json:
    window = question.scope.window
    return {
        "as_of": question.asked.today,
        "basis": question.scope.basis.value,
        "from": window.first,
        "to": window.last,
    }


def answer(shown: BaseModel) -> Response:
    return Response(shown.model_dump_json(by_alias=True), media_type="application/json")
