"""Fits what pairs owe to the deadlines of their task as they stand today: when one is set anew, when a lead is named, when a pair
is open again. What changes of a pair is decided in `refit`; here its rows are found, moved and opened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select

from app.access.writing import Work
from app.deadlines import Period, due_after_event
from app.obligations.amendments.refit import Existing, Refit, fitted, or_undated, refit
from app.obligations.held import Held, facts_of
from app.obligations.models import EventOccurrence, Obligation
from app.obligations.open import awaited, awaited_by, awaited_events, columns_of, opened, write_obligations
from app.obligations.owed import Owed, PlanTerms, is_over, owed
from app.obligations.rules import ObligationKind, ObligationState
from app.obligations.terms import plan_terms, reading_of
from app.plans.models import Plan
from app.tasks.models import TaskDeadline

# Which of the deadlines in force, by its place among them; none: what stands in no deadline (reports by the plan's policy).
Place: TypeAlias = int | None
# What a row that goes on under another reading takes from it, beside what the rules decide.
TAKEN = ("deadline_id", "awaited_event_id", "nominal_due_date", "window_from", "trigger", "condition")


@dataclass(frozen=True)
class Deadlines:
    """All that a task has and had, in the order in which they came."""

    rows: tuple[TaskDeadline, ...]

    @cached_property
    def in_force(self) -> tuple[TaskDeadline, ...]:
        replaced = {one.replaces_id for one in self.rows}
        return tuple(one for one in self.rows if one.id not in replaced)

    @cached_property
    def place_of(self) -> Mapping[UUID, int]:
        """Where each stands now: itself, or what has come in its place."""
        places = {one.id: place for place, one in enumerate(self.in_force)}
        for one in reversed(self.rows):
            if one.replaces_id is not None:
                places[one.replaces_id] = places[one.id]
        return places

    @property
    def places(self) -> tuple[Place, ...]:
        return (*range(len(self.in_force)), None)

    def missed_by(self, rows: Iterable[Obligation]) -> tuple[Place, ...]:
        """Those that were set while a pair stood still: nothing of it stands under them yet."""
        met = {row.deadline_id for row in rows}
        return tuple(place for place, one in enumerate(self.in_force) if one.id not in met)


async def deadlines_of(work: Work, task_id: UUID) -> Deadlines:
    of_task = select(TaskDeadline).where(TaskDeadline.task_id == task_id).order_by(TaskDeadline.position)
    return Deadlines(tuple(await work.session.scalars(of_task)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the deadlines in force ask for of whoever leads the task from today on."""

    wanted: tuple[Owed, ...]
    deadlines: Deadlines
    deadline_ids: tuple[UUID, ...]
    events: dict[str, UUID]
    today: date


async def asked(work: Work, plan: Plan, deadlines: Deadlines) -> Asked:
    terms = await plan_terms(work, plan, work.today)
    ids = tuple(one.id for one in deadlines.in_force)
    wanted = owed([reading_of(one) for one in deadlines.in_force], terms)
    events = await awaited_events(work, awaited_by((one, ids) for one in wanted))
    happened, not_yet = await _happened(work, events.values()), await _not_yet(work, events.values())
    dated = tuple(_dated(_waiting(one, ids, events, not_yet), ids, events, happened, terms) for one in wanted)
    return Asked(dated, deadlines, ids, events, work.today)


async def _happened(work: Work, events: Iterable[UUID]) -> dict[UUID, EventOccurrence]:
    in_force = EventOccurrence.awaited_event_id.in_(list(events)), EventOccurrence.voided_at.is_(None)
    return {one.awaited_event_id: one for one in await work.session.scalars(select(EventOccurrence).where(*in_force))}


async def _not_yet(work: Work, events: Iterable[UUID]) -> set[UUID]:
    """The conditions of which the office has said that they are not yet met."""
    marked = Obligation.awaited_event_id.in_(list(events)), Obligation.not_yet
    found = await work.session.scalars(select(Obligation.awaited_event_id).where(*marked).distinct())
    return {one for one in found if one is not None}


def _waiting(one: Owed, deadline_ids: Sequence[UUID], events: Mapping[str, UUID], not_yet: set[UUID]) -> Owed:
    found = awaited(one, deadline_ids)
    return one if found is None or events[found.key] not in not_yet else replace(one, not_yet=True)


def _dated(
    one: Owed,
    deadline_ids: Sequence[UUID],
    events: Mapping[str, UUID],
    happened: Mapping[UUID, EventOccurrence],
    terms: PlanTerms,
) -> Owed:
    """An event that has happened is not recorded again: who waits for it from now on has its day at once."""
    found = awaited(one, deadline_ids)
    occurrence = happened.get(events[found.key]) if found is not None else None
    if one.trigger is None or occurrence is None:
        return one
    day = due_after_event(one.trigger, occurrence.occurred_on, terms.policy, terms.calendar)
    if day is None:
        return replace(one, trigger=None)  # nothing is waited for any more, and there is no day either
    due = day.effective_due_date
    return replace(
        one,
        nominal_due_date=day.nominal_due_date,
        effective_due_date=due,
        opened_late=is_over(due, terms.opened_on),
    )


async def fit(work: Work, asked_now: Asked, held: Iterable[tuple[Held, Sequence[Place]]], action: str) -> None:
    """Each pair to what stands in the given places."""
    fitted_pairs = [(pair, _fit(pair, places, asked_now)) for pair, places in held]
    rows = [row for _, of_pair in fitted_pairs for row in of_pair]
    await write_obligations(work, rows, work.today, action)
    ids = [row["id"] for row in rows]
    found = list(await work.session.scalars(select(Obligation).where(Obligation.id.in_(ids)).order_by(Obligation.id)))
    for pair, _ in fitted_pairs:
        pair.obligations += [row for row in found if row.pair_id == pair.pair.id]


def _fit(held: Held, places: Sequence[Place], asked_now: Asked) -> tuple[dict[str, Any], ...]:
    """Moves and ends its rows; gives those to be opened."""
    change = Refit()
    for nth, place in enumerate(places):
        # The completion of a pair with nothing else stands in no deadline, and gives way to the first that asks for something.
        of_place = _InPlace(place, asked_now.deadlines, takes_default=nth == 0)
        existing = [_existing(row) for row in held.obligations if of_place.has(row)]
        wanted = [one for one in asked_now.wanted if of_place.asks(one)]
        change = change.plus(refit(existing, wanted, asked_now.today))
    by_id = {row.id: row for row in held.obligations}
    for id_, one in change.kept:
        columns = columns_of(one, asked_now.deadline_ids, asked_now.events)
        held.put(fitted(facts_of(by_id[id_]), one, asked_now.today), **{name: columns[name] for name in TAKEN})
    for id_ in change.ended:
        held.put(replace(facts_of(by_id[id_]), state=ObligationState.cancelled))
    return _rows(held, or_undated(change.opened, owes=bool(held.live)), asked_now)


def _rows(held: Held, owing: Sequence[Owed], asked_now: Asked) -> tuple[dict[str, Any], ...]:
    pair = held.pair
    return opened(
        owing,
        asked_now.deadline_ids,
        asked_now.events,
        pair_id=pair.id,
        task_id=pair.task_id,
        plan_id=pair.plan_id,
        agency_id=pair.agency_id,
        opened_on=asked_now.today,
    ).obligations


@dataclass(frozen=True, slots=True)
class _InPlace:
    place: Place
    deadlines: Deadlines
    takes_default: bool

    def has(self, row: Obligation) -> bool:
        if row.deadline_id is not None:
            return self.deadlines.place_of[row.deadline_id] == self.place
        if row.report_request_id is not None:
            return False
        return self.takes_default if row.kind == ObligationKind.completion else self.place is None

    def asks(self, one: Owed) -> bool:
        is_default = one.deadline_index is None and one.kind is ObligationKind.completion
        return self.takes_default if is_default else one.deadline_index == self.place


def _existing(row: Obligation) -> Existing:
    begins, ends, label = row.period_start_on, row.period_end_on, row.period_label
    period = None if begins is None or ends is None or label is None else Period(label, begins, ends)
    return Existing(facts_of(row), row.nominal_due_date, period)
