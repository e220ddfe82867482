"""The office decides on a request for a later day: approves it with the document, rejects it with a reason, or offers another."""

from dataclasses import replace
from uuid import UUID

from app.access.writing import Shown, Work
from app.obligations.extensions.problems import NotALaterDay
from app.obligations.extensions.rules import ExtensionAction
from app.obligations.extensions.schemas import ExtensionDecide
from app.obligations.extensions.steps import Found, Step, held_request, move_day, require_step, seen, take
from app.plans.office import require_not_own, require_office


async def decide_extension(work: Work, request_id: UUID, wanted: ExtensionDecide) -> Shown:
    request, plan = await seen(work, request_id)
    require_office(work.caller, plan)
    require_not_own(work.caller, plan, [request.agency_id])
    found = await held_request(work, request, plan)
    action = ExtensionAction(wanted.action)
    require_step(found, action)
    step = Step(
        action=action,
        by=plan.monitoring_agency_id,
        due_on=wanted.due_on,
        document=wanted.document,
        reason=wanted.reason,
    )
    return await DECIDE[action](work, found, step)


async def _approve(work: Work, found: Found, step: Step) -> Shown:
    granted = replace(step, due_on=found.wanted_on)
    await move_day(work, found)
    return await take(work, found.request, found.before, granted)


async def _reject(work: Work, found: Found, step: Step) -> Shown:
    return await take(work, found.request, found.before, step)


async def _counter(work: Work, found: Found, step: Step) -> Shown:
    """A day that is really another, and really later."""
    offered, present = step.due_on, found.obligation.effective_due_date
    assert offered is not None, "a counter carries its day"
    assert present is not None, "what can be put off has one"
    if offered <= present or offered < work.today or offered == found.request.requested_due_on:
        raise NotALaterDay(present_due_date=present.isoformat(), today=work.today.isoformat())
    found.request.counter_due_on = offered
    return await take(work, found.request, found.before, step)


DECIDE = {
    ExtensionAction.approve: _approve,
    ExtensionAction.reject: _reject,
    ExtensionAction.counter: _counter,
}
