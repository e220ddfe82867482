"""Reads of reports. In a visible plan all reports are readable; a submitter reads its own agencies' only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Text,
    Uuid,
    and_,
    any_,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from app.access.caller import Caller
from app.access.reading import LIMIT, Listing, caller_agencies, caller_role, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_asked, agency_ref
from app.kernel.reads import Compiled, Rows, Shapes, as_object, spliced, value
from app.obligations.models import Obligation
from app.plans.models import Plan
from app.plans.policy import PlanFacts
from app.plans.queries import caller_facts, visible_to_caller
from app.reports.models import ProgressReport, ReportReview
from app.reports.policy import ReportFacts, report_may
from app.reports.review_rules import STATE_OF, ReviewState
from app.reports.rules import Source
from app.reports.show import WAITING, written
from app.tasks.cells import number, word
from app.tasks.models import Task, TaskAgencyState
from app.tasks.named import NAMES
from app.tasks.rules import Status
from app.tasks.shown import task_ref

IS_WAITING: ColumnElement[Any] = literal_column(f"'{written(WAITING)}'::json", JSON)


# What the report answers now. Through the pair, whose obligations are few and lie together.
ANSWERS = (
    select(
        func.count().label("count"),
        func.coalesce(func.bool_or(Obligation.state == word("answered")), literal_column("false")).label("waits"),
    )
    .where(Obligation.pair_id == ProgressReport.pair_id, Obligation.answered_by == ProgressReport.id)
    .correlate(ProgressReport)
    .lateral("answers")
)
# A newer report has answered instead what this one had answered or settled.
IS_SUPERSEDED = and_(func.json_array_length(ProgressReport.settled) > number(0), ANSWERS.c.count == number(0))
BESIDE = (ProgressReport, ReportReview, ANSWERS)


# It is written once, and reviewed or withdrawn once.
VERSION: ColumnElement[Any] = case((ReportReview.id.is_(None), number(1)), else_=number(2))


def _review() -> ColumnElement[Any]:
    """What became of the report; one that answered a completion waits while that obligation does."""
    review = ReportReview
    columns = select(
        case(*((review.action == word(action), word(state)) for action, state in STATE_OF.items())).label("state"),
        agency_ref(review.reviewed_by, "by", review).label("by"),
        review.reviewed_at.label("at"),
        review.note,
        review.respond_by,
        review.counted_on,
        review.counted_reason,
        review.excused_document,
        review.is_self_review.label("self_review"),
    )
    reviewed = as_object(columns, "reviewed", review)
    return case((review.id.is_not(None), reviewed), (ANSWERS.c.waits, IS_WAITING))


def _shown() -> Rows:
    report = ProgressReport
    return select(
        report.id,
        task_ref().label("task"),
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
        report.source,
        func.encode(report.source_digest, word("hex")).label("source_digest"),
        func.coalesce(ReportReview.settled, report.settled).label("settled"),
        _review().label("review"),
        VERSION.label("version"),
    )


def visible_reports() -> ColumnElement[bool]:
    narrowed = or_(caller_role != word("submitter"), ProgressReport.agency_id == any_(caller_agencies))
    return and_(visible_to_caller(), narrowed)


def _reports(condition: ColumnElement[bool]) -> Rows:
    facts = (
        ProgressReport.id,
        ProgressReport.submitted_at,
        ProgressReport.agency_id,
        ProgressReport.plan_id,
        Plan.status.label("plan_status"),
        Plan.monitoring_agency_id,
        Plan.self_review,
        TaskAgencyState.status.label("pair_status"),
        TaskAgencyState.agency_id.label("led_by"),
        ReportReview.id.is_not(None).label("reviewed"),
        func.coalesce(ReportReview.action != word("return"), literal_column("false")).label("ended"),
        IS_SUPERSEDED.label("superseded"),
        VERSION.label("version"),
    )
    return (
        select(as_object(_shown(), "shown", *BESIDE, Task, Plan).label("item"), *facts)
        .select_from(ProgressReport)
        .join(Task, Task.id == ProgressReport.task_id)
        .join(Plan, Plan.id == ProgressReport.plan_id)
        .join(TaskAgencyState, TaskAgencyState.id == ProgressReport.pair_id)
        .join(ReportReview, ReportReview.report_id == ProgressReport.id, isouter=True)
        .join(ANSWERS, true())
        .where(visible_reports(), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _reports(condition).order_by(ProgressReport.submitted_at, ProgressReport.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "submitted_at", "id")


def facts_of(row: Mapping[str, Any]) -> ReportFacts:
    return ReportFacts(
        agency=row["agency_id"],
        led_by=row["led_by"],
        plan=PlanFacts(row["plan_id"], row["plan_status"], row["monitoring_agency_id"]),
        self_review=row["self_review"],
        pair_status=Status(row["pair_status"]),
        reviewed=row["reviewed"],
        ended=row["ended"],
        superseded=row["superseded"],
    )


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    return spliced(row["item"], may=report_may(caller_facts(caller), facts_of(row)))


def _with_review() -> dict[str, ColumnElement[bool]]:
    """A filter for each state, so that the office's queue is planned as the few rows it is."""
    waiting = select(Obligation.answered_by).where(Obligation.state == word("answered"))
    neither = and_(ReportReview.id.is_(None), ~ANSWERS.c.waits)
    found = {ReviewState.waiting: ProgressReport.id.in_(waiting), ReviewState.none: neither}
    reviewed = {state: ReportReview.action == word(action) for action, state in STATE_OF.items()}
    return {f"review_{state}": one for state, one in (found | reviewed).items()}


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
            "agency": ProgressReport.agency_id.in_(agency_asked()),
            "status": ProgressReport.status == value("status", Text()),
            "has_difficulties": ProgressReport.difficulties.is_not(None) == value("has_difficulties", Boolean()),
            "submitted_from": ProgressReport.submitted_on >= value("submitted_from", Date()),
            "submitted_to": ProgressReport.submitted_on <= value("submitted_to", Date()),
            **{f"source_{one}": ProgressReport.source == word(one) for one in Source},
            **_with_review(),
            "returned_from": _returned(ReportReview.reviewed_on >= value("returned_from", Date())),
            "returned_to": _returned(ReportReview.reviewed_on <= value("returned_to", Date())),
            "after": tuple_(ProgressReport.submitted_at, ProgressReport.id)
            > tuple_(value("after_submitted_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.report_read,
    {"submitted_at": datetime, "id": UUID},
    with_may,
    NAMES,
)
REPORT = Compiled(for_caller(_reports(ProgressReport.id == value("id", Uuid())).subquery("rows")))
NAMED = Compiled(for_caller(_reports(ProgressReport.id == any_(value("ids", ARRAY(Uuid())))).subquery("rows")))
