"""Adds a comment to a task, in the name of the office that monitors it or of an agency that leads or coordinates there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.agencies.models import Agency
from app.kernel.problems import NotFound, Problem
from app.kernel.schema import as_uuid
from app.kernel.words import Words
from app.plans.models import Plan
from app.plans.policy import PlanFacts
from app.plans.queries import caller_facts
from app.tasks import comment_queries, queries
from app.tasks.comment_rules import WORDS, Silenced, can_comment
from app.tasks.comment_schemas import CommentCreate
from app.tasks.models import Comment, Task, TaskAgency
from app.tasks.problems import CommentIdTaken, MayNotComment, agency_unnamed

SAID = ("task_id", "agency_id", "text", "author")
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Said:
    """`status` 201, or 200 for a comment of this id that stands already with the same body."""

    body: bytes
    status: int


async def add_comment(work: Work, task_id: UUID, draft: CommentCreate) -> Said:
    await work.show(queries.TASK, queries.with_may, id=task_id)
    plan = await _plan(work, task_id)
    row = _row(work, task_id, plan.id, await _voice(work, task_id, plan, draft), draft)
    if not await _is_new(work, row):
        await _require_same(work, row)
        return Said((await work.show(comment_queries.COMMENT, id=row["id"]))[0], 200)
    shown, _ = await work.show(comment_queries.COMMENT, id=row["id"])
    await work.record("comment", row["id"], "create", plan_id=plan.id, after=shown)
    return Said(shown, 201)


async def _plan(work: Work, task_id: UUID) -> PlanFacts:
    named = select(Plan.id, Plan.status, Plan.monitoring_agency_id).join(Task, Task.plan_id == Plan.id)
    found = (await work.session.execute(named.where(Task.id == task_id))).one_or_none()
    if found is None:
        raise NotFound
    return PlanFacts(*found)


async def _voice(work: Work, task_id: UUID, plan: PlanFacts, draft: CommentCreate) -> UUID:
    concerned = await work.session.scalars(select(TaskAgency.agency_id).where(TaskAgency.task_id == task_id))
    named = None if draft.agency is None else await _named(work, draft.agency)
    found = can_comment(caller_facts(work.caller), plan, frozenset(concerned), named)
    if isinstance(found, Silenced):
        raise _silenced(found)
    return found


def _silenced(why: Silenced) -> Problem:
    words = Words(*WORDS[why])
    if why is Silenced.agency_required:
        return agency_unnamed(words)
    return MayNotComment(words, reason=why.value)


async def _named(work: Work, reference: str) -> UUID:
    """A name the register does not know is refused like any other agency's: the answer must not tell which names exist."""
    wanted = or_(Agency.id == as_uuid(reference), Agency.code == reference, Agency.e_identifier == reference)
    return await work.session.scalar(select(Agency.id).where(wanted)) or NOBODY


def _row(work: Work, task_id: UUID, plan_id: UUID, agency_id: UUID, draft: CommentCreate) -> dict[str, Any]:
    return {
        "id": draft.id or uuid7(),
        "task_id": task_id,
        "plan_id": plan_id,
        "agency_id": agency_id,
        "text": draft.text,
        "author": draft.author and draft.author.model_dump(),
        "token_id": work.caller.token_id,
        "created_at": work.now,
    }


async def _is_new(work: Work, row: dict[str, Any]) -> bool:
    """Of two connections with one id the second waits here for the first, and then finds its comment."""
    added = insert(Comment).values(row).on_conflict_do_nothing(index_elements=[Comment.id])
    return await work.session.scalar(added.returning(Comment.id)) is not None


async def _require_same(work: Work, row: dict[str, Any]) -> None:
    known = (await work.session.scalars(select(Comment).where(Comment.id == row["id"]))).one()
    if any(getattr(known, name) != row[name] for name in SAID):
        raise CommentIdTaken
