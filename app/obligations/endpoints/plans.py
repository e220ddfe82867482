"""The acts on a plan that open or end what is owed: publish, close, reopen."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from app.access.roles import Permission
from app.access.writer import Posting
from app.kernel.problems import NotFound, responses
from app.obligations import close, publish
from app.plans.endpoints import PlanPath
from app.plans.problems import FuturePublication, NobodyMayConfirm, NotADraft, NotYourPlan, PlanStateRefuses
from app.plans.schemas import Plan, PlanPublish, PlanReopen

router = APIRouter(prefix="/v1", tags=["Plans"])


@router.post(
    "/plans/{plan}/publish",
    response_model=Plan,
    responses=responses(NotFound, NotYourPlan, NotADraft, NobodyMayConfirm, FuturePublication),
)
async def publish_plan(
    writer: Posting, plan: PlanPath, wanted: Annotated[PlanPublish, Body(default_factory=PlanPublish)]
) -> Response:
    """Opens what every lead owes; from here on the plan changes by amendment."""
    async with writer.work(Permission.plan_write) as work:
        shown = await publish.publish_plan(work, plan, wanted)
        return await work.answer(shown)


@router.post(
    "/plans/{plan}/close",
    response_model=Plan,
    responses=responses(NotFound, NotYourPlan, PlanStateRefuses),
)
async def close_plan(writer: Posting, plan: PlanPath) -> Response:
    """Ends reporting; the counts stay as of this day."""
    async with writer.work(Permission.plan_write) as work:
        shown = await close.close_plan(work, plan)
        return await work.answer(shown)


@router.post(
    "/plans/{plan}/reopen",
    response_model=Plan,
    responses=responses(NotFound, NotYourPlan, PlanStateRefuses),
)
async def reopen_plan(writer: Posting, plan: PlanPath, wanted: PlanReopen) -> Response:
    """Lets reporting go on, with the document that says so; what became of events and agencies meanwhile is caught up with."""
    async with writer.work(Permission.plan_write) as work:
        shown = await close.reopen_plan(work, plan, wanted)
        return await work.answer(shown)
