"""Of the histories of pairs and of what is owed: who writes what into them, and that it is what the row then says."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Executable

from app.obligations.models import ObligationStateChange
from app.tasks.models import TaskAgencyStateChange
from tests.access.owed_rows import (
    DATED,
    FOREIGN_WAITS,
    LEAD,
    OF_OTHERS_WAITS,
    OTHER_AGENCY,
    SELF_PLAN,
    WAITING_PAIR,
    WAITING_TASK,
    WAITS,
)
from tests.access.probe import NOW, ROW_SECURITY, TODAY, Probe, adding, rows
from tests.callers import Tokens
from tests.make import world


class Pair(NamedTuple):
    pair_id: UUID
    task_id: UUID
    plan_id: UUID
    agency_id: UUID


class Owed(NamedTuple):
    obligation_id: UUID
    plan_id: UUID
    agency_id: UUID


OWN_PAIR = Pair(world.PAIR, world.TASK, world.PLAN, LEAD)
LEAD_PAIR = Pair(WAITING_PAIR, WAITING_TASK, world.PLAN, LEAD)
FOREIGN_PAIR = Pair(world.FOREIGN_PAIR, world.FOREIGN_TASK, world.OTHER_PLAN, OTHER_AGENCY)
OTHERS_PAIR = Pair(world.OTHER_PAIR, world.OTHER_TASK, world.OTHER_PLAN, OTHER_AGENCY)
LEADS = Owed(WAITS, world.PLAN, LEAD)
FOREIGN = Owed(FOREIGN_WAITS, world.OTHER_PLAN, OTHER_AGENCY)
WAITS_FOR_OTHERS = Owed(OF_OTHERS_WAITS, world.OTHER_PLAN, OTHER_AGENCY)
# What neither the pair nor the obligation says.
LIES: dict[str, Any] = {"status": "completed", "blocked": True, "percent": 100}
FALSE: dict[str, Any] = {"state": "settled", "answered_on": TODAY, "agency_id": world.COORDINATOR}


def history_probes(tokens: Tokens) -> list[Probe]:
    return [*_of_pairs(tokens), *_of_what_is_owed(tokens), *_in_another_s_name(tokens)]


def _of_pairs(tokens: Tokens) -> list[Probe]:
    def writes(who: str, does: str, expected: str, pair: Pair, **more: Any) -> Probe:
        return Probe(f"{who} writes {does}", who, _pair_change(tokens, who, pair, **more), expected)

    under_another = (
        ("lead", {"pair_id": world.OTHER_PAIR}),
        ("lead", {"task_id": WAITING_TASK}),
        ("lead", {"plan_id": SELF_PLAN}),
        ("gateway", {"agency_id": OTHER_AGENCY}),
    )
    return [
        writes("office", "that an event dated a foreign pair", rows(1), FOREIGN_PAIR),
        writes("admin", "that it moved a pair", rows(1), LEAD_PAIR),
        *(
            writes(who, f"its history under another {name}", ROW_SECURITY, OWN_PAIR, **{name: one})
            for who, named in under_another
            for name, one in named.items()
        ),
        *(
            writes("admin", f"a pair's history under another {name}", ROW_SECURITY, LEAD_PAIR, **{name: one})
            for name, one in OTHERS_PAIR._asdict().items()
        ),
        *(
            writes(who, f"what a pair does not say: {name}", ROW_SECURITY, pair, **{name: one})
            for who, pair in {"admin": LEAD_PAIR, "office": FOREIGN_PAIR}.items()
            for name, one in LIES.items()
        ),
    ]


def _of_what_is_owed(tokens: Tokens) -> list[Probe]:
    def writes(who: str, does: str, expected: str, owed: Owed, **more: Any) -> Probe:
        return Probe(f"{who} writes {does}", who, _owed_change(tokens, who, owed, **more), expected)

    return [
        writes("office", "that an event dated what is owed elsewhere", rows(1), FOREIGN),
        writes("admin", "that it moved what is owed", rows(1), LEADS),
        writes("lead", "what it owes under another plan", ROW_SECURITY, Owed(DATED, SELF_PLAN, LEAD)),
        writes("admin", "the history under another plan", ROW_SECURITY, LEADS, plan_id=world.OTHER_PLAN),
        writes("office", "the history of what waits for no event of its", ROW_SECURITY, WAITS_FOR_OTHERS),
        *(
            writes(who, "the history of what the lead owes as another's", ROW_SECURITY, LEADS, agency_id=OTHER_AGENCY)
            for who in ("lead", "office")
        ),
        *(
            writes(who, f"what is not so of what is owed: {name}", ROW_SECURITY, owed, **{name: one})
            for who, owed in {"admin": LEADS, "office": FOREIGN}.items()
            for name, one in FALSE.items()
        ),
    ]


def _in_another_s_name(tokens: Tokens) -> list[Probe]:
    changes = {"pair": _pair_change(tokens, "lead", FOREIGN_PAIR), "owed": _owed_change(tokens, "lead", FOREIGN)}
    return [
        Probe(f"{who} writes history as another token: {name}", who, statement, ROW_SECURITY)
        for who in ("admin", "office")
        for name, statement in changes.items()
    ]


def _pair_change(tokens: Tokens, who: str, pair: Pair, **more: Any) -> Executable:
    says = {"status": "not_started", "blocked": False, "percent": 0}
    return adding(TaskAgencyStateChange(**pair._asdict() | _recorded(tokens, who) | says | more))


def _owed_change(tokens: Tokens, who: str, owed: Owed, **more: Any) -> Executable:
    return adding(ObligationStateChange(**owed._asdict() | _recorded(tokens, who) | {"state": "awaiting_event"} | more))


def _recorded(tokens: Tokens, who: str) -> dict[str, Any]:
    token = tokens.made[who][0]
    return {"action": "record_event", "token_id": token, "on_day": TODAY, "recorded_at": NOW}
