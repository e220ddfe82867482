"""Reads of comments: whoever sees a task reads what is said about it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Uuid, literal_column, select, tuple_

from app.access.reading import LIMIT, Listing, for_caller
from app.access.roles import Permission
from app.agencies.queries import agency_ref
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value
from app.plans.models import Plan
from app.tasks.models import Comment, Task
from app.tasks.queries import BY_ID
from app.tasks.visible import visible_tasks


def _comments(*conditions: ColumnElement[bool]) -> Rows:
    shown = select(
        Comment.id,
        agency_ref(Comment.agency_id, "agency", Comment).label("agency"),
        Comment.text,
        Comment.author,
        Comment.created_at,
    )
    item = as_object(shown, "shown", Comment).label("item")
    return (
        select(item, Comment.created_at, Comment.id, literal_column("1").label("version"))
        .join(Task, Task.id == Comment.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(visible_tasks(), *conditions)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _comments(BY_ID, condition).order_by(Comment.created_at, Comment.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "created_at", "id")


COMMENTS = Listing(
    Shapes(
        _page,
        {
            "after": tuple_(Comment.created_at, Comment.id)
            > tuple_(value("after_created_at", DateTime(timezone=True)), value("after_id", Uuid()))
        },
    ),
    Permission.task_read,
    {"created_at": datetime, "id": UUID},
)
COMMENT = Compiled(for_caller(_comments(Comment.id == value("id", Uuid())).subquery("rows")))
