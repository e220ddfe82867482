"""An agency submits a progress report on a task it leads.

Four round trips: begin in the serving role, load and decide, write everything in one statement, commit; then the answer is
sent. Raced attempts order themselves on the version of the pair and on the key; the loser waits for its turn on the pair and
decides again on what it then finds. Rejected: only trying again, by which of twenty at once only a few got through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from app.access.caller import Caller, caller_from
from app.access.reading import naming
from app.access.roles import Permission
from app.kernel.clock import local_day
from app.kernel.db import Connection, Database
from app.kernel.idempotency import KeyReused
from app.kernel.problems import NotFound
from app.reports.decide import Decision, Submission, decide
from app.reports.load import LOAD, LOCK
from app.reports.problems import Overtaken, ReportIdTaken
from app.reports.rules import Source
from app.reports.schemas import ReportCreate
from app.reports.show import representation, written
from app.reports.write import REPORT_COLUMNS, SUBMIT, SUBMIT_UNDER_KEY

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request to submit: who (by digest), on which task, under which key, and what exactly was sent."""

    digest: bytes
    task_id: UUID
    key: str | None
    request_digest: bytes
    request_id: UUID


@dataclass(frozen=True, slots=True)
class Submitted:
    """`status` 201 with the report, or 200 with none: a report of this id stands already and is to be shown."""

    caller: Caller
    report_id: UUID
    status: int
    location: str
    body: str | None
    replayed: bool = False


async def submit_report(database: Database, attempt: Attempt, draft: ReportCreate, now: datetime) -> Submitted:
    sent = Submission(draft, draft.id or uuid7(), now, local_day(now))
    contended: UUID | None = None
    refused = False
    for _ in range(ATTEMPTS):
        try:
            async with database.writing() as connection:
                return await _attempt(connection, attempt, sent, contended)
        except _Raced as raced:
            contended = raced.pair_id
        except asyncpg.UniqueViolationError as violation:
            # The same id from two connections at once: the next round finds the winner's report.
            if violation.constraint_name != "progress_reports_pkey":
                raise
        except asyncpg.InsufficientPrivilegeError:
            # What we were allowed when we read we are not any more, the plan is closed: the next round says why.
            if refused:
                raise
            refused = True
    raise Overtaken


class _Raced(Exception):
    """Another attempt was committed between our reading and our writing; everything of ours is rolled back."""

    def __init__(self, pair_id: UUID) -> None:
        super().__init__()
        self.pair_id = pair_id


async def _attempt(connection: Connection, attempt: Attempt, sent: Submission, contended: UUID | None) -> Submitted:
    row = await _load(connection, attempt, sent, contended)
    caller = caller_from(row)
    caller.require(Permission.report_submit)
    known = _known(row, caller, attempt, sent)
    if known is not None:
        return known
    if row["task_id"] is None:
        raise NotFound
    decision = decide(row, caller, sent)
    document = representation(row, caller, sent, decision)
    location, body = f"/v1/reports/{sent.id}", written(document)
    statement = SUBMIT if attempt.key is None else SUBMIT_UNDER_KEY
    values = _to_write(attempt, sent, decision, row, caller) | {"location": location, "body": body}
    values["report_settled"] = document["settled"]
    if await connection.fetchval(statement.sql, *statement.arguments(values)) is None:
        raise _Raced(row["pair_id"])
    return Submitted(caller, sent.id, 201, location, body)


async def _load(connection: Connection, attempt: Attempt, sent: Submission, contended: UUID | None) -> Any:
    values = LOAD.arguments(_to_load(attempt, sent))
    row = await connection.fetchrow(LOAD.sql, *values)
    if contended is None:
        return row
    await connection.execute(LOCK.sql, *LOCK.arguments({"pair_id": contended}))
    return await connection.fetchrow(LOAD.sql, *values)


def _to_load(attempt: Attempt, sent: Submission) -> dict[str, Any]:
    return {
        "digest": attempt.digest,
        "key": attempt.key,
        "task_id": attempt.task_id,
        **naming(sent.draft.agency, "agency"),
        "report_id": sent.id,
        "supersedes_id": sent.draft.supersedes_id,
    }


def _known(row: Mapping[str, Any], caller: Caller, attempt: Attempt, sent: Submission) -> Submitted | None:
    """What was done before under this key, or under this id."""
    if row["status"] is not None:
        if row["request_digest"] != attempt.request_digest:
            raise KeyReused
        return Submitted(caller, sent.id, row["status"], row["location"], row["body"], replayed=True)
    if row["known_digest"] is None:
        return None
    if row["known_digest"] != attempt.request_digest or row["known_agency_id"] not in caller.agencies:
        raise ReportIdTaken
    return Submitted(caller, sent.id, 200, f"/v1/reports/{sent.id}", None)


def _to_write(
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
