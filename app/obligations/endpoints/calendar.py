"""`/v1/calendar/days`: the days that are not what their weekday says."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading
from app.access.roles import Permission
from app.access.writer import Writing
from app.calendar import queries, schemas
from app.calendar.problems import DayNamedTwice, DayOfAnotherYear
from app.kernel.idempotency import Answer
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import responses
from app.obligations import recalendar

router = APIRouter(prefix="/v1", tags=["Calendar"])

YearAsked = Annotated[
    Annotated[int, Field(ge=1900, le=2200)] | SkipJsonSchema[None], Query(description="This year unless said.")
]


@router.get("/calendar/days", response_model=schemas.CalendarDayPage)
async def list_calendar_days(
    reader: Reading, year: YearAsked = None, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The holidays and make-up days of a year, each with the decision that made it so."""
    return await reader.page(queries.DAYS, limit, cursor, {"year": year or reader.today.year})


@router.put("/calendar/days", response_model=schemas.CalendarYear, responses=responses(DayOfAnotherYear, DayNamedTwice))
async def put_calendar_days(writer: Writing, wanted: schemas.CalendarYearPut) -> Response:
    """Replaces the days of one year; what is open in published plans gets the days that follow from them."""
    async with writer.work(Permission.calendar_write) as work:
        year = await recalendar.change_calendar(work, wanted)
        return await work.conclude(Answer(200, year.model_dump_json().encode()))
