"""Reads of requests for a later day: visible as the reports of their plan are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Text, Uuid, and_, func, select, tuple_

from app.access.caller import Caller
from app.access.reading import LIMIT, Listing, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_asked, agency_ref
from app.kernel.reads import Compiled, Rows, Shapes, as_list, as_object, spliced, value
from app.obligations.extensions.rules import ExtensionState, RequestFacts
from app.obligations.models import ExtensionDecision, ExtensionRequest, Obligation
from app.obligations.policy import extension_may
from app.obligations.queries import has_a_day, obligation_task, visible_obligations
from app.plans.models import Plan
from app.plans.policy import PlanFacts
from app.plans.queries import caller_facts
from app.tasks.models import Task
from app.tasks.named import NAMES

WANTED_ON: ColumnElement[Any] = func.coalesce(ExtensionRequest.counter_due_on, ExtensionRequest.requested_due_on)


def _decisions() -> ColumnElement[Any]:
    step = ExtensionDecision
    columns = select(
        step.id,
        step.action,
        step.due_on.label("due_date"),
        step.document,
        step.reason,
        agency_ref(step.decided_by, "agency", step).label("by"),
        step.decided_at.label("at"),
    )
    return as_list(columns.where(step.request_id == ExtensionRequest.id), "decision", ["at", "id"], ExtensionRequest)


def _shown() -> Rows:
    request = ExtensionRequest
    return select(
        request.id,
        request.obligation_id,
        obligation_task().label("task"),
        agency_ref(request.agency_id, "agency", request).label("agency"),
        request.present_due_on.label("present_due_date"),
        request.requested_due_on.label("requested_due_date"),
        request.counter_due_on.label("counter_due_date"),
        request.reason,
        request.document,
        request.state,
        _decisions().label("decisions"),
        request.requested_on,
        request.requested_at,
        request.version,
    )


def _requests(condition: ColumnElement[bool]) -> Rows:
    request = ExtensionRequest
    facts = (
        request.id,
        request.requested_at,
        request.version,
        request.state,
        request.agency_id,
        request.plan_id,
        Plan.status.label("plan_status"),
        Plan.monitoring_agency_id,
        Plan.self_review,
        and_(has_a_day(Obligation), Obligation.effective_due_date < WANTED_ON).label("can_be_put_off"),
    )
    return (
        select(as_object(_shown(), "shown", request, Task, Plan).label("item"), *facts)
        .select_from(request)
        .join(Obligation, Obligation.id == request.obligation_id)
        .join(Task, Task.id == request.task_id)
        .join(Plan, Plan.id == request.plan_id)
        .where(visible_obligations(request), condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    request = ExtensionRequest
    rows = _requests(condition).order_by(request.requested_at, request.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "requested_at", "id")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    plan = PlanFacts(row["plan_id"], row["plan_status"], row["monitoring_agency_id"])
    request = RequestFacts(
        agency=row["agency_id"], state=ExtensionState(row["state"]), can_be_put_off=row["can_be_put_off"]
    )
    may = extension_may(caller_facts(caller), plan, request, self_review=row["self_review"])
    return spliced(row["item"], may=may)


EXTENSION_REQUESTS = Listing(
    Shapes(
        _page,
        {
            "plan": same_thing(Plan, "plan"),
            "task": ExtensionRequest.task_id == value("task", Uuid()),
            "agency": ExtensionRequest.agency_id.in_(agency_asked()),
            "state": ExtensionRequest.state == value("state", Text()),
            "after": tuple_(ExtensionRequest.requested_at, ExtensionRequest.id)
            > tuple_(value("after_requested_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.obligation_read,
    {"requested_at": datetime, "id": UUID},
    with_may,
    NAMES,
)
EXTENSION_REQUEST = Compiled(for_caller(_requests(ExtensionRequest.id == value("id", Uuid())).subquery("rows")))
