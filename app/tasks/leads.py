"""Reads of leads: every pair of the plans a caller sees, and those of one task."""

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Integer, Uuid, select, tuple_
from sqlalchemy.types import TypeEngine

from app.access.reading import LIMIT, Listing, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_asked, members_asked
from app.kernel.reads import Rows, Shapes, as_object, value
from app.plans.models import Plan
from app.tasks import cells, covered
from app.tasks.filters import Told, told_filters
from app.tasks.models import Task
from app.tasks.named import NAMES
from app.tasks.queries import BY_ID
from app.tasks.shown import lead_columns, task_ref
from app.tasks.views import NOW, VIEWS, View, is_there, judged_on, pairs
from app.tasks.visible import visible_tasks

PAIR = {view: pairs(view, "pair") for view in VIEWS}


def _page(view: View, condition: ColumnElement[bool]) -> Rows:
    pair = PAIR[view]
    columns = lead_columns(pair, Plan).order_by(None).add_columns(task_ref().label("task"))
    shown = as_object(columns, "shown", pair, Plan, Task).label("item")
    places = {"plan_id": Task.plan_id, "task": Task.position, "position": pair.position, "id": pair.id}
    inside = (
        select(shown, *(one.label(f"at_{name}") for name, one in places.items()))
        .select_from(pair)
        .join(Task, Task.id == pair.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(visible_tasks(), is_there(Plan, view), condition)
    )
    rows = inside.order_by(*places.values()).limit(LIMIT).subquery("rows")
    return for_caller(rows, *(f"at_{name}" for name in places))


def _of_task_page(condition: ColumnElement[bool]) -> Rows:
    pair = PAIR[NOW]
    shown = as_object(lead_columns(pair, Plan).order_by(None), "shown", pair, Plan).label("item")
    inside = (
        select(shown, pair.position, pair.id)
        .select_from(pair)
        .join(Task, Task.id == pair.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(visible_tasks(), BY_ID, condition)
    )
    rows = inside.order_by(pair.position, pair.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "position", "id")


def _told(pair: Any) -> Told:
    day = judged_on(Plan)
    return Told(
        cells.rank(pair, day),
        pair.status,
        cells.term_ends_on(pair, day),
        cells.days_overdue(pair, day),
        cells.shown_day(pair),
        pair.opened_late > cells.number(0),
        pair.conditional,
    )


def _filters(view: View) -> dict[str, ColumnElement[bool]]:
    pair = PAIR[view]
    types: dict[str, TypeEngine[Any]] = {"plan_id": Uuid(), "task": Integer(), "position": Integer(), "id": Uuid()}
    after = tuple_(*(value(f"after_at_{name}", one) for name, one in types.items()))
    return told_filters(_told(pair)) | {
        "plan": same_thing(Plan, "plan"),
        "section": Task.section_id == value("section", Uuid()),
        "in_section": Task.section_id.is_not(None) == value("in_section", Boolean()),
        "agency": pair.agency_id.in_(agency_asked()),
        "group": pair.agency_id.in_(members_asked()),
        "unresolved": pair.agency_id.is_(None) == value("unresolved", Boolean()),
        "missing": covered.is_missing(pair, Plan, view) == value("missing", Boolean()),
        "after": tuple_(Task.plan_id, Task.position, pair.position, pair.id) > after,
    }


PLACES: dict[str, type] = {"at_plan_id": UUID, "at_task": int, "at_position": int, "at_id": UUID}
LEADS = {
    view: Listing(Shapes(partial(_page, view), _filters(view)), Permission.task_read, PLACES, names=NAMES)
    for view in VIEWS
}
OF_TASK = Listing(
    Shapes(
        _of_task_page,
        {
            "missing": covered.is_missing(PAIR[NOW], Plan, NOW) == value("missing", Boolean()),
            "after": tuple_(PAIR[NOW].position, PAIR[NOW].id)
            > tuple_(value("after_position", Integer()), value("after_id", Uuid())),
        },
    ),
    Permission.task_read,
    {"position": int, "id": UUID},
)
