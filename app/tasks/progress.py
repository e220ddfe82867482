"""The one writer of pairs: the present row and the row of history beside it, in the transaction that changed anything."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.access.writing import Work
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


async def open_pairs(work: Work, pairs: Sequence[NewPair], on_day: date) -> None:
    """`on_day`: the day of publication, by which `as_of` reads."""
    if not pairs:
        return
    await work.session.execute(insert(TaskAgencyState), [_row(pair) for pair in pairs])
    changes = [_change(pair, work.caller.token_id, on_day, work.now) for pair in pairs]
    await work.session.execute(insert(TaskAgencyStateChange), changes)


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
        **asdict(pair.standing),
    }


def _change(pair: NewPair, token_id: UUID, on_day: date, now: datetime) -> dict[str, Any]:
    return {
        "pair_id": pair.id,
        "task_id": pair.task_id,
        "plan_id": pair.plan_id,
        "agency_id": pair.agency_id,
        "open_obligation_id": pair.open_obligation_id,
        "status": "not_started",
        "action": "publish",
        "token_id": token_id,
        "on_day": on_day,
        "recorded_at": now,
        **asdict(pair.standing),
    }
