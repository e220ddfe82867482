"""What a caller may do about an obligation: post the report that answers it. Pure."""

from app.obligations.rules import LIVE, ObligationKind, ObligationState
from app.plans.policy import CallerFacts
from app.tasks.policy import PairFacts, pair_may
from app.tasks.rules import Action

ANSWERED_BY = {
    ObligationKind.completion: Action.report_completed,
    ObligationKind.progress_report: Action.report_progress,
}


def obligation_may(
    caller: CallerFacts, plan_status: str, pair: PairFacts, kind: ObligationKind, state: ObligationState
) -> tuple[str, ...]:
    answer = ANSWERED_BY[kind]
    return (answer.value,) if state in LIVE and answer.value in pair_may(caller, plan_status, pair) else ()
