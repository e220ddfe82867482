"""A city of plans whose leads and obligations have changed from day to day, at random and the same each time: what counts are
held against. Rows are written as they are, any state after any other, for a count has to be right whatever a history holds.
"""

import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from uuid_utils.compat import uuid7

from app.kernel.db import Base
from app.obligations.models import Obligation, ObligationStateChange
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.plans.models import Annex, Plan, Section
from app.tasks.cell_rules import CompletionRule, PairState, Standing
from app.tasks.models import Task, TaskAgencyState, TaskAgencyStateChange
from app.tasks.rules import Status
from tests.clones import Clone
from tests.make import world
from tests.make.plans import annex_row, plan_row, section_row
from tests.make.tasks import task_row

CASES = int(os.environ.get("TIENDO_PROOF_CASES", "300"))
FIRST, DAYS = date(2026, 4, 1), 100
TODAY = date(2026, 7, 20)
PUBLISHED, CLOSED = FIRST - timedelta(days=1), date(2026, 6, 1)
SUCCESSORS = (world.OFFICE, world.OTHER_OFFICE)
AGENCIES = (world.LEAD, world.OTHER_AGENCY, world.COORDINATOR, None)
TOKEN, LONG_AGO = world.uid(900), datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PairOn:
    agency: UUID | None
    state: PairState


@dataclass(frozen=True, slots=True)
class OwedOn:
    agency: UUID | None
    facts: ObligationFacts


@dataclass(frozen=True, slots=True)
class MadePair:
    id: UUID
    primary: bool
    days: dict[date, PairOn]
    owed: list[dict[date, OwedOn]]


@dataclass(frozen=True, slots=True)
class MadeTask:
    id: UUID
    plan: str
    section: UUID | None
    rule: CompletionRule
    pairs: list[MadePair]


@dataclass(slots=True)
class Made:
    """`plans`: by code, the day each was published and the day it was closed."""

    plans: dict[str, tuple[UUID, date, date | None]] = field(default_factory=dict)
    sections: list[UUID] = field(default_factory=list)
    tasks: list[MadeTask] = field(default_factory=list)
    rows: list[Base] = field(default_factory=list)


def made(cases: int = CASES) -> Made:
    chance, city = Random(20260701), Made()  # noqa: S311  the same rows each time, no secret
    closed = {"kh-dong": CLOSED, "kh-mo": None, "kh-sau": None}
    published = {"kh-dong": PUBLISHED, "kh-mo": PUBLISHED, "kh-sau": FIRST + timedelta(days=40)}
    for code, closed_on in closed.items():
        _add_plan(city, chance, code, published[code], closed_on, 40 + cases // 30)
    return city


def _add_plan(city: Made, chance: Random, code: str, published_on: date, closed_on: date | None, tasks: int) -> None:
    plan, annex, sections = uuid7(), uuid7(), [uuid7(), uuid7()]
    days: dict[str, Any] = {"published_on": published_on, "closed_on": closed_on}
    status = "closed" if closed_on else "published"
    city.rows.append(plan_row(id=plan, code=code, monitoring_agency_id=world.OFFICE, status=status, **days))
    city.rows.append(annex_row(id=annex, plan_id=plan))
    for place, one in enumerate(sections, 1):
        city.rows.append(section_row(id=one, plan_id=plan, annex_id=annex, label=str(place), position=place))
    city.plans[code] = (plan, published_on, closed_on)
    city.sections += sections
    for number in range(tasks):
        task = _task(chance, code, published_on, chance.choice([*sections, None]))
        named = {"section_id": task.section, "completion_rule": task.rule.value}
        row = task_row(id=task.id, plan_id=plan, annex_id=annex, number=str(number), position=number, **named)
        city.rows.append(row)
        city.tasks.append(task)


def _task(chance: Random, plan: str, published_on: date, section: UUID | None) -> MadeTask:
    agencies = chance.sample(AGENCIES, chance.randrange(4))
    # Now and then another takes the place of an agency, as after a merger.
    named = zip(agencies, (*SUCCESSORS, None), strict=False)
    pairs = [_pair(chance, published_on, who, primary=place == 0) for place, who in enumerate(named)]
    return MadeTask(uuid7(), plan, section, chance.choice(list(CompletionRule)), pairs)


def _pair(chance: Random, published_on: date, who: tuple[UUID | None, UUID | None], *, primary: bool) -> MadePair:
    days = {day: PairOn(_one_of(chance, who), _state(chance)) for day in _changes(chance, published_on)}
    return MadePair(uuid7(), primary, days, [_owed(chance, published_on, who) for _ in range(chance.randrange(4))])


def _changes(chance: Random, published_on: date) -> list[date]:
    later = (published_on + timedelta(days=chance.randrange(60)) for _ in range(chance.randrange(5)))
    return sorted({published_on, *later})


def _one_of(chance: Random, who: tuple[UUID | None, UUID | None]) -> UUID | None:
    agency, successor = who
    return agency if successor is None or chance.random() < 0.9 else successor


def _state(chance: Random) -> PairState:
    return PairState(chance.choice([*Status, Status.in_progress, Status.completed]), _standing(chance))


def _standing(chance: Random) -> Standing:
    """Within what the columns promise: a `respond_by` beside a day, the day and the submission of a late answer together."""
    counts = ("settled_on_time", "settled_late", "original_settled_on_time", "original_settled_late")
    settled: dict[str, Any] = {name: chance.randrange(2) for name in counts}
    if chance.random() < 0.4:
        return Standing(**settled, last_settled_due_on=_day(chance), last_settled_original_due_on=_day(chance))
    due, first_due, late_due = _day(chance), _day(chance), _day(chance)
    return Standing(
        **settled,
        next_due_on=due,
        respond_by=_day(chance) if due else None,
        next_original_due_on=first_due,
        original_respond_by=_day(chance) if first_due else None,
        late_answer_due_on=late_due,
        late_answer_on=late_due and late_due + timedelta(days=chance.randrange(1, 40)),
        original_late_answer_due_on=late_due,
        original_late_answer_on=late_due and late_due + timedelta(days=chance.randrange(1, 99)),
        open_due_on=_day(chance),
        last_settled_due_on=_day(chance),
        open_original_due_on=_day(chance),
        last_settled_original_due_on=_day(chance),
        dated=max(bool(due or late_due), chance.randrange(2)),
        awaiting=chance.randrange(2),
        undated=chance.randrange(2),
        opened_late=chance.randrange(2),
        conditional=chance.random() < 0.2,
    )


def _day(chance: Random) -> date | None:
    return FIRST + timedelta(days=chance.randrange(DAYS)) if chance.random() < 0.5 else None


def _owed(chance: Random, published_on: date, who: tuple[UUID | None, UUID | None]) -> dict[date, OwedOn]:
    kind, has_trigger, id_ = chance.choice(list(ObligationKind)), chance.random() < 0.2, uuid7()
    return {
        day: OwedOn(_one_of(chance, who), _facts(chance, id_, kind, has_trigger=has_trigger))
        for day in _changes(chance, published_on)
    }


def _facts(chance: Random, id_: UUID, kind: ObligationKind, *, has_trigger: bool) -> ObligationFacts:
    state, due = chance.choice(list(ObligationState)), _day(chance)
    unanswered = state in (ObligationState.open, ObligationState.awaiting_event)
    return ObligationFacts(
        id=id_,
        kind=kind,
        state=state,
        effective_due_date=due,
        original_due_date=due and due - timedelta(days=chance.choice([0, 0, 7, 30])),
        has_trigger=has_trigger,
        not_yet=chance.random() < 0.1,
        opened_late=chance.random() < 0.1,
        answered_on=None if unanswered else _day(chance) or FIRST,
        respond_by=_day(chance) if state is ObligationState.returned else None,
    )


async def store(city: Made, database: Clone) -> None:
    """Many at a time: at full size there are tens of thousands."""
    url = database.superuser_url.replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        for table in (Plan, Annex, Section, Task):
            await connection.execute(insert(table), [_columns(row) for row in city.rows if isinstance(row, table)])
        for kind, rows in _rows(city).items():
            await connection.execute(insert(kind), rows)
    await engine.dispose()


def _columns(row: Base) -> dict[str, Any]:
    return {name: one for name, one in vars(row).items() if name in row.__table__.columns}


def _rows(city: Made) -> dict[type[Base], list[dict[str, Any]]]:
    """The present row of a pair and of an obligation is the last of its history."""
    pairs = [(task, place, pair) for task in city.tasks for place, pair in enumerate(task.pairs, 1)]
    owed = [(task, pair, one) for task, _, pair in pairs for one in pair.owed]
    of = {task.id: {"task_id": task.id, "plan_id": city.plans[task.plan][0]} for task in city.tasks}
    return {
        TaskAgencyState: [
            of[task.id] | _pair_columns(*list(pair.days.values())[-1:]) | _fixed(pair, place)
            for task, place, pair in pairs
        ],
        TaskAgencyStateChange: [
            of[task.id] | _pair_columns(on) | {"pair_id": pair.id} | _act(day)
            for task, _, pair in pairs
            for day, on in pair.days.items()
        ],
        Obligation: [
            of[task.id] | {"pair_id": pair.id, **_present(list(one.values())[-1])} for task, pair, one in owed
        ],
        ObligationStateChange: [
            {"plan_id": of[task.id]["plan_id"], "obligation_id": on.facts.id} | _owed_columns(on) | _act(day)
            for task, _, one in owed
            for day, on in one.items()
        ],
    }


def _fixed(pair: MadePair, place: int) -> dict[str, Any]:
    return {"id": pair.id, "assignment_id": None, "is_primary": pair.primary, "position": place}


def _act(day: date) -> dict[str, Any]:
    return {"action": "moved", "token_id": TOKEN, "on_day": day, "recorded_at": LONG_AGO}


def _pair_columns(on: PairOn) -> dict[str, Any]:
    return {"agency_id": on.agency, "status": on.state.status.value, **asdict(on.state.standing)}


def _owed_columns(on: OwedOn) -> dict[str, Any]:
    facts = on.facts
    return {
        "agency_id": on.agency,
        "state": facts.state.value,
        "nominal_due_date": facts.effective_due_date,
        "effective_due_date": facts.effective_due_date,
        "original_due_date": facts.original_due_date,
        "not_yet": facts.not_yet,
        "opened_late": facts.opened_late,
        "answered_on": facts.answered_on,
        "respond_by": facts.respond_by,
    }


def _present(on: OwedOn) -> dict[str, Any]:
    facts = on.facts
    trigger = {"text": "có số liệu"} if facts.has_trigger else None
    fixed = {"id": facts.id, "kind": facts.kind.value, "trigger": trigger, "opened_on": FIRST}
    return _owed_columns(on) | fixed | {"sort_day": facts.effective_due_date or date.max}
