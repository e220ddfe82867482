"""Closes a plan, which freezes its counts on that day, and opens it again with a document."""

from app.access.writing import Shown, Work
from app.obligations.events.dating import date_what_has_occurred
from app.plans.office import office_plan, require_published, show_and_record
from app.plans.problems import PlanStateRefuses
from app.plans.schemas import PlanReopen


async def close_plan(work: Work, reference: str) -> Shown:
    plan, before = await office_plan(work, reference)
    require_published(plan)
    plan.status, plan.closed_on = "closed", work.today
    return await show_and_record(work, plan, "close", before)


async def reopen_plan(work: Work, reference: str, wanted: PlanReopen) -> Shown:
    plan, before = await office_plan(work, reference)
    if plan.status != "closed":
        raise PlanStateRefuses(plan_status=plan.status)
    assert plan.closed_on is not None, "a closed plan has its day"
    plan.past_closings = [*plan.past_closings, plan.closed_on, work.today]
    plan.status, plan.closed_on = "published", None
    await work.session.flush()  # what happened while the plan was closed dates what is open in it again
    await date_what_has_occurred(work, plan.id)
    shown = await show_and_record(work, plan, "reopen", before)
    # The reason stands in the journal beside the change; the plan itself only says that it is open again.
    await work.record("plan_reopening", plan.id, "create", plan_id=plan.id, after=wanted.model_dump_json().encode())
    return shown
