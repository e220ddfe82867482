"""A report as the interface shows it, made from what was just decided: the same document a GET reads back."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from app.access.caller import Caller
from app.obligations.held import facts_of
from app.obligations.models import Obligation
from app.obligations.rules import late
from app.plans.policy import PlanFacts
from app.plans.queries import caller_facts
from app.reports.decide import Decision, Submission, Touched
from app.reports.policy import ReportFacts, report_may
from app.reports.rules import Source
from app.tasks.rules import Status

SAID = (
    "percent_reason",
    "summary",
    "difficulties",
    "cause",
    "proposals",
    "next_steps",
    "no_change",
)


def representation(row: Mapping[str, Any], caller: Caller, sent: Submission, decision: Decision) -> dict[str, Any]:
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
        "source": Source.agency.value,
        "source_digest": None,
        "settled": [settled(one) for one in decision.touched],
        "review": WAITING if any(not one.is_settled for one in decision.touched) else None,
        "version": 1,
        "may": report_may(caller_facts(caller), _facts(row, decision)),
    }


WAITING = {
    "state": "waiting",
    "by": None,
    "at": None,
    "note": None,
    "respond_by": None,
    "counted_on": None,
    "counted_reason": None,
    "excused_document": None,
    "self_review": False,
}


def _facts(row: Mapping[str, Any], decision: Decision) -> ReportFacts:
    """A report that has just been taken: nobody has reviewed it, and no other answers what it answers."""
    return ReportFacts(
        agency=decision.agency_id,
        led_by=decision.agency_id,
        plan=PlanFacts(row["plan_id"], row["plan_status"], row["monitoring_agency_id"]),
        pair_status=Status(decision.pair.get("status", row["pair_status"])),
    )


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


def settled_by_review(row: Obligation, today: date) -> dict[str, Any]:
    """An obligation as a review or a withdrawal has left it."""
    facts = facts_of(row)
    return settled(Touched(facts, late(facts, today), _period(row)))


def _period(row: Obligation) -> dict[str, Any] | None:
    start_on, end_on = row.period_start_on, row.period_end_on
    if row.period_label is None or start_on is None or end_on is None:
        return None
    return {"label": row.period_label, "start_on": start_on.isoformat(), "end_on": end_on.isoformat()}


def written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
