"""The rows of pairs and obligations beside what they are made of: their histories, and the rules applied to all that is owed."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from typing import Any
from uuid import UUID

import asyncpg

from app.obligations.held import FLAGS, KEPT, facts_of
from app.obligations.models import Obligation
from app.obligations.open import first_open
from app.obligations.standing import settled_of, standing
from app.tasks.progress import PAIR_COLUMNS
from app.tasks.rules import TRANSITIONS, Action, Outcome, Status
from tests.proof.walk.acts import OF_PLAN
from tests.proof.walk.town import Town

PAIR, OWED = (*PAIR_COLUMNS, "agency_id"), (*KEPT, *FLAGS, "agency_id")
# Acts that end the pair of who hands on, and begin again that of who had lost it.
HANDS_ON = {"change_lead", "name_members"}
REPORTS = {Action.report_progress, Action.report_completed}
ENDED_OR_BEGUN = {Status.cancelled, Status.not_started, Status.in_progress, Status.returned, Status.completed}
AS_LEFT = frozenset(Status) - {Status.suspended, Status.cancelled}


def _only(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


async def compare(town: Town) -> None:
    pairs = await town.rows(f"select * from task_agency_state where {OF_PLAN} order by id")
    histories: dict[UUID, list[asyncpg.Record]] = defaultdict(list)
    for row in await town.rows(f"select * from task_agency_states where {OF_PLAN} order by sequence"):
        histories[row["pair_id"]].append(row)
    owed: dict[UUID, list[Obligation]] = defaultdict(list)
    obligations = await town.rows(f"select * from obligations where {OF_PLAN} order by id")
    for row in obligations:
        owed[row["pair_id"]].append(Obligation(**dict(row)))
    newest = f"""select distinct on (obligation_id) * from obligation_states where {OF_PLAN}
        order by obligation_id, sequence desc"""
    states = {row["obligation_id"]: row for row in await town.rows(newest)}
    for pair in pairs:
        assert _only(pair, PAIR) == _only(histories[pair["id"]][-1], PAIR), "a pair and the last of its history"
        _compare_sum(pair, owed[pair["id"]])
        replay(histories[pair["id"]])
    for row in obligations:
        assert _only(row, OWED) == _only(states[row["id"]], OWED), "an obligation and the last of its history"


def _compare_sum(pair: asyncpg.Record, owed: Sequence[Obligation]) -> None:
    facts = [facts_of(one) for one in owed]
    expected = asdict(standing(facts, settled_of(facts))) | {"open_obligation_id": first_open(facts)}
    assert _only(pair, [*expected]) == expected, "a pair and the sum of what it owes"


def replay(history: Sequence[asyncpg.Record]) -> None:
    """Every step is one that the table of statuses knows."""
    status, before, last_report = Status.not_started, Status.not_started, None
    for row in history:
        now_is, action = Status(row["status"]), row["action"]
        allowed = _allowed(status, action, before)
        if action in REPORTS and row["last_report_id"] == last_report and allowed:
            allowed = {status}  # one out of order is kept, and moves no status
        assert now_is in allowed, f"{status} {action} {now_is}"
        if now_is is Status.suspended and status is not Status.suspended:
            before = status
        status, last_report = now_is, row["last_report_id"]


def _allowed(status: Status, action: str, before: Status) -> AbstractSet[Status]:
    if action in HANDS_ON:
        return ENDED_OR_BEGUN
    if action not in set(Action):
        return {status}
    outcome = TRANSITIONS.get((status, Action(action)))
    if outcome is None:
        return set()
    if outcome is Outcome.as_left:
        return AS_LEFT
    return {before if outcome is Outcome.as_before else Status(outcome)}
