"""Delays that have an excuse: an objective cause confirmed by the office, with a document (NĐ 335/2025/NĐ-CP)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, and_, func, or_, select, true, tuple_

from app.access.reading import LIMIT, TODAY, for_caller
from app.agencies.queries import agency_ref
from app.kernel.reads import Rows, as_object, value
from app.obligations.models import Obligation
from app.obligations.queries import HISTORY, judged
from app.obligations.rules import TIMELINESS
from app.overview.counts import Shape, in_scope, within
from app.overview.listings import AFTER, listings
from app.plans.models import Plan
from app.reports.models import ReportReview
from app.tasks.cells import word
from app.tasks.models import Task
from app.tasks.shown import task_ref

PLACES: dict[str, type] = {"due_date": date, "obligation_id": UUID}


def is_delayed(counts_as: Any) -> ColumnElement[bool]:
    return or_(*(counts_as == word(one) for one in TIMELINESS["delayed"]))


def excuses() -> ColumnElement[bool]:
    """Whether a review excuses an obligation: that of the report that answers it, as it was known on the day."""
    of_answer = ReportReview.report_id == func.coalesce(Obligation.settled_by, Obligation.answered_by)
    return and_(of_answer, ReportReview.reviewed_on <= TODAY, ReportReview.excused_document.is_not(None))


def _page(shape: Shape) -> Rows:
    found = judged(shape.view)
    beside = (HISTORY,) if shape.view.as_of else ()
    shown = select(
        Obligation.id.label("obligation_id"),
        agency_ref(found.row.agency_id, "agency", Obligation, *beside).label("agency"),
        task_ref().label("task"),
        found.day.label("due_date"),
        found.row.answered_on,
        ReportReview.report_id,
        ReportReview.excused_document.label("document"),
        agency_ref(ReportReview.reviewed_by, "confirmed_by", ReportReview).label("confirmed_by"),
        ReportReview.reviewed_on.label("confirmed_on"),
    )
    item = as_object(shown, "shown", Obligation, Task, Plan, ReportReview, *beside).label("item")
    places = found.day, Obligation.id
    rows = select(item, found.day.label("due_date"), Obligation.id.label("obligation_id")).select_from(Obligation)
    for history in beside:
        rows = rows.join(history, true())
    joined = rows.join(Task, Task.id == Obligation.task_id).join(Plan, Plan.id == Obligation.plan_id)
    excused = joined.join(ReportReview, excuses()).where(in_scope(shape), is_delayed(found.counts_as), *within(shape))
    if AFTER in shape.filters:
        after = tuple_(value("after_due_date", Date()), value("after_obligation_id", Uuid()))
        excused = excused.where(tuple_(*places) > after)
    return for_caller(excused.order_by(*places).limit(LIMIT).subquery("rows"), *PLACES)


EXCUSED_DELAYS = listings(_page, PLACES)
