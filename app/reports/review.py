"""The office that monitors a plan reviews a report: confirms it, or returns it with a note and a day to answer by.

One by one or many at once (`review_batch`), the steps are the same: all are decided on rows that are held, then written together.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.writing import Entry, Shown, Work
from app.kernel.problems import Fault
from app.kernel.words import Words
from app.obligations.held import Held, facts_of, record
from app.obligations.models import Obligation
from app.obligations.rules import ObligationKind, late
from app.plans.problems import OwnAgency
from app.reports import problems, queries
from app.reports.effects import DECIDED, Act, completes, confirm, decide_for_all, send_back
from app.reports.filed import REVIEWER, Desk, Filed, open_desk, require_status
from app.reports.models import ReportReview
from app.reports.review_rules import ReviewAction, ReviewedFacts, ReviewFacts, check, proves_completion
from app.reports.rules import CompletionCounts, DocumentKind
from app.reports.schemas import Cause, ReviewCreate
from app.reports.show import settled_by_review
from app.tasks.rules import Action, Status


async def review_report(work: Work, report_id: UUID, said: ReviewCreate) -> Shown:
    reviewing = await open_review(work, [report_id])
    await reviewing.review(report_id, said)
    return (await reviewing.done())[report_id]


async def open_review(work: Work, report_ids: Iterable[UUID]) -> "Reviewing":
    return Reviewing(work, await open_desk(work, report_ids, REVIEWER))


@dataclass(slots=True)
class Reviewing:
    """Reviews decided one after the other; they wait to be written together until a pair is in two of them."""

    work: Work
    desk: Desk
    reviewed: list[Filed] = field(default_factory=list)
    actions: dict[UUID, str] = field(default_factory=dict)
    unwritten: dict[UUID, tuple[Held, str]] = field(default_factory=dict)

    async def review(self, report_id: UUID, said: ReviewCreate) -> None:
        """A Problem for what is refused, which has changed nothing then."""
        filed = self.desk.take(report_id)
        _require_reviewable(self.desk, filed, said, self.work)
        if self.unwritten.keys() & {one.pair.id for one in (filed.held, *filed.beside)}:
            await self._write()
        touched = self._apply(filed, said)
        self.work.session.add(_row(self.work, filed, said, touched))
        self.reviewed.append(filed)
        self.actions[report_id] = said.action

    async def done(self) -> dict[UUID, Shown]:
        """Written and journaled; the reports as they are now, by id."""
        await self._write()
        rows = {row["id"]: row for row in await self.work.rows(queries.NAMED, ids=list(self.actions))}
        acts = [(one, self.actions[one.report.id], rows[one.report.id]["item"]) for one in self.reviewed]
        await self.work.record_all([journaled(*act) for act in acts])
        return {id_: (queries.with_may(row, self.work.caller), row["version"]) for id_, row in rows.items()}

    def _apply(self, filed: Filed, said: ReviewCreate) -> list[Obligation]:
        work, report = self.work, filed.report
        self.desk.became[report.id] = replace(self.desk.became[report.id], action=said.action, acted_at=work.now)
        act = Act(report.id, filed.held, self.desk.became, work.now, work.today)
        self.unwritten[filed.held.pair.id] = filed.held, said.action
        if said.action == ReviewAction.return_ and said.respond_by is not None:
            return send_back(act, said.respond_by, keeps_date=filed.plan.return_keeps_date)
        touched = confirm(act, said.counted_on)
        if completes(touched) and filed.held.pair.status == Status.completed:
            cancelled = decide_for_all(filed.beside, work.now)
            self.unwritten |= {one.pair.id: (one, Action.cancel.value) for one in cancelled}
        return touched

    async def _write(self) -> None:
        by_action: dict[str, list[Held]] = {}
        for held, action in self.unwritten.values():
            by_action.setdefault(action, []).append(held)
        for action, pairs in by_action.items():
            await record(self.work, pairs, action)
        self.unwritten.clear()


def journaled(filed: Filed, action: str, after: bytes) -> Entry:
    """Before and after as stored: what the caller may do with it is no part of what happened (§9)."""
    report = filed.report
    return Entry("progress_report", report.id, action, report.plan_id, filed.before, after)


def _require_reviewable(desk: Desk, filed: Filed, said: ReviewCreate, work: Work) -> None:
    desk.require_open(filed)
    answering = [row for row in filed.held.obligations if row.answered_by == filed.report.id]
    if filed.report.settled and not answering:
        raise problems.SupersededReport(superseded_by=_newer(filed))
    require_status(filed, Action(said.action))
    _require_said(filed, said, answering, work.today)
    if said.action == ReviewAction.confirm and completes(answering):
        if not _is_proved(filed):
            raise problems.IssuedDocumentNeeded
        if not filed.plan.self_review and _frees(filed, answering, work.caller.agencies):
            raise OwnAgency


def _frees(filed: Filed, answering: Sequence[Obligation], agencies: Collection[UUID]) -> bool:
    """Whether one of these agencies would owe nothing more, for this confirms the last completion of who decides for all."""
    left = [row for row in filed.held.live if row.kind == ObligationKind.completion and row not in answering]
    beside = [one.pair for one in filed.beside if one.pair.status not in DECIDED]
    return not left and any(one.agency_id in agencies for one in beside)


def _newer(filed: Filed) -> list[str]:
    answered = {one["obligation_id"] for one in filed.report.settled}
    found = {row.answered_by for row in filed.held.obligations if str(row.id) in answered} - {None}
    return sorted(str(one) for one in found)


def _require_said(filed: Filed, said: ReviewCreate, answering: Sequence[Obligation], today: date) -> None:
    report = filed.report
    days = [one["issued_on"] for one in report.result_documents if one["issued_on"] is not None]
    facts = ReviewedFacts(
        submitted_on=report.submitted_on,
        begins_on=filed.plan.starts_on,
        due_on=max((row.effective_due_date for row in answering if row.effective_due_date is not None), default=None),
        issued_on=date.fromisoformat(max(days)) if days else None,
        late=any(late(facts_of(row), today) for row in answering),
        has_objective_cause=report.cause == Cause.objective,
    )
    found = check(_said(said), facts, today)
    if found:
        raise problems.ReviewIncomplete(faults=[Fault(one.field, Words(one.vi, one.en)) for one in found])


def _said(said: ReviewCreate) -> ReviewFacts:
    return ReviewFacts(
        action=ReviewAction(said.action),
        note=said.note,
        respond_by=said.respond_by,
        counted_on=said.counted_on,
        counted_reason=said.counted_reason,
        excused_document=said.excused_document,
    )


def _is_proved(filed: Filed) -> bool:
    report = filed.report
    return proves_completion(
        [DocumentKind(one["kind"]) for one in report.result_documents],
        has_reason=report.no_document_reason is not None,
        counts=CompletionCounts(filed.plan.completion_counts),
    )


def _row(work: Work, filed: Filed, said: ReviewCreate, touched: Sequence[Obligation]) -> ReportReview:
    report = filed.report
    return ReportReview(
        id=uuid7(),
        report_id=report.id,
        task_id=report.task_id,
        plan_id=report.plan_id,
        agency_id=report.agency_id,
        reviewed_by=filed.plan.monitoring_agency_id,
        **asdict(_said(said)) | {"action": said.action},
        is_self_review=report.agency_id in work.caller.agencies,
        settled=[settled_by_review(row, work.today) for row in touched],
        token_id=work.caller.token_id,
        reviewed_at=work.now,
        reviewed_on=work.today,
    )
