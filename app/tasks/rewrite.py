"""Brings the tasks of a draft to other rows: those that stay keep their ids, their marks and what is said about them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, update

from app.access.writing import Work
from app.plans.models import Plan
from app.tasks.draft import TaskRow, task_columns, write_parts
from app.tasks.models import Assignment, LegalCitation, Task, TaskDeadline

PARTS = (TaskDeadline, LegalCitation, Assignment)
# What an office has marked by hand is not the document's to change; nor does a row go to another plan.
KEPT = frozenset({"id", "plan_id", "annex_id", "starred", "external_refs", "version", "updated_at"})


async def clear_places(work: Work, annex_id: UUID) -> None:
    """Numbers and positions are unique at every moment: all of an annex give theirs up before any takes another's."""
    of_annex = update(Task).where(Task.annex_id == annex_id)
    await work.session.execute(
        of_annex.values(number=None, parent_id=None, position=-Task.position), execution_options=DIRECT
    )


async def drop_tasks(work: Work, ids: Collection[UUID]) -> None:
    if ids:
        await work.session.execute(delete(Task).where(Task.id.in_(ids)), execution_options=DIRECT)


async def rewrite_tasks(
    work: Work, plan: Plan, rows: Sequence[TaskRow], edited: Collection[UUID], anew: Collection[UUID]
) -> None:
    """`rows`: tasks that are there, each where it stands now. Of those `edited` something has changed; of those `anew` all that hangs
    on them is written anew.
    """
    if not rows:
        return
    for table in PARTS if anew else ():
        await work.session.execute(delete(table).where(table.task_id.in_(anew)), execution_options=DIRECT)
    columns = await task_columns(work, plan, rows)
    values = [name for name in columns[0] if name not in KEPT]
    written = update(Task).where(Task.id == bindparam("of")).values({name: bindparam(f"to_{name}") for name in values})
    written = written.values(version=Task.version + bindparam("edits"), updated_at=work.now)
    connection = await work.session.connection()
    await connection.execute(written, [_bound(one, values, edited) for one in columns])
    await write_parts(work, plan, [row for row in rows if row.id in anew])


def _bound(columns: dict[str, Any], values: Sequence[str], edited: Collection[UUID]) -> dict[str, Any]:
    return {"of": columns["id"], "edits": int(columns["id"] in edited)} | {
        f"to_{name}": columns[name] for name in values
    }


# Nothing of these rows is held by the session.
DIRECT = {"synchronize_session": False}
