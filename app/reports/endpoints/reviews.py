"""What becomes of a report: its office reviews it, or its agency withdraws it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Response

from app.access.roles import Permission
from app.access.writer import Posting
from app.kernel.idempotency import Answer
from app.kernel.problems import NotFound, responses
from app.kernel.rates import weigh
from app.plans.problems import NotYourPlan, OwnAgency, PlanStateRefuses
from app.reports import problems, review, review_batch, schemas, withdraw
from app.tasks.problems import StatusRefuses

router = APIRouter(prefix="/v1", tags=["Reports"])


@router.post(
    "/reports/{report_id}/review",
    response_model=schemas.Report,
    responses=responses(
        NotFound,
        NotYourPlan,
        OwnAgency,
        PlanStateRefuses,
        problems.AlreadyReviewed,
        problems.SupersededReport,
        StatusRefuses,
        problems.ReviewIncomplete,
        problems.IssuedDocumentNeeded,
    ),
)
async def review_report(writer: Posting, report_id: UUID, said: schemas.ReviewCreate) -> Response:
    """Confirms or returns a report, once; a return names the day by which it is to be answered."""
    async with writer.work(Permission.report_review) as work:
        shown = await review.review_report(work, report_id, said)
        return await work.answer(shown)


@router.post(
    "/reports/{report_id}/withdraw",
    response_model=schemas.Report,
    responses=responses(NotFound, problems.NotYourReport, PlanStateRefuses, problems.AlreadyReviewed, StatusRefuses),
)
async def withdraw_report(
    writer: Posting,
    report_id: UUID,
    said: Annotated[schemas.ReportWithdraw, Body(default_factory=schemas.ReportWithdraw)],
) -> Response:
    """Takes back a report that nobody has reviewed yet; what it had answered is owed again."""
    async with writer.work(Permission.report_submit) as work:
        shown = await withdraw.withdraw_report(work, report_id, said)
        return await work.answer(shown)


@router.post(
    "/reviews/batch",
    response_model=schemas.ReviewBatchResult,
    responses=responses(problems.BatchRefused),
)
async def review_reports(writer: Posting, batch: schemas.ReviewBatch) -> Response:
    """Reviews up to 1,000 reports, each for itself or all of them or none; the answer tells of each, in the order sent."""
    async with writer.work(Permission.report_review) as work:
        weigh(writer.request, len(batch.items))
        body = await review_batch.review_reports(work, batch)
        return await work.conclude(Answer(200, body))
