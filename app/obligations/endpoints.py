"""`/v1/obligations`, and the acts on a plan that open or end what is owed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writing import Writing
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations import close, publish, queries, schemas
from app.obligations.rules import ObligationKind, ObligationState
from app.plans.endpoints import PlanPath
from app.plans.problems import FuturePublication, NotADraft, NotYourPlan, PlanStateRefuses
from app.plans.schemas import Plan, PlanPublish, PlanReopen
from app.tasks.endpoints import DayFilter, FlagFilter, IdFilter, ReferenceFilter
from app.tasks.queries import TASK

router = APIRouter(prefix="/v1", tags=["Obligations"])


@router.get("/obligations", response_model=schemas.ObligationPage)
async def list_obligations(
    reader: Reading,
    agency: ReferenceFilter = None,
    group: ReferenceFilter = None,
    plan: ReferenceFilter = None,
    task: IdFilter = None,
    kind: Annotated[ObligationKind | SkipJsonSchema[None], Query()] = None,
    state: Annotated[ObligationState | SkipJsonSchema[None], Query()] = None,
    late: FlagFilter = None,
    due_from: DayFilter = None,
    due_to: DayFilter = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Who owes what, the earliest day first and what has no day last. An agency's worklist is `agency=…&state=open`."""
    filters = {
        "agency": agency,
        "group": group,
        "plan": plan,
        "task": task,
        "kind": kind,
        "state": state,
        "late": late,
        "due_from": due_from,
        "due_to": due_to,
    }
    return await reader.page(
        queries.OBLIGATIONS,
        limit,
        cursor,
        filters,
        **naming(agency, "agency"),
        **naming(group, "group"),
        **naming(plan, "plan"),
    )


@router.get("/obligations/{obligation_id}", response_model=schemas.Obligation, responses=responses(NotFound))
async def get_obligation(reader: Reading, obligation_id: UUID) -> Response:
    """One obligation."""
    return await reader.one(queries.OBLIGATION, Permission.obligation_read, queries.with_may, id=obligation_id)


@router.get("/tasks/{task_id}/obligations", response_model=schemas.ObligationPage, responses=responses(NotFound))
async def list_task_obligations(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What all the leads of one task owe."""
    await reader.must_see(TASK, Permission.obligation_read, id=task_id)
    return await reader.page(queries.OBLIGATIONS, limit, cursor, {"task": task_id})


@router.post(
    "/plans/{plan}/publish",
    response_model=Plan,
    tags=["Plans"],
    responses=responses(NotFound, NotYourPlan, NotADraft, FuturePublication),
)
async def publish_plan(writer: Writing, plan: PlanPath, wanted: PlanPublish) -> Response:
    """Opens what every lead owes; from here on the plan changes by amendment."""
    async with writer.work(Permission.plan_write) as work:
        shown = await publish.publish_plan(work, plan, wanted)
    return writer.answer(shown)


@router.post(
    "/plans/{plan}/close",
    response_model=Plan,
    tags=["Plans"],
    responses=responses(NotFound, NotYourPlan, PlanStateRefuses),
)
async def close_plan(writer: Writing, plan: PlanPath) -> Response:
    """Ends reporting; the counts stay as of this day."""
    async with writer.work(Permission.plan_write) as work:
        shown = await close.close_plan(work, plan)
    return writer.answer(shown)


@router.post(
    "/plans/{plan}/reopen",
    response_model=Plan,
    tags=["Plans"],
    responses=responses(NotFound, NotYourPlan, PlanStateRefuses),
)
async def reopen_plan(writer: Writing, plan: PlanPath, wanted: PlanReopen) -> Response:
    """Lets reporting go on, with the document that says so."""
    async with writer.work(Permission.plan_write) as work:
        shown = await close.reopen_plan(work, plan, wanted)
    return writer.answer(shown)
