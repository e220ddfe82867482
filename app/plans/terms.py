"""A plan's policy as the deadlines package takes it."""

from app.deadlines import Kind, Policy
from app.plans.models import Plan


def day_policy(plan: Plan) -> Policy:
    return Policy(
        before_is_inclusive=plan.before_is_inclusive,
        roll_over=frozenset(Kind(one) for one in plan.roll_over),
        cutoffs="calendar" if plan.cutoffs == "calendar" else "nd09",
        submission_lag_working_days=plan.submission_lag_working_days,
    )
