"""The rows of an opening entry: a report whose source is the office's file, and its confirmation."""

from dataclasses import dataclass
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.plans.models import Plan
from app.reports.models import PlanOpening, ProgressReport, ReportReview
from app.reports.opening.rules import OpeningEntry
from app.reports.opening.values import StatedDocument
from app.reports.review_rules import ReviewAction
from app.reports.rules import ReportStatus, Source
from app.tasks.models import TaskAgencyState

# They stand among texts that people have written, in the language of these.
NO_DOCUMENT = "Trạng thái ban đầu: tệp nhập không nêu văn bản kết quả"
STATED_DAY = "Ngày hoàn thành theo tệp nhập trạng thái ban đầu của kế hoạch"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who states it, of which plan, by which file."""

    work: Work
    plan: Plan
    digest: bytes

    def opening(self) -> PlanOpening:
        return PlanOpening(
            plan_id=self.plan.id,
            digest=self.digest,
            opened_by=self.plan.monitoring_agency_id,
            token_id=self.work.caller.token_id,
            opened_at=self.work.now,
            opened_on=self.work.today,
        )

    def report(self, pair: TaskAgencyState, agency_id: UUID, entry: OpeningEntry) -> ProgressReport:
        unproved = entry.status is ReportStatus.completed and not entry.documents
        return ProgressReport(
            id=uuid7(),
            pair_id=pair.id,
            task_id=pair.task_id,
            plan_id=self.plan.id,
            agency_id=agency_id,
            status=entry.status.value,
            percent_complete=entry.percent,
            summary=entry.summary,
            difficulties=entry.difficulties,
            proposals=entry.proposals,
            no_change=False,
            result_documents=[_document(one) for one in entry.documents],
            no_document_reason=NO_DOCUMENT if unproved else None,
            submitted_at=self.work.now,
            submitted_on=self.work.today,
            out_of_order=False,
            captured_at_implausible=False,
            settled=[],
            token_id=self.work.caller.token_id,
            request_digest=self.digest,
            source=Source.opening.value,
            source_digest=self.digest,
        )

    def review(self, report: ProgressReport, entry: OpeningEntry) -> ReportReview:
        """`settled` is what the confirmation has made of it, told once it is known."""
        return ReportReview(
            id=uuid7(),
            report_id=report.id,
            task_id=report.task_id,
            plan_id=report.plan_id,
            agency_id=report.agency_id,
            reviewed_by=self.plan.monitoring_agency_id,
            action=ReviewAction.confirm.value,
            counted_on=entry.done_on,
            counted_reason=STATED_DAY if entry.done_on else None,
            is_self_review=report.agency_id in self.work.caller.agencies,
            settled=[],
            token_id=self.work.caller.token_id,
            reviewed_at=self.work.now,
            reviewed_on=self.work.today,
        )


def _document(one: StatedDocument) -> dict[str, str | None]:
    """As a report's own `result_documents` are kept."""
    issued_on = one.issued_on.isoformat() if one.issued_on else None
    return {"kind": one.kind.value, "number": one.number, "issued_on": issued_on, "title": one.title, "url": None}
