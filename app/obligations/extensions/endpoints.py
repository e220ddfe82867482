"""`/v1/extension-requests`, and those of a task: a lead asks for a later day, the office decides."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import Posting
from app.agencies.problems import UnknownAgency
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations.extensions import answer, decide, extend, problems, queries, schemas
from app.obligations.extensions.rules import ExtensionState
from app.plans.problems import NotYourPlan, OwnAgency, PlanStateRefuses
from app.tasks.parameters import AgencyFilter, IdFilter, ReferenceFilter
from app.tasks.problems import StatusRefuses

router = APIRouter(prefix="/v1", tags=["Obligations"])
STEP = (NotFound, PlanStateRefuses, problems.ExtensionStateRefuses, problems.NothingToExtend)


@router.post(
    "/tasks/{task_id}/extension-requests",
    status_code=201,
    response_model=schemas.ExtensionRequest,
    responses=responses(
        NotFound,
        problems.NotALead,
        PlanStateRefuses,
        StatusRefuses,
        problems.NothingToExtend,
        problems.NameWhatToExtend,
        problems.ExtensionPending,
        problems.NotALaterDay,
        UnknownAgency,
    ),
)
async def create_extension_request(writer: Posting, task_id: UUID, wanted: schemas.ExtensionRequestCreate) -> Response:
    """Asks for a later day of something the agency owes for a task it leads; also once the day is over."""
    async with writer.work(Permission.extension_request) as work:
        request_id, shown = await extend.request_extension(work, task_id, wanted)
        return await work.created(shown, f"/v1/extension-requests/{request_id}")


@router.get("/extension-requests", response_model=schemas.ExtensionRequestPage)
async def list_extension_requests(
    reader: Reading,
    plan: ReferenceFilter = None,
    task: IdFilter = None,
    agency: AgencyFilter = None,
    state: Annotated[ExtensionState | SkipJsonSchema[None], Query()] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Requests in the order in which they were made; `state=open` are those that wait for the office."""
    filters = {"plan": plan, "task": task, "agency": agency, "state": state}
    return await reader.page(
        queries.EXTENSION_REQUESTS,
        limit,
        cursor,
        filters,
        **naming(plan, "plan"),
        **naming(agency, "agency"),
    )


@router.get(
    "/extension-requests/{request_id}",
    response_model=schemas.ExtensionRequest,
    responses=responses(NotFound),
)
async def get_extension_request(reader: Reading, request_id: UUID) -> Response:
    """One request, with every step since."""
    return await reader.one(queries.EXTENSION_REQUEST, Permission.obligation_read, queries.with_may, id=request_id)


@router.post(
    "/extension-requests/{request_id}/decision",
    response_model=schemas.ExtensionRequest,
    responses=responses(*STEP, NotYourPlan, OwnAgency, problems.NotALaterDay),
)
async def decide_extension_request(writer: Posting, request_id: UUID, wanted: schemas.ExtensionDecide) -> Response:
    """Approves with a document, which moves the day; rejects with a reason; or offers another day to accept or decline."""
    async with writer.work(Permission.plan_write) as work:
        shown = await decide.decide_extension(work, request_id, wanted)
        return await work.answer(shown)


@router.post(
    "/extension-requests/{request_id}/answer",
    response_model=schemas.ExtensionRequest,
    responses=responses(*STEP, problems.NotALead),
)
async def answer_extension_request(writer: Posting, request_id: UUID, wanted: schemas.ExtensionAnswer) -> Response:
    """Accepts the day the office has offered, which moves it, or declines it."""
    async with writer.work(Permission.extension_request) as work:
        shown = await answer.answer_extension(work, request_id, wanted)
        return await work.answer(shown)


@router.post(
    "/extension-requests/{request_id}/withdraw",
    response_model=schemas.ExtensionRequest,
    responses=responses(*STEP, problems.NotALead),
)
async def withdraw_extension_request(
    writer: Posting,
    request_id: UUID,
    wanted: Annotated[schemas.ExtensionWithdraw, Body(default_factory=schemas.ExtensionWithdraw)],
) -> Response:
    """Takes the request back while nothing has come of it."""
    async with writer.work(Permission.extension_request) as work:
        shown = await answer.withdraw_extension(work, request_id, wanted)
        return await work.answer(shown)
