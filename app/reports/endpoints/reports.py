"""`/v1/reports`, and the reports of a task."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.caller import Digest
from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.kernel.etags import tag_of
from app.kernel.idempotency import IdempotencyKey, KeyReused, request_digest
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.preferences import APPLIED, DryRun
from app.kernel.problems import NotFound, responses
from app.reports import problems, queries, schemas
from app.reports.columns import Attempt
from app.reports.review_rules import ReviewState
from app.reports.rules import ReportStatus, Source
from app.reports.submit import Submitted, submit_report
from app.tasks.parameters import AgencyFilter, DayFilter, FlagFilter, IdFilter, ReferenceFilter
from app.tasks.problems import StatusRefuses
from app.tasks.queries import TASK

router = APIRouter(prefix="/v1", tags=["Reports"])
SENT_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": schemas.Report, "description": "The report of this id, sent before with the same body."}
}
AS_SUBMITTED = 1  # the version of a report that nobody has reviewed or withdrawn yet


async def _attempt(request: Request, task_id: UUID, digest: Digest, key: IdempotencyKey = None) -> Attempt:
    sent = request_digest(request.method, request.url.path, await request.body())
    return Attempt(digest, task_id, key, sent, UUID(request.scope["request_id"]))


@router.post(
    "/tasks/{task_id}/reports",
    status_code=201,
    response_model=schemas.Report,
    responses=SENT_BEFORE
    | responses(
        NotFound,
        problems.NotYourTask,
        problems.PlanNotOpen,
        StatusRefuses,
        problems.NameTheObligation,
        problems.NotAnOpenObligation,
        problems.OnlyCompletedAnswers,
        problems.NothingToComplete,
        problems.ResultDocumentNeeded,
        problems.ReportIncomplete,
        problems.ReportIdTaken,
        problems.UnknownSupersededReport,
        problems.Overtaken,
        KeyReused,
    ),
)
async def create_report(
    reader: Reading, draft: schemas.ReportCreate, attempt: Annotated[Attempt, Depends(_attempt)], dry_run: DryRun
) -> Response:
    """Posts an agency's own progress on a task it leads; the answer says what it settled."""
    submitted = await submit_report(reader.database, attempt, draft, reader.now, reader.recognise, dry_run=dry_run)
    answer = await _answer(reader, submitted)
    if dry_run:
        answer.headers.update(APPLIED)
        del answer.headers["ETag"]  # of nothing that is there
    return answer


async def _answer(reader: Reading, submitted: Submitted) -> Response:
    if submitted.body is None:
        return await reader.one(queries.REPORT, Permission.report_submit, queries.with_may, id=submitted.report_id)
    replayed = {"Idempotency-Replayed": "true"} if submitted.replayed else {}
    held = {"Location": submitted.location, "ETag": tag_of(submitted.body.encode(), AS_SUBMITTED)}
    return Response(submitted.body, submitted.status, held | replayed, "application/json")


@router.get("/tasks/{task_id}/reports", response_model=schemas.ReportPage, responses=responses(NotFound))
async def list_task_reports(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The reports on one task, oldest first."""
    await reader.must_see(TASK, Permission.report_read, id=task_id)
    return await reader.page(queries.REPORTS, limit, cursor, {"task": task_id})


@router.get("/reports", response_model=schemas.ReportPage)
async def list_reports(
    reader: Reading,
    plan: ReferenceFilter = None,
    task: IdFilter = None,
    agency: AgencyFilter = None,
    status: Annotated[ReportStatus | SkipJsonSchema[None], Query()] = None,
    has_difficulties: FlagFilter = None,
    review: Annotated[ReviewState | SkipJsonSchema[None], Query()] = None,
    source: Annotated[Source | SkipJsonSchema[None], Query()] = None,
    submitted_from: DayFilter = None,
    submitted_to: DayFilter = None,
    returned_from: DayFilter = None,
    returned_to: DayFilter = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Reports in the order of their submission. The office's queue is `review=waiting`; one's own are `agency=me`."""
    filters = {
        "plan": plan,
        "task": task,
        "agency": agency,
        "status": status,
        "has_difficulties": has_difficulties,
        "submitted_from": submitted_from,
        "submitted_to": submitted_to,
        f"review_{review}": review,
        f"source_{source}": source,
        "returned_from": returned_from,
        "returned_to": returned_to,
    }
    return await reader.page(
        queries.REPORTS,
        limit,
        cursor,
        filters,
        **naming(plan, "plan"),
        **naming(agency, "agency"),
    )


@router.get("/reports/{report_id}", response_model=schemas.Report, responses=responses(NotFound))
async def get_report(reader: Reading, report_id: UUID) -> Response:
    """One report."""
    return await reader.one(queries.REPORT, Permission.report_read, queries.with_may, id=report_id)
