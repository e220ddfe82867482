"""Closes a plan, which freezes its counts on that day, and opens it again with a document."""

from datetime import datetime
from uuid import UUID

from app.access.writing import Shown, Work
from app.obligations.events.dating import date_what_has_no_day, take_turns_of
from app.obligations.events.void_event import undo_the_voided
from app.obligations.succeed import catch_up_with_successions
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
    await work.session.flush()  # the policies below ask what the plan is now
    await _catch_up(work, plan.id, closed_at=plan.updated_at)
    shown = await show_and_record(work, plan, "reopen", before)
    # The reason stands in the journal beside the change; the plan itself only says that it is open again.
    await work.record("plan_reopening", plan.id, "create", plan_id=plan.id, after=wanted.model_dump_json().encode())
    return shown


async def _catch_up(work: Work, plan_id: UUID, closed_at: datetime) -> None:
    """With what happened while the plan stood still. A closed plan is changed by nothing, so `closed_at` is its last change.

    Not with a calendar that has changed: an office moves no day of its own agency, and half of a plan would follow. The admin puts
    the days that were in force at the closing and then those of today, and every plan follows.
    """
    await catch_up_with_successions(work, plan_id)
    await take_turns_of(work, plan_id)
    await undo_the_voided(work, plan_id, closed_at)
    await date_what_has_no_day(work, plan_id)
