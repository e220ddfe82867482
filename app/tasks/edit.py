"""Adds a task to a draft by hand, and changes what may be changed of one."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from app.access.versions import require_version
from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.agencies.models import Agency
from app.deadlines import Context, Purpose, Reading, read_deadline
from app.kernel.problems import Fault, NotFound
from app.plans.draft import require_annex
from app.plans.models import Annex, Plan, Section
from app.plans.office import office_plan, require_draft, require_not_closed
from app.plans.problems import NotADraft
from app.tasks import queries
from app.tasks.draft import AssignmentRow, TaskRow, search_key, write_tasks
from app.tasks.models import Task, TaskAgency
from app.tasks.problems import UnknownPlace
from app.tasks.schemas import AssignmentDraft, TaskCreate, TaskUpdate

KEPT_OPEN = frozenset({"starred", "external_refs"})


async def add_task(work: Work, reference: str, draft: TaskCreate) -> tuple[UUID, Shown]:
    plan, _ = await office_plan(work, reference)
    require_draft(plan)
    await _require_places(work, plan, draft)
    last = await work.session.scalar(select(func.max(Task.position)).where(Task.plan_id == plan.id))
    row = TaskRow(
        id=draft.id or uuid7(),
        annex_id=draft.annex,
        section_id=draft.section,
        parent_id=draft.parent,
        number=draft.number,
        position=(last or 0) + 1,
        title=draft.title,
        deliverable=draft.deliverable,
        is_heading=draft.deadline_text is None and all(one.role != "lead" for one in draft.assignments),
        deadlines=await _read(work, plan, draft),
        assignments=await _assigned(work, draft.assignments),
        completion_rule=draft.completion_rule,
        starred=draft.starred,
        external_refs=[one.model_dump() for one in draft.external_refs],
    )
    await write_tasks(work, plan, [row])
    return row.id, await _show_and_record(work, row.id, plan.id, "create", None)


async def change_task(work: Work, task_id: UUID, patch: TaskUpdate, if_match: str | None) -> Shown:
    before, _ = await work.show(queries.TASK, queries.with_may, id=task_id)
    plan, _ = await office_plan(work, str(await work.session.scalar(select(Task.plan_id).where(Task.id == task_id))))
    task = await work.session.scalar(select(Task).where(Task.id == task_id).with_for_update())
    if task is None:
        raise NotFound
    require_not_closed(plan)
    await require_version(work, if_match, "task", task)
    changes: dict[str, Any] = patch.model_dump(exclude_unset=True)
    if plan.status != "draft" and not changes.keys() <= KEPT_OPEN:
        raise NotADraft(changeable=sorted(KEPT_OPEN))
    for name, one in changes.items():
        setattr(task, name, one)
    task.search_key = await search_key_of(work, task)
    task.version += 1
    task.updated_at = work.now
    return await _show_and_record(work, task.id, plan.id, "change", before)


async def _show_and_record(work: Work, task_id: UUID, plan_id: UUID, action: str, before: bytes | None) -> Shown:
    shown = await work.show(queries.TASK, queries.with_may, id=task_id)
    await work.record("task", task_id, action, plan_id=plan_id, before=before, after=shown[0])
    return shown


async def _require_places(work: Work, plan: Plan, draft: TaskCreate) -> None:
    """Foreign keys alone would let a row of one plan hang under the section of another."""
    await require_annex(work, plan.id, draft.annex)
    section = select(Section.id).where(Section.id == draft.section, Section.annex_id == draft.annex)
    if draft.section is not None and await work.session.scalar(section) is None:
        raise UnknownPlace(faults=[Fault("/section", UnknownPlace.title)])
    parent = select(Task.id).where(Task.id == draft.parent, Task.annex_id == draft.annex)
    if draft.parent is not None and await work.session.scalar(parent) is None:
        raise UnknownPlace(faults=[Fault("/parent", UnknownPlace.title)])


async def _read(work: Work, plan: Plan, draft: TaskCreate) -> list[Reading]:
    if draft.deadline_text is None:
        return []
    return [read_deadline(draft.deadline_text, await reading_context(work, plan, draft.annex))]


async def reading_context(work: Work, plan: Plan, annex_id: UUID) -> Context:
    """What a phrase in a cell of this annex is read with."""
    purpose = await work.session.scalar(select(Annex.deadline_purpose).where(Annex.id == annex_id))
    return Context(year=plan.year, issued_on=plan.issued_on, purpose=Purpose(purpose or Purpose.completion))


async def _assigned(work: Work, drafts: list[AssignmentDraft]) -> list[AssignmentRow]:
    rows = [await _one_assigned(work, place, one) for place, one in enumerate(drafts)]
    return sorted(rows, key=lambda row: row.role != "lead")


async def _one_assigned(work: Work, place: int, draft: AssignmentDraft) -> AssignmentRow:
    pointer = f"/assignments/{place}"
    if draft.agency is not None:
        agency_id = await agencies.agency_id(work.session, draft.agency, f"{pointer}/agency")
        name = await work.session.scalar(select(Agency.name).where(Agency.id == agency_id))
        return AssignmentRow(draft.role, draft.text or name or "", agency_id=agency_id)
    if draft.group is not None:
        group = await agencies.group_named(work.session, draft.group, f"{pointer}/group")
        return AssignmentRow(draft.role, draft.text or group.name, group_id=group.id)
    return AssignmentRow(draft.role, draft.text or "")


async def search_key_of(work: Work, task: Task) -> str:
    named = select(Agency.search_key).join(TaskAgency, TaskAgency.agency_id == Agency.id)
    keys = await work.session.scalars(named.where(TaskAgency.task_id == task.id, TaskAgency.named))
    return search_key((task.number, task.title, task.deliverable), keys)
