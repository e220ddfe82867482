"""Reads of awaited events: those that at least one visible plan waits for, told by what the caller sees of those plans."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Text,
    Uuid,
    and_,
    any_,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from app.access.caller import Caller
from app.access.reading import LIMIT, Listing, caller_agencies, caller_plans, for_caller, same_thing
from app.access.roles import Permission
from app.agencies.queries import agency_ref
from app.kernel.reads import EMPTY_LIST, Compiled, Rows, Shapes, as_object, spliced, value
from app.obligations.events.rules import EventState
from app.obligations.models import AwaitedEvent, EventOccurrence, Obligation
from app.obligations.policy import EventFacts, event_may
from app.obligations.queries import is_one_of, visible_obligations
from app.obligations.rules import LIVE, UNANSWERED
from app.plans.models import Plan
from app.plans.queries import caller_facts
from app.tasks.cells import word
from app.tasks.named import NAMES

_of_event = (Obligation.awaited_event_id == AwaitedEvent.id, visible_obligations(Obligation))
_monitored = and_(
    Plan.status == word("published"),
    Plan.monitoring_agency_id == any_(caller_agencies),
    or_(caller_plans.is_(None), Plan.id == any_(caller_plans)),
)
# What the caller sees of it, added up; no row of it when the caller sees nothing that waits.
TOLD = (
    select(
        func.count().filter(is_one_of(Obligation.state, LIVE)).label("obligations"),
        func.bool_or(and_(Obligation.not_yet, is_one_of(Obligation.state, UNANSWERED))).label("not_yet"),
        func.bool_or(_monitored).label("monitored"),
        func.bool_or(is_one_of(Obligation.state, UNANSWERED)).label("unanswered"),
    )
    .join(Plan, Plan.id == Obligation.plan_id)
    .where(*_of_event)
    .having(func.count() > literal_column("0"))
    .correlate(AwaitedEvent)
    .lateral("told")
)
IN_FORCE = (
    select(EventOccurrence)
    .where(EventOccurrence.awaited_event_id == AwaitedEvent.id, EventOccurrence.voided_at.is_(None))
    .correlate(AwaitedEvent)
    .lateral("in_force")
)
STATE = case(
    (IN_FORCE.c.id.is_not(None), word(EventState.occurred)),
    (TOLD.c.not_yet, word(EventState.not_yet)),
    else_=word(EventState.awaited),
)


def _plans() -> ColumnElement[Any]:
    found = select(Plan.code).distinct().join(Obligation, Obligation.plan_id == Plan.id).where(*_of_event)
    codes = found.correlate(AwaitedEvent).lateral("codes")
    listed = select(func.json_agg(codes.c.code).aggregate_order_by(codes.c.code)).select_from(codes)
    return func.coalesce(listed.correlate(AwaitedEvent).scalar_subquery(), EMPTY_LIST)


def _occurrence() -> ColumnElement[Any]:
    row = IN_FORCE.c
    columns = select(
        row.id,
        row.occurred_on,
        row.due_on,
        row.document,
        row.note,
        agency_ref(row.recorded_by, "recorder", IN_FORCE).label("recorded_by"),
        row.recorded_at,
    )
    return as_object(columns.where(row.id.is_not(None)), "occurrence", IN_FORCE)


def _version() -> ColumnElement[Any]:
    """Each recording and each voiding is an edit."""
    of_event: Rows = select(literal_column("1") + func.count() + func.count(EventOccurrence.voided_at))
    return of_event.where(EventOccurrence.awaited_event_id == AwaitedEvent.id).correlate(AwaitedEvent).scalar_subquery()


def _events(condition: ColumnElement[bool]) -> Rows:
    shown = select(
        AwaitedEvent.id,
        AwaitedEvent.kind,
        AwaitedEvent.text,
        STATE.label("state"),
        _plans().label("plans"),
        TOLD.c.obligations,
        _occurrence().label("occurrence"),
        _version().label("version"),
    )
    facts = (
        AwaitedEvent.id,
        AwaitedEvent.created_at,
        AwaitedEvent.kind,
        TOLD.c.monitored,
        TOLD.c.unanswered,
        IN_FORCE.c.recorded_by,
        _version().label("version"),
    )
    return (
        select(as_object(shown, "shown", AwaitedEvent, TOLD, IN_FORCE).label("item"), *facts)
        .select_from(AwaitedEvent)
        .join(TOLD, true())
        .outerjoin(IN_FORCE, true())
        .where(condition)
    )


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _events(condition).order_by(AwaitedEvent.created_at, AwaitedEvent.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "created_at", "id")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    facts = EventFacts(**{name: row[name] for name in ("kind", "monitored", "unanswered", "recorded_by")})
    return spliced(row["item"], may=event_may(caller_facts(caller), facts))


def occurrence_of(shown: bytes) -> bytes:
    """What the journal keeps of a recording: no plan stands in it, for its readers see other plans than the recorder."""
    event = json.loads(shown)
    kept = {"awaited_event": {name: event[name] for name in ("id", "kind", "text")}, **event["occurrence"]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _of_plan() -> ColumnElement[bool]:
    found = select(Obligation.id).join(Plan, Plan.id == Obligation.plan_id).where(*_of_event, same_thing(Plan, "plan"))
    return found.correlate(AwaitedEvent).exists()


AWAITED_EVENTS = Listing(
    Shapes(
        _page,
        {
            "plan": _of_plan(),
            "state": value("state", Text()) == STATE,
            "after": tuple_(AwaitedEvent.created_at, AwaitedEvent.id)
            > tuple_(value("after_created_at", DateTime(timezone=True)), value("after_id", Uuid())),
        },
    ),
    Permission.obligation_read,
    {"created_at": datetime, "id": UUID},
    with_may,
    NAMES,
)
AWAITED_EVENT = Compiled(for_caller(_events(AwaitedEvent.id == value("id", Uuid())).subquery("rows")))
