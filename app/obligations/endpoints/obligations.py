"""`/v1/obligations`: who owes what by when."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations import queries, schemas
from app.obligations.rules import TIMELINESS, ObligationKind, ObligationState
from app.obligations.schemas import AskedTimeliness
from app.tasks.parameters import (
    AgencyFilter,
    AskedView,
    DueFromFilter,
    DueToFilter,
    FlagFilter,
    IdFilter,
    InSectionFilter,
    ReferenceFilter,
    UnresolvedFilter,
)
from app.tasks.problems import FutureDay
from app.tasks.queries import TASK
from app.tasks.views import NOW

router = APIRouter(prefix="/v1", tags=["Obligations"])


@router.get("/obligations", response_model=schemas.ObligationPage, responses=responses(FutureDay))
async def list_obligations(
    reader: Reading,
    agency: AgencyFilter = None,
    group: ReferenceFilter = None,
    plan: ReferenceFilter = None,
    task: IdFilter = None,
    kind: Annotated[ObligationKind | SkipJsonSchema[None], Query()] = None,
    state: Annotated[ObligationState | SkipJsonSchema[None], Query()] = None,
    late: Annotated[FlagFilter, Query(description="Past its day, or answered after it.")] = None,
    section: IdFilter = None,
    in_section: InSectionFilter = None,
    unresolved: UnresolvedFilter = None,
    timeliness: Annotated[
        AskedTimeliness | SkipJsonSchema[None],
        Query(description="As counted; due: on time, late or missing; delayed: late or missing."),
    ] = None,
    dated: Annotated[bool | SkipJsonSchema[None], Query(description="Whether it is judged by a day.")] = None,
    due_from: DueFromFilter = None,
    due_to: DueToFilter = None,
    *,
    asked: AskedView,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Who owes what, the earliest day first and what has no day last. An agency's worklist is `agency=…&state=open`, that of the
    token's own `agency=me&state=open`.
    """
    filters = {
        "agency": agency,
        "group": group,
        "plan": plan,
        "task": task,
        "kind": kind,
        "state": state,
        "late": late,
        "section": section,
        "in_section": in_section,
        "unresolved": unresolved,
        "timeliness": timeliness and TIMELINESS[timeliness],
        "dated": dated,
        "due_from": due_from,
        "due_to": due_to,
    }
    return await reader.page(
        queries.OBLIGATIONS[asked.view],
        limit,
        cursor,
        filters,
        **naming(agency, "agency"),
        **naming(group, "group"),
        **naming(plan, "plan"),
        today=asked.today,
    )


@router.get("/obligations/{obligation_id}", response_model=schemas.Obligation, responses=responses(NotFound, FutureDay))
async def get_obligation(reader: Reading, obligation_id: UUID, asked: AskedView) -> Response:
    """One obligation, as it is or as it was known on a day."""
    statement = queries.OBLIGATION_IN[asked.view]
    return await reader.one(
        statement, Permission.obligation_read, queries.with_may, id=obligation_id, today=asked.today
    )


@router.get("/tasks/{task_id}/obligations", response_model=schemas.ObligationPage, responses=responses(NotFound))
async def list_task_obligations(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What all the leads of one task owe."""
    await reader.must_see(TASK, Permission.obligation_read, id=task_id)
    return await reader.page(queries.OBLIGATIONS[NOW], limit, cursor, {"task": task_id})
