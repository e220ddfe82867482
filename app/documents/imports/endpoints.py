"""`/v1/plan-imports`: a file with the annex of a plan is previewed, settled and committed."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, tagged
from app.access.roles import Permission
from app.access.writer import IfMatch, Posting, Uploading, Working, Writing
from app.agencies.problems import AgencyExists, UnknownAgency
from app.documents.annex.bounds import MOST_FINDINGS
from app.documents.imports import problems, schemas
from app.documents.imports.aside import Aside
from app.documents.imports.commit import commit_import
from app.documents.imports.preview import preview_import
from app.documents.imports.queries import IMPORTS, import_of
from app.documents.imports.settle import settle_import
from app.documents.imports.show import show_import
from app.kernel.asgi import particular
from app.kernel.limits import FORM_BYTES
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, PreconditionRequired, Stale, responses
from app.kernel.schema import Code
from app.kernel.uploads import file_form
from app.obligations.amendments import problems as amendments
from app.plans import problems as plans
from app.reports import problems as reports
from app.tasks.problems import StatusRefuses, TaskExists

router = APIRouter(prefix="/v1", tags=["Plans"])
# Whoever settles all findings that an import can have sends so many ids, each with a word or two.
ANSWER_BYTES = 200
PARTICULARS = (
    particular("/v1/plan-imports", body_limit=FORM_BYTES),
    particular("/v1/plan-imports/{import_id}", body_limit=ANSWER_BYTES * MOST_FINDINGS),
)
NOT_STORED: dict[int | str, dict[str, Any]] = {
    200: {"model": schemas.PlanImport, "description": "A dry run, or the import that this file made before."}
}
FORM = file_form(schemas.ImportForm)


async def get_aside(request: Request) -> Aside:
    aside: Aside = request.app.state.aside
    return aside


ReadAside = Annotated[Aside, Depends(get_aside)]


@router.post(
    "/plan-imports",
    status_code=201,
    response_model=schemas.PlanImport,
    responses=NOT_STORED
    | responses(
        *problems.REFUSED,
        problems.NoTable,
        problems.SeveralAnnexes,
        plans.PlanExists,
        plans.NotYourPlan,
        plans.PlanStateRefuses,
        UnknownAgency,
    ),
    openapi_extra=FORM,
)
async def create_plan_import(request: Request, writer: Uploading, aside: ReadAside) -> Response:
    """Reads the annex of a plan, up to 25 MB and 20,000 rows, and tells what it would change; nothing of the plan changes yet.

    What was answered to the file before it for the same plan stays answered where a row says the same; `open` takes it back.
    """
    return await preview_import(writer, aside, request)


@router.get("/plan-imports", response_model=schemas.ImportPage)
async def list_plan_imports(
    reader: Reading,
    status: Annotated[schemas.ImportStatus | SkipJsonSchema[None], Query()] = None,
    plan: Annotated[Code | SkipJsonSchema[None], Query(description="Code of the plan.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """The imports of the caller's office, oldest first, without their rows."""
    return await reader.page(IMPORTS, limit, cursor, {"status": status, "plan": plan})


@router.get(
    "/plan-imports/{import_id}",
    response_model=schemas.PlanImport,
    responses=responses(NotFound, problems.SeveralAnnexes),
)
async def get_plan_import(writer: Working, import_id: UUID) -> Response:
    """One import, compared with its plan as it stands now."""
    async with writer.work(Permission.plan_write) as work:
        shown = await show_import(work, await import_of(work, import_id))
    return tagged(writer.request, *shown)


@router.patch(
    "/plan-imports/{import_id}",
    response_model=schemas.PlanImport,
    responses=responses(
        NotFound,
        problems.ImportCommitted,
        problems.UnknownFinding,
        problems.SeveralAnnexes,
        amendments.DeadlineNotRead,
        plans.PlanDaysReversed,
        UnknownAgency,
        PreconditionRequired,
        Stale,
    ),
)
async def update_plan_import(
    writer: Writing, import_id: UUID, patch: schemas.ImportUpdate, if_match: IfMatch = None
) -> Response:
    """Settles findings, and changes what a new plan will be made with."""
    async with writer.work(Permission.plan_write) as work:
        shown = await settle_import(work, import_id, patch, if_match)
        return await work.answer(shown)


@router.post(
    "/plan-imports/{import_id}/commit",
    response_model=schemas.PlanImport,
    responses=responses(
        NotFound,
        problems.ImportCommitted,
        problems.FindingsOpen,
        problems.SeveralAnnexes,
        problems.OpeningUnclear,
        AgencyExists,
        reports.AlreadyOpened,
        reports.HasReports,
        plans.PlanExists,
        plans.NotYourPlan,
        plans.OwnAgency,
        plans.NotADraft,
        plans.PlanStateRefuses,
        plans.PlanDaysReversed,
        plans.PlanTooLong,
        plans.FuturePublication,
        TaskExists,
        StatusRefuses,
        amendments.AlreadyALead,
        amendments.DeadlineNotInForce,
        amendments.DeadlineNotRead,
        amendments.HeadingOwesNothing,
        amendments.NoSuchLead,
    ),
)
async def commit_plan_import(
    writer: Posting,
    import_id: UUID,
    wanted: Annotated[schemas.ImportCommit, Body(default_factory=schemas.ImportCommit)],
) -> Response:
    """Makes the plan, brings a draft to the file, or amends a published plan; all of it or nothing."""
    async with writer.work(Permission.plan_write) as work:
        shown = await commit_import(work, import_id, wanted)
        return await work.answer(shown)
