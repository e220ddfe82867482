"""The one writer of pairs: the present row and the row of history beside it, in the transaction that changed anything.

A report writes the same two rows inside its one statement (`reports.write`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.access.writing import Work
from app.kernel.db import insert_rows
from app.tasks.cell_rules import Standing
from app.tasks.models import TaskAgencyState, TaskAgencyStateChange

STANDING_COLUMNS = tuple(Standing.__dataclass_fields__)
# What a row of history repeats of the pair beside its standing.
PAIR_COLUMNS = (
    "status",
    "blocked",
    "percent",
    "open_obligation_id",
    "waiting_report_id",
    "last_report_id",
    "last_reported_at",
    "last_happened_at",
    "waiting_since",
    *STANDING_COLUMNS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """A pair as its plan is published: an agency that leads, or a lead that is nobody in particular yet."""

    id: UUID
    task_id: UUID
    plan_id: UUID
    agency_id: UUID | None
    assignment_id: UUID | None
    is_primary: bool
    position: int
    open_obligation_id: UUID | None
    standing: Standing


async def open_pairs(work: Work, pairs: Sequence[NewPair], on_day: date, action: str) -> None:
    """`on_day`: the day of publication, by which `as_of` reads; later the day of the act."""
    if not pairs:
        return
    await insert_rows(work.session, TaskAgencyState, [_row(pair) for pair in pairs])
    changes = [{**_change(pair, work.caller.token_id, on_day, work.now), "action": action} for pair in pairs]
    await insert_rows(work.session, TaskAgencyStateChange, changes)


async def record(work: Work, pairs: Sequence[TaskAgencyState], action: str) -> None:
    """Counts the change of each pair, whose columns hold it already, and keeps it as a row of history."""
    if not pairs:
        return
    for pair in pairs:
        pair.version += 1
    await work.session.flush()  # row security lets the history in when the pair it tells of is the caller's to move
    changes = [
        {
            "pair_id": pair.id,
            "task_id": pair.task_id,
            "plan_id": pair.plan_id,
            "agency_id": pair.agency_id,
            "action": action,
            "token_id": work.caller.token_id,
            "on_day": work.today,
            "recorded_at": work.now,
            **{name: getattr(pair, name) for name in PAIR_COLUMNS},
        }
        for pair in pairs
    ]
    await insert_rows(work.session, TaskAgencyStateChange, changes)


def _row(pair: NewPair) -> dict[str, Any]:
    return {
        "id": pair.id,
        "task_id": pair.task_id,
        "plan_id": pair.plan_id,
        "agency_id": pair.agency_id,
        "assignment_id": pair.assignment_id,
        "is_primary": pair.is_primary,
        "position": pair.position,
        "open_obligation_id": pair.open_obligation_id,
        "status": "not_started",
        "version": 1,
        **{name: getattr(pair.standing, name) for name in STANDING_COLUMNS},
    }


def _change(pair: NewPair, token_id: UUID, on_day: date, now: datetime) -> dict[str, Any]:
    return {
        "pair_id": pair.id,
        "task_id": pair.task_id,
        "plan_id": pair.plan_id,
        "agency_id": pair.agency_id,
        "open_obligation_id": pair.open_obligation_id,
        "status": "not_started",
        "token_id": token_id,
        "on_day": on_day,
        "recorded_at": now,
        **{name: getattr(pair.standing, name) for name in STANDING_COLUMNS},
    }
