"""Rows of what offices do with what is owed: events, extensions, requests for reports; the small city has none of them."""

from datetime import UTC, date, datetime
from uuid import UUID

from app.kernel.db import Base
from app.obligations.models import AwaitedEvent, EventOccurrence, ExtensionRequest, ReportRequest
from tests.make import world
from tests.make.obligations import obligation_row
from tests.make.tasks import deadline_row

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY, DUE = date(2026, 3, 2), date(2026, 3, 31)
# Of the lead's task: two of which nobody has asked a later day, and one of which somebody has, twice.
DATED, DATED_TOO, PUT_OFF = (world.uid(number) for number in range(721, 724))
PENDING, DECIDED = world.uid(731), world.uid(732)
CONDITION, OCCURRED, FOREIGN_EVENT = (world.uid(number) for number in range(741, 744))
DEADLINE = world.uid(745)
OCCURRENCE, REPORT_REQUEST = world.uid(751), world.uid(761)


def office_rows(token_id: UUID) -> list[Base]:
    """In the order of their foreign keys."""
    return [
        *(_owed(id_) for id_ in (DATED, DATED_TOO, PUT_OFF)),
        _extension(PENDING, "open", token_id),
        _extension(DECIDED, "rejected", token_id),
        deadline_row(id=DEADLINE, task_id=world.TASK, plan_id=world.PLAN, position=9, source="title"),
        *_awaited(CONDITION, "condition"),
        *_awaited(OCCURRED, "trigger"),
        *_awaited(FOREIGN_EVENT, "trigger", world.OTHER_PAIR, world.OTHER_TASK, world.OTHER_AGENCY),
        EventOccurrence(
            id=OCCURRENCE,
            awaited_event_id=OCCURRED,
            occurred_on=TODAY,
            recorded_by=world.OFFICE,
            token_id=token_id,
            recorded_at=NOW,
        ),
        ReportRequest(
            id=REPORT_REQUEST,
            plan_id=world.PLAN,
            due_on=DUE,
            text="Báo cáo nhanh",
            skipped=0,
            requested_by=world.OFFICE,
            token_id=token_id,
            requested_at=NOW,
        ),
    ]


def _owed(id_: UUID) -> Base:
    named = {"pair_id": world.PAIR, "task_id": world.TASK, "plan_id": world.PLAN, "agency_id": world.LEAD}
    days = dict.fromkeys(("nominal_due_date", "effective_due_date", "original_due_date", "sort_day"), DUE)
    return obligation_row(id=id_, **named, **days)


def _extension(id_: UUID, state: str, token_id: UUID) -> Base:
    return ExtensionRequest(
        id=id_,
        obligation_id=PUT_OFF,
        pair_id=world.PAIR,
        task_id=world.TASK,
        plan_id=world.PLAN,
        agency_id=world.LEAD,
        present_due_on=DUE,
        requested_due_on=date(2026, 4, 15),
        reason="Chờ ý kiến",
        state=state,
        token_id=token_id,
        requested_at=NOW,
        requested_on=TODAY,
    )


def _awaited(
    event: UUID, kind: str, pair: UUID = world.PAIR, task: UUID = world.TASK, agency: UUID = world.LEAD
) -> list[Base]:
    named = {"pair_id": pair, "task_id": task, "plan_id": world.PLAN, "agency_id": agency}
    awaits = {"state": "awaiting_event", "trigger": {"text": "x", "amount": 10, "unit": "day"}}
    under = {"condition": "theo tiến độ Trung ương hướng dẫn"}
    key = f"condition {DEADLINE}" if kind == "condition" else str(event)
    return [
        AwaitedEvent(id=event, key=key, kind=kind, text="Công bố GRDP", created_at=NOW),
        obligation_row(**named, awaited_event_id=event, **(awaits if kind == "trigger" else under)),
    ]
