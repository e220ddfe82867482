"""Agencies and groups: bodies a client sends, and rows."""

from datetime import UTC, datetime
from typing import Any

from uuid_utils.compat import uuid7

from app.agencies.models import Agency, AgencyGroup
from app.kernel.text import fold, sort_key

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def agency_body(**overrides: Any) -> dict[str, Any]:
    return {"code": "so-tu-phap", "name": "Sở Tư pháp", "kind": "department"} | overrides


def group_body(**overrides: Any) -> dict[str, Any]:
    given = {"code": "cac-so", "name": "Các sở, ban ngành", "rule": "kinds", "rule_kinds": ["department"]}
    return given | overrides


def agency_row(**overrides: Any) -> Agency:
    given: dict[str, Any] = {
        "id": uuid7(),
        "code": "so-tu-phap",
        "name": "Sở Tư pháp",
        "kind": "department",
        "aliases": [],
        "updated_at": LONG_AGO,
    } | overrides
    return Agency(search_key=f"| {fold(given['name'])} |", sort_key=sort_key(given["name"]), **given)


def group_row(**overrides: Any) -> AgencyGroup:
    given: dict[str, Any] = {
        "id": uuid7(),
        "code": "cac-so",
        "name": "Các sở, ban ngành",
        "aliases": [],
        "rule": "kinds",
        "rule_kinds": ["department"],
        "updated_at": LONG_AGO,
    } | overrides
    return AgencyGroup(search_key=f"| {fold(given['name'])} |", sort_key=sort_key(given["name"]), **given)
