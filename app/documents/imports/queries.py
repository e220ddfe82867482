"""Reads for imports: the import as its office sees it, the list of them, and the annex of a plan as it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, DateTime, Text, Uuid, any_, func, literal_column, or_, select, tuple_

from app.access.reading import LIMIT, Listing, caller_agencies, caller_plans, for_caller
from app.access.roles import Permission
from app.access.writing import Work
from app.agencies import queries as agencies
from app.agencies.models import Agency, AgencyGroup
from app.agencies.queries import agency_ref
from app.documents.annex.codes import Code
from app.documents.deadlines_now import Phrase, in_force
from app.documents.imports.beside import beside
from app.documents.imports.draft import Draft, Name, Section, Target
from app.documents.imports.models import PlanImport
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.documents.imports.problems import SeveralAnnexes
from app.kernel.problems import NotFound
from app.kernel.reads import Rows, Shapes, as_object, value
from app.kernel.text import fold
from app.plans.models import Annex, Plan
from app.plans.models import Section as SectionRow
from app.reports.models import ProgressReport
from app.tasks.models import Assignment, Comment, Task, TaskAgencyState, TaskDeadline
from app.tasks.rules import Status


def _mine() -> ColumnElement[bool]:
    """Of the offices of the token; and of one for some plans, those of these plans."""
    its = select(Plan.code).where(Plan.id == any_(caller_plans))
    return (PlanImport.office_id == any_(caller_agencies)) & or_(caller_plans.is_(None), PlanImport.plan_code.in_(its))


LISTED = as_object(
    select(
        PlanImport.id,
        PlanImport.status,
        PlanImport.plan_code,
        PlanImport.plan_id,
        PlanImport.title,
        PlanImport.year,
        agency_ref(PlanImport.office_id, "office", PlanImport).label("monitoring_agency"),
        PlanImport.file_name,
        func.encode(PlanImport.sha256, literal_column("'hex'")).label("sha256"),
        PlanImport.created_at,
        PlanImport.committed_at,
        PlanImport.version,
    ),
    "shown",
    PlanImport,
)


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = select(LISTED.label("item"), PlanImport.created_at, PlanImport.id).where(_mine(), condition)
    found = rows.order_by(PlanImport.created_at, PlanImport.id).limit(LIMIT).subquery("rows")
    return for_caller(found, "created_at", "id")


IMPORTS = Listing(
    Shapes(
        _page,
        {
            "status": PlanImport.status == value("status", Text()),
            "plan": PlanImport.plan_code == value("plan", Text()),
            "after": tuple_(PlanImport.created_at, PlanImport.id)
            > tuple_(value("after_created_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.plan_write,
    {"created_at": datetime, "id": UUID},
)


async def import_of(work: Work, import_id: UUID, *, lock: bool = False) -> PlanImport:
    """NotFound for another office's."""
    wanted = select(PlanImport).where(PlanImport.id == import_id, PlanImport.office_id.in_(work.caller.agencies))
    if work.caller.plans is not None:
        wanted = wanted.where(PlanImport.plan_code.in_(select(Plan.code).where(Plan.id.in_(work.caller.plans))))
    found: PlanImport | None = await work.session.scalar(wanted)
    if found is None:
        raise NotFound
    if lock and found.status == "previewed":
        # Row security hides a committed import from a lock: whoever waited for its commit finds it as it is now.
        await work.session.execute(select(PlanImport.id).where(PlanImport.id == import_id).with_for_update())
        await work.session.refresh(found)
    return found


async def plan_now(work: Work, plan: Plan, draft: Draft) -> PlanNow:
    """SeveralAnnexes when the file does not tell which of them it is about, or is about several."""
    annex = await _annex(work, plan.id, draft)
    tasks = () if annex is None else await _tasks(work, annex)
    return PlanNow(plan.id, plan.status, annex, tasks)


async def _annex(work: Work, plan_id: UUID, draft: Draft) -> UUID | None:
    of_plan = select(Annex.id, Annex.label).where(Annex.plan_id == plan_id).order_by(Annex.position)
    known = (await work.session.execute(of_plan)).all()
    if len(known) <= 1:
        return next((one.id for one in known), None)
    label = draft.label
    named: list[UUID] = [one.id for one in known if one.label and label and fold(one.label) == fold(label)]
    if len(named) != 1 or draft.has(Code.further_annex):
        raise SeveralAnnexes(labels=[one.label for one in known])
    return named[0]


TASK_COLUMNS = (
    Task.id,
    Task.number,
    Task.section_id,
    Task.parent_id,
    Task.position,
    Task.title,
    Task.deliverable,
    Task.is_heading,
    Task.completion_rule,
    Task.notes,
)


async def _tasks(work: Work, annex_id: UUID) -> tuple[TaskNow, ...]:
    rows = select(*TASK_COLUMNS).where(Task.annex_id == annex_id).order_by(Task.position)
    tasks = (await work.session.execute(rows)).mappings().all()
    sections = await work.session.execute(
        select(SectionRow.id, SectionRow.label, SectionRow.title).where(SectionRow.annex_id == annex_id)
    )
    by_id: dict[UUID | None, Section] = {one.id: Section(one.label, one.title) for one in sections}
    names, deadlines = await _names(work, annex_id), await _deadlines(work, annex_id)
    used, over = await _used(work, annex_id), await _over(work, annex_id)

    def put_together() -> tuple[TaskNow, ...]:
        return tuple(
            TaskNow(
                **{**task, "notes": tuple((one["column"], one["text"]) for one in task["notes"] or ())},
                section=by_id.get(task["section_id"]),
                names=tuple(names[task["id"]]),
                **_in_force(deadlines[task["id"]]),
                is_used=task["id"] in used,
                is_over=task["id"] in over,
            )
            for task in tasks
        )

    return await beside(put_together)


async def _names(work: Work, annex_id: UUID) -> Mapping[UUID, list[Name]]:
    """Whom the cells name today: who has been succeeded stands as its successor, as a document is read."""
    heirs = await agencies.heirs(work.session)
    known = {row.id: Target(*row) for row in await work.session.execute(select(Agency.id, Agency.code, Agency.name))}
    groups = await work.session.execute(select(AgencyGroup.id, AgencyGroup.code, AgencyGroup.name))
    classes = {row.id: Target(*row) for row in groups}
    wanted = select(Assignment.task_id, Assignment.role, Assignment.text, Assignment.agency_id, Assignment.group_id)
    in_force = _of_annex(wanted, Assignment.task_id, annex_id).where(Assignment.ended_on.is_(None))
    assigned = (await work.session.execute(in_force.order_by(~Assignment.is_primary, Assignment.position))).all()

    def named() -> Mapping[UUID, list[Name]]:
        found: dict[UUID, list[Name]] = defaultdict(list)
        for task_id, role, text, agency_id, group_id in assigned:
            agency = agency_id and known[heirs.get(agency_id, agency_id)]
            found[task_id].append(Name(role, text, agency, group_id and classes[group_id]))
        return found

    return await beside(named)


async def _deadlines(work: Work, annex_id: UUID) -> Mapping[UUID, list[Any]]:
    wanted = select(
        TaskDeadline.id, TaskDeadline.task_id, TaskDeadline.source, TaskDeadline.text, TaskDeadline.replaces_id
    )
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in await work.session.execute(
        _of_annex(wanted, TaskDeadline.task_id, annex_id).order_by(TaskDeadline.position)
    ):
        found[row.task_id].append(row)
    return found


def _in_force(deadlines: Iterable[Any]) -> dict[str, Any]:
    now = in_force(Phrase(one.id, one.source, one.text, one.replaces_id) for one in deadlines)
    cell = now.cell
    return {
        "deadline_id": cell and cell.id,
        "deadline": cell and cell.text,
        "second": now.second,
        "added": now.added,
    }


async def _used(work: Work, annex_id: UUID) -> set[UUID]:
    reported = _of_annex(select(ProgressReport.task_id).distinct(), ProgressReport.task_id, annex_id)
    commented = _of_annex(select(Comment.task_id).distinct(), Comment.task_id, annex_id)
    return {*await work.session.scalars(reported), *await work.session.scalars(commented)}


async def _over(work: Work, annex_id: UUID) -> set[UUID]:
    cancelled = func.bool_and(TaskAgencyState.status == Status.cancelled)
    of_annex = _of_annex(select(TaskAgencyState.task_id), TaskAgencyState.task_id, annex_id)
    return set(await work.session.scalars(of_annex.group_by(TaskAgencyState.task_id).having(cancelled)))


def _of_annex(wanted: Rows, task_id: Any, annex_id: UUID) -> Rows:
    return wanted.join(Task, Task.id == task_id).where(Task.annex_id == annex_id)
