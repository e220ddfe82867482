"""The rows of an export: what a document tells of a task, in the order of the plans' rows, by the filters of `/v1/tasks`.

A statement of its own: the JSON of the interface holds three times as much, and not what a document needs of a report.
"""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    LargeBinary,
    Uuid,
    and_,
    any_,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from app.access.reading import TODAY, for_caller
from app.agencies.models import Agency
from app.documents.exports.asking import PAGE, Ask
from app.documents.exports.leads import FIRST_LEADS
from app.kernel.reads import Compiled, Rows, Shapes, as_list, as_object, value
from app.obligations.models import Amendment, Obligation
from app.obligations.queries import HISTORY, judged
from app.obligations.rules import ObligationState
from app.plans.models import Plan, Section
from app.reports.models import ProgressReport
from app.tasks import cells, queries
from app.tasks.models import Assignment, Task, TaskDeadline
from app.tasks.parameters import TasksAsked
from app.tasks.rules import Status
from app.tasks.shown import PAIRS
from app.tasks.views import VIEWS, View, is_there, judged_on, pairs
from app.tasks.visible import visible_tasks

ID_BYTES = 16
TOLD = ("summary", "result_documents", "no_document_reason", "difficulties", "proposals")
MORE: ColumnElement[Any] = literal_column("'true'::json")


def _names(role: str, written: Any) -> ColumnElement[Any]:
    """The cell as written; once an amendment has put another in the place of one it names, those named on that day."""
    of_role = Assignment.task_id == Task.id, Assignment.role == cells.word(role)
    has_ended = select(Assignment.id).where(*of_role, Assignment.ended_on <= TODAY).correlate(Task).exists()
    standing = or_(Assignment.ended_on.is_(None), Assignment.ended_on > TODAY)
    in_order = ~Assignment.is_primary, Assignment.position
    listed = func.string_agg(Assignment.text, literal_column("'; '")).aggregate_order_by(*in_order)
    named = select(listed).where(*of_role, standing).correlate(Task).scalar_subquery()
    return case((and_(written.is_not(None), ~has_ended), written), else_=named)


def _annex_columns() -> tuple[Any, ...]:
    section = select(Section.id, Section.label, Section.title).where(Section.id == Task.section_id)
    return (
        Plan.code.label("plan"),
        as_object(section, "of_section", Task).label("section"),
        Task.number,
        Task.title,
        _names("lead", Task.lead_text).label("lead"),
        _names("coordinating", Task.coordinating_text).label("coordinating"),
        _phrases().label("phrases"),
        Task.deliverable,
        Task.notes,
        Task.is_heading,
    )


def _phrases() -> ColumnElement[Any]:
    """Those that the task had on that day, of which one is in force in its deadline cell."""
    said = select(
        TaskDeadline.id, TaskDeadline.source, TaskDeadline.text, TaskDeadline.replaces_id, TaskDeadline.position
    )
    by = Amendment.id == TaskDeadline.amendment_id
    known = said.outerjoin(Amendment, by).where(or_(Amendment.id.is_(None), Amendment.amended_on <= TODAY))
    return as_list(known.where(TaskDeadline.task_id == Task.id), "phrase", ["position"], Task)


def _owed(view: View, pair: Any) -> Any:
    """Of what a pair owes on that day: the nominal day of the one it shows, and when what is settled was answered."""
    found = judged(view)
    row = found.row
    shown = found.day == cells.shown_day(pair)
    settled = row.state == cells.word(ObligationState.settled)
    of_pair = select(
        func.min(row.nominal_due_date).filter(shown).label("nominal_due_date"),
        func.max(row.answered_on).filter(settled).label("answered_on"),
    ).select_from(Obligation)
    joined = of_pair.join(HISTORY, true()) if view.as_of else of_pair
    return joined.where(Obligation.pair_id == pair.id).correlate(pair).lateral("owed")


def _leads(view: View) -> ColumnElement[Any]:
    pair, day = pairs(view, "lead_pair"), judged_on(Plan)
    owed = _owed(view, pair)
    agency = select(Agency.name).where(Agency.id == pair.agency_id).correlate(pair).scalar_subquery()
    as_named = select(Assignment.text).where(Assignment.id == pair.assignment_id).correlate(pair).scalar_subquery()
    columns = select(
        func.coalesce(agency, as_named).label("name"),
        pair.status,
        pair.blocked,
        cells.cell(pair, day).label("cell"),
        cells.is_due_soon(cells.rank(pair, day), cells.last_day(pair), Plan.due_soon_days, day).label("due_soon"),
        pair.percent,
        owed.c.nominal_due_date,
        cells.shown_day(pair).label("effective_due_date"),
        cells.days_overdue(pair, day).label("days_overdue"),
        case((pair.status == cells.word(Status.completed), owed.c.answered_on)).label("done_on"),
        _local_day(pair.last_reported_at).label("last_reported_on"),
        pair.last_report_id,
        pair.position,
    ).select_from(pair)
    of_task = columns.join(owed, true()).where(pair.task_id == Task.id)
    return as_list(of_task, "lead", ["position"], Task, Plan)


def _local_day(instant: Any) -> ColumnElement[Any]:
    return func.timezone(cells.word("Asia/Ho_Chi_Minh"), instant).cast(Date)


def _reports(view: View) -> ColumnElement[Any]:
    """The newest report of each lead. Each text of the first that have one; of the others that there is one, to be counted."""
    pair, report = pairs(view, "telling_pair"), ProgressReport
    columns = select(
        report.id,
        report.no_change,
        *(_of_the_first(getattr(report, name), pair) for name in TOLD),
        pair.position,
    )
    last = columns.join_from(pair, report, report.id == pair.last_report_id)
    return as_list(last.where(pair.task_id == Task.id), "report", ["position"], Task)


def _of_the_first(column: Any, pair: Any) -> ColumnElement[Any]:
    is_there = column.is_not(None)
    if column is ProgressReport.result_documents:
        is_there = func.json_array_length(column) > cells.number(0)
    in_order = pair.status == cells.word(Status.cancelled), pair.position
    place = func.row_number().over(partition_by=is_there, order_by=in_order)
    is_told = and_(is_there, place <= cells.number(FIRST_LEADS))
    return case((is_told, func.to_json(column)), (is_there, MORE)).label(column.key)


def _progress_columns(view: View) -> tuple[Any, ...]:
    found = PAIRS[view].c
    soon = cells.is_due_soon(found.rank, found.last_day, Plan.due_soon_days, judged_on(Plan))
    return (
        cells.cell_named(found.rank).label("cell"),
        soon.label("due_soon"),
        _leads(view).label("leads"),
        _reports(view).label("reports"),
    )


def _in_view(view: View, *columns: Any) -> Any:
    rows = select(*columns).select_from(Task).join(Plan, Plan.id == Task.plan_id).join(PAIRS[view], true())
    return rows.where(visible_tasks(), is_there(Plan, view))


def _found(view: View, condition: ColumnElement[bool]) -> Rows:
    ids = func.string_agg(func.uuid_send(Task.id), literal_column("''::bytea", LargeBinary))
    in_order = ids.aggregate_order_by(Task.plan_id, Task.position)
    return for_caller(_in_view(view, in_order.label("item")).where(condition).subquery("rows"))


def _page(view: View, progress: bool) -> Rows:
    columns = select(*_annex_columns(), *(_progress_columns(view) if progress else ()))
    item = as_object(columns, "exported", Task, Plan, PAIRS[view]).label("item")
    page = _in_view(view, item, Task.plan_id, Task.position).where(Task.id == any_(value("ids", ARRAY(Uuid))))
    return for_caller(page.subquery("rows"), "plan_id", "position")


# The ids of all that the filters find, in their order, sixteen bytes each: found once, for a page that began where another ended
# would have the filters ask all the rows behind it again.
FOUND = {view: Shapes(partial(_found, view), queries.filters(view)) for view in VIEWS}
# What is told of a page of them; with progress, and without: as the annex was published.
ROWS: Mapping[bool, Mapping[View, Compiled]] = {
    progress: {view: Compiled(_page(view, progress)) for view in VIEWS} for progress in (True, False)
}


async def pages(ask: Ask, of: TasksAsked, *, progress: bool, size: int = PAGE) -> AsyncIterator[list[asyncpg.Record]]:
    """The rows of the tasks asked for, a page at a time."""
    view, filters = of.asked.view, {name: one for name, one in of.filters.items() if one is not None}
    found = await ask(FOUND[view].compiled(tuple(filters)), **of.values, **filters)
    ids = found[0]["item"] if found else b""
    for start in range(0, len(ids), size * ID_BYTES):
        page = ids[start : start + size * ID_BYTES]
        wanted = [UUID(bytes=page[at : at + ID_BYTES]) for at in range(0, len(page), ID_BYTES)]
        yield await ask(ROWS[progress][view], ids=wanted, today=of.asked.today)
