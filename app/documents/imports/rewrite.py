"""Brings the annex of a draft to a file: rows that are the same task keep its id, and with it its marks and comments."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, func, select, update
from uuid_utils.compat import uuid7

from app.access.writing import Entry, Work
from app.documents.imports.compare import CHANGED, REMOVED, RENUMBERED, UNCHANGED, Comparison, Item
from app.documents.imports.draft import Draft
from app.documents.imports.plan_now import PlanNow
from app.documents.imports.write import task_rows
from app.kernel.text import fold
from app.plans.models import Annex, Plan, Section
from app.tasks import queries as tasks
from app.tasks.draft import TaskRow, write_tasks
from app.tasks.models import Task
from app.tasks.rewrite import DIRECT, clear_places, drop_tasks, rewrite_tasks


async def rewrite_annex(work: Work, plan: Plan, now: PlanNow, annex_id: UUID, compared: Comparison) -> None:
    before = await work.show_all(tasks.TASKS_OF_PLAN, tasks.with_may, plan_id=plan.id)
    draft = compared.draft
    of_row = {item.row: item for item in compared.items if item.row is not None}
    removed = [item.task.id for item in compared.items if item.change == REMOVED and item.task is not None]
    await clear_places(work, annex_id)
    await drop_tasks(work, removed)
    sections = await bring_sections(work, plan, annex_id, draft)
    ids = {place: item.task.id if item.task else uuid7() for place, item in of_row.items()}
    positions = await place_rows(work, plan, now, compared)
    rows = list(task_rows(draft, annex_id, sections, ids, positions))
    new = {ids[place] for place, item in of_row.items() if item.task is None}
    edited = {ids[place] for place, item in of_row.items() if item.change in (CHANGED, RENUMBERED)}
    anew = {ids[place] for place, item in of_row.items() if item.change == CHANGED}
    await write_tasks(work, plan, [row for row in rows if row.id in new])
    await rewrite_tasks(work, plan, [row for row in rows if row.id not in new], edited, anew)
    await _keep_others(work, plan, compared, rows, {*before, *new} - set(removed))
    await _drop_sections(work, annex_id)
    await put_behind(work, annex_id, len(draft.sections))
    await _name_annex(work, annex_id, draft)
    await record_tasks(work, plan, before, compared, ids)


async def place_rows(work: Work, plan: Plan, now: PlanNow, compared: Comparison) -> Mapping[int, int]:
    """The positions that the annex has in its plan, in the order of the file, and further ones behind all of the plan."""
    last = await work.session.scalar(select(func.max(func.abs(Task.position))).where(Task.plan_id == plan.id)) or 0
    kept = sum(item.row is None and item.change == UNCHANGED for item in compared.items)
    wanted = len(compared.draft.rows) + kept
    slots = sorted(task.position for task in now.tasks)
    slots += range(last + 1, last + 1 + max(0, wanted - len(slots)))
    return dict(enumerate(slots[: len(compared.draft.rows)]))


async def bring_sections(work: Work, plan: Plan, annex_id: UUID, draft: Draft) -> Mapping[int, UUID]:
    """A section is the same while its title is; those that nothing stands in any more are dropped at the end."""
    of_annex = select(Section).where(Section.annex_id == annex_id).order_by(Section.position)
    known = list(await work.session.scalars(of_annex))
    by_title: dict[str, list[Section]] = {}
    for one in reversed(known):
        by_title.setdefault(fold(one.title), []).append(one)
        one.position = -one.position
    await work.session.flush()  # positions are unique at every moment
    found: dict[int, UUID] = {}
    for place, wanted in enumerate(draft.sections):
        same = by_title.get(fold(wanted.title))
        section = same.pop() if same else Section(id=uuid7(), plan_id=plan.id, annex_id=annex_id)
        section.label, section.title, section.position = wanted.label, wanted.title, place + 1
        work.session.add(section)
        found[place] = section.id
    await work.session.flush()
    return found


async def _keep_others(
    work: Work, plan: Plan, compared: Comparison, rows: Sequence[TaskRow], there: Collection[UUID]
) -> None:
    """What the file has no more and yet stays, since somebody has commented on it, stands behind the rest; without its number where
    the file has given that to another.
    """
    taken = {(row.section_id, row.number) for row in rows}
    last = await work.session.scalar(select(func.max(Task.position)).where(Task.plan_id == plan.id)) or 0
    kept = [item.task for item in compared.items if item.row is None and item.task and item.change == UNCHANGED]
    for position, task in enumerate(kept, last + 1):
        parent = task.parent_id if task.parent_id in there else None
        number = None if (task.section_id, task.number) in taken else task.number
        values = {"number": number, "position": position, "parent_id": parent}
        await work.session.execute(update(Task).where(Task.id == task.id).values(values), execution_options=DIRECT)


async def _drop_sections(work: Work, annex_id: UUID) -> None:
    empty = ~select(Task.id).where(Task.section_id == Section.id).correlate(Section).exists()
    dropped = delete(Section).where(Section.annex_id == annex_id, Section.position < 0, empty)
    await work.session.execute(dropped, execution_options=DIRECT)


async def put_behind(work: Work, annex_id: UUID, last: int) -> None:
    """Sections that the file has no more and in which something still stands."""
    left = select(Section).where(Section.annex_id == annex_id, Section.position < 0).order_by(Section.position.desc())
    for position, section in enumerate(list(await work.session.scalars(left)), last + 1):
        section.position = position
    await work.session.flush()


async def _name_annex(work: Work, annex_id: UUID, draft: Draft) -> None:
    annex = (await work.session.scalars(select(Annex).where(Annex.id == annex_id))).one()
    annex.label, annex.title = draft.label or annex.label, draft.title or annex.title
    annex.column_titles, annex.deadline_purpose = list(draft.column_titles), draft.deadline_purpose
    await work.session.flush()


async def record_tasks(
    work: Work, plan: Plan, before: Mapping[UUID, bytes], compared: Comparison, ids: Mapping[int, UUID]
) -> None:
    after = await work.show_all(tasks.TASKS_OF_PLAN, tasks.with_may, plan_id=plan.id)
    entries = [_entry(plan, item, before, after, ids) for item in compared.items if item.change != UNCHANGED]
    await work.record_all(entries)


def _entry(
    plan: Plan, item: Item, before: Mapping[UUID, bytes], after: Mapping[UUID, bytes], ids: Mapping[int, UUID]
) -> Entry:
    if item.task is None:
        id_ = ids[item.row or 0]
        return Entry("task", id_, "create", plan.id, after=after[id_])
    id_ = item.task.id
    return Entry("task", id_, "delete" if item.row is None else "change", plan.id, before.get(id_), after.get(id_))
