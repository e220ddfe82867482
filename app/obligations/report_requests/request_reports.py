"""The office asks leads of its plan for a report by a day: each of them owes one more.

Who owes nothing any more is passed over and counted: `completed` means that nothing is owed, so the office reopens first.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.kernel.problems import Fault
from app.obligations.held import Held, held_pairs, record
from app.obligations.models import Obligation, ReportRequest
from app.obligations.open import write_obligations
from app.obligations.policy import takes_reports
from app.obligations.report_requests.problems import NobodyToAsk, ReportDayOver, TaskNotOfPlan
from app.obligations.report_requests.queries import REPORT_REQUEST
from app.obligations.report_requests.schemas import ReportRequestCreate
from app.obligations.rules import ObligationKind, ObligationState
from app.plans.models import Plan
from app.plans.office import office_plan, require_published
from app.plans.queries import visible_id
from app.tasks.models import Task, TaskAgencyState
from app.tasks.rules import Status

REQUEST_REPORT = "request_report"


async def request_reports(work: Work, wanted: ReportRequestCreate) -> tuple[UUID, Shown]:
    plan = await _plan(work, wanted.plan)
    if wanted.due_on < work.today:
        raise ReportDayOver(today=work.today.isoformat())
    held = await held_pairs(work, *await _pairs_named(work, plan, wanted))
    asked = [one for one in held if takes_reports(Status(one.pair.status))]
    if not asked:
        raise NobodyToAsk(skipped=len(held))
    request = _request(work, plan, wanted, skipped=len(held) - len(asked))
    work.session.add(request)
    await work.session.flush()  # the obligations refer to it
    await _open(work, request, asked)
    shown = await work.show(REPORT_REQUEST, id=request.id)
    await work.record("report_request", request.id, "create", plan_id=plan.id, after=shown[0])
    return request.id, shown


async def _plan(work: Work, reference: str) -> Plan:
    plan, _ = await office_plan(work, str(await visible_id(work, reference, "/plan")))
    require_published(plan)
    return plan


async def _pairs_named(work: Work, plan: Plan, wanted: ReportRequestCreate) -> list[ColumnElement[bool]]:
    """All that is not said is meant: also leads that are nobody in particular yet, who owe what a lead owes."""
    conditions: list[ColumnElement[bool]] = [TaskAgencyState.plan_id == plan.id]
    if wanted.tasks is not None:
        await _require_tasks(work, plan, wanted.tasks)
        conditions.append(TaskAgencyState.task_id.in_(wanted.tasks))
    leads = await _leads_named(work, wanted)
    if leads is not None:
        conditions.append(TaskAgencyState.agency_id.in_(leads))
    return conditions


async def _leads_named(work: Work, wanted: ReportRequestCreate) -> list[UUID] | None:
    if wanted.agencies is not None:
        return await agencies.agency_ids(work.session, wanted.agencies, "/agencies")
    if wanted.group is None:
        return None
    group = await agencies.group_named(work.session, wanted.group, "/group")
    return await agencies.members(work.session, group.id, work.today)


async def _require_tasks(work: Work, plan: Plan, named: list[UUID]) -> None:
    of_plan = await work.session.scalars(select(Task.id).where(Task.plan_id == plan.id, Task.id.in_(named)))
    known = set(of_plan)
    faults = [Fault(f"/tasks/{at}", TaskNotOfPlan.title) for at, one in enumerate(named) if one not in known]
    if faults:
        raise TaskNotOfPlan(faults=faults)


def _request(work: Work, plan: Plan, wanted: ReportRequestCreate, *, skipped: int) -> ReportRequest:
    return ReportRequest(
        id=wanted.id or uuid7(),
        plan_id=plan.id,
        due_on=wanted.due_on,
        text=wanted.text,
        document=wanted.document,
        skipped=skipped,
        requested_by=plan.monitoring_agency_id,
        token_id=work.caller.token_id,
        requested_at=work.now,
    )


async def _open(work: Work, request: ReportRequest, asked: Iterable[Held]) -> None:
    """The window begins today, and the day is not rolled: the office has named it."""
    opened = [(held, _row(work, request, held)) for held in asked]
    await write_obligations(work, [row for _, row in opened], work.today, REQUEST_REPORT)
    for held, row in opened:
        held.obligations.append(Obligation(**row))
    await record(work, [held for held, _ in opened], REQUEST_REPORT)


def _row(work: Work, request: ReportRequest, held: Held) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "pair_id": held.pair.id,
        "task_id": held.pair.task_id,
        "plan_id": held.pair.plan_id,
        "agency_id": held.pair.agency_id,
        "report_request_id": request.id,
        "kind": ObligationKind.progress_report.value,
        "state": ObligationState.open.value,
        "nominal_due_date": request.due_on,
        "effective_due_date": request.due_on,
        "original_due_date": request.due_on,
        "window_from": work.today,
        "opened_on": work.today,
        "opened_late": False,
        "not_yet": False,
        "sort_day": request.due_on,
        "version": 1,
    }
