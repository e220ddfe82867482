"""`/v1/tasks/{id}/comments`: what is said about a task, beside the reports on it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from app.access.reading import Reading
from app.access.roles import Permission
from app.access.writer import Posting
from app.kernel.idempotency import Answer
from app.kernel.paging import DEFAULT_LIMIT, Cursor, Limit
from app.kernel.problems import NotFound, responses
from app.tasks import comment_queries, queries
from app.tasks.comment import add_comment
from app.tasks.comment_schemas import Comment, CommentCreate, CommentPage
from app.tasks.problems import CommentIdTaken, MayNotComment

router = APIRouter(prefix="/v1", tags=["Tasks"])
SAID_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"model": Comment, "description": "The comment of this id, sent before with the same body."}
}


@router.get("/tasks/{task_id}/comments", response_model=CommentPage, responses=responses(NotFound))
async def list_comments(
    reader: Reading, task_id: UUID, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """What was said about one task, oldest first."""
    await reader.must_see(queries.TASK, Permission.task_read, id=task_id)
    return await reader.page(comment_queries.COMMENTS, limit, cursor, {}, id=task_id)


@router.post(
    "/tasks/{task_id}/comments",
    status_code=201,
    response_model=Comment,
    responses=SAID_BEFORE | responses(NotFound, MayNotComment, CommentIdTaken),
)
async def create_comment(writer: Posting, task_id: UUID, draft: CommentCreate) -> Response:
    """Adds a comment of the plan's office, or of an agency that leads or coordinates; it stays and moves no status."""
    async with writer.work(Permission.comment_write) as work:
        said = await add_comment(work, task_id, draft)
        return await work.conclude(Answer(said.status, said.body, f"/v1/tasks/{task_id}/comments"))
