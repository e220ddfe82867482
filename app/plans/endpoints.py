"""`/v1/plans` and what hangs on a draft. Publishing and closing open and end obligations: those endpoints stand there."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import IfMatch, Posting, Writing
from app.agencies.problems import UnknownAgency
from app.kernel.idempotency import GONE
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, PreconditionRequired, Stale, responses
from app.kernel.schema import Reference
from app.plans import draft as drafting
from app.plans import queries, schemas
from app.plans.problems import (
    AnnexExists,
    NotADraft,
    NotYourPlan,
    PlanCommentedOn,
    PlanDaysReversed,
    PlanExists,
    PlanNamedByAnother,
    PlanStateRefuses,
    PlanTooLong,
    RelationExists,
    SectionExists,
    UnknownAnnex,
    UnknownPlan,
)

router = APIRouter(prefix="/v1", tags=["Plans"])

PlanPath = Annotated[Reference, Path(description="Id or code.")]
YearFilter = Annotated[Annotated[int, Field(ge=1900, le=2200)] | SkipJsonSchema[None], Query()]


@router.get("/plans", response_model=schemas.PlanPage)
async def list_plans(
    reader: Reading,
    status: Annotated[schemas.PlanStatus | SkipJsonSchema[None], Query()] = None,
    year: YearFilter = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """The plans the caller sees, by code."""
    return await reader.page(queries.PLANS, limit, cursor, {"status": status, "year": year})


@router.post(
    "/plans",
    status_code=201,
    response_model=schemas.Plan,
    responses=responses(PlanExists, NotYourPlan, UnknownAgency, PlanDaysReversed, PlanTooLong),
)
async def create_plan(writer: Posting, draft: schemas.PlanCreate) -> Response:
    """A draft, seen by its office until it is published."""
    async with writer.work(Permission.plan_write) as work:
        shown = await drafting.create_plan(work, draft)
        return await work.created(shown, f"/v1/plans/{draft.code}")


@router.get("/plans/{plan}", response_model=schemas.Plan, responses=responses(NotFound))
async def get_plan(reader: Reading, plan: PlanPath) -> Response:
    """One plan with its policy."""
    return await reader.one(queries.PLAN, Permission.plan_read, queries.with_may, **naming(plan))


@router.patch(
    "/plans/{plan}",
    response_model=schemas.Plan,
    responses=responses(
        NotFound,
        NotYourPlan,
        NotADraft,
        PlanStateRefuses,
        PlanExists,
        PlanDaysReversed,
        PlanTooLong,
        PreconditionRequired,
        Stale,
    ),
)
async def update_plan(writer: Writing, plan: PlanPath, patch: schemas.PlanUpdate, if_match: IfMatch = None) -> Response:
    """Changes a draft, or fills in the number, date and issuer of a published plan (JSON merge patch)."""
    async with writer.work(Permission.plan_write) as work:
        shown = await drafting.change_plan(work, plan, patch, if_match)
        return await work.answer(shown)


@router.delete(
    "/plans/{plan}",
    status_code=204,
    responses=responses(NotFound, NotYourPlan, NotADraft, PlanNamedByAnother, PlanCommentedOn, Stale),
)
async def delete_plan(writer: Writing, plan: PlanPath, if_match: IfMatch = None) -> Response:
    """Drops a draft with everything in it, as it was read when If-Match says so; a published plan stays."""
    async with writer.work(Permission.plan_write) as work:
        await drafting.drop_plan(work, plan, if_match)
        return await work.conclude(GONE)


@router.get("/plans/{plan}/annexes", response_model=schemas.AnnexPage, responses=responses(NotFound))
async def list_annexes(
    reader: Reading, plan: PlanPath, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The annexes of a plan."""
    await reader.must_see(queries.PLAN, Permission.plan_read, **naming(plan))
    return await reader.page(queries.ANNEXES, limit, cursor, {}, **naming(plan))


@router.post(
    "/plans/{plan}/annexes",
    status_code=201,
    response_model=schemas.Annex,
    responses=responses(NotFound, NotYourPlan, NotADraft, AnnexExists),
)
async def create_annex(
    writer: Posting, plan: PlanPath, draft: Annotated[schemas.AnnexCreate, Body(default_factory=schemas.AnnexCreate)]
) -> Response:
    """Adds an annex to a draft, after those it has."""
    async with writer.work(Permission.plan_write) as work:
        shown = await drafting.add_annex(work, plan, draft)
        return await work.created(shown, f"/v1/plans/{plan}/annexes")


@router.get("/plans/{plan}/sections", response_model=schemas.SectionPage, responses=responses(NotFound))
async def list_sections(
    reader: Reading, plan: PlanPath, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The sections of a plan, over all its annexes."""
    await reader.must_see(queries.PLAN, Permission.plan_read, **naming(plan))
    return await reader.page(queries.SECTIONS, limit, cursor, {}, **naming(plan))


@router.post(
    "/plans/{plan}/sections",
    status_code=201,
    response_model=schemas.Section,
    responses=responses(NotFound, NotYourPlan, NotADraft, SectionExists, UnknownAnnex),
)
async def create_section(writer: Posting, plan: PlanPath, draft: schemas.SectionCreate) -> Response:
    """Adds a section to an annex of a draft, after those it has."""
    async with writer.work(Permission.plan_write) as work:
        shown = await drafting.add_section(work, plan, draft)
        return await work.created(shown, f"/v1/plans/{plan}/sections")


@router.get("/plans/{plan}/relations", response_model=schemas.PlanRelationPage, responses=responses(NotFound))
async def list_plan_relations(
    reader: Reading, plan: PlanPath, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Which plans this one amends, replaces or revokes."""
    await reader.must_see(queries.PLAN, Permission.plan_read, **naming(plan))
    return await reader.page(queries.RELATIONS, limit, cursor, {}, **naming(plan))


@router.post(
    "/plans/{plan}/relations",
    status_code=201,
    response_model=schemas.PlanRelation,
    responses=responses(NotFound, NotYourPlan, UnknownPlan, RelationExists),
)
async def create_plan_relation(writer: Posting, plan: PlanPath, draft: schemas.PlanRelationCreate) -> Response:
    """Records that this plan amends, replaces or revokes another."""
    async with writer.work(Permission.plan_write) as work:
        shown = await drafting.relate_plan(work, plan, draft)
        return await work.created(shown, f"/v1/plans/{plan}/relations")
