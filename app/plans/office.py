"""A plan as an act of its office finds it: seen, its own, locked, and in a status that allows the act."""

from collections.abc import Iterable
from uuid import UUID

from app.access.caller import Caller
from app.access.reading import naming
from app.access.writing import Shown, Work
from app.plans import queries
from app.plans.models import Plan
from app.plans.policy import PlanFacts, monitors
from app.plans.problems import NotADraft, NotYourPlan, OwnAgency, PlanStateRefuses


async def office_plan(work: Work, reference: str) -> tuple[Plan, bytes]:
    """The plan, locked, and as it is shown: 404 when the caller does not see it, 403 when it does but is not its office."""
    before, _ = await work.show(queries.PLAN, queries.with_may, **naming(reference))
    plan = await queries.locked(work.session, reference)
    if plan is None:
        # Row security hides from a lock what the caller may not change, and it was seen a moment ago.
        raise NotYourPlan
    require_office(work.caller, plan)
    return plan, before


def require_office(caller: Caller, plan: Plan) -> None:
    if not monitors(queries.caller_facts(caller), PlanFacts(plan.id, plan.status, plan.monitoring_agency_id)):
        raise NotYourPlan


def require_draft(plan: Plan) -> None:
    if plan.status != "draft":
        raise NotADraft


def require_published(plan: Plan) -> None:
    if plan.status != "published":
        raise PlanStateRefuses(plan_status=plan.status)


def require_not_closed(plan: Plan) -> None:
    if plan.status == "closed":
        raise PlanStateRefuses(plan_status=plan.status)


def require_not_own(caller: Caller, plan: Plan, agencies: Iterable[UUID | None]) -> None:
    """Nobody amends or extends in favour of its own agency, unless the plan says `self_review` (§3)."""
    if not plan.self_review and not caller.agencies.isdisjoint(agencies):
        raise OwnAgency


async def show_and_record(work: Work, plan: Plan, action: str, before: bytes | None) -> Shown:
    """Counts the edit and answers with the plan as it is now."""
    if before is not None:
        plan.version += 1
    plan.updated_at = work.now
    shown = await work.show(queries.PLAN, queries.with_may, **naming(str(plan.id)))
    await work.record("plan", plan.id, action, plan_id=plan.id, before=before, after=shown[0])
    return shown
