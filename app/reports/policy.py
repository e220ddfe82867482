"""The second gate for what becomes of a report: the office that monitors its plan reviews it, its own agency withdraws it.

Pure. The first gate, the token's permission, has been passed, but `may` lists no action that it would refuse. What the state of
the plan, the pair or the report refuses (409) is not a denial.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.plans.policy import CallerFacts, PlanFacts, monitors
from app.tasks.policy import REPORT, SUBMIT_PERMISSION
from app.tasks.rules import Action, Status, allowed_actions

REVIEW_PERMISSION = "report:review"
ATTACH = "attach"
REVIEWS = (Action.confirm, Action.return_)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """`led_by`: whose pair it is now; another's than the report's since that agency was succeeded. `reviewed`: confirmed,
    returned or withdrawn already; `ended`: confirmed or withdrawn, when evidence comes too late. `superseded`: what it answered, a newer one answers instead.
    """

    agency: UUID
    led_by: UUID | None
    plan: PlanFacts
    self_review: bool = False
    pair_status: Status
    reviewed: bool = False
    ended: bool = False
    superseded: bool = False


class Reason(StrEnum):
    not_your_plan = "not-your-plan"
    own_agency = "own-agency"
    not_your_report = "not-your-report"


def review_denied(caller: CallerFacts, report: ReportFacts) -> Reason | None:
    """Nobody reviews its own agency's report, unless the plan says so; then the review is marked."""
    if not monitors(caller, report.plan):
        return Reason.not_your_plan
    own = report.agency in caller.agencies
    return Reason.own_agency if own and not report.self_review else None


def withdraw_denied(caller: CallerFacts, report: ReportFacts) -> Reason | None:
    """A submitter withdraws nothing: a leaked script token can only add reports."""
    own = caller.role == "agency" and report.agency in caller.agencies
    return None if own and report.led_by == report.agency else Reason.not_your_report


def report_may(caller: CallerFacts, report: ReportFacts) -> tuple[str, ...]:
    return (*_moves(caller, report), *((ATTACH,) if _attaches(caller, report) else ()))


def _attaches(caller: CallerFacts, report: ReportFacts) -> bool:
    own = caller.role in REPORT and report.agency in caller.agencies
    return own and SUBMIT_PERMISSION in caller.permissions and not report.ended


def _moves(caller: CallerFacts, report: ReportFacts) -> tuple[str, ...]:
    if report.plan.status != "published" or report.reviewed:
        return ()
    withdraws = SUBMIT_PERMISSION in caller.permissions and withdraw_denied(caller, report) is None
    reviews = REVIEW_PERMISSION in caller.permissions and review_denied(caller, report) is None
    found = (Action.withdraw,) if withdraws else REVIEWS if reviews and not report.superseded else ()
    return tuple(action.value for action in found if action in allowed_actions(report.pair_status))
