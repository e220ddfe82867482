"""Publishes a plan: groups become their members, every lead becomes a pair, and what each pair owes is opened (`open_tasks`).

From here on the plan changes only by amendment. Changing a group afterwards changes nothing published.
"""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from app.access.writing import Shown, Work
from app.obligations.events.dating import date_what_has_occurred
from app.obligations.open_tasks import Contents, contents_of, expand_groups, open_all
from app.plans.models import Plan
from app.plans.office import office_plan, require_draft, show_and_record
from app.plans.problems import FuturePublication, NobodyMayConfirm
from app.plans.schemas import PlanPublish
from app.tasks.cell_rules import CompletionRule
from app.tasks.models import Task


async def publish_plan(work: Work, reference: str, wanted: PlanPublish) -> Shown:
    plan, before = await office_plan(work, reference)
    require_draft(plan)
    published_on = wanted.published_on or work.today
    if published_on > work.today:
        raise FuturePublication
    plan.status, plan.published_on = "published", published_on
    await work.session.flush()  # the policies below ask what the plan is now
    contents = await contents_of(work, plan, published_on)
    await _require_who_confirms(work, plan, contents)
    await expand_groups(work, plan, contents)
    await open_all(work, plan, contents, published_on, "publish")
    await date_what_has_occurred(work, plan.id)
    return await show_and_record(work, plan, "publish", before)


async def _require_who_confirms(work: Work, plan: Plan, contents: Contents) -> None:
    """Where one lead completes a task for all, whatever the office confirms relieves its own agency, when that is another of
    them: refused to it (§3), and nobody else reviews. Told while rule, leads and policy can still be changed: an amendment in its
    own favour would be refused as well.
    """
    if plan.self_review:
        return
    of_any = select(Task.id).where(Task.plan_id == plan.id, Task.completion_rule == CompletionRule.any.value)
    found = await work.session.scalars(of_any.order_by(Task.position))
    leads = _leads_by_task(contents)
    stuck = [str(task) for task in found if _relieves(plan.monitoring_agency_id, leads[task])]
    if stuck:
        raise NobodyMayConfirm(tasks=stuck)


def _leads_by_task(contents: Contents) -> Mapping[UUID, set[UUID]]:
    found = defaultdict[UUID, set[UUID]](set)
    for one in contents.leads():
        found[one.task_id].update(contents.meant(one))
    return found


def _relieves(office: UUID, leads: set[UUID]) -> bool:
    return office in leads and len(leads) > 1
