"""The statement behind a summary: the pairs of the plans a caller sees, the tasks they decide, and what their agencies owe, each
added up as a whole and by its parts. One statement, whatever is asked: PostgreSQL counts, and nothing is kept for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    JSON,
    ColumnElement,
    Date,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    null,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from app.access.reading import TODAY, for_caller, same_thing
from app.agencies.queries import agency_asked, agency_ref
from app.kernel.reads import SHAPES_KEPT, Compiled, Rows, as_object, value
from app.obligations.models import Obligation
from app.obligations.queries import HISTORY, judged
from app.obligations.rules import CountsAs
from app.plans.models import Annex, Plan, Section
from app.plans.queries import visible_to_caller
from app.tasks import cells
from app.tasks.cell_rules import Cell, OverdueDays
from app.tasks.models import Task
from app.tasks.rules import Status
from app.tasks.views import View, is_there, judged_on, pairs

NOTHING: ColumnElement[Any] = cast(null(), JSON)


class Part(StrEnum):
    """By what a whole is parted."""

    whole = "whole"
    plan = "plan"
    agency = "agency"
    section = "section"
    month = "month"


class Source(StrEnum):
    """What a figure counts."""

    plan = "plan"  # no figure: what is told of the plan itself, and that it is there
    tasks = "tasks"
    leads = "leads"
    owed = "owed"


@dataclass(frozen=True, slots=True)
class Shape:
    """Which statement answers a request. `filters`: which of plan, section, agency, first, last it gives."""

    view: View
    parts: tuple[Part, ...] = ()
    filters: frozenset[str] = frozenset()
    of_plan: bool = False


# The columns by which rows are parted.
COLUMNS = {Part.plan: "plan_id", Part.agency: "agency_id", Part.section: "section_id", Part.month: "month"}


def in_scope(shape: Shape, day: Any = TODAY) -> ColumnElement[bool]:
    """Of the plans and their tasks, before any pair is looked at."""
    narrowed: Mapping[str, ColumnElement[bool]] = {
        "plan": same_thing(Plan, "plan"),
        "section": Task.section_id == value("section", Uuid()),
    }
    asked = (one for name, one in narrowed.items() if name in shape.filters)
    return and_(visible_to_caller(), is_there(Plan, shape.view, day), *asked)


def leads_of(shape: Shape, name: str = "leads", day: Any = TODAY) -> CTE:
    """Every pair with what it tells on the day; `is_asked`: of the agency that was asked for, if one was."""
    pair, told_on = pairs(shape.view, f"{name}_pair", day), judged_on(Plan, day)
    is_asked = pair.agency_id.in_(agency_asked()) if "agency" in shape.filters else true()
    facts = (pair.task_id, Task.plan_id, Task.section_id, Task.completion_rule, Plan.due_soon_days)
    more = (told_on.label("day"), func.coalesce(is_asked, cells.FALSE).label("is_asked"))
    found = select(*facts, *more, *cells.told(pair, told_on)).select_from(pair)
    joined = found.join(Task, Task.id == pair.task_id).join(Plan, Plan.id == Task.plan_id)
    return joined.where(in_scope(shape, day)).cte(name)


FIGURES = ("rank", "status_rank", "days_overdue", "last_day", "shown_day", "opened_late", "conditional")


def tasks_of(leads: CTE, name: str = "decided") -> CTE:
    """The tasks with a pair left; with an agency asked for, those of which it is a lead."""
    one = leads.c
    own = (one.task_id, one.plan_id, one.section_id, one.completion_rule, one.due_soon_days, one.day)
    figures = cells.figures(one.completion_rule, one)
    led = func.bool_or(and_(one.is_asked, one.status != cells.word(Status.cancelled)))
    found = select(*own, *(figures[name].label(name) for name in FIGURES))
    return found.group_by(*own).having(led).cte(name)


def within(shape: Shape) -> Iterator[ColumnElement[bool]]:
    """Of obligations: those of the agency, with their day in the window."""
    found = judged(shape.view)
    narrowed: Mapping[str, ColumnElement[bool]] = {
        "agency": found.row.agency_id.in_(agency_asked()),
        "first": found.day >= value("first", Date()),
        "last": found.day <= value("last", Date()),
    }
    return (one for name, one in narrowed.items() if name in shape.filters)


def owed_of(shape: Shape, *more: ColumnElement[Any]) -> Rows:
    """What is owed by a day that is in the window, and as what it counts."""
    found = judged(shape.view)
    places = (Obligation.plan_id, Task.section_id, found.row.agency_id, month_of(found.day).label("month"))
    rows = select(*places, found.counts_as.label("counts_as"), *more).select_from(Obligation)
    rows = rows.join(HISTORY, true()) if shape.view.as_of else rows
    joined = rows.join(Task, Task.id == Obligation.task_id).join(Plan, Plan.id == Obligation.plan_id)
    return joined.where(in_scope(shape), *within(shape))


def month_of(day: Any) -> ColumnElement[Any]:
    return func.to_char(day, cells.word("YYYY-MM"))


def in_cells(of: Any, waits: Any, shown_day: Any, *more: Any) -> Rows:
    """What is told of a row that is in a cell, ready to be counted."""
    return select(
        of.plan_id,
        of.section_id,
        month_of(shown_day).label("month"),
        of.rank,
        cells.overdue_by(of.days_overdue).label("overdue_by"),
        cells.is_due_soon(of.rank, of.last_day, of.due_soon_days, of.day).label("due_soon"),
        and_(of.rank == cells.RANK[Cell.in_term], waits).label("awaiting_confirmation"),
        of.conditional,
        of.opened_late,
        *more,
    ).where(of.rank.is_not(None))


def tally(of: Any) -> ColumnElement[Any]:
    """How many rows are in each cell, and what is told beside the cells."""
    flags = ("due_soon", "awaiting_confirmation", "conditional", "opened_late")
    return counted(
        {
            **{cell.value: of.rank == place for cell, place in cells.RANK.items()},
            **{one.value: of.overdue_by == cells.word(one) for one in OverdueDays},
            **{name: of[name] for name in flags},
        }
    )


def counted(conditions: Mapping[str, Any]) -> ColumnElement[Any]:
    return as_json({name: func.count().filter(one) for name, one in conditions.items()})


def as_json(members: Mapping[str, Any]) -> ColumnElement[Any]:
    return func.json_build_object(*(part for name, one in members.items() for part in (cells.word(name), one)))


def _sources(shape: Shape) -> Iterator[tuple[Source, Any, ColumnElement[Any]]]:
    """Each with its rows and what is added up of them."""
    leads = leads_of(shape)
    one, task, owed = leads.c, tasks_of(leads).c, owed_of(shape).cte("owed")
    waits = one.status == cells.word(Status.awaiting_confirmation)
    in_leads = in_cells(one, waits, cells.shown_day(one), one.agency_id).where(one.is_asked).subquery("in_leads")
    waits = task.status_rank == cells.STATUS_RANK[Status.awaiting_confirmation]
    in_tasks = in_cells(task, waits, task.shown_day).subquery("in_tasks")
    yield Source.tasks, in_tasks, tally(in_tasks.c)
    yield Source.leads, in_leads, tally(in_leads.c)
    yield Source.owed, owed, counted({one.value: owed.c.counts_as == cells.word(one) for one in CountsAs})


def _parted(source: Source, rows: Any, added_up: ColumnElement[Any], parts: Sequence[Part]) -> Rows:
    """Of each part its key, which is null too for what belongs to none of it; and the whole, whose part is no part."""
    # A task is of no one agency: an agency is counted by its leads.
    columns = {one: rows.c[COLUMNS[one]] for one in parts if COLUMNS[one] in rows.c}
    grouped = ((func.grouping(column) == cells.number(0), cells.word(one)) for one, column in columns.items())
    part = case(*grouped, else_=cells.word(Part.whole)) if columns else cells.word(Part.whole)
    keys = (cast(columns.get(one, null()), Text) for one in COLUMNS)
    shown = (cells.word(source).label("source"), part.label("part"), func.coalesce(*keys).label("key"))
    sets = func.grouping_sets(tuple_(), *(tuple_(one) for one in columns.values()))
    return select(*shown, added_up.label("item")).select_from(rows).group_by(sets)


def _plan(shape: Shape) -> Rows:
    seen = and_(visible_to_caller(), is_there(Plan, shape.view), same_thing(Plan, "plan"))
    told = as_object(select(Plan.id, Plan.code, Plan.closed_on), "of_plan", Plan)
    named = (cells.word(Source.plan), cells.word(Part.whole), cast(null(), Text))
    return select(*named, told).where(seen)


def _shown(rows: Any) -> ColumnElement[Any]:
    """The plan, agency or section of a part, as other answers show it; of a section its place too."""
    key, plan = cast(rows.c.key, Uuid), aliased(Plan)
    shown = {
        Part.plan: as_object(select(plan.id, plan.code).where(plan.id == key), "of_plan", rows),
        Part.agency: agency_ref(key, "agency", rows),
        Part.section: as_object(_section(key), "of_section", rows),
    }
    return case(*((rows.c.part == cells.word(part), one) for part, one in shown.items()), else_=NOTHING)


def _section(key: Any) -> Rows:
    places = (Section.position, Annex.position.label("annex"), Plan.sort_key.label("plan"))
    found = select(Section.id, Section.label, Section.title, *places).select_from(Section)
    joined = found.join(Annex, Annex.id == Section.annex_id).join(Plan, Plan.id == Section.plan_id)
    return joined.where(Section.id == key)


@lru_cache(SHAPES_KEPT)
def statement(shape: Shape) -> Compiled:
    parted = [_parted(source, rows, added_up, shape.parts) for source, rows, added_up in _sources(shape)]
    added = union_all(*parted, *([_plan(shape)] if shape.of_plan else [])).subquery("added")
    rows = select(added, _shown(added).label("shown")).subquery("rows")
    return Compiled(for_caller(rows))
