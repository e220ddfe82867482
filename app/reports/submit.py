"""An agency submits a progress report on a task it leads.

Four round trips: begin in the serving role, load and decide, write everything in one statement, commit; then the answer is
sent. Raced attempts order themselves on the version of the pair and on the key; the loser waits for its turn on the pair and
decides again on what it then finds. Rejected: only trying again, by which of twenty at once only a few got through.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.caller import Caller, caller_from
from app.access.reading import naming
from app.access.roles import Permission
from app.kernel.clock import local_day
from app.kernel.db import Connection, Database
from app.kernel.idempotency import KeyReused
from app.kernel.problems import NotFound
from app.reports.columns import Attempt, columns_of
from app.reports.decide import Submission, decide
from app.reports.load import LOAD, LOCK
from app.reports.problems import ReportIdTaken
from app.reports.raced import Raced, until_settled
from app.reports.schemas import ReportCreate
from app.reports.show import representation, written
from app.reports.write import SUBMIT, SUBMIT_UNDER_KEY


@dataclass(frozen=True, slots=True)
class Submitted:
    """`status` 201 with the report, or 200 with none: a report of this id stands already and is to be shown."""

    caller: Caller
    report_id: UUID
    status: int
    location: str
    body: str | None
    replayed: bool = False


async def submit_report(
    database: Database,
    attempt: Attempt,
    draft: ReportCreate,
    now: datetime,
    recognise: Callable[[Caller], None],
    *,
    dry_run: bool = False,
) -> Submitted:
    """`recognise`: told who sends it as soon as that is found, for a refusal is of a known caller too."""
    sent = Submission(draft, draft.id or uuid7(), now, local_day(now))
    return await until_settled(database, partial(_attempt, attempt, sent, recognise), dry_run=dry_run)


async def _attempt(
    attempt: Attempt,
    sent: Submission,
    recognise: Callable[[Caller], None],
    connection: Connection,
    contended: UUID | None,
) -> Submitted:
    row = await _load(connection, attempt, sent, contended)
    caller = caller_from(row)
    recognise(caller)
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
    values = columns_of(attempt, sent, decision, row, caller) | {"location": location, "body": body}
    values["report_settled"] = document["settled"]
    if await connection.fetchval(statement.sql, *statement.arguments(values)) is None:
        raise Raced(row["pair_id"])
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
