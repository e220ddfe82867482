"""Reads of requests for reports: of visible plans; a submitter sees those that ask something of its agencies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Integer, Uuid, any_, func, literal_column, or_, select, tuple_

from app.access.reading import LIMIT, Listing, caller_agencies, caller_role, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_ref
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value
from app.obligations.models import Obligation, ReportRequest
from app.plans.models import Plan
from app.plans.queries import visible_to_caller
from app.tasks.cells import word
from app.tasks.named import NAMES

_sees_all: ColumnElement[bool] = caller_role != word("submitter")
_opened = (
    Obligation.report_request_id == ReportRequest.id,
    or_(_sees_all, Obligation.agency_id == any_(caller_agencies)),
)


def _requests(condition: ColumnElement[bool]) -> Rows:
    opened = select(func.count()).select_from(Obligation).where(*_opened).correlate(ReportRequest)
    asks = select(Obligation.id).where(*_opened).correlate(ReportRequest)
    version: ColumnElement[Any] = literal_column("1", Integer).label("version")
    shown = select(
        ReportRequest.id,
        as_object(select(Plan.id, Plan.code), "of_plan", Plan).label("plan"),
        ReportRequest.due_on,
        ReportRequest.text,
        ReportRequest.document,
        agency_ref(ReportRequest.requested_by, "requester", ReportRequest).label("requested_by"),
        ReportRequest.requested_at,
        opened.scalar_subquery().label("obligations"),
        ReportRequest.skipped,
        version,
    )
    item = as_object(shown, "shown", ReportRequest, Plan).label("item")
    return (
        select(item, ReportRequest.id, ReportRequest.requested_at, version)
        .select_from(ReportRequest)
        .join(Plan, Plan.id == ReportRequest.plan_id)
        .where(visible_to_caller(), or_(_sees_all, asks.exists()), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _requests(condition).order_by(ReportRequest.requested_at, ReportRequest.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "requested_at", "id")


REPORT_REQUESTS = Listing(
    Shapes(
        _page,
        {
            "plan": same_thing(Plan, "plan"),
            "after": tuple_(ReportRequest.requested_at, ReportRequest.id)
            > tuple_(value("after_requested_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.obligation_read,
    {"requested_at": datetime, "id": UUID},
    names=NAMES,
)
REPORT_REQUEST = Compiled(for_caller(_requests(ReportRequest.id == value("id", Uuid())).subquery("rows")))
