"""Bodies of comments."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Input, Name, Output, Reference, Text


class CommentAuthorDraft(Input):
    name: Name
    title: Name | None = None


class CommentCreate(Input):
    """Sent again with the same `id` and body it is the same comment."""

    id: UUID | None = Field(None, description="Minted by the client.")
    text: Text
    author: CommentAuthorDraft | None = Field(None, description="The person, as the agency states it.")
    agency: Reference | None = Field(None, description="Required of a token that holds several agencies.")


class CommentAuthor(Output):
    name: str
    title: str | None


class Comment(Output):
    id: UUID
    agency: AgencyRef
    text: str
    author: CommentAuthor | None
    created_at: datetime


class CommentPage(Output):
    items: list[Comment]
    next_cursor: str | None
