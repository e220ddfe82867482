"""`/v1/awaited-events`: what deadlines wait for, and that it has happened."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import Posting
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.obligations.events import not_yet, problems, queries, record_event, schemas, void_event
from app.obligations.events.rules import EventState
from app.tasks.parameters import ReferenceFilter

router = APIRouter(prefix="/v1", tags=["Obligations"])


@router.get("/awaited-events", response_model=schemas.AwaitedEventPage)
async def list_awaited_events(
    reader: Reading,
    plan: ReferenceFilter = None,
    state: Annotated[EventState | SkipJsonSchema[None], Query()] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """What visible plans wait for, and whether it has happened."""
    filters = {"plan": plan, "state": state}
    return await reader.page(queries.AWAITED_EVENTS, limit, cursor, filters, **naming(plan, "plan"))


@router.get("/awaited-events/{event_id}", response_model=schemas.AwaitedEvent, responses=responses(NotFound))
async def get_awaited_event(reader: Reading, event_id: UUID) -> Response:
    """One event: the `awaited_event_id` of an obligation."""
    return await reader.one(queries.AWAITED_EVENT, Permission.obligation_read, queries.with_may, id=event_id)


@router.post(
    "/awaited-events/{event_id}/occurrences",
    status_code=201,
    response_model=schemas.AwaitedEvent,
    responses=responses(
        NotFound,
        problems.NobodyOfYoursWaits,
        problems.AlreadyOccurred,
        problems.NotACondition,
        problems.OccurrenceDayRefused,
    ),
)
async def create_event_occurrence(writer: Posting, event_id: UUID, wanted: schemas.OccurrenceCreate) -> Response:
    """Records that it has happened: every published plan that waits gets its day, the day of the event not counted."""
    async with writer.work(Permission.plan_write) as work:
        shown = await record_event.record_event(work, event_id, wanted)
        return await work.created(shown, f"/v1/awaited-events/{event_id}")


@router.post(
    "/awaited-events/{event_id}/occurrences/{occurrence_id}/void",
    response_model=schemas.AwaitedEvent,
    responses=responses(NotFound, problems.NobodyOfYoursWaits, problems.NotTheRecorder, problems.AlreadyVoid),
)
async def void_event_occurrence(
    writer: Posting, event_id: UUID, occurrence_id: UUID, wanted: schemas.OccurrenceVoid
) -> Response:
    """Takes back what was recorded wrongly: what it dated waits again, and answers given meanwhile stand."""
    async with writer.work(Permission.plan_write) as work:
        shown = await void_event.void_event(work, event_id, occurrence_id, wanted)
        return await work.answer(shown)


@router.post(
    "/awaited-events/{event_id}/not-yet",
    response_model=schemas.AwaitedEvent,
    responses=responses(
        NotFound,
        problems.NobodyOfYoursWaits,
        problems.NotACondition,
        problems.AlreadyOccurred,
        problems.NothingWaits,
    ),
)
async def mark_event_not_yet(
    writer: Posting, event_id: UUID, wanted: Annotated[schemas.NotYet, Body(default_factory=schemas.NotYet)]
) -> Response:
    """Says that a condition is not yet met: what is owed under it waits, and its day does not run."""
    async with writer.work(Permission.plan_write) as work:
        shown = await not_yet.mark_not_yet(work, event_id, wanted)
        return await work.answer(shown)
