"""A report as the interface shows it, made from what was just decided: the same document a GET reads back."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.reports.decide import Decision, Submission, Touched

SAID = (
    "percent_reason",
    "summary",
    "difficulties",
    "cause",
    "proposals",
    "next_steps",
    "no_change",
)


def representation(row: Mapping[str, Any], sent: Submission, decision: Decision) -> dict[str, Any]:
    said = sent.draft.model_dump(mode="json")
    return {
        "id": str(sent.id),
        "task": {
            "id": str(row["task_id"]),
            "plan": row["plan_code"],
            "section": row["section"],
            "number": row["number"],
            "title": row["title"],
        },
        "agency": {"id": str(row["agency_id"]), "code": row["agency_code"], "name": row["agency_name"]},
        "obligation_id": said["obligation_id"],
        "status": said["status"],
        "percent_complete": said["percent_complete"],
        **{name: said[name] for name in SAID},
        "result_documents": said["result_documents"],
        "no_document_reason": said["no_document_reason"],
        "captured_at": sent.draft.captured_at and instant(sent.draft.captured_at),
        "submitted_at": instant(sent.now),
        "submitted_on": sent.today.isoformat(),
        "reported_by": said["reported_by"],
        "supersedes_id": said["supersedes_id"],
        "out_of_order": decision.placed.out_of_order,
        "captured_at_implausible": decision.placed.captured_at_implausible,
        "settled": [settled(one) for one in decision.touched],
        "review": WAITING if any(not one.is_settled for one in decision.touched) else None,
        "may": [],
        "version": 1,
    }


WAITING = {"state": "waiting", "by": None, "at": None, "note": None, "respond_by": None, "counted_on": None}


def instant(at: datetime) -> str:
    """As PostgreSQL writes it where it builds the same document: in UTC, without trailing zeros of the second."""
    seconds, _, fraction = at.astimezone(UTC).replace(tzinfo=None).isoformat().partition(".")
    return f"{seconds}.{fraction.rstrip('0')}+00:00" if fraction else f"{seconds}+00:00"


def settled(one: Touched) -> dict[str, Any]:
    return {
        "obligation_id": str(one.facts.id),
        "kind": one.facts.kind.value,
        "state": one.facts.state.value,
        "period": one.period,
        "late": one.late,
    }


def written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
