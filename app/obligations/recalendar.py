"""Changes the calendar of a year, and with it the days of everything open that follows the calendar.

The day shown beside a deadline's phrase stays as it was read when the plan was made; what is owed, and by when, stands in the
obligations. What was asked for by a day of its own (a requested report) does not follow the calendar.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select

from app.access.writing import Entry, Work
from app.calendar.queries import working_days
from app.calendar.replace import hold_alone, replace_year
from app.calendar.schemas import CalendarDay, CalendarYear, CalendarYearPut
from app.deadlines import WorkingDays
from app.obligations import queries
from app.obligations.held import Held, facts_of, held_pairs, record
from app.obligations.models import EventOccurrence, Obligation
from app.obligations.open import read_trigger
from app.obligations.owed import PlanTerms, Reporting
from app.obligations.recalendared import Days, Move, moves_after_event, moves_of, recalendared
from app.obligations.rules import UNANSWERED, ObligationKind
from app.obligations.terms import reading_of, terms_under
from app.plans.models import Plan
from app.tasks.models import TaskAgencyState, TaskDeadline

ACTION = "recalendar"


async def change_calendar(work: Work, wanted: CalendarYearPut) -> CalendarYear:
    await hold_alone(work)
    before = await working_days(work.session)
    days = await replace_year(work, wanted)
    moved = await _move(work, await _dating(work, before, await working_days(work.session)))
    return CalendarYear(year=wanted.year, days=[CalendarDay(**one) for one in days], moved=moved)


@dataclass(frozen=True, slots=True)
class _Terms:
    before: PlanTerms
    now: PlanTerms


@dataclass(frozen=True, slots=True)
class _Dating:
    """What the days of the open obligations of published plans are worked out from; `occurred` are the events in force."""

    plans: Mapping[UUID, _Terms]
    deadlines: Mapping[UUID, TaskDeadline]
    occurred: Mapping[UUID, date]
    known: dict[UUID, tuple[Move, ...]] = field(default_factory=dict)

    def days_of(self, one: Any) -> Days:
        """`one`: an obligation, or a row with its columns."""
        kind, days = ObligationKind(one.kind), _days(one)
        return recalendared(kind, days, self._present(one, kind), self._of_deadline(self._first(one.deadline_id)))

    def _present(self, one: Any, kind: ObligationKind) -> tuple[Move, ...]:
        if one.trigger is not None:
            return self._after_event(one, kind)
        return self._by_policy(one.plan_id) if one.deadline_id is None else self._of_deadline(one.deadline_id)

    def _after_event(self, one: Any, kind: ObligationKind) -> tuple[Move, ...]:
        occurred_on, terms = self.occurred.get(one.awaited_event_id), self.plans[one.plan_id]
        if occurred_on is None:
            return ()
        trigger, policy = read_trigger(one.trigger), terms.now.policy
        return moves_after_event(kind, trigger, occurred_on, policy, terms.before.calendar, terms.now.calendar)

    def _of_deadline(self, deadline_id: UUID | None) -> tuple[Move, ...]:
        if deadline_id is None:
            return ()
        if deadline_id not in self.known:
            deadline = self.deadlines[deadline_id]
            terms = self.plans[deadline.plan_id]
            alone = (replace(one, reporting=Reporting.none) for one in (terms.before, terms.now))
            self.known[deadline_id] = moves_of([reading_of(deadline)], *alone)
        return self.known[deadline_id]

    def _by_policy(self, plan_id: UUID) -> tuple[Move, ...]:
        if plan_id not in self.known:
            self.known[plan_id] = moves_of([], self.plans[plan_id].before, self.plans[plan_id].now)
        return self.known[plan_id]

    def _first(self, deadline_id: UUID | None) -> UUID | None:
        """The deadline that amendments have put this one in the place of."""
        first = deadline_id
        while first is not None and self.deadlines[first].replaces_id is not None:
            first = self.deadlines[first].replaces_id
        return first


def _days(one: Any) -> Days:
    return Days(one.nominal_due_date, one.effective_due_date, one.original_due_date, one.window_from)


async def _dating(work: Work, before: WorkingDays, now: WorkingDays) -> _Dating:
    plans = {one.id: one for one in await work.session.scalars(select(Plan).where(Plan.status == "published"))}
    of_plans = select(TaskDeadline).join(Plan, Plan.id == TaskDeadline.plan_id).where(Plan.status == "published")
    in_force = select(EventOccurrence.awaited_event_id, EventOccurrence.occurred_on)
    occurred = await work.session.execute(in_force.where(EventOccurrence.voided_at.is_(None)))
    return _Dating(
        plans={id_: _Terms(*(_terms(plan, calendar) for calendar in (before, now))) for id_, plan in plans.items()},
        deadlines={one.id: one for one in await work.session.scalars(of_plans)},
        occurred={one.awaited_event_id: one.occurred_on for one in occurred},
    )


def _terms(plan: Plan, calendar: WorkingDays) -> PlanTerms:
    return terms_under(plan, calendar, plan.published_on or plan.starts_on)


FOLLOWS = (
    Obligation.state.in_(UNANSWERED),
    Obligation.effective_due_date.is_not(None),
    Obligation.report_request_id.is_(None),
)


async def _move(work: Work, dating: _Dating) -> int:
    """Only the pairs of which something moves are locked; what has become of them meanwhile is asked again."""
    columns = Obligation.__table__.columns
    following = select(*columns).join(Plan, Plan.id == Obligation.plan_id).where(Plan.status == "published", *FOLLOWS)
    pairs = {one.pair_id for one in await work.session.execute(following) if dating.days_of(one) != _days(one)}
    held = await held_pairs(work, TaskAgencyState.id == any_(bindparam("pairs", list(pairs), ARRAY(Uuid()))))
    moving = {one.id: one for pair in held for one in _moving(pair, dating)}
    before = await work.show_all(queries.SEVERAL, queries.with_may, ids=list(moving))
    for pair in held:
        _put(pair, dating)
    await record(work, [pair for pair in held if pair.changed], ACTION)
    after = await work.show_all(queries.SEVERAL, queries.with_may, ids=list(moving))
    await work.record_all(
        [Entry("obligation", id_, ACTION, one.plan_id, before[id_], after[id_]) for id_, one in moving.items()]
    )
    return len(moving)


def _moving(pair: Held, dating: _Dating) -> Iterable[Obligation]:
    return (one for one in pair.obligations if _follows(one) and dating.days_of(one) != _days(one))


def _follows(one: Obligation) -> bool:
    return one.state in UNANSWERED and one.effective_due_date is not None and one.report_request_id is None


def _put(pair: Held, dating: _Dating) -> None:
    for one in list(_moving(pair, dating)):
        days = dating.days_of(one)
        moved = replace(facts_of(one), effective_due_date=days.effective, original_due_date=days.original)
        pair.put(moved, nominal_due_date=days.nominal, window_from=days.window_from)
