"""Names the agencies that a name or group in a lead's place stands for, which publication could not tell (§5, Groups).

The first members end the pair of nobody from that day; who is named later joins them. Changing a group changes nothing published,
so this is the only way in.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.access.versions import heed_version
from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.agencies.models import Agency
from app.kernel.problems import NotFound
from app.obligations.amendments.amending import PublishedTask, pairs_meant, published_task, status_of
from app.obligations.amendments.cancel import end_pair
from app.obligations.amendments.change_lead import next_position
from app.obligations.amendments.fit import asked, deadlines_of
from app.obligations.amendments.lead import LEAD, name_leads, take_lead
from app.obligations.amendments.problems import MembersAreFixed, MembersStay
from app.obligations.amendments.schemas import MembersNamed
from app.obligations.held import Held, record
from app.tasks import queries
from app.tasks.models import Assignment, Task, TaskAgency
from app.tasks.office import NAMED
from app.tasks.rules import Status


async def name_members(
    work: Work, task_id: UUID, assignment_id: UUID, wanted: MembersNamed, if_match: str | None
) -> Shown:
    found = await published_task(work, task_id)
    await heed_version(work, if_match, "task", found.task)
    meant = list(dict.fromkeys(await agencies.agency_ids(work.session, wanted.agencies, "/agencies")))
    pairs = await pairs_meant(work, found.task, None)
    assignment = await _assignment(work, found.task, assignment_id, pairs, meant)
    nobody = _nobody(pairs, assignment)
    before = await _named_before(work, assignment)
    await _require_all_stay(work, before, meant, pairs)
    new = [one for one in meant if one not in before]
    if not new:
        return await work.show(queries.TASK, queries.with_may, id=task_id)
    if not before:
        end_pair(work, nobody)
    named = await _take_up(work, found, assignment, new, pairs)
    await record(work, [*([] if before else [nobody]), *named], NAMED)
    return await _show_and_record(work, found)


async def _assignment(
    work: Work, task: Task, assignment_id: UUID, pairs: Sequence[Held], meant: Sequence[UUID]
) -> Assignment:
    """A task without any lead gets the assignment it lacks, under the id that the client has made for it."""
    known = await work.session.scalar(select(Assignment).where(Assignment.id == assignment_id))
    if known is not None and known.task_id == task.id:
        return known
    if known is not None or not any(_leads_nothing(one) for one in pairs):
        raise NotFound
    positions = await work.session.scalars(select(Assignment.position).where(Assignment.task_id == task.id))
    names = await work.session.scalars(select(Agency.name).where(Agency.id.in_(meant)).order_by(Agency.sort_key))
    made = Assignment(
        id=assignment_id,
        task_id=task.id,
        plan_id=task.plan_id,
        role=LEAD,
        position=max(positions, default=0) + 1,
        text=", ".join(names),
        is_primary=True,
    )
    work.session.add(made)
    await work.session.flush()  # the task's agencies refer to it
    return made


def _leads_nothing(held: Held) -> bool:
    return held.pair.agency_id is None and held.pair.assignment_id is None


def _nobody(pairs: Sequence[Held], assignment: Assignment) -> Held:
    """The pair without an agency that the members come in the place of."""
    for one in pairs:
        stands_for = assignment.role == LEAD and one.pair.agency_id is None and assignment.agency_id is None
        if stands_for and one.pair.assignment_id in (assignment.id, None):
            return one
    raise MembersAreFixed


async def _named_before(work: Work, assignment: Assignment) -> list[UUID]:
    members = select(TaskAgency.agency_id).where(TaskAgency.assignment_id == assignment.id, TaskAgency.role == LEAD)
    return list(await work.session.scalars(members))


async def _require_all_stay(work: Work, before: Sequence[UUID], meant: Sequence[UUID], pairs: Sequence[Held]) -> None:
    """But for who has handed on since, or was cancelled."""
    at_work = {one.pair.agency_id for one in pairs if status_of(one) is not Status.cancelled}
    if not at_work.intersection(before) <= set(meant):
        codes = await work.session.scalars(select(Agency.code).where(Agency.id.in_(before)).order_by(Agency.code))
        raise MembersStay(named=list(codes))


async def _take_up(
    work: Work, found: PublishedTask, assignment: Assignment, new: Sequence[UUID], pairs: Sequence[Held]
) -> list[Held]:
    """Who leads the task already, under a name of its own, has its pair."""
    led = {one.pair.agency_id: one for one in pairs if one.pair.agency_id is not None}
    joining = [one for one in new if one not in led or status_of(led[one]) is Status.cancelled]
    await name_leads(work, assignment, new, named=False)
    asked_now = await asked(work, found.plan, await deadlines_of(work, found.task.id))
    return await take_lead(
        work,
        found.task,
        asked_now,
        joining,
        led,
        is_primary=assignment.is_primary,
        next_position=next_position(pairs),
        action=NAMED,
    )


async def _show_and_record(work: Work, found: PublishedTask) -> Shown:
    found.task.version += 1
    found.task.updated_at = work.now
    shown = await work.show(queries.TASK, queries.with_may, id=found.task.id)
    await work.record("task", found.task.id, NAMED, plan_id=found.plan.id, before=found.shown, after=shown[0])
    return shown
