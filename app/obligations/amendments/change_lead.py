"""Puts another lead in the place of one: the old pair ends with all it owes, the new one owes what a lead named that day owes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.agencies import queries as agencies
from app.agencies.models import Agency
from app.obligations.amendments.amending import Amended, Amending, status_of
from app.obligations.amendments.cancel import end_pair
from app.obligations.amendments.fit import asked, deadlines_of
from app.obligations.amendments.lead import LEAD, name_leads, take_lead
from app.obligations.amendments.problems import AlreadyALead
from app.obligations.held import Held
from app.plans.office import require_not_own
from app.tasks.edit import search_key_of
from app.tasks.models import Assignment, Task
from app.tasks.rules import Status


async def change_lead(act: Amending) -> Amended:
    work, task = act.work, act.task
    new = await agencies.agency_id(work.session, act.draft.new_lead or "", "/new_lead")
    require_not_own(work.caller, act.plan, [new])
    had = _lost_before(act.held, new)
    old = next(one for one in act.held if one.pair.agency_id == act.agency_id)
    end_pair(work, old)
    await name_leads(work, await _hand_on(work, task, act.agency_id, new), [new], named=True)
    asked_now = await asked(work, act.plan, await deadlines_of(work, task.id))
    taken = await take_lead(
        work,
        task,
        asked_now,
        [new],
        had,
        is_primary=old.pair.is_primary,
        next_position=next_position(act.held),
        action=act.draft.kind,
    )
    task.search_key = await search_key_of(work, task)
    task.version += 1
    task.updated_at = work.now
    return Amended([old, *taken])


def _lost_before(pairs: Sequence[Held], agency_id: UUID) -> dict[UUID, Held]:
    """The pair it had and lost; AlreadyALead when it has one that stands."""
    found = [one for one in pairs if one.pair.agency_id == agency_id]
    if any(status_of(one) is not Status.cancelled for one in found):
        raise AlreadyALead
    return dict.fromkeys([agency_id], found[0]) if found else {}


def next_position(pairs: Sequence[Held]) -> int:
    return max((one.pair.position for one in pairs), default=0) + 1


async def _hand_on(work: Work, task: Task, old: UUID | None, new: UUID) -> Assignment:
    """The assignment of the new lead, which begins where the old one's ends. A group that the old lead belongs to goes on."""
    assignments = list(await work.session.scalars(select(Assignment).where(Assignment.task_id == task.id)))
    leads = [one for one in assignments if one.role == LEAD]
    ending = [one for one in leads if one.agency_id == old and one.ended_on is None]
    for one in ending:
        one.ended_on = work.today
    for one in leads:
        if one.agency_id == new:
            one.ended_on = None
            return one
    name = await work.session.scalar(select(Agency.name).where(Agency.id == new))
    made = Assignment(
        id=uuid7(),
        task_id=task.id,
        plan_id=task.plan_id,
        role=LEAD,
        position=max((one.position for one in assignments), default=0) + 1,
        agency_id=new,
        text=name,
        is_primary=any(one.is_primary for one in ending),
    )
    work.session.add(made)
    await work.session.flush()  # the task's agencies refer to it
    return made
