"""Gives tasks of a published plan the numbers and sections of the document that amends it. Nothing that is owed moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from app.access.writing import Entry, Work
from app.obligations.amendments.add_tasks import Why, amendment, labels
from app.obligations.amendments.amend import UNCHANGED
from app.obligations.amendments.schemas import RENUMBER
from app.plans.models import Plan
from app.tasks import queries as tasks
from app.tasks.edit import search_key_of
from app.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task is to stand. `parent_id` may be a task that the same document adds."""

    task_id: UUID
    number: str | None
    section_id: UUID | None
    parent_id: UUID | None


async def free_numbers(work: Work, places: Sequence[Place]) -> dict[UUID, Task]:
    """The tasks as they were: of those that move none keeps the number that another takes."""
    ids = [one.task_id for one in places]
    were = {one.id: one for one in await work.session.scalars(select(Task).where(Task.id.in_(ids)))}
    for one in were.values():
        work.session.expunge(one)  # as it was, to be told beside what it becomes
    await work.session.execute(update(Task).where(Task.id.in_(ids)).values(number=None))
    return were


async def renumber_tasks(
    work: Work, plan: Plan, places: Sequence[Place], were: Mapping[UUID, Task], before: Mapping[UUID, bytes], why: Why
) -> None:
    """`plan`: published, locked, and the caller's; `were`, `before`: its tasks before their numbers were freed, and as shown then."""
    if not places:
        return
    sections = await labels(work, plan)
    for place in places:
        task = (await work.session.scalars(select(Task).where(Task.id == place.task_id))).one()
        was = were[task.id]
        task.number, task.section_id, task.parent_id = place.number, place.section_id, place.parent_id
        task.search_key = await search_key_of(work, task)
        task.version += 1
        task.updated_at = work.now
        old, new = (
            {**UNCHANGED, "number": one.number, "section": sections.get(one.section_id), "leads": []}
            for one in (was, task)
        )
        work.session.add(amendment(work, plan, task.id, RENUMBER, why, old, new))
    await work.session.flush()
    after = await work.show_all(tasks.TASKS_OF_PLAN, tasks.with_may, plan_id=plan.id)
    moved = [one.task_id for one in places]
    await work.record_all([Entry("task", id_, RENUMBER, plan.id, before[id_], after[id_]) for id_ in moved])
