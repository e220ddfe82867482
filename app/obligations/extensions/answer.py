"""The lead accepts or declines the day its office has offered, or takes its request back."""

from uuid import UUID

from sqlalchemy import select

from app.access.writing import Shown, Work
from app.obligations.extensions import queries
from app.obligations.extensions.problems import NotALead
from app.obligations.extensions.rules import PENDING, ExtensionAction
from app.obligations.extensions.schemas import ExtensionAnswer, ExtensionWithdraw
from app.obligations.extensions.steps import Found, Step, held_request, move_day, require_step, seen, take
from app.obligations.models import ExtensionRequest
from app.obligations.policy import asks_for_days
from app.plans.queries import caller_facts
from app.tasks.policy import Reason


async def answer_extension(work: Work, request_id: UUID, wanted: ExtensionAnswer) -> Shown:
    action = ExtensionAction(wanted.action)
    found = await _own(work, request_id)
    require_step(found, action)
    step = Step(action=action, by=found.request.agency_id, due_on=found.wanted_on, reason=wanted.reason)
    if action is ExtensionAction.accept:
        await move_day(work, found)
    return await take(work, found.request, found.before, step)


async def withdraw_extension(work: Work, request_id: UUID, wanted: ExtensionWithdraw) -> Shown:
    found = await _own(work, request_id)
    require_step(found, ExtensionAction.withdraw)
    step = Step(action=ExtensionAction.withdraw, by=found.request.agency_id, reason=wanted.reason)
    return await take(work, found.request, found.before, step)


async def withdraw_all_of(work: Work, agency: UUID) -> None:
    """Of an agency that has ended nobody is left to answer for what it asked; its successor may ask anew."""
    pending = select(ExtensionRequest).where(ExtensionRequest.agency_id == agency, ExtensionRequest.state.in_(PENDING))
    for request in list(await work.session.scalars(pending.order_by(ExtensionRequest.id).with_for_update())):
        before, _ = await work.show(queries.EXTENSION_REQUEST, queries.with_may, id=request.id)
        await take(work, request, before, Step(action=ExtensionAction.withdraw, by=agency))


async def _own(work: Work, request_id: UUID) -> Found:
    request, plan = await seen(work, request_id)
    if not asks_for_days(caller_facts(work.caller), request.agency_id):
        raise NotALead(reason=Reason.other_agency.value)
    return await held_request(work, request, plan)
