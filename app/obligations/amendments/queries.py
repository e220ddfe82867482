"""Reads of amendments, and of a task's history with the documents that made it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Uuid,
    and_,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.selectable import LateralFromClause

from app.access.reading import LIMIT, Listing, for_caller
from app.access.roles import Permission
from app.agencies.queries import agency_ref
from app.kernel.reads import EMPTY_LIST, Compiled, Rows, Shapes, as_object, value
from app.obligations.amendments.schemas import AmendedValues
from app.obligations.models import Amendment, ExtensionDecision, ExtensionRequest
from app.plans.models import Plan
from app.tasks import cells
from app.tasks.models import Task, TaskAgencyStateChange
from app.tasks.queries import BY_ID
from app.tasks.shown import task_ref
from app.tasks.visible import visible_tasks

ONE: ColumnElement[Any] = literal_column("1")
NULL: ColumnElement[Any] = literal_column("null")


def _amendments(condition: ColumnElement[bool]) -> Rows:
    shown = select(
        Amendment.id,
        task_ref().label("task"),
        Amendment.kind,
        agency_ref(Amendment.agency_id, "agency", Amendment).label("agency"),
        Amendment.document,
        Amendment.reason,
        Amendment.before,
        Amendment.after,
        agency_ref(Amendment.amended_by, "amending", Amendment).label("amended_by"),
        Amendment.amended_on,
        Amendment.amended_at,
    )
    item = as_object(shown, "shown", Amendment, Task, Plan).label("item")
    found = select(item, Amendment.amended_at, Amendment.id, ONE.label("version")).select_from(Amendment)
    return (
        found.join(Task, Task.id == Amendment.task_id)
        .join(Plan, Plan.id == Amendment.plan_id)
        .where(visible_tasks(), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = (
        _amendments(and_(BY_ID, condition)).order_by(Amendment.amended_at, Amendment.id).limit(LIMIT).subquery("rows")
    )
    return for_caller(rows, "amended_at", "id")


AMENDMENT = Compiled(for_caller(_amendments(Amendment.id == value("id", Uuid())).subquery("rows")))
AMENDMENTS = Listing(
    Shapes(
        _page,
        {
            "after": tuple_(Amendment.amended_at, Amendment.id)
            > tuple_(value("after_amended_at", DateTime(timezone=True)), value("after_id", Uuid()))
        },
    ),
    Permission.task_read,
    {"amended_at": datetime, "id": UUID},
)


# A change and the document that made it were written in one transaction, of one instant.
def _amended() -> LateralFromClause:
    change = TaskAgencyStateChange
    concerns = or_(
        Amendment.agency_id.is_(None),
        Amendment.agency_id == change.agency_id,
        Amendment.kind == cells.word("change_lead"),
    )
    columns = select(Amendment.document, Amendment.reason, Amendment.before, Amendment.after)
    found = columns.where(
        Amendment.task_id == change.task_id,
        Amendment.amended_at == change.recorded_at,
        Amendment.kind == change.action,
        concerns,
    )
    return found.order_by(Amendment.id).limit(ONE).correlate(change).lateral("amended")


def _extended() -> LateralFromClause:
    change, decision, request = TaskAgencyStateChange, ExtensionDecision, ExtensionRequest
    granted = func.coalesce(decision.due_on, request.counter_due_on, request.requested_due_on)
    columns = select(
        decision.document,
        func.coalesce(decision.reason, request.reason).label("reason"),
        _day_only(request.present_due_on).label("before"),
        _day_only(granted).label("after"),
    )
    found = columns.join(request, request.id == decision.request_id)
    at_once = request.pair_id == change.pair_id, decision.decided_at == change.recorded_at
    return found.where(*at_once).order_by(decision.id).limit(ONE).correlate(change).lateral("extended")


def _day_only(day: Any) -> ColumnElement[Any]:
    """What an amendment keeps in the same words: `AmendedValues` with nothing but a day."""
    held = {"effective_due_date": day, "leads": EMPTY_LIST}
    members = ((cells.word(name), held.get(name, NULL)) for name in AmendedValues.model_fields)
    return func.json_build_object(*(one for member in members for one in member), type_=JSON)


def _history_page(condition: ColumnElement[bool]) -> Rows:
    change, amended, extended = TaskAgencyStateChange, _amended(), _extended()
    made_by = {
        name: func.coalesce(amended.c[name], extended.c[name]) for name in ("document", "reason", "before", "after")
    }
    shown = select(
        agency_ref(change.agency_id, "agency", change).label("agency"),
        change.action,
        change.status,
        change.blocked,
        change.percent.label("percent_complete"),
        cells.shown_day(change).label("effective_due_date"),
        change.next_original_due_on.label("original_due_date"),
        change.on_day,
        change.recorded_at,
        *(one.label(name) for name, one in made_by.items()),
    )
    item = as_object(shown, "shown", change, amended, extended).label("item")
    inside = select(item, change.sequence).select_from(change)
    for one in (amended, extended):
        inside = inside.join(one, true(), isouter=True)
    inside = inside.join(Task, Task.id == change.task_id).join(Plan, Plan.id == Task.plan_id)
    rows = inside.where(visible_tasks(), BY_ID, condition).order_by(change.sequence).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sequence")


HISTORY = Listing(
    Shapes(_history_page, {"after": TaskAgencyStateChange.sequence > value("after_sequence", BigInteger())}),
    Permission.task_read,
    {"sequence": int},
)
