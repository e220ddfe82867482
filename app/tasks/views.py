"""From where a list or a count reads pairs: the present rows or, as of a day, the history; and by which days it judges them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select, true
from sqlalchemy.orm import aliased

from app.access.reading import TODAY
from app.tasks.cell_rules import Basis
from app.tasks.models import TaskAgencyState, TaskAgencyStateChange
from app.tasks.problems import FutureDay
from app.tasks.progress import PAIR_COLUMNS

# The days and counts of which a pair keeps two: as they are now, and as they were first fixed.
ORIGINAL_COLUMNS = {
    "next_due_on": "next_original_due_on",
    "respond_by": "original_respond_by",
    "late_answer_due_on": "original_late_answer_due_on",
    "late_answer_on": "original_late_answer_on",
    "settled_on_time": "original_settled_on_time",
    "settled_late": "original_settled_late",
    "open_due_on": "open_original_due_on",
    "last_settled_due_on": "last_settled_original_due_on",
}
FIXED_COLUMNS = ("id", "task_id", "plan_id", "assignment_id", "is_primary", "position")


@dataclass(frozen=True, slots=True)
class View:
    """`as_of`: the request names a day, bound as `today`; what was known at its 24:00."""

    as_of: bool = False
    basis: Basis = Basis.current


def asked_view(as_of: date | None, basis: Basis, today: date) -> View:
    """The view of a request; FutureDay (422) for a day of which nothing can be known."""
    if as_of is not None and as_of > today:
        raise FutureDay(today=today.isoformat())
    return View(as_of is not None, basis)


NOW = View()
VIEWS = tuple(View(as_of, basis) for as_of in (False, True) for basis in Basis)


def judged_on(plan: Any, day: Any = TODAY) -> ColumnElement[Any]:
    """The day by which a pair is told: closing a plan freezes its counts on that day, also for who asks afterwards."""
    # How many of the days had come: after an odd number of them it stood closed.
    turn = func.width_bucket(day, plan.past_closings)
    was_closed = turn % literal_column("2") == literal_column("1")
    return func.least(case((was_closed, plan.past_closings[turn]), else_=day), plan.closed_on)


def is_there(plan: Any, view: View, day: Any = TODAY) -> ColumnElement[bool]:
    """Before its publication a plan is absent."""
    return plan.published_on <= day if view.as_of else true()


def pairs(view: View, name: str, day: Any = TODAY) -> Any:
    """What stands for `task_agency_state` in a statement: the same columns, of that day and by that basis."""
    if view == NOW:
        return aliased(TaskAgencyState, name=name)
    newest = _newest(name, day)
    state = newest.c if view.as_of else TaskAgencyState
    columns = [_column(state, one, view).label(one) for one in (*PAIR_COLUMNS, "agency_id")]
    found = select(*(getattr(TaskAgencyState, one) for one in FIXED_COLUMNS), *columns).select_from(TaskAgencyState)
    # Columns by their names: under the other basis those of the first days stand for the present ones.
    source = (found.join(newest, true()) if view.as_of else found).subquery(name)
    return aliased(TaskAgencyState, source, adapt_on_names=True)


def _newest(name: str, day: Any) -> Any:
    """The row of history that was in force at the end of the day."""
    change = aliased(TaskAgencyStateChange, name=f"{name}_change")
    newest = select(change).where(change.pair_id == TaskAgencyState.id, change.on_day <= day)
    newest = newest.order_by(change.on_day.desc(), change.sequence.desc()).limit(literal_column("1"))
    return newest.correlate(TaskAgencyState).lateral(f"{name}_newest")


def _column(state: Any, name: str, view: View) -> ColumnElement[Any]:
    wanted = ORIGINAL_COLUMNS.get(name, name) if view.basis is Basis.original else name
    column: ColumnElement[Any] = getattr(state, wanted)
    return column
