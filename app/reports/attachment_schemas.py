"""What is told of an attached file; its bytes are an answer of their own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.kernel.limits import FILE_BYTES
from app.kernel.schema import Output


class Attachment(Output):
    id: UUID
    report_id: UUID
    file_name: str
    media_type: str = Field(description="As its bytes say, not as its sender did.")
    size_bytes: Annotated[int, Field(ge=1, le=FILE_BYTES)]
    sha256: str = Field(description="In hexadecimal digits; the ETag of its content.")
    agency: AgencyRef
    attached_at: datetime
    version: int


class AttachmentPage(Output):
    items: list[Attachment]
    next_cursor: str | None
