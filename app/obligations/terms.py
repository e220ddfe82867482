"""What the days of a plan are reckoned with, from its row and the calendar."""

from datetime import date

from app.access.writing import Work
from app.calendar.queries import working_days
from app.deadlines import Reading, WorkingDays
from app.obligations.owed import PlanTerms, Reporting
from app.plans.models import Plan
from app.plans.terms import day_policy
from app.tasks.models import TaskDeadline


async def plan_terms(work: Work, plan: Plan, opened_on: date) -> PlanTerms:
    """`opened_on`: the day from which what is opened is owed; a day before it was over when nobody owed it yet."""
    return terms_under(plan, await working_days(work.session), opened_on)


def terms_under(plan: Plan, calendar: WorkingDays, opened_on: date) -> PlanTerms:
    return PlanTerms(
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        opened_on=opened_on,
        policy=day_policy(plan),
        calendar=calendar,
        reporting=Reporting(plan.reporting),
    )


def reading_of(deadline: TaskDeadline) -> Reading:
    return Reading.from_json(deadline.reading)  # type: ignore[arg-type]
