"""The act on an agency that hands over what it owes: its succession."""

from fastapi import APIRouter, Response

from app.access.roles import Permission
from app.access.writer import Posting
from app.agencies.endpoints import AgencyPath
from app.agencies.problems import (
    AlreadySucceeded,
    FutureSuccession,
    SucceedsItself,
    SuccessorEnded,
    UnknownAgency,
    ValidityReversed,
)
from app.agencies.schemas import Agency, SuccessionCreate
from app.kernel.problems import NotFound, responses
from app.obligations import succeed

router = APIRouter(prefix="/v1", tags=["Agencies"])


@router.post(
    "/agencies/{agency}/succession",
    response_model=Agency,
    responses=responses(
        NotFound, AlreadySucceeded, SucceedsItself, SuccessorEnded, FutureSuccession, UnknownAgency, ValidityReversed
    ),
)
async def succeed_agency(writer: Posting, agency: AgencyPath, wanted: SuccessionCreate) -> Response:
    """Ends an agency whose place another takes, by merger or under a new name: what is open goes over, history stays."""
    async with writer.work(Permission.agency_write) as work:
        shown = await succeed.succeed_agency(work, agency, wanted)
        return await work.answer(shown)
