"""The office says that the condition of a deadline is not yet met: what stands under it waits until it is."""

from uuid import UUID

from sqlalchemy import or_

from app.access.writing import Shown, Work
from app.kernel.schema import as_uuid
from app.obligations.events.dating import of_event, pairs_waiting
from app.obligations.events.problems import NotACondition, NothingWaits
from app.obligations.events.queries import AWAITED_EVENT, with_may
from app.obligations.events.record_event import event_for_office, require_not_occurred
from app.obligations.events.rules import EventKind, marked_not_yet
from app.obligations.events.schemas import NotYet
from app.obligations.held import facts_of, record
from app.obligations.rules import UNANSWERED, ObligationState
from app.plans.models import Plan

NOT_YET = "not_yet"


async def mark_not_yet(work: Work, event_id: UUID, wanted: NotYet) -> Shown:
    event, _ = await event_for_office(work, event_id)
    if event.kind != EventKind.condition:
        raise NotACondition
    await require_not_occurred(work, event_id)
    before, _ = await work.show(AWAITED_EVENT, with_may, id=event_id)
    named = () if wanted.plan is None else (or_(Plan.id == as_uuid(wanted.plan), Plan.code == wanted.plan),)
    held = await pairs_waiting(work, event_id, *named)
    unanswered = [
        (pair, row) for pair in held for row in of_event(pair, event_id) if ObligationState(row.state) in UNANSWERED
    ]
    if not unanswered:
        raise NothingWaits
    for pair, row in unanswered:
        pair.put(marked_not_yet(facts_of(row)))
    await record(work, [one for one in held if one.changed], NOT_YET)
    shown = await work.show(AWAITED_EVENT, with_may, id=event_id)
    plan_id = unanswered[0][0].pair.plan_id
    await work.record("awaited_event", event_id, NOT_YET, plan_id=plan_id, before=before, after=shown[0])
    return shown
