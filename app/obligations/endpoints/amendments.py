"""`/v1/tasks/{id}/amendments`, and the history in which they stand beside everything else that happened to a task."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access.reading import Reading
from app.access.roles import Permission
from app.access.writing import Writing
from app.agencies.problems import UnknownAgency
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations import amend, amendment_queries, amendment_schemas
from app.obligations.amendment_problems import (
    AlreadyALead,
    AmendmentExists,
    DeadlineNotInForce,
    DeadlineNotRead,
    HeadingOwesNothing,
    NoSuchLead,
)
from app.plans.problems import NotYourPlan, OwnAgency, PlanStateRefuses
from app.tasks.problems import StatusRefuses
from app.tasks.queries import TASK

router = APIRouter(prefix="/v1", tags=["Tasks"])


@router.post(
    "/tasks/{task_id}/amendments",
    status_code=201,
    response_model=amendment_schemas.Amendment,
    responses=responses(
        NotFound,
        NotYourPlan,
        OwnAgency,
        PlanStateRefuses,
        StatusRefuses,
        AmendmentExists,
        HeadingOwesNothing,
        AlreadyALead,
        DeadlineNotInForce,
        DeadlineNotRead,
        NoSuchLead,
        UnknownAgency,
    ),
)
async def create_amendment(writer: Writing, task_id: UUID, draft: amendment_schemas.AmendmentCreate) -> Response:
    """Changes one thing of a published task, with the document that says so; what was before stays readable."""
    async with writer.work(Permission.plan_write) as work:
        shown = await amend.amend_task(work, task_id, draft)
    return writer.created(shown, f"/v1/tasks/{task_id}/amendments")


@router.get(
    "/tasks/{task_id}/amendments", response_model=amendment_schemas.AmendmentPage, responses=responses(NotFound)
)
async def list_amendments(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What its office has changed of a task since publication, oldest first."""
    await reader.must_see(TASK, Permission.task_read, id=task_id)
    return await reader.page(amendment_queries.AMENDMENTS, limit, cursor, {}, id=task_id)


@router.get("/tasks/{task_id}/history", response_model=amendment_schemas.StateChangePage, responses=responses(NotFound))
async def list_task_history(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What each lead of a task was from which day on, oldest first, and by which document when one has changed it."""
    await reader.must_see(TASK, Permission.task_read, id=task_id)
    return await reader.page(amendment_queries.HISTORY, limit, cursor, {}, id=task_id)
