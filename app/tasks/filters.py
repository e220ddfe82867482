"""Filters of lists of tasks and of leads by what their cells tell: behind each number of a count stands a list that has them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Text, case, func, select

from app.agencies.queries import agency_asked
from app.kernel.reads import value
from app.plans.models import Plan
from app.tasks import cells
from app.tasks.models import Task
from app.tasks.rules import Status
from app.tasks.views import View, is_there, judged_on, pairs

SINCE: ColumnElement[Any] = value("before", Date())
NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells on its day, of a task by its pairs or of one pair: the columns the filters below look at."""

    rank: Any
    status: Any
    last_day: Any
    days_overdue: Any
    shown_day: Any
    opened_late: Any
    conditional: Any


def told_filters(told: Told) -> dict[str, ColumnElement[bool]]:
    due_soon = cells.is_due_soon(told.rank, told.last_day, Plan.due_soon_days, judged_on(Plan))
    return {
        "status": told.status == value("status", Text()),
        "cell": cells.cell_named(told.rank) == value("cell", Text()),
        "counted": told.rank.is_not(None) == value("counted", Boolean()),
        "completed": cells.is_completed(told.rank) == value("completed", Boolean()),
        "timed": cells.is_timed(told.rank) == value("timed", Boolean()),
        "overdue_days": cells.overdue_by(told.days_overdue) == value("overdue_days", Text()),
        "due_soon": due_soon == value("due_soon", Boolean()),
        "waiting_for": cells.waiting_for(told.status) == value("waiting_for", Text()),
        "opened_late": func.coalesce(told.opened_late, cells.FALSE) == value("opened_late", Boolean()),
        "conditional": func.coalesce(told.conditional, cells.FALSE) == value("conditional", Boolean()),
        "dated": told.shown_day.is_not(None) == value("dated", Boolean()),
        "due_from": told.shown_day >= value("due_from", Date()),
        "due_to": told.shown_day <= value("due_to", Date()),
    }


def led_by(view: View) -> ColumnElement[bool]:
    """Whether the agency asked for has a pair of the task, one that is not cancelled."""
    pair = pairs(view, "asked_pair")
    standing = pair.status != cells.word(Status.cancelled)
    found = select(pair.id).where(pair.task_id == Task.id, standing, pair.agency_id.in_(agency_asked("lead")))
    return found.correlate(Task).exists()


def cell_before(view: View) -> ColumnElement[bool]:
    """The cell of the task at the end of an earlier day; `none` when its plan was not there, or it was in no cell."""
    past = View(as_of=True, basis=view.basis)
    before = cells.pairs_of(Task, Plan, past, "before", SINCE)
    cell = select(cells.cell_named(before.c.rank)).select_from(before).correlate(Task, Plan).scalar_subquery()
    was = case((is_there(Plan, past, SINCE), cell))
    return func.coalesce(was, cells.word(NONE)) == value("cell_before", Text())
