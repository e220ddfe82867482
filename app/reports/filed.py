"""Reports as an act on them finds them: seen by the caller, past the second gate, their plans held as they are, their pairs
locked, and what has become of every report that those pairs name.

Plans come before pairs and pairs in the order of their ids, one act or a thousand: acts that meet take turns.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.access.writing import Work
from app.kernel.problems import NotFound, Problem
from app.obligations.held import Held, held_pairs
from app.plans.models import Plan
from app.plans.office import require_published
from app.plans.policy import CallerFacts
from app.plans.problems import NotYourPlan, OwnAgency
from app.plans.queries import caller_facts
from app.reports import problems, queries
from app.reports.effects import Became
from app.reports.models import ProgressReport, ReportReview
from app.reports.policy import Reason, ReportFacts, review_denied, withdraw_denied
from app.reports.review_rules import STATE_OF
from app.tasks.cell_rules import CompletionRule
from app.tasks.models import Task, TaskAgencyState
from app.tasks.problems import StatusRefuses
from app.tasks.rules import Action, Status, allowed_actions

DENIALS: Mapping[Reason, type[Problem]] = {
    Reason.not_your_plan: NotYourPlan,
    Reason.own_agency: OwnAgency,
    Reason.not_your_report: problems.NotYourReport,
}


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts: its gate, and what it is told of a report whose plan or pair row security hides from its lock. `locks_plans`:
    an office keeps its plan from being closed meanwhile, an agency could not.
    """

    gate: Callable[[CallerFacts, ReportFacts], Reason | None]
    stranger: Reason
    locks_plans: bool


REVIEWER = Side(review_denied, Reason.not_your_plan, locks_plans=True)
SENDER = Side(withdraw_denied, Reason.not_your_report, locks_plans=False)


@dataclass(frozen=True, slots=True)
class Filed:
    """`beside`: the other pairs of its task, where the completion rule lets one decide for all."""

    report: ProgressReport
    plan: Plan
    held: Held
    beside: Sequence[Held]
    before: bytes


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies there to be acted on. `refused`: why some of it may not be, by the id of the report."""

    filed: Mapping[UUID, Filed]
    refused: Mapping[UUID, Problem]
    became: dict[UUID, Became]

    def take(self, report_id: UUID) -> Filed:
        if report_id in self.refused:
            raise self.refused[report_id]
        if report_id not in self.filed:
            raise NotFound
        return self.filed[report_id]

    def require_open(self, filed: Filed) -> None:
        """A plan that is closed has its counts, and a report is reviewed or withdrawn once."""
        became = self.became[filed.report.id]
        require_published(filed.plan)
        if became.action is not None:
            at = became.acted_at and became.acted_at.isoformat()
            raise problems.AlreadyReviewed(review_state=STATE_OF[became.action], reviewed_at=at)


def require_status(filed: Filed, action: Action) -> None:
    """Before anything is moved: what is refused leaves the rows that are held as they were."""
    status = Status(filed.held.pair.status)
    if action not in allowed_actions(status):
        raise StatusRefuses.of(status)


async def open_desk(work: Work, ids: Iterable[UUID], side: Side) -> Desk:
    rows = {row["id"]: row for row in await work.rows(queries.NAMED, ids=list(set(ids)))}
    denied = {id_: side.gate(caller_facts(work.caller), queries.facts_of(row)) for id_, row in rows.items()}
    filed = await _filed(work, {id_: rows[id_] for id_, reason in denied.items() if reason is None}, side)
    refused = {id_: DENIALS[reason or side.stranger]() for id_, reason in denied.items() if id_ not in filed}
    return Desk(filed, refused, await _became(work, filed))


async def _filed(work: Work, rows: Mapping[UUID, Mapping[str, Any]], side: Side) -> dict[UUID, Filed]:
    if not rows:
        return {}
    wanted = select(ProgressReport, Plan, Task.completion_rule).join(Plan, Plan.id == ProgressReport.plan_id)
    wanted = wanted.join(Task, Task.id == ProgressReport.task_id).where(ProgressReport.id.in_(rows))
    locked = wanted.with_for_update(read=True, of=Plan) if side.locks_plans else wanted
    found = [(report, plan, rule) for report, plan, rule in await work.session.execute(locked)]
    pairs = await _held(work, found)
    return {
        report.id: Filed(report, plan, pairs[report.pair_id], _beside(report, rule, pairs), rows[report.id]["item"])
        for report, plan, rule in found
        if report.pair_id in pairs
    }


async def _held(work: Work, found: Sequence[tuple[ProgressReport, Plan, str]]) -> dict[UUID, Held]:
    own = {report.pair_id for report, _, _ in found}
    whole = {report.task_id for report, _, rule in found if rule == CompletionRule.any}
    wanted = or_(TaskAgencyState.id.in_(own), TaskAgencyState.task_id.in_(whole))
    return {one.pair.id: one for one in await held_pairs(work, wanted)}


def _beside(report: ProgressReport, rule: str, pairs: Mapping[UUID, Held]) -> list[Held]:
    if rule != CompletionRule.any:
        return []
    return [one for id_, one in pairs.items() if one.pair.task_id == report.task_id and id_ != report.pair_id]


async def _became(work: Work, filed: Mapping[UUID, Filed]) -> dict[UUID, Became]:
    """Asked after the pairs are locked: nothing can become of these reports any more but by us."""
    named = {row.answered_by for one in filed.values() for row in one.held.obligations}
    newest = {one.held.pair.last_report_id for one in filed.values()}
    wanted = select(ProgressReport.id, ProgressReport.submitted_at, ReportReview.action, ReportReview.reviewed_at)
    wanted = wanted.outerjoin(ReportReview, ReportReview.report_id == ProgressReport.id)
    wanted = wanted.where(ProgressReport.id.in_((named | newest | set(filed)) - {None}))
    return {row.id: Became(*row[1:]) for row in await work.session.execute(wanted)}
