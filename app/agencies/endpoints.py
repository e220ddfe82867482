"""`/v1/agencies` and `/v1/agency-groups`."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic.json_schema import SkipJsonSchema

from app.access.reading import Reading, naming
from app.access.roles import Permission
from app.access.writer import IfMatch, Posting, Writing
from app.agencies import enroll, queries, schemas
from app.agencies.problems import AgencyExists, AgencyGroupExists, NotAMemberList, UnknownAgency, ValidityReversed
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, PreconditionRequired, Stale, responses
from app.kernel.schema import Reference, Searched
from app.kernel.text import fold

router = APIRouter(prefix="/v1", tags=["Agencies"])

AgencyPath = Annotated[Reference, Path(description="Id, code or e-identifier.")]
GroupPath = Annotated[Reference, Path(description="Id or code.")]
Words = Annotated[
    Searched | SkipJsonSchema[None],
    Query(description="Words of the name, with or without accents."),
]


@router.get("/agencies", response_model=schemas.AgencyPage)
async def list_agencies(
    reader: Reading,
    kind: Annotated[schemas.AgencyKind | SkipJsonSchema[None], Query()] = None,
    q: Words = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """The register in the order of the Vietnamese alphabet."""
    wanted = q and " " + fold(q)
    return await reader.page(queries.AGENCIES, limit, cursor, {"kind": kind, "q": wanted})


@router.post(
    "/agencies",
    status_code=201,
    response_model=schemas.Agency,
    responses=responses(AgencyExists, UnknownAgency, ValidityReversed),
)
async def create_agency(writer: Posting, draft: schemas.AgencyCreate) -> Response:
    """Enrols an agency; the id may be minted by the client."""
    async with writer.work(Permission.agency_write) as work:
        shown = await enroll.enroll_agency(work, draft)
        return await work.created(shown, f"/v1/agencies/{draft.code}")


@router.get("/agencies/{agency}", response_model=schemas.Agency, responses=responses(NotFound))
async def get_agency(reader: Reading, agency: AgencyPath) -> Response:
    """One agency."""
    return await reader.one(queries.AGENCY, Permission.agency_read, **naming(agency))


@router.patch(
    "/agencies/{agency}",
    response_model=schemas.Agency,
    responses=responses(NotFound, AgencyExists, UnknownAgency, ValidityReversed, PreconditionRequired, Stale),
)
async def update_agency(
    writer: Writing, agency: AgencyPath, patch: schemas.AgencyUpdate, if_match: IfMatch = None
) -> Response:
    """Changes what the register says of an agency (JSON merge patch); its code stays."""
    async with writer.work(Permission.agency_write) as work:
        shown = await enroll.change_agency(work, agency, patch, if_match)
        return await work.answer(shown)


@router.get("/agency-groups", response_model=schemas.AgencyGroupPage)
async def list_agency_groups(reader: Reading, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> Response:
    """The named classes of agencies."""
    return await reader.page(queries.GROUPS, limit, cursor, {})


@router.post(
    "/agency-groups", status_code=201, response_model=schemas.AgencyGroup, responses=responses(AgencyGroupExists)
)
async def create_agency_group(writer: Posting, draft: schemas.AgencyGroupCreate) -> Response:
    """Names a class of agencies; with rule `members` its list is put afterwards."""
    async with writer.work(Permission.agency_write) as work:
        shown = await enroll.enroll_group(work, draft)
        return await work.created(shown, f"/v1/agency-groups/{draft.code}")


@router.get("/agency-groups/{group}", response_model=schemas.AgencyGroup, responses=responses(NotFound))
async def get_agency_group(reader: Reading, group: GroupPath) -> Response:
    """One group."""
    return await reader.one(queries.GROUP, Permission.agency_read, **naming(group))


@router.patch(
    "/agency-groups/{group}",
    response_model=schemas.AgencyGroup,
    responses=responses(NotFound, PreconditionRequired, Stale),
)
async def update_agency_group(
    writer: Writing, group: GroupPath, patch: schemas.AgencyGroupUpdate, if_match: IfMatch = None
) -> Response:
    """Changes a group's names or kinds (JSON merge patch); no published plan changes with it."""
    async with writer.work(Permission.agency_write) as work:
        shown = await enroll.change_group(work, group, patch, if_match)
        return await work.answer(shown)


@router.get("/agency-groups/{group}/members", response_model=schemas.AgencyPage, responses=responses(NotFound))
async def list_agency_group_members(
    reader: Reading, group: GroupPath, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Who belongs to a group today."""
    wanted = naming(group)
    await reader.must_see(queries.GROUP, Permission.agency_read, **wanted)
    return await reader.page(queries.GROUP_MEMBERS, limit, cursor, {}, **wanted)


@router.put(
    "/agency-groups/{group}/members",
    response_model=schemas.AgencyGroup,
    responses=responses(NotFound, NotAMemberList, UnknownAgency, Stale),
)
async def put_agency_group_members(
    writer: Writing, group: GroupPath, wanted: schemas.GroupMembers, if_match: IfMatch = None
) -> Response:
    """Replaces the list of a group with rule `members`, of the version that If-Match names when it is sent."""
    async with writer.work(Permission.agency_write) as work:
        shown = await enroll.list_members(work, group, wanted, if_match)
        return await work.answer(shown)
