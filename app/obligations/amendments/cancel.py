"""Cancels pairs, and reopens those that were cancelled or done (`reopening`: what is then owed again)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from app.access.writing import Work
from app.obligations.amendments.amending import Amended, Amending, status_of, those_that_allow
from app.obligations.amendments.fit import asked, deadlines_of, fit
from app.obligations.amendments.reopening import Ended, owed_again
from app.obligations.held import OPENING, Held, facts_of
from app.obligations.models import ObligationStateChange
from app.obligations.rules import ENDED, ObligationState
from app.tasks.models import Assignment, TaskAgencyStateChange
from app.tasks.rules import Action, Status

# Acts that end a pair because others stand in its place.
HANDED_ON = frozenset({"change_lead", "name_members", "succeed"})
UNSETTLED = {"answered_by": None, "settled_by": None, "settled_on": None}


async def cancel(act: Amending) -> Amended:
    moved = those_that_allow(act.held, Action.cancel)
    for one in moved:
        end_pair(act.work, one)
    return Amended(moved)


def end_pair(work: Work, held: Held) -> None:
    """With all it owes, answered or not: what waits for review waits no more."""
    held.move(Action.cancel, work.now)
    for row in held.live:
        held.put(replace(facts_of(row), state=ObligationState.cancelled))


async def reopen(act: Amending) -> Amended:
    """Deadlines that were set while the pair stood still are met like any other's."""
    work = act.work
    endings = await endings_of(work, [one.pair.id for one in act.held])
    # Who has handed the task on to others comes back only when it is named.
    meant = [one for one in act.held if act.agency_id is not None or not _handed_on(one, endings[one.pair.id])]
    moved = those_that_allow(meant or act.held, Action.reopen)
    taken_from = await _taken_from(work, moved, endings)
    dayless = await _done_on_no_day(work, moved)
    for one in moved:
        _open_again(work, one, taken_from, dayless)
    deadlines = await deadlines_of(work, act.task.id)
    missed = [(one, deadlines.missed_by(one.obligations)) for one in moved]
    await fit(work, await asked(work, act.plan, deadlines), missed, act.draft.kind)
    for one in moved:
        one.move(Action.reopen, work.now)
    await _named_again(act, moved)
    return Amended(moved)


def _open_again(work: Work, held: Held, taken_from: Mapping[UUID, ObligationState], dayless: Collection[UUID]) -> None:
    facts = [replace(one, opened_late=one.opened_late and one.id not in dayless) for one in held.facts]
    ended = [
        Ended(one, row.settled_on, taken_from.get(row.id)) for one, row in zip(facts, held.obligations, strict=True)
    ]
    for one in owed_again(status_of(held), ended, work.today):
        columns = {} if one.answered_on is not None else UNSETTLED
        held.put(one, **columns)


@dataclass(frozen=True, slots=True)
class Ending:
    """The act that made a pair what it is."""

    action: str
    recorded_at: datetime


def _handed_on(held: Held, ending: Ending) -> bool:
    """Whoever the act has named has it for its newest too, and stands."""
    return status_of(held) is Status.cancelled and ending.action in HANDED_ON


async def endings_of(work: Work, pair_ids: Collection[UUID]) -> dict[UUID, Ending]:
    change = TaskAgencyStateChange
    newest = select(change.pair_id, change.action, change.recorded_at).where(change.pair_id.in_(pair_ids))
    rows = await work.session.execute(
        newest.ext(distinct_on(change.pair_id)).order_by(change.pair_id, change.sequence.desc())
    )
    return {row.pair_id: Ending(row.action, row.recorded_at) for row in rows}


async def _taken_from(
    work: Work, moved: Collection[Held], endings: Mapping[UUID, Ending]
) -> dict[UUID, ObligationState]:
    """The state of each obligation before the act that ended it together with its pair: the one that cancelled both, or the
    confirmation of a lead that decides for all.
    """
    ended = {row.id: row for one in moved for row in one.obligations if row.state in ENDED}
    change = ObligationStateChange
    steps: dict[UUID, list[ObligationStateChange]] = {}
    history = select(change).where(change.obligation_id.in_(ended)).order_by(change.sequence.desc())
    for step in await work.session.scalars(history):
        steps.setdefault(step.obligation_id, []).append(step)
    return {
        id_: ObligationState(before.state)
        for id_, (last, before, *_) in steps.items()
        if _is_by(last, endings[ended[id_].pair_id])
    }


async def _done_on_no_day(work: Work, moved: Collection[Held]) -> set[UUID]:
    """What counts as opened late only because an opening said that it was done and not when: owed again, it has its day."""
    change = ObligationStateChange
    opened = [row.id for one in moved for row in one.obligations if row.opened_late]
    before = func.lag(change.opened_late).over(partition_by=change.obligation_id, order_by=change.sequence)
    steps = select(change.obligation_id, change.action, change.opened_late, before.label("before"))
    found = steps.where(change.obligation_id.in_(opened)).subquery()
    stated = select(found.c.obligation_id).where(found.c.action == OPENING, found.c.opened_late, ~found.c.before)
    return set(await work.session.scalars(stated))


def _is_by(step: ObligationStateChange, ending: Ending) -> bool:
    return (step.action, step.recorded_at) == (ending.action, ending.recorded_at)


async def _named_again(act: Amending, moved: Collection[Held]) -> None:
    agencies = [one.pair.agency_id for one in moved if one.pair.agency_id is not None]
    mine = Assignment.task_id == act.task.id, Assignment.role == "lead", Assignment.agency_id.in_(agencies)
    await act.work.session.execute(update(Assignment).where(*mine).values(ended_on=None))
