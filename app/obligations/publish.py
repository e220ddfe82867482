"""Publishes a plan: groups become their members, every lead becomes a pair, and what each pair owes is opened (`open_tasks`).

From here on the plan changes only by amendment. Changing a group afterwards changes nothing published.
"""

from app.access.writing import Shown, Work
from app.obligations.events.dating import date_what_has_occurred
from app.obligations.open_tasks import contents_of, expand_groups, open_all
from app.plans.office import office_plan, require_draft, show_and_record
from app.plans.problems import FuturePublication
from app.plans.schemas import PlanPublish


async def publish_plan(work: Work, reference: str, wanted: PlanPublish) -> Shown:
    plan, before = await office_plan(work, reference)
    require_draft(plan)
    published_on = wanted.published_on or work.today
    if published_on > work.today:
        raise FuturePublication
    plan.status, plan.published_on = "published", published_on
    await work.session.flush()  # the policies below ask what the plan is now
    contents = await contents_of(work, plan, published_on)
    await expand_groups(work, plan, contents)
    await open_all(work, plan, contents, published_on, "publish")
    await date_what_has_occurred(work, plan.id)
    return await show_and_record(work, plan, "publish", before)
