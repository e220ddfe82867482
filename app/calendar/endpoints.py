"""`/v1/deadlines/parse`. The calendar's own days are changed in obligations, where a change moves what is open."""

from fastapi import APIRouter

from app.access.reading import Reading
from app.calendar import parse, queries, schemas
from app.calendar.problems import WindowOutOfRange
from app.kernel.problems import responses

router = APIRouter(prefix="/v1", tags=["Calendar"])


@router.post("/deadlines/parse", responses=responses(WindowOutOfRange))
async def parse_deadline(reader: Reading, phrase: schemas.DeadlinePhrase) -> schemas.ParsedDeadline:
    """How a deadline phrase is read and on which days it falls; nothing is stored."""
    calendar = await queries.working_days_for(reader)
    return parse.parse_deadline(phrase, calendar, reader.today, reader.language)
