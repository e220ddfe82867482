"""`/v1/report-requests`: the office asks for reports beside those that deadlines and policy ask for."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import Posting
from app.agencies.problems import UnknownAgency, UnknownGroup
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations.report_requests import problems, queries, request_reports, schemas
from app.plans.problems import NotYourPlan, PlanStateRefuses, UnknownPlan
from app.tasks.parameters import ReferenceFilter

router = APIRouter(prefix="/v1", tags=["Obligations"])


@router.get("/report-requests", response_model=schemas.ReportRequestPage)
async def list_report_requests(
    reader: Reading, plan: ReferenceFilter = None, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What offices have asked for, in the order in which they did."""
    return await reader.page(queries.REPORT_REQUESTS, limit, cursor, {"plan": plan}, **naming(plan, "plan"))


@router.post(
    "/report-requests",
    status_code=201,
    response_model=schemas.ReportRequest,
    responses=responses(
        NotYourPlan,
        PlanStateRefuses,
        problems.ReportRequestExists,
        problems.NobodyToAsk,
        problems.ReportDayOver,
        problems.TaskNotOfPlan,
        UnknownPlan,
        UnknownAgency,
        UnknownGroup,
    ),
)
async def create_report_request(writer: Posting, wanted: schemas.ReportRequestCreate) -> Response:
    """Opens a report by a day for each lead of the tasks named; those that owe nothing any more are passed over."""
    async with writer.work(Permission.plan_write) as work:
        request_id, shown = await request_reports.request_reports(work, wanted)
        return await work.created(shown, f"/v1/report-requests/{request_id}")


@router.get(
    "/report-requests/{request_id}",
    response_model=schemas.ReportRequest,
    responses=responses(NotFound),
)
async def get_report_request(reader: Reading, request_id: UUID) -> Response:
    """One request: the `report_request_id` of an obligation."""
    return await reader.one(queries.REPORT_REQUEST, Permission.obligation_read, id=request_id)
