"""Opens what pairs owe: the rows of obligations, their first states, and the events some of them wait for."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.deadlines import Reading, Trigger, Unit
from app.kernel.db import insert_rows
from app.kernel.text import fold
from app.obligations.models import AwaitedEvent, Obligation, ObligationStateChange
from app.obligations.owed import Owed
from app.obligations.rules import UNANSWERED, ObligationFacts
from app.obligations.standing import Settled, standing
from app.tasks.cell_rules import Standing

# Obligations without a day stand after all that have one.
NO_DAY = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What one pair owes, and what that adds up to."""

    obligations: tuple[dict[str, Any], ...]
    standing: Standing
    first_id: UUID | None


def opened(
    owed: Sequence[Owed],
    deadline_ids: Sequence[UUID],
    events: dict[str, UUID],
    *,
    pair_id: UUID,
    task_id: UUID,
    plan_id: UUID,
    agency_id: UUID | None,
    opened_on: date,
) -> Opened:
    pair = {"pair_id": pair_id, "task_id": task_id, "plan_id": plan_id, "agency_id": agency_id, "opened_on": opened_on}
    ids = [uuid7() for _ in owed]
    rows = [{"id": id_, **pair, **columns_of(one, deadline_ids, events)} for id_, one in zip(ids, owed, strict=True)]
    facts = [_facts(id_, one) for id_, one in zip(ids, owed, strict=True)]
    return Opened(obligations=tuple(rows), standing=standing(facts, Settled()), first_id=first_open(facts))


def first_open(obligations: Iterable[ObligationFacts]) -> UUID | None:
    """The one a client is shown as the next to answer: the earliest day first, one without a day last."""
    unanswered = [one for one in obligations if one.state in UNANSWERED]
    return min(unanswered, key=lambda one: one.effective_due_date or NO_DAY).id if unanswered else None


def columns_of(owed: Owed, deadline_ids: Sequence[UUID], events: dict[str, UUID]) -> dict[str, Any]:
    found = awaited(owed, deadline_ids)
    return {
        "deadline_id": None if owed.deadline_index is None else deadline_ids[owed.deadline_index],
        "awaited_event_id": found and events[found.key],
        "kind": owed.kind.value,
        "state": owed.state.value,
        "period_label": owed.period and owed.period.label,
        "period_start_on": owed.period and owed.period.start_on,
        "period_end_on": owed.period and owed.period.end_on,
        "nominal_due_date": owed.nominal_due_date,
        "effective_due_date": owed.effective_due_date,
        "original_due_date": owed.effective_due_date,
        "window_from": owed.window_from,
        "trigger": owed.trigger and written_trigger(owed.trigger),
        "condition": owed.condition,
        "opened_late": owed.opened_late,
        "sort_day": owed.effective_due_date or NO_DAY,
        "not_yet": owed.not_yet,
        "version": 1,
    }


def written_trigger(trigger: Trigger) -> dict[str, Any]:
    return {"text": trigger.text, "amount": trigger.amount, "unit": trigger.unit and trigger.unit.value}


def read_trigger(written: dict[str, Any]) -> Trigger:
    unit = written["unit"]
    return Trigger(written["text"], written["amount"], None if unit is None else Unit(unit))


def _facts(id_: UUID, owed: Owed) -> ObligationFacts:
    return ObligationFacts(
        id=id_,
        kind=owed.kind,
        state=owed.state,
        effective_due_date=owed.effective_due_date,
        original_due_date=owed.effective_due_date,
        window_from=owed.window_from,
        has_trigger=owed.trigger is not None,
        conditional=owed.condition is not None,
        not_yet=owed.not_yet,
        opened_late=owed.opened_late,
    )


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something a deadline waits for, by the key that tells which of them are the same."""

    key: str
    kind: str
    text: str


def awaited(owed: Owed, deadline_ids: Sequence[UUID]) -> Awaited | None:
    """Plans that wait for the same words wait for the same event; a phrase that names none waits for its own. A condition
    belongs to one deadline.
    """
    of_deadline = "" if owed.deadline_index is None else f" {deadline_ids[owed.deadline_index]}"
    if owed.trigger is not None:
        return Awaited(
            fold(owed.trigger.text) + ("" if owed.shares_event else of_deadline), "trigger", owed.trigger.text
        )
    if owed.condition is not None and of_deadline:
        return Awaited(f"condition{of_deadline}", "condition", owed.condition)
    return None


def keys_of(reading: Reading, deadline_id: UUID | None = None) -> set[str]:
    """Those of all that `awaited` can find for a deadline of this reading; of one that is to be made, what others wait for too."""
    own = "" if deadline_id is None else f" {deadline_id}"
    return {fold(one.text) + end for one in reading.triggers for end in ("", own)} | {f"condition{own}"}


def awaited_by(owing: Iterable[tuple[Owed, Sequence[UUID]]]) -> list[Awaited]:
    """`owing`: what is owed, each with the ids of the deadlines it may point into."""
    return [found for one, deadline_ids in owing if (found := awaited(one, deadline_ids)) is not None]


async def awaited_events(work: Work, wanted: Iterable[Awaited]) -> dict[str, UUID]:
    """The event of each key, made where no plan has waited for it yet."""
    by_key = {one.key: one for one in wanted}
    if not by_key:
        return {}
    rows = [{"id": uuid7(), **asdict(one), "created_at": work.now} for one in by_key.values()]
    await work.session.execute(insert_or_skip(AwaitedEvent).on_conflict_do_nothing(index_elements=["key"]), rows)
    found = await work.session.execute(select(AwaitedEvent.key, AwaitedEvent.id).where(AwaitedEvent.key.in_(by_key)))
    return {row.key: row.id for row in found}


async def write_obligations(work: Work, rows: Sequence[dict[str, Any]], on_day: date, action: str) -> None:
    if not rows:
        return
    await insert_rows(work.session, Obligation, rows)
    changes = [
        {
            "obligation_id": row["id"],
            "plan_id": row["plan_id"],
            "agency_id": row["agency_id"],
            "action": action,
            "state": row["state"],
            "nominal_due_date": row["nominal_due_date"],
            "effective_due_date": row["effective_due_date"],
            "original_due_date": row["original_due_date"],
            "not_yet": row["not_yet"],
            "opened_late": row["opened_late"],
            "token_id": work.caller.token_id,
            "on_day": on_day,
            "recorded_at": work.now,
        }
        for row in rows
    ]
    await insert_rows(work.session, ObligationStateChange, changes)
