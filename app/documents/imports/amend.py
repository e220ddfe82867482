"""Brings the annex of a published plan to a file: each change of a row is an amendment, with the document that makes it.

Row by row through the acts that an office has for one task; a row that the file adds, and the numbers it gives, through those made for
an import. What an act refuses is told with the row it refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import bindparam, update
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.documents.imports.compare import ADDED, REMOVED, Comparison, Item
from app.documents.imports.differences import PLACES
from app.documents.imports.doubts import lead_moves
from app.documents.imports.draft import Row
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.documents.imports.rewrite import bring_sections, place_rows, put_behind
from app.documents.imports.write import Ids, task_rows
from app.kernel.problems import Fault, InvalidRequest, Problem
from app.kernel.text import fold
from app.kernel.words import Words
from app.obligations.amendments.add_tasks import Why, add_tasks
from app.obligations.amendments.amend import amend_task
from app.obligations.amendments.renumber_tasks import Place, free_numbers, renumber_tasks
from app.obligations.amendments.schemas import AmendmentCreate
from app.plans.models import Plan
from app.tasks import queries as tasks
from app.tasks.models import Task
from app.tasks.rewrite import DIRECT

REFUSED = Words("Điều chỉnh này không ghi được", "This amendment cannot be made")


async def amend_annex(work: Work, plan: Plan, now: PlanNow, annex_id: UUID, compared: Comparison, why: Why) -> None:
    draft = compared.draft
    for task in (item.task for item in compared.items if item.change == REMOVED):
        assert task is not None
        await _amend(work, None, task.id, why, kind="cancel")
    before = await work.show_all(tasks.TASKS_OF_PLAN, tasks.with_may, plan_id=plan.id)
    sections = await bring_sections(work, plan, annex_id, draft)
    await put_behind(work, annex_id, len(draft.sections))
    ids = {item.row: item.task.id if item.task else uuid7() for item in compared.items if item.row is not None}
    places = list(_places(compared, sections, ids))
    were = await free_numbers(work, places)
    positions = await place_rows(work, plan, now, compared)
    await _give_up_positions(work, annex_id)
    new = {ids[item.row] for item in compared.items if item.change == ADDED and item.row is not None}
    rows = task_rows(draft, annex_id, sections, ids, positions)
    await add_tasks(work, plan, [row for row in rows if row.id in new], why)
    await _take_positions(work, now, compared, ids, positions)
    await renumber_tasks(work, plan, places, were, before, why)
    for item in compared.items:
        if item.row is not None and item.task is not None:
            await _change(work, item, item.task, draft.rows[item.row], why)


def _places(compared: Comparison, sections: Ids, ids: Ids) -> Iterator[Place]:
    """Of each row that stands elsewhere now; and no number for what the file has no more, where another takes it."""
    taken = set()
    for item in compared.items:
        if item.row is None:
            continue
        row = compared.draft.rows[item.row]
        section = None if row.section is None else sections[row.section]
        taken.add((section, row.number))
        if item.task is not None and any(one.field in PLACES for one in item.fields):
            yield Place(item.task.id, row.number, section, None if row.parent is None else ids[row.parent])
    for item in compared.items:
        task = item.task
        if item.row is None and task is not None and task.number and (task.section_id, task.number) in taken:
            yield Place(task.id, None, task.section_id, task.parent_id)


async def _give_up_positions(work: Work, annex_id: UUID) -> None:
    of_annex = update(Task).where(Task.annex_id == annex_id)
    await work.session.execute(of_annex.values(position=-Task.position), execution_options=DIRECT)


async def _take_positions(
    work: Work, now: PlanNow, compared: Comparison, ids: Ids, positions: Mapping[int, int]
) -> None:
    """In the order of the file, and behind it what it has no more."""
    wanted = {ids[place]: position for place, position in positions.items()}
    others = [item.task for item in compared.items if item.row is None and item.task is not None]
    free = iter(sorted({task.position for task in now.tasks} - set(wanted.values())))
    last = max([*(task.position for task in now.tasks), *positions.values()], default=0)
    wanted |= {task.id: next(free, last + nth) for nth, task in enumerate(others, 1)}
    moved = [{"of": id_, "to": position} for id_, position in wanted.items()]
    if moved:
        written = update(Task).where(Task.id == bindparam("of")).values(position=bindparam("to"))
        await (await work.session.connection()).execute(written, moved)


async def _change(work: Work, item: Item, task: TaskNow, row: Row, why: Why) -> None:
    fields = {one.field for one in item.fields}
    texts = {name: getattr(row, name) for name in ("title", "deliverable") if name in fields}
    if texts:
        await _amend(work, item.row, task.id, why, kind="change_text", **texts)
    if "deadline" in fields and row.deadline is not None:
        deadline = {"deadline_text": row.deadline.text, "deadline_id": task.deadline_id}
        await _amend(work, item.row, task.id, why, kind="set_deadline", **deadline)
    if "title_deadlines" in fields:
        known = {fold(text) for text in (*task.second, *task.added)}
        for one in (one for one in row.second if fold(one.text) not in known):
            second = {"deadline_text": one.text, "additional": True}
            await _amend(work, item.row, task.id, why, kind="set_deadline", **second)
    if "leads" in fields:
        await _change_leads(work, item.row, task, row, why)


async def _change_leads(work: Work, place: int | None, task: TaskNow, row: Row, why: Why) -> None:
    handed_on, ended = lead_moves(task, row) or ([], [])
    for old, new in handed_on:
        assert new.agency is not None
        lead = {"agency": str(old.id), "new_lead": str(new.agency.id)}
        await _amend(work, place, task.id, why, kind="change_lead", **lead)
    for old in ended:
        await _amend(work, place, task.id, why, kind="cancel", agency=str(old.id))


async def _amend(work: Work, place: int | None, task_id: UUID, why: Why, **what: Any) -> None:
    try:
        draft = AmendmentCreate.model_validate({"document": why.document, "reason": why.reason, **what})
        await amend_task(work, task_id, draft)
    except ValidationError as invalid:
        raise InvalidRequest(faults=_faults(place, task_id, [REFUSED])) from invalid
    except Problem as refused:
        said = [refused.detail or refused.title, *(one.message for one in refused.faults)]
        raise type(refused)(refused.detail, faults=_faults(place, task_id, said), **refused.fields) from refused


def _faults(place: int | None, task_id: UUID, said: Sequence[Words]) -> list[Fault]:
    """Where it stands: a row of the import, or the task that the file has no more."""
    pointer = f"/tasks/{task_id}" if place is None else f"/rows/{place}"
    return [Fault(pointer, one) for one in dict.fromkeys(said)]
