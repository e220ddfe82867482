"""An office whose plan waits for an event says that it has happened."""

from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.obligations.events.dating import date_by, take_turns
from app.obligations.events.problems import AlreadyOccurred, NobodyOfYoursWaits, NotACondition, OccurrenceDayRefused
from app.obligations.events.queries import AWAITED_EVENT, occurrence_of, with_may
from app.obligations.events.rules import EventKind
from app.obligations.events.schemas import OccurrenceCreate
from app.obligations.models import AwaitedEvent, EventOccurrence, Obligation
from app.plans.models import Plan
from app.plans.policy import PlanFacts, monitors
from app.plans.queries import caller_facts


async def record_event(work: Work, event_id: UUID, wanted: OccurrenceCreate) -> Shown:
    event, office = await event_for_office(work, event_id)
    await require_not_occurred(work, event_id)
    _require_days(work, event, wanted)
    occurrence = EventOccurrence(
        id=wanted.id or uuid7(),
        awaited_event_id=event_id,
        recorded_by=office,
        token_id=work.caller.token_id,
        recorded_at=work.now,
        **wanted.model_dump(exclude={"id"}),
    )
    work.session.add(occurrence)
    await date_by(work, event, occurrence)
    shown = await work.show(AWAITED_EVENT, with_may, id=event_id)
    await work.record("event_occurrence", occurrence.id, "create", after=occurrence_of(shown[0]))
    return shown


async def event_for_office(work: Work, event_id: UUID) -> tuple[AwaitedEvent, UUID]:
    """The event, and the office in whose name the caller acts: one whose published plan waits for it."""
    await work.show(AWAITED_EVENT, with_may, id=event_id)
    waiting = select(Plan).join(Obligation, Obligation.plan_id == Plan.id)
    waiting = waiting.where(Obligation.awaited_event_id == event_id, Plan.status == "published").distinct()
    plans = [one for one in await work.session.scalars(waiting.order_by(Plan.id)) if _is_of_caller(work, one)]
    if not plans:
        raise NobodyOfYoursWaits
    event = await work.session.get_one(AwaitedEvent, event_id)
    await take_turns(work, [event.key])
    return event, plans[0].monitoring_agency_id


def _is_of_caller(work: Work, plan: Plan) -> bool:
    known = work.caller.plans is None or plan.id in work.caller.plans
    return known and monitors(caller_facts(work.caller), PlanFacts(plan.id, plan.status, plan.monitoring_agency_id))


async def require_not_occurred(work: Work, event_id: UUID) -> None:
    in_force = EventOccurrence.awaited_event_id == event_id, EventOccurrence.voided_at.is_(None)
    if await work.session.scalar(select(EventOccurrence.id).where(*in_force)) is not None:
        raise AlreadyOccurred


def _require_days(work: Work, event: AwaitedEvent, wanted: OccurrenceCreate) -> None:
    if wanted.due_on is not None and event.kind != EventKind.condition:
        raise NotACondition
    too_early = wanted.due_on is not None and wanted.due_on < wanted.occurred_on
    if wanted.occurred_on > work.today or too_early:
        raise OccurrenceDayRefused(today=work.today.isoformat())
