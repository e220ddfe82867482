"""A successor takes over what an ended agency still owes in published plans. What was settled, and every report, stays the old
agency's, and a day before the succession shows it as it was.

Where the successor does not lead the task yet, the old pair becomes its own. Where it does, it owes each thing once: the two
pairs stay two, for each has its own past.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, literal, select
from sqlalchemy.dialects.postgresql import insert as insert_or_skip

from app.access.writing import Entry, Shown, Work
from app.agencies.models import Agency
from app.agencies.schemas import SuccessionCreate
from app.agencies.succession import ACTION, Succession, succeed_in_register
from app.obligations import queries
from app.obligations.events.dating import take_turns
from app.obligations.extensions.answer import withdraw_all_of
from app.obligations.held import Held, facts_of, held_pairs, record
from app.obligations.models import Obligation
from app.obligations.rules import LIVE, UNANSWERED, ObligationKind, ObligationState
from app.obligations.settling import what_is_left
from app.obligations.succession_rules import Owing, handed_over, is_spent
from app.plans.models import Plan, PlanAgency
from app.tasks.models import TaskAgency, TaskAgencyState
from app.tasks.rules import Status, status_left, waiting_since

# Of a succession and a reopening at once the second finds what the first has done: a plan that is open, or a successor.
TURN = "succession"


async def succeed_agency(work: Work, reference: str, wanted: SuccessionCreate) -> Shown:
    await take_turns(work, [TURN])
    succession, shown = await succeed_in_register(work, reference, wanted)
    await _take_roles(work, succession)
    await _take_over(work, succession)
    await withdraw_all_of(work, succession.old)
    return shown


async def catch_up_with_successions(work: Work, plan_id: UUID) -> None:
    """Of a plan that is open again: what is owed in it by agencies that were succeeded while it stood closed, one after the other
    where a successor was succeeded too. Their roles and requests were seen to at the time, in every plan.
    """
    await take_turns(work, [TURN])
    seen: set[UUID] = set()
    while (found := await _ended_in(work, plan_id, seen)) is not None:
        seen.add(found.old)
        await _take_over(work, found, Obligation.plan_id == plan_id)
        seen.discard(found.successor)  # it may have handed over before this came to it; chains have an end


async def _ended_in(work: Work, plan_id: UUID, seen: Collection[UUID]) -> Succession | None:
    """Not one whose answer waits beside its successor's own pair: that was left with it when it was succeeded."""
    owing = Obligation.plan_id == plan_id, Obligation.agency_id == Agency.id, Obligation.state.in_(UNANSWERED)
    ended = select(Agency.id, Agency.successor_id).where(Agency.successor_id.is_not(None), Agency.id.not_in(seen))
    row = (await work.session.execute(ended.where(select(Obligation.id).where(*owing).exists()).limit(1))).first()
    return None if row is None else Succession(row.id, row.successor_id)


async def _take_over(work: Work, succession: Succession, *conditions: ColumnElement[bool]) -> None:
    held = await _held(work, succession, *conditions)
    owed = [one.id for pair in held for one in pair.live if one.agency_id == succession.old]
    before = await work.show_all(queries.SEVERAL, queries.with_may, ids=owed)
    moved = await _hand_over(work, held, succession)
    after = await work.show_all(queries.SEVERAL, queries.with_may, ids=owed)
    await work.record_all(
        [Entry("obligation", one.id, ACTION, one.plan_id, before[one.id], after[one.id]) for one in moved]
    )


async def _take_roles(work: Work, succession: Succession) -> None:
    """Beside the old agency's: a filter by either finds the task, and a restricted plan is open to both."""
    of_old = select(
        TaskAgency.task_id,
        literal(succession.successor).label("agency_id"),
        TaskAgency.role,
        TaskAgency.plan_id,
        TaskAgency.assignment_id,
        TaskAgency.named,
    )
    of_old = of_old.join(Plan, Plan.id == TaskAgency.plan_id)
    of_old = of_old.where(TaskAgency.agency_id == succession.old, Plan.status != "draft")
    roles = insert_or_skip(TaskAgency).from_select([one.name for one in of_old.selected_columns], of_old)
    await work.session.execute(roles.on_conflict_do_nothing())
    plans = select(TaskAgency.plan_id, TaskAgency.agency_id).join(Plan, Plan.id == TaskAgency.plan_id)
    plans = plans.where(TaskAgency.agency_id == succession.successor, Plan.status != "draft").distinct()
    named = insert_or_skip(PlanAgency).from_select(["plan_id", "agency_id"], plans)
    await work.session.execute(named.on_conflict_do_nothing())


async def _held(work: Work, succession: Succession, *conditions: ColumnElement[bool]) -> list[Held]:
    """Of every task on which the old agency owes something: its pair, and the successor's where there is one."""
    owing = select(Obligation.task_id).join(Plan, Plan.id == Obligation.plan_id)
    owing = owing.where(Obligation.agency_id == succession.old, Obligation.state.in_(LIVE), Plan.status == "published")
    agencies = [succession.old, succession.successor]
    return await held_pairs(
        work, TaskAgencyState.task_id.in_(owing.where(*conditions)), TaskAgencyState.agency_id.in_(agencies)
    )


async def _hand_over(work: Work, held: Sequence[Held], succession: Succession) -> list[Obligation]:
    """What it has moved or ended."""
    own = {one.pair.task_id: one for one in held if one.pair.agency_id == succession.successor}
    old = [one for one in held if one.pair.agency_id == succession.old and one.live]
    divided = [(one, own[one.pair.task_id]) for one in old if one.pair.task_id in own]
    for one in old:
        if one.pair.task_id not in own:
            _pass_on(one, succession.successor)
    for one, other in divided:
        _divide(one, other)
    await work.session.flush()  # the status of a pair is moved once its obligations are where they belong
    for one, other in divided:
        _move_to(one, _status_of_old(one), work.now)
        _move_to(other, _status_of_own(other), work.now)
    changed = [*old, *(other for _, other in divided)]
    moved = [row for one in changed for row in one.changed.values()]
    await record(work, changed, ACTION)
    return moved


def _pass_on(pair: Held, successor: UUID) -> None:
    pair.pair.agency_id = successor
    for one in pair.live:
        one.agency_id = successor
        pair.changed[one.id] = one


def _divide(old: Held, own: Held) -> None:
    given = handed_over(_owing(old.obligations), _owing(own.obligations))
    for one in list(old.obligations):
        if one.id in given.cancelled:
            old.put(replace(facts_of(one), state=ObligationState.cancelled))
        elif one.id in given.moved:
            _take(one, old, own)


def _take(one: Obligation, old: Held, own: Held) -> None:
    one.pair_id, one.agency_id = own.pair.id, own.pair.agency_id
    old.obligations.remove(one)
    own.obligations.append(one)
    own.changed[one.id] = one


def _owing(rows: Iterable[Obligation]) -> list[Owing]:
    return [
        Owing(
            id=one.id,
            kind=ObligationKind(one.kind),
            state=ObligationState(one.state),
            deadline_id=one.deadline_id,
            first_due_on=one.original_due_date,
            awaited_event_id=one.awaited_event_id,
            report_request_id=one.report_request_id,
        )
        for one in rows
    ]


def _status_of_old(old: Held) -> Status:
    if old.live:
        return Status(old.pair.status)
    return Status.cancelled if is_spent(one.state for one in old.facts) else Status.completed


def _status_of_own(own: Held) -> Status:
    """One that was done is no more, now that it owes again; a suspended one waits for its document with what has come to it."""
    was = Status(own.pair.status)
    reported, sent_back = own.pair.last_report_id is not None, was is Status.returned
    left = what_is_left(own.facts, reported=reported, newest_returned=sent_back)
    return was if was is Status.suspended else status_left(left)


def _move_to(held: Held, status: Status, now: datetime) -> None:
    since = waiting_since(Status(held.pair.status), status, held.pair.waiting_since, now)
    held.pair.status, held.pair.waiting_since = status.value, since
