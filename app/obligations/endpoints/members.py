"""`/v1/tasks/{id}/assignments/{id}/members`: who is meant by a name that publication could not resolve."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access.roles import Permission
from app.access.writing import Writing
from app.agencies.problems import UnknownAgency
from app.kernel.problems import NotFound, responses
from app.obligations import amendment_schemas
from app.obligations.amendment_problems import MembersAreFixed, MembersStay
from app.obligations.name_members import name_members
from app.plans.problems import NotYourPlan, PlanStateRefuses
from app.tasks.problems import StatusRefuses
from app.tasks.schemas import Task

router = APIRouter(prefix="/v1", tags=["Tasks"])


@router.put(
    "/tasks/{task_id}/assignments/{assignment_id}/members",
    response_model=Task,
    responses=responses(
        NotFound,
        NotYourPlan,
        PlanStateRefuses,
        StatusRefuses,
        MembersAreFixed,
        MembersStay,
        UnknownAgency,
    ),
)
async def put_members(
    writer: Writing, task_id: UUID, assignment_id: UUID, wanted: amendment_schemas.MembersNamed
) -> Response:
    """Names the agencies that lead; each owes every completion and the reports due from today on. A task without any lead gets
    its assignment by this, under an id of the client's making.
    """
    async with writer.work(Permission.plan_write) as work:
        shown = await name_members(work, task_id, assignment_id, wanted)
    return writer.answer(shown)
