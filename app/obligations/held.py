"""Pairs as an act of the office finds them: locked, with all they ever owed; and written back once it has changed them.

A report does the same for one pair in one statement (`reports.load`, `reports.write`). Always the pairs in the order of their
ids, then what they owe: acts that meet on the same pairs take turns and never wait for one another in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.access.writing import Work
from app.kernel.db import insert_rows
from app.obligations.models import Obligation, ObligationStateChange
from app.obligations.open import NO_DAY, first_open
from app.obligations.rules import ObligationFacts, ObligationKind, ObligationState
from app.obligations.settling import what_is_left
from app.obligations.standing import settled_of, standing
from app.tasks import progress
from app.tasks.models import TaskAgencyState
from app.tasks.problems import StatusRefuses
from app.tasks.rules import Action, Refused, Status, after, waiting_since

KEPT = (
    "state",
    "nominal_due_date",
    "effective_due_date",
    "original_due_date",
    "answered_on",
    "settled_on",
    "respond_by",
)
FLAGS = ("not_yet", "opened_late")
# The act by which an office states how far a plan is that goes live here in mid-year (`reports.opening`).
OPENING = "opening"


@dataclass(slots=True)
class Held:
    """One pair and its obligations, in the order in which they were opened; `changed` are those an act has moved."""

    pair: TaskAgencyState
    obligations: list[Obligation]
    changed: dict[UUID, Obligation] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[ObligationFacts, ...]:
        return tuple(facts_of(one) for one in self.obligations)

    @property
    def live(self) -> tuple[Obligation, ...]:
        return tuple(one for one in self.obligations if facts_of(one).live)

    def put(self, facts: ObligationFacts, **columns: Any) -> Obligation:
        """The obligation as the rules have decided, with what they do not know (`answered_by`, `nominal_due_date`, …)."""
        row = next(one for one in self.obligations if one.id == facts.id)
        decided = {
            "state": facts.state.value,
            "effective_due_date": facts.effective_due_date,
            "original_due_date": facts.original_due_date,
            "sort_day": facts.effective_due_date or NO_DAY,
            "not_yet": facts.not_yet,
            "opened_late": facts.opened_late,
            "answered_on": facts.answered_on,
            "respond_by": facts.respond_by,
            **columns,
        }
        for name, one in decided.items():
            if getattr(row, name) != one:
                setattr(row, name, one)
                self.changed[row.id] = row
        return row

    def move(
        self,
        action: Action,
        now: datetime,
        *,
        reported: bool | None = None,
        newest_returned: bool = False,
        before: Status = Status.not_started,
    ) -> None:
        """The pair's status after the action, by what it is left with; StatusRefuses (409) with those that are allowed."""
        has_reported = self.pair.last_report_id is not None if reported is None else reported
        left = what_is_left(self.facts, reported=has_reported, newest_returned=newest_returned, before=before)
        was = Status(self.pair.status)
        moved = after(was, action, left)
        if isinstance(moved, Refused):
            raise StatusRefuses.of(was)
        self.pair.status = moved.value
        self.pair.waiting_since = waiting_since(was, moved, self.pair.waiting_since, now)


def facts_of(row: Obligation) -> ObligationFacts:
    return ObligationFacts(
        id=row.id,
        kind=ObligationKind(row.kind),
        state=ObligationState(row.state),
        effective_due_date=row.effective_due_date,
        original_due_date=row.original_due_date,
        window_from=row.window_from,
        has_trigger=row.trigger is not None,
        conditional=row.condition is not None,
        not_yet=row.not_yet,
        opened_late=row.opened_late,
        answered_on=row.answered_on,
        respond_by=row.respond_by,
    )


async def held_pairs(work: Work, *conditions: ColumnElement[bool]) -> list[Held]:
    """The pairs that the conditions on `TaskAgencyState` name, locked."""
    await work.session.flush()
    wanted = select(TaskAgencyState).where(*conditions).order_by(TaskAgencyState.id).with_for_update()
    pairs = list(await work.session.scalars(wanted, execution_options={"populate_existing": True}))
    owed: dict[UUID, list[Obligation]] = defaultdict(list)
    of_pairs = select(Obligation).where(Obligation.pair_id.in_([one.id for one in pairs])).order_by(Obligation.id)
    for row in await work.session.scalars(of_pairs, execution_options={"populate_existing": True}):
        owed[row.pair_id].append(row)
    return [Held(pair, owed[pair.id]) for pair in pairs]


async def record(work: Work, held: Iterable[Held], action: str) -> None:
    """Writes what has become of the pairs: each sum anew, and a row of history for each pair and each obligation changed."""
    every = list(held)
    changed = [row for one in every for row in one.changed.values()]
    for one in every:
        _sum_up(one)
        one.changed.clear()  # the next act on the same pair has its own rows
    for row in changed:
        row.version += 1
    await progress.record(work, [one.pair for one in every], action)  # which writes the obligations with the pairs
    await _record_obligations(work, changed, action)


def _sum_up(held: Held) -> None:
    facts = held.facts
    for name, one in asdict(standing(facts, settled_of(facts))).items():
        setattr(held.pair, name, one)
    held.pair.open_obligation_id = first_open(facts)


async def _record_obligations(work: Work, rows: Sequence[Obligation], action: str) -> None:
    if not rows:
        return
    changes = [
        {
            "obligation_id": row.id,
            "plan_id": row.plan_id,
            "agency_id": row.agency_id,
            "action": action,
            "token_id": work.caller.token_id,
            "on_day": work.today,
            "recorded_at": work.now,
            **{name: getattr(row, name) for name in (*KEPT, *FLAGS)},
        }
        for row in rows
    ]
    await insert_rows(work.session, ObligationStateChange, changes)
