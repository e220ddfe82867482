"""One agency in the place of another: what a merger, or a new agency under a new name, changes in the register itself.

What the old one still owes goes over to the new one in obligations, which calls this first.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from app.access.reading import naming
from app.access.writing import Shown, Work
from app.agencies import queries
from app.agencies.enroll import apply_changes
from app.agencies.models import Agency, AgencyGroup, GroupMember
from app.agencies.problems import AlreadySucceeded, FutureSuccession, SucceedsItself, SuccessorEnded
from app.agencies.schemas import SuccessionCreate
from app.kernel.problems import Fault, Problem

ACTION = "succeed"


@dataclass(frozen=True, slots=True)
class Succession:
    old: UUID
    successor: UUID


async def succeed_in_register(work: Work, reference: str, wanted: SuccessionCreate) -> tuple[Succession, Shown]:
    """The old agency stays in the register, ended: what it did is its own. Its names are read as its successor's from now on."""
    before, _ = await work.show(queries.AGENCY, **naming(reference))
    old, successor = await _both_locked(work, reference, wanted.successor)
    on = wanted.on or work.today
    _require_fit(old, successor, on, work.today)
    apply_changes(work, old, {"successor_id": successor.id, "valid_to": on - timedelta(days=1)})
    shown = await work.show(queries.AGENCY, **naming(str(old.id)))
    await work.record("agency", old.id, ACTION, before=before, after=shown[0])
    # The document stands in the journal beside the change; the agency itself only says who stands in its place.
    await work.record("agency_succession", old.id, "create", after=wanted.model_dump_json().encode())
    await _take_places_in_groups(work, old.id, successor.id)
    return Succession(old.id, successor.id), shown


async def _both_locked(work: Work, reference: str, successor: str) -> tuple[Agency, Agency]:
    """In the order of their ids: of two successions at once, A by B and B by A, the second finds the first done. Reports and
    reviews go on meanwhile: they only name the agencies, and we shall wait for their pairs.
    """
    old_id = await queries.agency_id(work.session, reference, "")
    successor_id = await queries.agency_id(work.session, successor, "/successor")
    both = select(Agency).where(Agency.id.in_([old_id, successor_id])).order_by(Agency.id)
    both = both.with_for_update(key_share=True)
    found = {one.id: one for one in await work.session.scalars(both, execution_options={"populate_existing": True})}
    return found[old_id], found[successor_id]


def _require_fit(old: Agency, successor: Agency, on: date, today: date) -> None:
    """A successor that has not ended has no successor, so no chain comes back to where it began."""
    if old.successor_id is not None:
        raise AlreadySucceeded(successor=str(old.successor_id))
    if old.id == successor.id:
        raise _at("/successor", SucceedsItself)
    if successor.successor_id is not None or (successor.valid_to is not None and successor.valid_to < on):
        raise _at("/successor", SuccessorEnded)
    if on > today:
        raise _at("/on", FutureSuccession)


def _at(pointer: str, problem: type[Problem]) -> Problem:
    return problem(faults=[Fault(pointer, problem.title)])


async def _take_places_in_groups(work: Work, old: UUID, successor: UUID) -> None:
    """In the lists of members; a group by kinds has its members by what they are."""
    listing = select(AgencyGroup).join(GroupMember, GroupMember.group_id == AgencyGroup.id)
    groups = list(
        await work.session.scalars(listing.where(GroupMember.agency_id == old).with_for_update(of=AgencyGroup))
    )
    for group in groups:
        before, _ = await work.show(queries.GROUP, **naming(str(group.id)))
        there = await work.session.get(GroupMember, (group.id, successor))
        await work.session.execute(
            delete(GroupMember).where(GroupMember.group_id == group.id, GroupMember.agency_id == old)
        )
        if there is None:
            work.session.add(GroupMember(group_id=group.id, agency_id=successor))
        apply_changes(work, group, {})
        after, _ = await work.show(queries.GROUP, **naming(str(group.id)))
        await work.record("agency_group", group.id, ACTION, before=before, after=after)
