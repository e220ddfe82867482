"""What a caller may do about an obligation (post the report that answers it, ask for a later day), about such a request, and
about an event that obligations wait for.

Pure.
"""

from dataclasses import dataclass
from uuid import UUID

from app.obligations.events.rules import EventAction, EventKind
from app.obligations.extensions.rules import OF_OFFICE, RequestFacts, allowed_steps
from app.obligations.rules import LIVE, ObligationKind, ObligationState
from app.plans.policy import WRITE_PERMISSION, CallerFacts, PlanFacts, monitors
from app.tasks.policy import PairFacts, pair_may
from app.tasks.rules import Action, Status, allowed_actions

ANSWERED_BY = {
    ObligationKind.completion: Action.report_completed,
    ObligationKind.progress_report: Action.report_progress,
}
REQUEST_EXTENSION = "request_extension"
EXTENSION_PERMISSION = "extension:request"


def obligation_may(
    caller: CallerFacts,
    plan_status: str,
    pair: PairFacts,
    kind: ObligationKind,
    state: ObligationState,
    *,
    can_be_extended: bool = False,
) -> tuple[str, ...]:
    """`can_be_extended`: it is unanswered, has a day, and nobody has asked for a later one."""
    answer = ANSWERED_BY[kind]
    answers = state in LIVE and answer.value in pair_may(caller, plan_status, pair)
    can_ask = can_be_extended and plan_status == "published" and takes_reports(pair.status)
    asks = can_ask and asks_for_days(caller, pair.agency)
    return ((answer.value,) if answers else ()) + ((REQUEST_EXTENSION,) if asks else ())


def asks_for_days(caller: CallerFacts, agency: UUID | None) -> bool:
    """Whether the caller asks, and answers, in this agency's name."""
    return caller.role == "agency" and EXTENSION_PERMISSION in caller.permissions and agency in caller.agencies


def takes_reports(status: Status) -> bool:
    """Neither suspended nor at its end: what such a pair owes may be put off, and more may be asked of it."""
    return Action.report_progress in allowed_actions(status)


def decides_on(caller: CallerFacts, plan: PlanFacts, request: RequestFacts, *, self_review: bool) -> bool:
    """Nobody decides in favour of its own agency, unless the plan says so."""
    return monitors(caller, plan) and (self_review or request.agency not in caller.agencies)


def extension_may(caller: CallerFacts, plan: PlanFacts, request: RequestFacts, *, self_review: bool) -> tuple[str, ...]:
    if plan.status != "published":
        return ()
    decides = WRITE_PERMISSION in caller.permissions and decides_on(caller, plan, request, self_review=self_review)
    answers = asks_for_days(caller, request.agency)
    return tuple(action.value for action in allowed_steps(request) if (decides if action in OF_OFFICE else answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """`monitored`: a published plan of the caller's office waits for it. `unanswered`: so does something that nobody has answered.
    `recorded_by`: null unless an occurrence is in force.
    """

    kind: str
    monitored: bool
    unanswered: bool
    recorded_by: UUID | None


def event_may(caller: CallerFacts, event: EventFacts) -> tuple[str, ...]:
    if caller.role != "office" or WRITE_PERMISSION not in caller.permissions or not event.monitored:
        return ()
    if event.recorded_by is not None:
        return (EventAction.void_occurrence.value,) if event.recorded_by in caller.agencies else ()
    can_wait = event.kind == EventKind.condition and event.unanswered
    return (EventAction.record_occurrence.value, *((EventAction.mark_not_yet.value,) if can_wait else ()))
