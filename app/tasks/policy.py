"""The second gate for tasks: whose report a caller may send, and what it may do with a pair.

Pure. The first gate, the token's permission, has been passed, but `may` lists no action that it would refuse. What the state
of a plan or of a pair refuses (409) is not a denial: a verb tells that with `app.tasks.rules.after`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.plans.policy import WRITE_PERMISSION, CallerFacts, PlanFacts, monitors
from app.tasks.rules import Action, Status, allowed_actions

# The actions of the status table that an amendment carries out.
AMENDING = (Action.suspend, Action.resume, Action.cancel, Action.reopen)
REPORT = frozenset({"agency", "submitter"})
SUBMIT_PERMISSION = "report:submit"


@dataclass(frozen=True, slots=True)
class TaskFacts:
    leads: frozenset[UUID]
    coordinating: frozenset[UUID] = frozenset()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class PairFacts:
    """`owes_completion` is false for a pair that owes reports only: `completed` sent to it is refused."""

    agency: UUID | None
    status: Status
    owes_completion: bool = True


@dataclass(frozen=True, slots=True)
class Allowed:
    """`agency`: whose report it is."""

    agency: UUID


class Reason(StrEnum):
    role_may_not_report = "role-may-not-report"
    agency_required = "agency-required"
    other_agency = "other-agency"
    heading = "heading"
    coordinating_only = "coordinating-only"
    not_a_lead = "not-a-lead"


@dataclass(frozen=True, slots=True)
class Denied:
    reason: Reason
    vi: str
    en: str


DENIALS: Mapping[Reason, Denied] = MappingProxyType(
    {
        reason: Denied(reason, vi, en)
        for reason, vi, en in (
            (
                Reason.role_may_not_report,
                "Vai trò của mã truy cập này không báo cáo thay cho cơ quan nào: dùng mã truy cập của cơ quan chủ trì.",
                "The role of this token reports for nobody: use a token of the lead agency.",
            ),
            (
                Reason.agency_required,
                "Mã truy cập này thuộc nhiều cơ quan: ghi rõ agency trong nội dung gửi.",
                "This token holds several agencies: name the agency in the body.",
            ),
            (
                Reason.other_agency,
                "Cơ quan được nêu không thuộc mã truy cập này: mỗi cơ quan tự báo cáo phần việc của mình.",
                "The agency named is not one of this token's: each agency reports for itself.",
            ),
            (
                Reason.heading,
                "Đây là dòng tiêu đề, không phải nhiệm vụ: báo cáo ở các nhiệm vụ thuộc dòng này.",
                "This row is a heading, not a task: report on the tasks under it.",
            ),
            (
                Reason.coordinating_only,
                "Cơ quan này chỉ phối hợp thực hiện nhiệm vụ: cơ quan chủ trì báo cáo.",
                "This agency only coordinates on the task: its lead agency reports.",
            ),
            (
                Reason.not_a_lead,
                "Cơ quan này không chủ trì nhiệm vụ: chỉ cơ quan chủ trì báo cáo.",
                "This agency does not lead the task: only a lead agency reports.",
            ),
        )
    }
)


def can_report(caller: CallerFacts, task: TaskFacts, named: UUID | None) -> Allowed | Denied:
    """`named`: the agency in the body, which a token of one agency may leave out."""
    if caller.role not in REPORT:
        return DENIALS[Reason.role_may_not_report]
    if named is None and len(caller.agencies) != 1:
        return DENIALS[Reason.agency_required]
    agency = named or next(iter(caller.agencies))
    refusals = (
        (Reason.other_agency, agency not in caller.agencies),
        (Reason.heading, task.is_heading),
        (Reason.coordinating_only, agency not in task.leads and agency in task.coordinating),
        (Reason.not_a_lead, agency not in task.leads),
    )
    denied = next((reason for reason, refuses in refusals if refuses), None)
    return Allowed(agency) if denied is None else DENIALS[denied]


def pair_may(caller: CallerFacts, plan_status: str, pair: PairFacts) -> tuple[str, ...]:
    """The reports that role, relation and state would not refuse; of an obligation too, with its pair."""
    reports = caller.role in REPORT and SUBMIT_PERMISSION in caller.permissions and pair.agency in caller.agencies
    if not reports or plan_status != "published":
        return ()
    owed = (Action.report_progress, Action.report_completed) if pair.owes_completion else (Action.report_progress,)
    allowed = allowed_actions(pair.status)
    return tuple(action.value for action in owed if action in allowed)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the office of a plan finds of a task: the statuses of the pairs for which it may decide (not those of its own agency,
    unless the plan says `self_review`), whether that is all of them, and whether a lead of it is to be named yet.
    """

    statuses: frozenset[Status] = frozenset()
    decides_all: bool = True
    names_members: bool = False


def task_may(
    caller: CallerFacts, plan: PlanFacts, pairs: Iterable[PairFacts], office: OfficeFacts = OfficeFacts()
) -> tuple[str, ...]:
    """What it may do for at least one of its agencies, or as the plan's office for at least one lead."""
    reports = {action for pair in pairs for action in pair_may(caller, plan.status, pair)}
    acts = _office_may(plan, office) if monitors(caller, plan) and WRITE_PERMISSION in caller.permissions else ()
    return tuple(action.value for action in Action if action.value in reports) + acts


def _office_may(plan: PlanFacts, office: OfficeFacts) -> tuple[str, ...]:
    """A published task is amended; `amend` stands for its text, its deadline and its leads."""
    patches = ("patch",) if plan.status != "closed" else ()
    if plan.status != "published":
        return patches
    allowed = {action for status in office.statuses for action in allowed_actions(status)}
    moves = tuple(action.value for action in AMENDING if action in allowed)
    amends = ("amend",) if office.decides_all or office.statuses else ()
    names = ("name_members",) if office.names_members else ()
    return moves + patches + amends + names
