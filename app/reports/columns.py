"""What one report writes, by the names that the statements give their values (`write`, `batch.write`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.access.caller import Caller
from app.reports.decide import Decision, Submission
from app.reports.rules import Source
from app.reports.write import REPORT_COLUMNS


@dataclass(frozen=True, slots=True)
class Attempt:
    """One report as it is sent: who (by digest), on which task, under which key, and what exactly."""

    digest: bytes
    task_id: UUID | None
    key: str | None
    request_digest: bytes
    request_id: UUID


def columns_of(
    attempt: Attempt, sent: Submission, decision: Decision, row: Mapping[str, Any], caller: Caller
) -> dict[str, Any]:
    common = {
        "now": sent.now,
        "today": sent.today,
        "token_id": caller.token_id,
        "credential_id": caller.credential_id,
        "key": attempt.key,
        "request_digest": attempt.request_digest,
        "request_id": attempt.request_id,
        "report_id": sent.id,
        "plan_id": row["plan_id"],
        "task_id": row["task_id"],
        "agency_id": decision.agency_id,
        "action": decision.action.value,
        "pair_id": row["pair_id"],
        "pair_version": row["pair_version"],
    }
    unchanged = {name: row[name] for name in ("pair_status", "pair_blocked", "pair_waiting_since")}
    pair = {f"pair_{name}": one for name, one in decision.pair.items()}
    return common | unchanged | pair | _touched(decision, sent) | _report(attempt, sent, decision, row, caller)


def _touched(decision: Decision, sent: Submission) -> dict[str, Any]:
    return {
        "touched_ids": [one.facts.id for one in decision.touched],
        "touched_states": [one.facts.state.value for one in decision.touched],
        "touched_answered_on": [one.facts.answered_on for one in decision.touched],
        "touched_settled_on": [sent.today if one.is_settled else None for one in decision.touched],
        "touched_settled_by": [sent.id if one.is_settled else None for one in decision.touched],
    }


def _report(
    attempt: Attempt, sent: Submission, decision: Decision, row: Mapping[str, Any], caller: Caller
) -> dict[str, Any]:
    said = sent.draft.model_dump(exclude={"id", "agency", "result_documents", "reported_by"})
    plain = sent.draft.model_dump(mode="json", include={"result_documents", "reported_by"})
    columns = {
        **said,
        **plain,
        "id": sent.id,
        "pair_id": row["pair_id"],
        "task_id": row["task_id"],
        "plan_id": row["plan_id"],
        "agency_id": decision.agency_id,
        "submitted_at": sent.now,
        "submitted_on": sent.today,
        "out_of_order": decision.placed.out_of_order,
        "captured_at_implausible": decision.placed.captured_at_implausible,
        "token_id": caller.token_id,
        "request_digest": attempt.request_digest,
        "source": Source.agency.value,
        "source_digest": None,
    }
    return {f"report_{name}": columns[name] for name in REPORT_COLUMNS if name in columns}
