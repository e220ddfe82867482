"""Annexes as text files, and rows of imports."""

from datetime import UTC, date, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.documents.imports.draft import Draft, Row
from app.documents.imports.draft_json import to_json
from app.documents.imports.models import PlanImport

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
HEADER = "STT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\tSản phẩm"


def annex(*rows: str, header: str = HEADER) -> bytes:
    """A file of rows whose cells are split by tabs."""
    return "\n".join(("Phụ lục I", "NHIỆM VỤ CHUYỂN ĐỔI SỐ", header, *rows, "")).encode()


def draft_of_one(title: str = "Ban hành kế hoạch") -> Draft:
    row = Row("1", None, None, is_heading=False, title=title, deliverable=None, names=())
    return Draft("Phụ lục I", None, None, None, None, 2026, (), "completion", (), (row,), ())


def import_row(**overrides: Any) -> PlanImport:
    """One that waits; `office_id` and `token_id` have to be given."""
    given: dict[str, Any] = {
        "id": uuid7(),
        "plan_code": "kh-50-2026",
        "status": "previewed",
        "file_name": "phu-luc.txt",
        "file_size": 100,
        "sha256": bytes(32),
        "title": "Kế hoạch",
        "type": "plan",
        "year": 2026,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "draft": to_json(draft_of_one()),
        "answers": {},
        "new_agencies": [],
        "created_at": NOW,
        "updated_at": NOW,
    } | overrides
    if given["status"] == "committed":
        given.setdefault("committed_at", NOW)
    return PlanImport(**given)
