"""A task as the interface shows it, in one of the views: everything a client needs of one row, built by PostgreSQL in one
statement.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Text,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased

from app.agencies.models import AgencyGroup
from app.agencies.queries import agency_ref
from app.kernel.reads import Rows, as_list, as_object, value
from app.plans.models import Annex, Plan, Section
from app.tasks import cells
from app.tasks.covered import coverage
from app.tasks.models import (
    Assignment,
    LegalCitation,
    Task,
    TaskDeadline,
)
from app.tasks.rules import Status
from app.tasks.views import VIEWS, View, judged_on, pairs

FIRST_LEADS = 20
IN_ENGLISH = value("language", Text()) == cells.word("en")


def _leads(task: Any, plan: Any, view: View) -> ColumnElement[Any]:
    pair = pairs(view, "lead_pair")
    first = lead_columns(pair, plan).where(pair.task_id == task.id).limit(cells.number(FIRST_LEADS))
    return as_list(first, "lead", ["position"], task, plan)


def lead_columns(pair: Any, plan: Any) -> Rows:
    day = judged_on(plan)
    place, last = cells.rank(pair, day), cells.last_day(pair)
    return select(
        agency_ref(pair.agency_id, "agency", pair).label("agency"),
        pair.status,
        pair.blocked,
        cells.cell(pair, day).label("cell"),
        cells.is_due_soon(place, last, plan.due_soon_days, day).label("due_soon"),
        pair.percent.label("percent_complete"),
        cells.shown_day(pair).label("effective_due_date"),
        cells.late_from(cells.term_ends_on(pair, day)).label("late_from"),
        cells.days_overdue(pair, day).label("days_overdue"),
        pair.open_obligation_id,
        pair.last_reported_at,
        cells.waiting_for(pair.status).label("waiting_for"),
        pair.waiting_since,
        case((pair.status == cells.word(Status.awaiting_confirmation), pair.waiting_report_id)).label(
            "waiting_report_id"
        ),
        pair.is_primary,
        pair.position,
    ).order_by(pair.position)


def _assignments() -> ColumnElement[Any]:
    group = select(AgencyGroup.id, AgencyGroup.code, AgencyGroup.name).where(AgencyGroup.id == Assignment.group_id)
    columns = select(
        Assignment.id,
        Assignment.role,
        agency_ref(Assignment.agency_id, "agency", Assignment).label("agency"),
        as_object(group, "of_group", Assignment).label("group"),
        Assignment.text,
        Assignment.is_primary,
        Assignment.ended_on,
        Assignment.position,
    )
    return as_list(columns.where(Assignment.task_id == Task.id), "assignment", ["position"], Task)


def _deadline_columns(deadline: Any) -> tuple[Any, ...]:
    reading = case((IN_ENGLISH, deadline.shown_en), else_=deadline.shown_vi)
    return (
        deadline.text,
        reading.label("reading"),
        deadline.nominal_due_date,
        deadline.effective_due_date,
    )


def _deadlines() -> ColumnElement[Any]:
    one = aliased(TaskDeadline)
    later = aliased(TaskDeadline)
    replaced = select(later.id).where(later.replaces_id == one.id).correlate(one).scalar_subquery()
    columns = select(
        one.id, one.source, one.position, *_deadline_columns(one), one.amendment_id, replaced.label("replaced_by")
    ).where(one.task_id == Task.id)
    return as_list(columns, "deadline", ["position"], Task)


def _cell_deadline() -> ColumnElement[Any]:
    one = aliased(TaskDeadline)
    of_cell = select(*_deadline_columns(one)).where(one.task_id == Task.id, one.source == cells.word("cell"))
    return as_object(of_cell, "cell_deadline", Task)


def _citations() -> ColumnElement[Any]:
    columns = select(
        LegalCitation.text,
        LegalCitation.point,
        LegalCitation.clause,
        LegalCitation.article,
        LegalCitation.instrument,
        LegalCitation.number,
        LegalCitation.issued_on,
        LegalCitation.position,
    )
    return as_list(columns.where(LegalCitation.task_id == Task.id), "citation", ["position"], Task)


def task_ref(*more: Any) -> ColumnElement[Any]:
    """A task inside another object, as one finds it in the document of its plan; `more`: what else is told of it there."""
    section = select(Section.label).where(Section.id == Task.section_id).correlate(Task).scalar_subquery()
    columns = select(Task.id, Plan.code.label("plan"), section.label("section"), Task.number, Task.title, *more)
    return as_object(columns, "of_task", Task, Plan)


PAIRS = {view: cells.pairs_of(Task, Plan, view) for view in VIEWS}


def shown_columns(view: View) -> Rows:
    found, day = PAIRS[view].c, judged_on(Plan)
    return select(
        Task.id,
        as_object(select(Plan.id, Plan.code), "of_plan", Plan).label("plan"),
        as_object(select(Annex.id, Annex.label).where(Annex.id == Task.annex_id), "of_annex", Task).label("annex"),
        Task.section_id,
        as_object(
            select(Section.id, Section.label, Section.title).where(Section.id == Task.section_id), "of_section", Task
        ).label("section"),
        Task.parent_id,
        Task.number,
        Task.position,
        Task.title,
        Task.is_heading,
        Task.deliverable,
        _cell_deadline().label("deadline"),
        _deadlines().label("deadlines"),
        _assignments().label("assignments"),
        _citations().label("citations"),
        cells.status_named(found.status_rank).label("status"),
        cells.cell_named(found.rank).label("cell"),
        cells.is_due_soon(found.rank, found.last_day, Plan.due_soon_days, day).label("due_soon"),
        found.percent_complete,
        found.shown_day.label("effective_due_date"),
        cells.late_from(found.last_day).label("late_from"),
        func.coalesce(found.days_overdue, cells.number(0)).label("days_overdue"),
        found.last_reported_at,
        cells.waiting_for(cells.status_named(found.status_rank)).label("waiting_for"),
        found.waiting_since,
        _leads(Task, Plan, view).label("leads"),
        coverage(Task, Plan, view).label("coverage"),
        Task.completion_rule,
        func.coalesce(found.unresolved, literal_column("false")).label("unresolved"),
        Task.starred,
        Task.external_refs,
        Task.version,
    )
