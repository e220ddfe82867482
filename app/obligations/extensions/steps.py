"""What every step of a request has in common: the request as it is found, its move in the table, and what is kept of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.obligations.extensions import queries
from app.obligations.extensions.problems import ExtensionStateRefuses, NotALead, NothingToExtend
from app.obligations.extensions.rules import (
    PROMISING,
    STEPS,
    ExtensionAction,
    ExtensionState,
    RequestFacts,
    allowed_steps,
    can_be_put_off,
    has_a_day,
    put_off,
)
from app.obligations.held import Held, held_pairs, record
from app.obligations.models import ExtensionDecision, ExtensionRequest
from app.obligations.rules import ObligationFacts
from app.plans.models import Plan
from app.plans.office import require_published
from app.tasks.models import TaskAgencyState
from app.tasks.policy import Reason

EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class Found:
    """The request, its plan, and the pair it is about; `before`: the request as it is shown."""

    request: ExtensionRequest
    plan: Plan
    held: Held
    before: bytes

    @property
    def obligation(self) -> ObligationFacts:
        return next(one for one in self.held.facts if one.id == self.request.obligation_id)

    @property
    def wanted_on(self) -> date:
        return self.request.counter_due_on or self.request.requested_due_on

    @property
    def facts(self) -> RequestFacts:
        return RequestFacts(
            agency=self.request.agency_id,
            state=ExtensionState(self.request.state),
            can_be_put_off=can_be_put_off(self.obligation, self.wanted_on),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`due_on`: the day granted, offered or accepted."""

    action: ExtensionAction
    by: UUID
    due_on: date | None = None
    document: str | None = None
    reason: str | None = None


async def seen(work: Work, request_id: UUID) -> tuple[ExtensionRequest, Plan]:
    """The request and its plan, for whoever sees them; not locked, for those who may not move them may not lock them."""
    await work.show(queries.EXTENSION_REQUEST, queries.with_may, id=request_id)
    of_plan = select(ExtensionRequest, Plan).join(Plan, Plan.id == ExtensionRequest.plan_id)
    request, plan = (await work.session.execute(of_plan.where(ExtensionRequest.id == request_id))).one()
    return request, plan


async def held_request(work: Work, request: ExtensionRequest, plan: Plan) -> Found:
    """Always the pair before the request: steps that meet take turns with one another, and with reports."""
    held = await held_pairs(work, TaskAgencyState.id == request.pair_id)
    if not held:
        # Another agency has taken the place of the one that asked; row security hides its pair from a lock.
        raise NotALead(reason=Reason.not_a_lead.value)
    await work.session.refresh(request, with_for_update=True)
    await work.session.refresh(plan)
    require_published(plan)
    before, _ = await work.show(queries.EXTENSION_REQUEST, queries.with_may, id=request.id)
    return Found(request, plan, held[0], before)


def require_step(found: Found, action: ExtensionAction) -> None:
    state = found.facts.state
    if (state, action) not in STEPS:
        allowed = [one.value for one in allowed_steps(found.facts)]
        raise ExtensionStateRefuses(state_now=state.value, allowed_actions=allowed)
    if action in PROMISING and not found.facts.can_be_put_off:
        raise NothingToExtend(obligations=[str(one.id) for one in found.held.facts if has_a_day(one)])


async def move_day(work: Work, found: Found) -> None:
    """Gives the obligation the day asked for or offered."""
    found.held.put(put_off(found.obligation, found.wanted_on, work.today), nominal_due_date=found.wanted_on)
    await record(work, [found.held], EXTEND)


async def take(work: Work, request: ExtensionRequest, before: bytes, step: Step) -> Shown:
    """Moves the request and keeps the step, at the instant at which the histories say that the day moved."""
    request.state = STEPS[ExtensionState(request.state), step.action].value
    request.version += 1
    await work.session.flush()
    work.session.add(_kept(work, request, step))
    shown = await work.show(queries.EXTENSION_REQUEST, queries.with_may, id=request.id)
    await work.record(
        "extension_request", request.id, step.action.value, plan_id=request.plan_id, before=before, after=shown[0]
    )
    return shown


def _kept(work: Work, request: ExtensionRequest, step: Step) -> ExtensionDecision:
    return ExtensionDecision(
        id=uuid7(),
        request_id=request.id,
        plan_id=request.plan_id,
        action=step.action.value,
        due_on=step.due_on,
        document=step.document,
        reason=step.reason,
        decided_by=step.by,
        token_id=work.caller.token_id,
        decided_at=work.now,
    )
