"""`/v1/reports/{id}/attachments` and `/v1/attachments`: the evidence that an agency hands in with its report."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.access.reading import Reading
from app.access.roles import Permission
from app.access.writer import Uploading
from app.kernel.asgi import particular
from app.kernel.downloads import DOWNLOAD, MEDIA_TYPE, Conditions, download
from app.kernel.limits import FORM_BYTES
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.kernel.ranges import RangeNotSatisfiable
from app.kernel.storage import Stored
from app.kernel.uploads import FILE_FORM
from app.reports import attachment_problems as problems
from app.reports import queries
from app.reports.attach import attach_file
from app.reports.attachment_queries import ATTACHMENT, ATTACHMENTS, file_of
from app.reports.attachment_schemas import Attachment, AttachmentPage
from app.reports.problems import NotYourReport

router = APIRouter(prefix="/v1", tags=["Reports"])
PARTICULARS = (
    particular("/v1/reports/{report_id}/attachments", body_limit=FORM_BYTES),
    particular("/v1/attachments/{attachment_id}/content", produces=(MEDIA_TYPE,)),
)
SENT_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": Attachment, "description": "The same file, attached to this report before."}
}


@router.get("/reports/{report_id}/attachments", response_model=AttachmentPage, responses=responses(NotFound))
async def list_attachments(
    reader: Reading, report_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """The files attached to one report, oldest first."""
    await reader.must_see(queries.REPORT, Permission.report_read, id=report_id)
    return await reader.page(ATTACHMENTS, limit, cursor, {}, report_id=report_id)


@router.post(
    "/reports/{report_id}/attachments",
    status_code=201,
    response_model=Attachment,
    responses=SENT_BEFORE
    | responses(
        NotFound,
        NotYourReport,
        problems.ReportClosed,
        problems.TooManyAttachments,
        problems.EmptyFile,
        problems.UnsupportedFileType,
    ),
    openapi_extra=FILE_FORM,
)
async def create_attachment(
    request: Request, reader: Reading, writer: Uploading, storage: Stored, report_id: UUID
) -> Response:
    """Attaches a file of up to 25 MB to a report of one's own, until it is confirmed or withdrawn."""
    return await attach_file(reader, writer, storage, report_id, request)


@router.get("/attachments/{attachment_id}", response_model=Attachment, responses=responses(NotFound))
async def get_attachment(reader: Reading, attachment_id: UUID) -> Response:
    """What is known of one attached file."""
    return await reader.one(ATTACHMENT, Permission.report_read, id=attachment_id)


@router.get(
    "/attachments/{attachment_id}/content",
    response_class=Response,
    responses=DOWNLOAD | responses(NotFound, RangeNotSatisfiable),
)
async def get_attachment_content(
    reader: Reading, storage: Stored, attachment_id: UUID, conditions: Conditions
) -> Response:
    """The bytes of one attached file, whole or in part, to be saved."""
    return await download(storage, await file_of(reader, attachment_id), conditions)
