"""`/v1/agencies/{agency}/calendar.ics`: the days of an agency, for the calendar of a phone."""

from typing import Any

from fastapi import APIRouter, Response

from app.access.feeds import FeedReading, TokenTooWide
from app.agencies.endpoints import AgencyPath
from app.kernel.asgi import particular
from app.kernel.downloads import KnownTag, document
from app.kernel.problems import NotFound, responses
from app.obligations.calendar_feed import calendar_of

MEDIA_TYPE = "text/calendar"
router = APIRouter(prefix="/v1", tags=["Obligations"])
PARTICULARS = (particular("/v1/agencies/{agency}/calendar.ics", produces=(MEDIA_TYPE, "text/*")),)
CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"description": "The calendar (RFC 5545).", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
    304: {"description": "Nothing has changed since that ETag."},
}


@router.get(
    "/agencies/{agency}/calendar.ics",
    response_class=Response,
    responses=CALENDAR | responses(NotFound, TokenTooWide),
)
async def get_agency_calendar(feed: FeedReading, agency: AgencyPath, if_none_match: KnownTag = None) -> Response:
    """The dated obligations of an agency that still live, a day each: to subscribe to from a phone, which sends `token`."""
    return document(await calendar_of(feed, agency), MEDIA_TYPE, if_none_match)
