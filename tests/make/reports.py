"""Progress reports: bodies a client sends, and rows."""

from datetime import UTC, date, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.reports.models import ProgressReport


def report_body(**overrides: Any) -> dict[str, Any]:
    return {"status": "in_progress", "percent_complete": 30, "summary": "Đã trình dự thảo lần một"} | overrides


def report_row(**overrides: Any) -> ProgressReport:
    """`pair_id`, `task_id`, `plan_id`, `agency_id` and `token_id` have to be given."""
    given: dict[str, Any] = {
        "id": uuid7(),
        "status": "in_progress",
        "percent_complete": 30,
        "summary": "Đã trình dự thảo lần một",
        "no_change": False,
        "result_documents": [],
        "settled": [],
        "submitted_at": datetime(2026, 3, 2, 2, 0, tzinfo=UTC),
        "submitted_on": date(2026, 3, 2),
        "out_of_order": False,
        "captured_at_implausible": False,
        "request_digest": bytes(32),
    }
    return ProgressReport(**given | overrides)
