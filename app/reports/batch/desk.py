"""Decides the items of a batch one after the other: each finds its pair as those before it have left it, and nothing is written yet.

The order of what is asked of an item is that of a report by itself (`reports.submit`): whether it was sent before, whether its task
is there, and then `reports.decide`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.access.caller import Caller
from app.kernel.clock import local_day
from app.kernel.idempotency import KeyReused
from app.kernel.problems import Problem
from app.obligations.rules import LIVE
from app.reports.batch.items import Outcome, Placed
from app.reports.batch.missing import Seen, not_found
from app.reports.batch.named import only_obligation, only_task, owed_on
from app.reports.batch.schemas import ReportBatchItem
from app.reports.columns import Attempt, columns_of
from app.reports.decide import NOBODY, Decision, Submission, decide
from app.reports.problems import ReportIdTaken
from app.reports.rules import ReportStatus
from app.reports.schemas import ReportCreate
from app.reports.show import representation, written

CREATED, OK = 201, 200
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A report of this batch, for an item further down that is the same or corrects it."""

    digest: bytes
    outcome: Outcome
    agency_id: UUID
    task_id: UUID
    settled: list[dict[str, Any]]


@dataclass(slots=True)
class Desk:
    """`pairs`: what the items so far have changed of each pair's row; `columns`: what each report taken will write;
    `seen`: where a task that was not found could have been.
    """

    digest: bytes
    key: str | None
    request_id: UUID
    caller: Caller
    now: datetime
    rows: Mapping[int, Mapping[str, Any]]
    seen: Seen
    pairs: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    by_id: dict[UUID, Made] = field(default_factory=dict)
    by_key: dict[str, Made] = field(default_factory=dict)
    columns: list[dict[str, Any]] = field(default_factory=list)

    def take(self, one: Placed) -> Outcome:
        row = self.rows[one.item.place]
        try:
            return self._under_key(one, row) or self._under_id(one, row) or self._submitted(one, row)
        except Problem as refused:
            return Outcome(refused.status, problem=refused)

    def _under_key(self, one: Placed, row: Mapping[str, Any]) -> Outcome | None:
        key = one.item.said.idempotency_key
        made = None if key is None else self.by_key.get(key)
        known = row["request_digest"] if made is None else made.digest
        # The key of the whole batch is no report's.
        if (known is not None and known != one.item.digest) or (key is not None and key == self.key):
            raise KeyReused
        if made is not None:
            return Outcome(CREATED, report=made.outcome.report, replayed=True)
        if known is None:
            return None
        return Outcome(row["status"], report=row["body"].encode(), replayed=True)

    def _under_id(self, one: Placed, row: Mapping[str, Any]) -> Outcome | None:
        made = self.by_id.get(one.item.report_id)
        known = row["known_digest"] if made is None else made.digest
        if known is None:
            return None
        owner = row["known_agency_id"] if made is None else made.agency_id
        if known != one.item.digest or owner not in self.caller.agencies:
            raise ReportIdTaken
        shown = None if made is None else made.outcome.report
        return Outcome(OK, one.item.report_id, shown, replayed=True)

    def _submitted(self, one: Placed, row: Mapping[str, Any]) -> Outcome:
        only_task(one.tasks)
        if row["task_id"] is None:
            raise not_found(one.item.said, self.seen)
        present = self._present(one, row)
        named = _owed_by_day(one.item.said, present)
        sent = self._submission(one, present, named)
        decision = decide(present, self.caller, sent)
        only_obligation(named)
        shown = representation(present, self.caller, sent, decision)
        outcome = Outcome(CREATED, sent.id, written(shown).encode())
        made = Made(one.item.digest, outcome, decision.agency_id, present["task_id"], shown["settled"])
        self._keep(one, made, sent, decision, present)
        return outcome

    def _present(self, one: Placed, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row as it was loaded, the pair as the items before have left it, and the report of this batch that is corrected."""
        present = dict(row) | self.pairs.get(row["pair_id"], {})
        corrected = one.item.said.supersedes_id and self.by_id.get(one.item.said.supersedes_id)
        if corrected:
            present["superseded_agency_id"] = corrected.agency_id
            present["superseded_task_id"] = corrected.task_id
            present["superseded_settled"] = json.dumps(corrected.settled)
        return present

    def _submission(self, one: Placed, present: Mapping[str, Any], named: Sequence[UUID]) -> Submission:
        """The reports of one pair follow one another, if by no more than a moment: lists and corrections go by their order."""
        at = self.now + MOMENT * present.get("reports_before", 0)
        names_by = "obligation_id" if one.item.said.nominal_due_date is None else "nominal_due_date"
        return Submission(_draft(one.item.said, named), one.item.report_id, at, local_day(at), names_by)

    def _keep(self, one: Placed, made: Made, sent: Submission, decision: Decision, present: Mapping[str, Any]) -> None:
        key = one.item.said.idempotency_key
        attempt = Attempt(self.digest, present["task_id"], key, one.item.digest, self.request_id)
        columns = columns_of(attempt, sent, decision, present, self.caller)
        location, body = f"/v1/reports/{sent.id}", (made.outcome.report or b"").decode()
        self.columns.append(columns | {"report_settled": made.settled, "location": location, "body": body})
        self.pairs[present["pair_id"]] = _after(present, decision)
        self.by_id[sent.id] = made
        if key is not None:
            self.by_key[key] = made


def _owed_by_day(said: ReportBatchItem, present: Mapping[str, Any]) -> tuple[UUID, ...]:
    if said.nominal_due_date is None:
        return ()
    completes = said.status == ReportStatus.completed
    return owed_on(json.loads(present["owed"]), said.nominal_due_date, completes=completes)


def _draft(said: ReportBatchItem, named: Sequence[UUID]) -> ReportCreate:
    """With the obligation in the place of its day. For a day on which nothing is owed it names nothing there is: then the rules
    say so when its turn comes, with what is owed.
    """
    if said.nominal_due_date is None:
        return said
    return said.model_copy(update={"obligation_id": named[0] if named else NOBODY})


def _after(present: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    """What the row of the pair's next report has in the place of what was loaded."""
    changed = {f"pair_{name}": one for name, one in decision.pair.items()}
    return changed | {
        "pair_version": present["pair_version"] + 1,
        "owed": json.dumps(list(_owed_after(present, decision))),
        "reports_before": present.get("reports_before", 0) + 1,
    }


def _owed_after(present: Mapping[str, Any], decision: Decision) -> list[dict[str, Any]]:
    touched = {str(one.facts.id): one.facts for one in decision.touched}
    left = []
    for one in json.loads(present["owed"]):
        facts = touched.get(one["id"])
        if facts is None:
            left.append(one)
        elif facts.state in LIVE:
            answered_on = facts.answered_on and facts.answered_on.isoformat()
            left.append(one | {"state": facts.state.value, "answered_on": answered_on})
    return left
