"""Reads of reports. In a visible plan all reports are readable; a submitter reads its own agencies' only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    case,
    literal_column,
    or_,
    select,
    tuple_,
)

from app.access.reading import LIMIT, Listing, caller_agencies, caller_role, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.models import Agency
from app.agencies.queries import agency_ref
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value
from app.obligations.models import Obligation
from app.plans.models import Plan, Section
from app.plans.queries import visible_to_caller
from app.reports.models import ProgressReport, ReportReview
from app.reports.show import WAITING, written
from app.tasks.cells import word
from app.tasks.models import Task

IS_WAITING: ColumnElement[Any] = literal_column(f"'{written(WAITING)}'::json", JSON)


def _task() -> ColumnElement[Any]:
    section = select(Section.label).where(Section.id == Task.section_id).correlate(Task)
    columns = select(
        Task.id,
        Plan.code.label("plan"),
        section.scalar_subquery().label("section"),
        Task.number,
        Task.title,
    )
    return as_object(columns, "of_task", Task, Plan)


def _review() -> ColumnElement[Any]:
    """A report that answered a completion waits while that obligation does."""
    answered = select(Obligation.id).where(
        Obligation.answered_by == ProgressReport.id, Obligation.state == word("answered")
    )
    return case((answered.correlate(ProgressReport).exists(), IS_WAITING))


def _shown() -> Rows:
    report = ProgressReport
    return select(
        report.id,
        _task().label("task"),
        agency_ref(report.agency_id, "agency", report).label("agency"),
        report.obligation_id,
        report.status,
        report.percent_complete,
        report.percent_reason,
        report.summary,
        report.difficulties,
        report.cause,
        report.proposals,
        report.next_steps,
        report.no_change,
        report.result_documents,
        report.no_document_reason,
        report.captured_at,
        report.submitted_at,
        report.submitted_on,
        report.reported_by,
        report.supersedes_id,
        report.out_of_order,
        report.captured_at_implausible,
        report.settled,
        _review().label("review"),
        literal_column("'[]'::json", JSON).label("may"),
        literal_column("1", Integer).label("version"),
    )


def _reports(condition: ColumnElement[bool]) -> Rows:
    narrowed = or_(caller_role != word("submitter"), ProgressReport.agency_id == any_(caller_agencies))
    facts = (ProgressReport.id, ProgressReport.submitted_at, literal_column("1", Integer).label("version"))
    return (
        select(as_object(_shown(), "shown", ProgressReport, Task, Plan).label("item"), *facts)
        .select_from(ProgressReport)
        .join(Task, Task.id == ProgressReport.task_id)
        .join(Plan, Plan.id == ProgressReport.plan_id)
        .where(and_(visible_to_caller(), narrowed), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _reports(condition).order_by(ProgressReport.submitted_at, ProgressReport.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "submitted_at", "id")


def _of_agency() -> ColumnElement[bool]:
    found = select(Agency.id).where(Agency.id == ProgressReport.agency_id, same_thing(Agency, "agency"))
    return found.correlate(ProgressReport).exists()


def _returned(day: ColumnElement[bool]) -> ColumnElement[bool]:
    """Sent back, on a day of which the condition holds."""
    found = select(ReportReview.id).where(
        ReportReview.report_id == ProgressReport.id, ReportReview.action == word("return")
    )
    return found.where(day).correlate(ProgressReport).exists()


REPORTS = Listing(
    Shapes(
        _page,
        {
            "plan": same_thing(Plan, "plan"),
            "task": ProgressReport.task_id == value("task", Uuid()),
            "agency": _of_agency(),
            "status": ProgressReport.status == value("status", Text()),
            "has_difficulties": ProgressReport.difficulties.is_not(None) == value("has_difficulties", Boolean()),
            "submitted_from": ProgressReport.submitted_on >= value("submitted_from", Date()),
            "submitted_to": ProgressReport.submitted_on <= value("submitted_to", Date()),
            "returned_from": _returned(ReportReview.reviewed_on >= value("returned_from", Date())),
            "returned_to": _returned(ReportReview.reviewed_on <= value("returned_to", Date())),
            "after": tuple_(ProgressReport.submitted_at, ProgressReport.id)
            > tuple_(value("after_submitted_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.report_read,
    {"submitted_at": datetime, "id": UUID},
)
REPORT = Compiled(for_caller(_reports(ProgressReport.id == value("id", Uuid())).subquery("rows")))
