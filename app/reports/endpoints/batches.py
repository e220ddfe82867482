"""`/v1/reports/batch`: what an e-office gateway or an offline queue has gathered, in one request."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic.json_schema import SkipJsonSchema
from sqlalchemy import null, select

from app.access.caller import Digest
from app.access.reading import CALLER, Reading
from app.access.roles import Permission
from app.kernel.asgi import particular
from app.kernel.contract.bodies import body_of
from app.kernel.idempotency import IdempotencyKey, KeyReused, request_digest
from app.kernel.limits import BATCH_BYTES
from app.kernel.preferences import APPLIED, DryRun
from app.kernel.problems import UnsupportedMediaType, request_language, responses
from app.kernel.rates import weigh
from app.kernel.reads import Compiled
from app.reports import problems
from app.reports.batch.lines import MEDIA_TYPE, as_lines, as_object
from app.reports.batch.schemas import PATH, ReportBatch, ReportBatchResult
from app.reports.batch.submit import BatchAttempt, Submitted, submit_reports

router = APIRouter(prefix="/v1", tags=["Reports"])
PARTICULARS = (particular(PATH, body_limit=BATCH_BYTES, produces=(MEDIA_TYPE,)),)
LINES = {"type": "string", "description": "NDJSON: one item a line."}
SENT_AS_LINES: dict[str, Any] = {"content": {MEDIA_TYPE: {"schema": LINES | {"maxLength": BATCH_BYTES}}}}
# One look-up more, so that what a made-up token sends is not read item by item.
ASKING = Compiled(select(CALLER, null().label("item")))
AS_LINES: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPE: {"schema": LINES}}}}


async def _attempt(
    request: Request,
    digest: Digest,
    dry_run: DryRun,
    key: IdempotencyKey = None,
    atomic: Annotated[
        bool | SkipJsonSchema[None], Query(description="Of an NDJSON body, which has no other place for it.")
    ] = None,
) -> BatchAttempt:
    body = body_of(request)
    if body is not None and not body.is_sent_in(request):
        raise UnsupportedMediaType
    sent = request_digest(request.method, f"{PATH}?{request.url.query}", await request.body())
    request_id = UUID(request.scope["request_id"])
    return BatchAttempt(digest, key, sent, request_id, request_language(request), bool(atomic), dry_run)


@router.post(
    "/reports/batch",
    response_model=ReportBatchResult,
    responses=AS_LINES | responses(problems.BatchRefused, problems.Overtaken, KeyReused),
    openapi_extra={"requestBody": SENT_AS_LINES},
)
async def submit_report_batch(
    reader: Reading, batch: ReportBatch, attempt: Annotated[BatchAttempt, Depends(_attempt)]
) -> Response:
    """Posts up to 1,000 reports, each for itself or all of them or none; the answer tells of each, in the order sent."""
    await reader.rows(ASKING, Permission.report_submit)
    weigh(reader.request, len(batch.items))
    submitted = await submit_reports(reader.database, attempt, batch, reader.now)
    return _answer(reader.request, submitted, APPLIED if attempt.dry_run else {})


def _answer(request: Request, submitted: Submitted, applied: dict[str, str]) -> Response:
    headers = applied | ({"Idempotency-Replayed": "true"} if submitted.replayed else {})
    if MEDIA_TYPE in request.headers.get("accept", ""):
        return Response(as_lines(submitted.items), headers=headers, media_type=MEDIA_TYPE)
    return Response(as_object(submitted.items), headers=headers, media_type="application/json")
