"""Opens what pairs owe: the rows of obligations, their first states, and the events some of them wait for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.deadlines import Trigger
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
    rows = [{"id": id_, **pair, **_columns(one, deadline_ids, events)} for id_, one in zip(ids, owed, strict=True)]
    facts = [_facts(id_, one) for id_, one in zip(ids, owed, strict=True)]
    return Opened(obligations=tuple(rows), standing=standing(facts, Settled()), first_id=first_open(facts))


def first_open(obligations: Iterable[ObligationFacts]) -> UUID | None:
    """The one a client is shown as the next to answer: the earliest day first, one without a day last."""
    unanswered = [one for one in obligations if one.state in UNANSWERED]
    return min(unanswered, key=lambda one: one.effective_due_date or NO_DAY).id if unanswered else None


def _columns(owed: Owed, deadline_ids: Sequence[UUID], events: dict[str, UUID]) -> dict[str, Any]:
    return {
        "deadline_id": None if owed.deadline_index is None else deadline_ids[owed.deadline_index],
        "awaited_event_id": owed.trigger and events[event_key(owed, deadline_ids)],
        "kind": owed.kind.value,
        "state": owed.state.value,
        "period_label": owed.period and owed.period.label,
        "period_start_on": owed.period and owed.period.start_on,
        "period_end_on": owed.period and owed.period.end_on,
        "nominal_due_date": owed.nominal_due_date,
        "effective_due_date": owed.effective_due_date,
        "original_due_date": owed.effective_due_date,
        "window_from": owed.window_from,
        "trigger": owed.trigger and _trigger(owed.trigger),
        "condition": owed.condition,
        "opened_late": owed.opened_late,
        "sort_day": owed.effective_due_date or NO_DAY,
        "not_yet": False,
        "version": 1,
    }


def _trigger(trigger: Trigger) -> dict[str, Any]:
    return {"text": trigger.text, "amount": trigger.amount, "unit": trigger.unit and trigger.unit.value}


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
        opened_late=owed.opened_late,
    )


def event_key(owed: Owed, deadline_ids: Sequence[UUID]) -> str:
    """Plans that wait for the same words wait for the same event; a phrase that names none waits for its own."""
    assert owed.trigger is not None
    own = "" if owed.shares_event or owed.deadline_index is None else f" {deadline_ids[owed.deadline_index]}"
    return fold(owed.trigger.text) + own


async def awaited_events(work: Work, texts: Mapping[str, str]) -> dict[str, UUID]:
    """The event of each key, made with its text where no plan has waited for it yet."""
    if not texts:
        return {}
    rows = [{"id": uuid7(), "key": key, "text": text, "created_at": work.now} for key, text in texts.items()]
    await work.session.execute(insert_or_skip(AwaitedEvent).on_conflict_do_nothing(index_elements=["key"]), rows)
    found = await work.session.execute(select(AwaitedEvent.key, AwaitedEvent.id).where(AwaitedEvent.key.in_(texts)))
    return {row.key: row.id for row in found}


async def write_obligations(work: Work, rows: Sequence[dict[str, Any]], on_day: date) -> None:
    if not rows:
        return
    await work.session.execute(insert(Obligation), list(rows))
    changes = [
        {
            "obligation_id": row["id"],
            "plan_id": row["plan_id"],
            "state": row["state"],
            "effective_due_date": row["effective_due_date"],
            "original_due_date": row["original_due_date"],
            "token_id": work.caller.token_id,
            "on_day": on_day,
            "recorded_at": work.now,
        }
        for row in rows
    ]
    await work.session.execute(insert(ObligationStateChange), changes)
