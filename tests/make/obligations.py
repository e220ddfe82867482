"""Rows of what is owed."""

from datetime import date
from typing import Any

from uuid_utils.compat import uuid7

from app.obligations.models import Obligation


def obligation_row(**overrides: Any) -> Obligation:
    """An undated completion; `pair_id`, `task_id`, `plan_id` and `agency_id` have to be given."""
    given: dict[str, Any] = {
        "id": uuid7(),
        "kind": "completion",
        "state": "open",
        "opened_on": date(2026, 1, 2),
        "sort_day": date.max,
    }
    return Obligation(**given | overrides)
