"""`/v1/tasks/{id}/amendments`, the history in which they stand beside everything else that happened to a task, and
`/assignments/{id}/members`: who is meant by a name that publication could not resolve.
"""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access.reading import Reading
from app.access.roles import Permission
from app.access.writer import IfMatch, Posting, Writing
from app.agencies.problems import UnknownAgency
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, Stale, responses
from app.obligations.amendments import amend, queries, schemas
from app.obligations.amendments.name_members import name_members
from app.obligations.amendments.problems import (
    AlreadyALead,
    AmendmentExists,
    DeadlineNotInForce,
    DeadlineNotRead,
    HeadingOwesNothing,
    MembersAreFixed,
    MembersStay,
    NoSuchLead,
)
from app.plans.problems import NotYourPlan, OwnAgency, PlanStateRefuses
from app.tasks.problems import StatusRefuses
from app.tasks.queries import TASK
from app.tasks.schemas import Task

router = APIRouter(prefix="/v1", tags=["Tasks"])


@router.post(
    "/tasks/{task_id}/amendments",
    status_code=201,
    response_model=schemas.Amendment,
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
async def create_amendment(writer: Posting, task_id: UUID, draft: schemas.AmendmentCreate) -> Response:
    """Changes one thing of a published task, with the document that says so; what was before stays readable."""
    async with writer.work(Permission.plan_write) as work:
        shown = await amend.amend_task(work, task_id, draft)
        return await work.created(shown, f"/v1/tasks/{task_id}/amendments")


@router.get("/tasks/{task_id}/amendments", response_model=schemas.AmendmentPage, responses=responses(NotFound))
async def list_amendments(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What its office has changed of a task since publication, oldest first."""
    await reader.must_see(TASK, Permission.task_read, id=task_id)
    return await reader.page(queries.AMENDMENTS, limit, cursor, {}, id=task_id)


@router.get("/tasks/{task_id}/history", response_model=schemas.StateChangePage, responses=responses(NotFound))
async def list_task_history(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What each lead of a task was from which day on, oldest first, and by which document when one has changed it."""
    await reader.must_see(TASK, Permission.task_read, id=task_id)
    return await reader.page(queries.HISTORY, limit, cursor, {}, id=task_id)


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
        Stale,
    ),
)
async def put_members(
    writer: Writing, task_id: UUID, assignment_id: UUID, wanted: schemas.MembersNamed, if_match: IfMatch = None
) -> Response:
    """Names the agencies that lead; each owes every completion and the reports due from today on. A task without any lead gets
    its assignment by this, under an id of the client's making.
    """
    async with writer.work(Permission.plan_write) as work:
        shown = await name_members(work, task_id, assignment_id, wanted, if_match)
        return await work.answer(shown)
