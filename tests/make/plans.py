"""Plans and what hangs on them: bodies a client sends, and rows."""

from datetime import UTC, date, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.kernel.text import sort_key
from app.plans.models import Annex, Plan, PlanAgency, Section

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def plan_body(**overrides: Any) -> dict[str, Any]:
    """A draft of the office of the callers."""
    return {
        "code": "kh-100-2026",
        "title": "Kế hoạch chuyển đổi số năm 2026",
        "monitoring_agency": "van-phong-ubnd",
        "year": 2026,
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    } | overrides


def annex_body(**overrides: Any) -> dict[str, Any]:
    return {"label": "Phụ lục I", "title": "Danh mục nhiệm vụ"} | overrides


def section_body(**overrides: Any) -> dict[str, Any]:
    """`annex` has to be given."""
    return {"label": "I", "title": "Nhiệm vụ chung"} | overrides


def relation_body(**overrides: Any) -> dict[str, Any]:
    """`plan` has to be given."""
    return {"kind": "amends"} | overrides


def plan_row(**overrides: Any) -> Plan:
    """A draft; `monitoring_agency_id` has to be given. Another `status` brings its day along."""
    given: dict[str, Any] = {
        "id": uuid7(),
        "code": "kh-100-2026",
        "title": "Kế hoạch chuyển đổi số năm 2026",
        "type": "plan",
        "year": 2026,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "status": "draft",
        "roll_over": ["event", "recurring"],
        "updated_at": LONG_AGO,
    } | overrides
    if given["status"] != "draft":
        given.setdefault("published_on", date(2026, 1, 2))
    if given["status"] == "closed":
        given.setdefault("closed_on", date(2026, 12, 31))
    return Plan(sort_key=sort_key(given["code"]), **given)


def plan_agency_row(**given: Any) -> PlanAgency:
    return PlanAgency(**given)


def annex_row(**overrides: Any) -> Annex:
    """`plan_id` has to be given."""
    given = {"id": uuid7(), "label": "Phụ lục I", "title": None, "column_titles": [], "position": 1}
    return Annex(**given | overrides)


def section_row(**overrides: Any) -> Section:
    """`plan_id` and `annex_id` have to be given."""
    return Section(**{"id": uuid7(), "label": "I", "title": "Nhiệm vụ chung", "position": 1} | overrides)
