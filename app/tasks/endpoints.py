"""`/v1/tasks`, and the tasks of a draft plan."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import IfMatch, Posting, Writing
from app.agencies.problems import UnknownAgency, UnknownGroup
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, PreconditionRequired, Stale, responses
from app.plans.endpoints import PlanPath
from app.plans.problems import NotADraft, NotYourPlan, PlanStateRefuses, UnknownAnnex
from app.plans.queries import PLAN
from app.tasks import edit, leads, queries, schemas
from app.tasks.parameters import (
    AgencyFilter,
    AskedView,
    IdFilter,
    InSectionFilter,
    MissingFilter,
    NumberFilter,
    ReferenceFilter,
    SectionLabelFilter,
    TasksOverPlans,
    ToldFilters,
    UnresolvedFilter,
)
from app.tasks.problems import FutureDay, TaskExists, UnknownPlace
from app.tasks.views import NOW

router = APIRouter(prefix="/v1", tags=["Tasks"])


@router.get("/tasks", response_model=schemas.TaskPage, responses=responses(FutureDay))
async def list_tasks(
    reader: Reading, of: TasksOverPlans, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Tasks of the plans the caller sees, in the order of their rows. `agency=me`: of the token's agencies, as `role` without `agency`."""
    return await reader.page(queries.TASKS[of.asked.view], limit, cursor, of.filters, **of.values)


@router.get("/leads", response_model=schemas.LeadOfTaskPage, responses=responses(FutureDay))
async def list_all_leads(
    reader: Reading,
    plan: ReferenceFilter = None,
    section: IdFilter = None,
    in_section: InSectionFilter = None,
    agency: AgencyFilter = None,
    group: ReferenceFilter = None,
    unresolved: UnresolvedFilter = None,
    missing: MissingFilter = None,
    *,
    told: ToldFilters,
    asked: AskedView,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Every lead of the tasks the caller sees and how far it is, in the order of the rows: what counts by agency count."""
    filters = told | {
        "plan": plan,
        "section": section,
        "in_section": in_section,
        "agency": agency,
        "group": group,
        "unresolved": unresolved,
        "missing": missing,
    }
    return await reader.page(
        leads.LEADS[asked.view],
        limit,
        cursor,
        filters,
        **naming(plan, "plan"),
        **naming(agency, "agency"),
        **naming(group, "group"),
        today=asked.today,
    )


@router.get("/plans/{plan}/tasks", response_model=schemas.TaskPage, responses=responses(NotFound))
async def list_plan_tasks(
    reader: Reading,
    plan: PlanPath,
    section_label: SectionLabelFilter = None,
    number: NumberFilter = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """The rows of one plan; `/v1/tasks?plan=` takes every filter."""
    await reader.must_see(PLAN, Permission.task_read, **naming(plan))
    filters = {"plan": plan, "section_label": section_label, "number": number}
    return await reader.page(queries.TASKS[NOW], limit, cursor, filters, **naming(plan, "plan"))


@router.post(
    "/plans/{plan}/tasks",
    status_code=201,
    response_model=schemas.Task,
    responses=responses(
        NotFound, NotYourPlan, NotADraft, TaskExists, UnknownAnnex, UnknownPlace, UnknownAgency, UnknownGroup
    ),
)
async def create_task(writer: Posting, plan: PlanPath, draft: schemas.TaskCreate) -> Response:
    """Adds a row to a draft; its deadline phrase is read and answered with the reading."""
    async with writer.work(Permission.plan_write) as work:
        task_id, shown = await edit.add_task(work, plan, draft)
        return await work.created(shown, f"/v1/tasks/{task_id}")


@router.get("/tasks/{task_id}", response_model=schemas.Task, responses=responses(NotFound, FutureDay))
async def get_task(reader: Reading, task_id: UUID, asked: AskedView) -> Response:
    """One task, as it is or as it was known on a day."""
    statement = queries.TASK_IN[asked.view]
    return await reader.one(statement, Permission.task_read, queries.with_may, id=task_id, today=asked.today)


@router.patch(
    "/tasks/{task_id}",
    response_model=schemas.Task,
    responses=responses(NotFound, NotYourPlan, NotADraft, PlanStateRefuses, PreconditionRequired, Stale),
)
async def update_task(writer: Writing, task_id: UUID, patch: schemas.TaskUpdate, if_match: IfMatch = None) -> Response:
    """Changes a draft's task; of a published plan's only `starred` and `external_refs` (JSON merge patch)."""
    async with writer.work(Permission.plan_write) as work:
        shown = await edit.change_task(work, task_id, patch, if_match)
        return await work.answer(shown)


@router.get("/tasks/{task_id}/leads", response_model=schemas.LeadPage, responses=responses(NotFound))
async def list_leads(
    reader: Reading, task_id: UUID, missing: MissingFilter = None, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Every lead of a task and how far it is; `missing=true`: those from whom a report is due."""
    await reader.must_see(queries.TASK, Permission.task_read, id=task_id)
    return await reader.page(leads.OF_TASK, limit, cursor, {"missing": missing}, id=task_id)
