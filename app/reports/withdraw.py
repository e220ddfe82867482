"""An agency takes back a report that nobody has reviewed: what it had answered is owed again, as the reports that are left have
made it, and the pair stands where they have put it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from app.access.writing import Shown, Work
from app.obligations.held import Held, facts_of, record
from app.obligations.models import Obligation, ObligationStateChange
from app.obligations.rules import ObligationState
from app.obligations.settling import Given
from app.reports import queries
from app.reports.effects import Act, Became, take_back
from app.reports.filed import SENDER, Filed, open_desk, require_status
from app.reports.models import ProgressReport, ReportReview
from app.reports.review import journaled
from app.reports.rules import ReportStatus, Source
from app.reports.schemas import ReportWithdraw
from app.reports.show import settled_by_review
from app.reports.withdraw_rules import Standing, place_left
from app.tasks.rules import Action

WITHDRAW, CONFIRM = Action.withdraw.value, Action.confirm.value


async def withdraw_report(work: Work, report_id: UUID, said: ReportWithdraw) -> Shown:
    desk = await open_desk(work, [report_id], SENDER)
    filed = desk.take(report_id)
    desk.require_open(filed)
    require_status(filed, Action.withdraw)
    left = [one for one in await _reports(work, filed.held) if one.told.id != report_id and one.action != WITHDRAW]
    touched = _touched(filed)
    act = Act(report_id, filed.held, {one.told.id: one.became for one in left}, work.now, work.today)
    place = place_left([one.told for one in left])
    given = _given(left, await _owed_since(work, touched))
    take_back(act, touched, given, place, keeps_date=filed.plan.return_keeps_date)
    work.session.add(_row(work, filed, said, touched))
    await record(work, [filed.held], WITHDRAW)
    (row,) = await work.rows(queries.NAMED, ids=[report_id])
    await work.record_all([journaled(filed, WITHDRAW, row["item"])])
    return queries.with_may(row, work.caller), row["version"]


@dataclass(frozen=True, slots=True)
class _Left:
    """A report of the pair, what became of it, which obligations it answered when it was sent, and which of them it still
    answered when it was reviewed.
    """

    told: Standing
    submitted_on: date
    settled: frozenset[UUID]
    reviewed: frozenset[UUID]
    action: str | None
    acted_at: datetime | None
    respond_by: date | None

    @property
    def became(self) -> Became:
        return Became(self.told.submitted_at, self.action, self.acted_at)


async def _reports(work: Work, held: Held) -> list[_Left]:
    """In the order in which they were taken: of those of one instant the pair knows its newest."""
    report, review = ProgressReport, ReportReview
    wanted = (
        select(
            report.id,
            report.status,
            report.percent_complete,
            report.captured_at,
            report.captured_at_implausible,
            report.submitted_at,
            report.submitted_on,
            report.out_of_order,
            report.source,
            report.settled,
            review.settled.label("reviewed"),
            review.action,
            review.reviewed_at,
            review.respond_by,
        )
        .outerjoin(review, review.report_id == report.id)
        .where(report.pair_id == held.pair.id)
        .order_by(report.submitted_at, report.id)
    )
    found = [_left(row) for row in await work.session.execute(wanted)]
    return sorted(found, key=lambda one: one.told.id == held.pair.last_report_id)


def _left(row: Any) -> _Left:
    told = Standing(
        id=row.id,
        status=ReportStatus(row.status),
        percent=row.percent_complete,
        captured_at=None if row.captured_at_implausible else row.captured_at,
        submitted_at=row.submitted_at,
        out_of_order=row.out_of_order,
        is_opening=row.source == Source.opening,
    )
    settled, reviewed = (
        frozenset(UUID(one["obligation_id"]) for one in of or ()) for of in (row.settled, row.reviewed)
    )
    return _Left(told, row.submitted_on, settled, reviewed, row.action, row.reviewed_at, row.respond_by)


def _touched(filed: Filed) -> list[Obligation]:
    """What it answered when it was sent, unless that is over: confirmed with another report, lapsed or cancelled."""
    answered = {UUID(one["obligation_id"]) for one in filed.report.settled}
    return [row for row in filed.held.obligations if row.id in answered and _is_answered(row, filed.report.id)]


def _is_answered(row: Obligation, report_id: UUID) -> bool:
    settled_by_it = row.state == ObligationState.settled and row.answered_by == report_id
    return facts_of(row).live or settled_by_it


async def _owed_since(work: Work, touched: Sequence[Obligation]) -> Mapping[UUID, datetime]:
    """When each was last open: no answer from before was in force then, a reopening had ended it."""
    change = ObligationStateChange
    unanswered = change.state.in_((ObligationState.open, ObligationState.awaiting_event))
    newest = (
        select(change.obligation_id, func.max(change.recorded_at))
        .where(change.obligation_id.in_([row.id for row in touched]), unanswered)
        .group_by(change.obligation_id)
    )
    return {row[0]: row[1] for row in await work.session.execute(newest)}


def _given(left: Sequence[_Left], owed_since: Mapping[UUID, datetime]) -> Mapping[UUID, list[Given]]:
    """By obligation. What was confirmed with a report is settled; if it is owed again, then by a later act, and none of the answers
    until then is one to that. And what a newer one answered by then, a return of the older has not sent back.
    """
    found: dict[UUID, list[Given]] = defaultdict(list)
    confirmed_at = _confirmed_at(left)
    for one in left:
        sent_at = one.told.submitted_at
        for id_ in one.settled:
            if sent_at >= owed_since.get(id_, sent_at) and (id_ not in confirmed_at or sent_at > confirmed_at[id_]):
                respond_by = one.respond_by if id_ in one.reviewed else None
                found[id_].append(Given(one.told.id, one.submitted_on, respond_by))
    return found


def _confirmed_at(left: Sequence[_Left]) -> Mapping[UUID, datetime]:
    acts = [(one.acted_at, id_) for one in left if one.action == CONFIRM and one.acted_at for id_ in one.reviewed]
    return {id_: at for at, id_ in sorted(acts)}


def _row(work: Work, filed: Filed, said: ReportWithdraw, touched: Sequence[Obligation]) -> ReportReview:
    report = filed.report
    return ReportReview(
        id=uuid7(),
        report_id=report.id,
        task_id=report.task_id,
        plan_id=report.plan_id,
        agency_id=report.agency_id,
        reviewed_by=report.agency_id,
        action=WITHDRAW,
        note=said.note,
        settled=[settled_by_review(row, work.today) for row in touched],
        token_id=work.caller.token_id,
        reviewed_at=work.now,
        reviewed_on=work.today,
    )
