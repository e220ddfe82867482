"""Reads of tasks: the filters of their lists, their leads and their history."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    any_,
    func,
    or_,
    select,
    true,
    tuple_,
)

from app.access.caller import Caller
from app.access.reading import LIMIT, Listing, caller_agencies, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.models import Agency
from app.agencies.queries import agency_asked
from app.kernel.reads import Compiled, Rows, Shapes, as_object, spliced, value
from app.plans.models import Plan, Section
from app.plans.policy import PlanFacts
from app.plans.queries import caller_facts, is_called
from app.tasks import cells
from app.tasks.comment_rules import comment_may
from app.tasks.filters import Told, cell_before, led_by, told_filters
from app.tasks.models import (
    Task,
    TaskAgency,
    TaskAgencyState,
)
from app.tasks.named import NAMES
from app.tasks.office import OFFICE, office_facts
from app.tasks.policy import PairFacts, task_may
from app.tasks.rules import Status
from app.tasks.shown import PAIRS, shown_columns
from app.tasks.views import NOW, VIEWS, View, is_there
from app.tasks.visible import visible_tasks

POSITION: dict[str, type] = {"plan_id": UUID, "position": int}


_mine = (
    select(
        func.array_agg(TaskAgencyState.agency_id).label("agencies"),
        func.array_agg(TaskAgencyState.status).label("statuses"),
        func.array_agg(TaskAgencyState.owes_completion).label("owe"),
    )
    .where(TaskAgencyState.task_id == Task.id, TaskAgencyState.agency_id == any_(caller_agencies))
    .correlate(Task)
    .lateral("mine")
)


# Those of the caller's agencies that lead or coordinate: in their name it may comment.
_concerned = (
    select(func.array_agg(TaskAgency.agency_id.distinct()))
    .where(TaskAgency.task_id == Task.id, TaskAgency.agency_id == any_(caller_agencies))
    .correlate(Task)
    .scalar_subquery()
    .label("concerned")
)


def _tasks(view: View, condition: ColumnElement[bool]) -> Rows:
    facts = (
        Task.id,
        Task.plan_id,
        Task.position,
        Task.version,
        Plan.status.label("plan_status"),
        Plan.monitoring_agency_id,
        _concerned,
    )
    return (
        select(
            as_object(shown_columns(view), "shown", Task, Plan, PAIRS[view]).label("item"), *facts, *_mine.c, *OFFICE.c
        )
        .select_from(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .join(PAIRS[view], true())
        .join(_mine, true())
        .join(OFFICE, true())
        .where(visible_tasks(), is_there(Plan, view), condition)
    )


def _page(view: View, condition: ColumnElement[bool]) -> Rows:
    rows = _tasks(view, condition).order_by(Task.plan_id, Task.position).limit(LIMIT).subquery("rows")
    return for_caller(rows, "plan_id", "position")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    """The item and what the caller may do with it; its office may also mark it."""
    statuses, owe = row["statuses"] or (), row["owe"] or ()
    agencies = row["agencies"] or ()
    mine = [PairFacts(of, Status(status), owes) for of, status, owes in zip(agencies, statuses, owe, strict=True)]
    plan = PlanFacts(row["plan_id"], row["plan_status"], row["monitoring_agency_id"])
    facts, concerned = caller_facts(caller), frozenset(row["concerned"] or ())
    may = (*task_may(facts, plan, mine, office_facts(row)), *comment_may(facts, plan, concerned))
    return spliced(row["item"], may=may)


def _agency_named() -> ColumnElement[bool]:
    """The filters `agency` and `role`: among the agencies of a task, groups expanded."""
    asked_role = value("role", Text())
    named = TaskAgency.task_id == Task.id, TaskAgency.agency_id.in_(agency_asked())
    any_role = or_(asked_role.is_(None), TaskAgency.role == asked_role)
    return select(TaskAgency.task_id).where(*named, any_role).correlate(Task).exists()


def _with_role() -> ColumnElement[bool]:
    """The filter `role` without `agency`: the caller's own agencies."""
    mine = TaskAgency.task_id == Task.id, TaskAgency.agency_id == any_(caller_agencies)
    found = select(TaskAgency.task_id).where(*mine, TaskAgency.role == value("role", Text()))
    return found.correlate(Task).exists()


def _in_section_called() -> ColumnElement[bool]:
    named = is_called(Section, value("section_label", Text()))
    return select(Section.id).where(Section.id == Task.section_id, named).correlate(Task).exists()


def _contains(words: ColumnElement[Any]) -> ColumnElement[bool]:
    """The search key holds bars between its texts, and a phrase is found where a word begins."""
    return func.strpos(Task.search_key, words) > cells.number(0)


def _searched() -> ColumnElement[bool]:
    """`q`: the words as they stand in the task; or, when they name an agency by any of its names, that agency named in it.

    The second way makes “STC”, “sở tài chính” and “so tai chinh” one search; a group that a cell names does not count for
    each of its members, or a city-wide task would be found under every commune.
    """
    agency_has = func.strpos(Agency.search_key, value("q_name", Text())) > cells.number(0)
    named = select(TaskAgency.task_id).join(Agency, Agency.id == TaskAgency.agency_id)
    of_task = named.where(TaskAgency.task_id == Task.id, TaskAgency.named, agency_has).correlate(Task)
    return or_(_contains(value("q", Text())), of_task.exists())


def _told(view: View) -> Told:
    found = PAIRS[view].c
    return Told(
        found.rank,
        cells.status_named(found.status_rank),
        found.last_day,
        found.days_overdue,
        found.shown_day,
        found.opened_late,
        found.conditional,
    )


def filters(view: View) -> dict[str, ColumnElement[bool]]:
    return told_filters(_told(view)) | {
        "plan": same_thing(Plan, "plan"),
        "annex": Task.annex_id == value("annex", Uuid()),
        "section": Task.section_id == value("section", Uuid()),
        "section_label": _in_section_called(),
        "number": Task.number == value("number", Text()),
        "in_section": Task.section_id.is_not(None) == value("in_section", Boolean()),
        "agency": _agency_named(),
        "mine": _with_role(),
        "lead": led_by(view),
        "cell_before": cell_before(view),
        "starred": Task.starred == value("starred", Boolean()),
        "unresolved": func.coalesce(PAIRS[view].c.unresolved, cells.FALSE) == value("unresolved", Boolean()),
        "q": _searched(),
        "after": tuple_(Task.plan_id, Task.position)
        > tuple_(value("after_plan_id", Uuid()), value("after_position", Integer())),
    }


def _listing(view: View) -> Listing:
    return Listing(Shapes(partial(_page, view), filters(view)), Permission.task_read, POSITION, with_may, NAMES)


TASKS = {view: _listing(view) for view in VIEWS}
BY_ID = Task.id == value("id", Uuid())
TASK_IN = {view: Compiled(for_caller(_tasks(view, BY_ID).subquery("rows"))) for view in VIEWS}
TASK = TASK_IN[NOW]
# For what one act does to many of them.
TASKS_OF_PLAN = Compiled(for_caller(_tasks(NOW, Task.plan_id == value("plan_id", Uuid())).subquery("rows")))
