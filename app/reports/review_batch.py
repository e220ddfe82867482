"""Reviews up to a thousand reports in one request: each by itself, or all of them or none."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.access.writing import Shown, Work
from app.kernel.problems import Problem
from app.reports.problems import BatchRefused
from app.reports.review import Reviewing, open_review
from app.reports.schemas import ReviewBatch, ReviewBatchItem

OK = 200


async def review_reports(work: Work, batch: ReviewBatch) -> bytes:
    """Nothing that is refused has changed anything, so one transaction serves both ways."""
    reviewing = await open_review(work, [one.report_id for one in batch.items])
    refused = [await _refusal(reviewing, one) for one in batch.items]
    if batch.atomic and any(refused):
        raise BatchRefused(items=[_told(work, *one) for one in zip(batch.items, refused, strict=True)])
    shown = await reviewing.done()
    items = [_written(work, *one, shown) for one in zip(batch.items, refused, strict=True)]
    return b'{"items":[' + b",".join(items) + b"]}"


async def _refusal(reviewing: Reviewing, item: ReviewBatchItem) -> Problem | None:
    try:
        await reviewing.review(item.report_id, item)
    except Problem as refused:
        return refused
    return None


def _told(work: Work, item: ReviewBatchItem, refused: Problem | None) -> dict[str, Any]:
    """As it stands in the answer; `report` is spliced in where there is one."""
    problem = refused and refused.document(work.language, str(work.request_id))
    status = refused.status if refused else OK
    return {"report_id": str(item.report_id), "status": status, "report": None, "problem": problem}


def _written(work: Work, item: ReviewBatchItem, refused: Problem | None, shown: Mapping[UUID, Shown]) -> bytes:
    if refused is not None:
        return json.dumps(_told(work, item, refused), ensure_ascii=False).encode("utf-8", "backslashreplace")
    return b'{"report_id":"%s","status":%d,"report":%s,"problem":null}' % (
        str(item.report_id).encode(),
        OK,
        shown[item.report_id][0],
    )
