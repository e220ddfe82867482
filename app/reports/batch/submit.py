"""Agencies submit up to a thousand reports in one request: each for itself, or all of them or none.

Six round trips, or seven where a report is shown that stood already: begin in the serving role, look up what is named, lock, load,
write everything in one statement, commit; only then is anything answered. One more where a task was not found, to say which of its names is not there. Rejected: a statement
for each round of items that meet on no pair, which is two trips for each report of a queue that has a thousand for one task.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from app.access.caller import Caller, caller_from
from app.access.roles import Permission
from app.kernel.clock import local_day
from app.kernel.db import Connection, Database
from app.kernel.idempotency import KeyReused
from app.kernel.problems import InvalidRequest, NotFound
from app.kernel.words import Language
from app.reports import queries
from app.reports.batch.desk import Desk
from app.reports.batch.items import Outcome, Placed, asked, document, items_of, names, placed, written
from app.reports.batch.load import LOAD, LOCK, OPEN
from app.reports.batch.missing import NOTHING, PLACES, Seen, missed_plans, seen_in
from app.reports.batch.read import IN_ONE_GO, ReadItem, read_items
from app.reports.batch.schemas import ReportBatch
from app.reports.batch.values import values_of
from app.reports.batch.write import SUBMIT_ALL
from app.reports.problems import BatchRefused
from app.reports.raced import Raced, until_settled

OK = 200


@dataclass(frozen=True, slots=True)
class BatchAttempt:
    """One request: who (by digest), under which key, exactly what was sent, and how it is to be answered."""

    digest: bytes
    key: str | None
    request_digest: bytes
    request_id: UUID
    language: Language
    atomic: bool
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """`items`: the outcomes as they are written, in the order in which the items were sent."""

    caller: Caller
    items: Sequence[bytes]
    replayed: bool = False


async def submit_reports(database: Database, attempt: BatchAttempt, batch: ReportBatch, now: datetime) -> Submitted:
    """For a caller that is known already: what the items say is not looked at for anybody else."""
    attempt = replace(attempt, atomic=attempt.atomic or batch.atomic)
    read = await read_items(batch.items)
    return await until_settled(database, partial(_attempt, attempt, read, now), dry_run=attempt.dry_run)


async def _attempt(
    attempt: BatchAttempt, read: Sequence[ReadItem], now: datetime, connection: Connection, _: object
) -> Submitted:
    items = items_of(read)
    opened = await _asked_one(connection, OPEN, names(items) | {"digest": attempt.digest, "key": attempt.key})
    caller = caller_from(opened)
    caller.require(Permission.report_submit)
    if opened["status"] is not None:
        return _replayed(attempt, caller, opened)
    found = placed(items, opened, caller)
    rows = await _load(connection, attempt, caller, found)
    seen = await _seen(connection, attempt, found)
    desk = Desk(attempt.digest, attempt.key, attempt.request_id, caller, now, rows, seen)
    outcomes = await _taken(read, desk, found)
    if attempt.atomic and any(one.problem for one in outcomes):
        told = [document(index, one, attempt.language, attempt.request_id) for index, one in enumerate(outcomes)]
        raise BatchRefused(items=told)
    outcomes = await _shown(connection, attempt, now, caller, outcomes)
    answers = [written(index, one, attempt.language, attempt.request_id) for index, one in enumerate(outcomes)]
    if desk.columns:
        await _write(connection, attempt, desk, answers)
    return Submitted(caller, answers)


def _replayed(attempt: BatchAttempt, caller: Caller, opened: Mapping[str, Any]) -> Submitted:
    if opened["request_digest"] != attempt.request_digest:
        raise KeyReused
    return Submitted(caller, opened["body"].encode().splitlines(), replayed=True)


async def _load(
    connection: Connection, attempt: BatchAttempt, caller: Caller, found: Sequence[Placed]
) -> dict[int, Mapping[str, Any]]:
    tasks = list({one.task_id for one in found} - {None})
    locked = LOCK.arguments({"task_ids": tasks, "agency_ids": list(caller.agencies)})
    await connection.execute(LOCK.sql, *locked)
    values = LOAD.arguments(asked(found) | {"digest": attempt.digest})
    return {row["place"]: row for row in await connection.fetch(LOAD.sql, *values)}


async def _seen(connection: Connection, attempt: BatchAttempt, found: Sequence[Placed]) -> Seen:
    """Where the caller sees tasks at all, for the items whose task it does not."""
    plans = missed_plans(found)
    if not plans:
        return NOTHING
    return seen_in(
        await connection.fetch(PLACES.sql, *PLACES.arguments({"digest": attempt.digest, "plan_codes": plans}))
    )


async def _taken(read: Sequence[ReadItem], desk: Desk, found: Sequence[Placed]) -> list[Outcome]:
    by_place = {one.item.place: one for one in found}
    outcomes = []
    for place, item in enumerate(read):
        one = by_place.get(place)
        refused = InvalidRequest(faults=list(item.faults))
        outcomes.append(Outcome(refused.status, problem=refused) if one is None else desk.take(one))
        if place % IN_ONE_GO == 0:
            await asyncio.sleep(0)
    return outcomes


async def _shown(
    connection: Connection, attempt: BatchAttempt, now: datetime, caller: Caller, outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """With the reports that stood already, as they are now."""
    ids = [one.report_id for one in outcomes if one.report is None and one.problem is None]
    if not ids:
        return list(outcomes)
    known = {"digest": attempt.digest, "today": local_day(now), "language": attempt.language, "ids": ids}
    rows = await connection.fetch(queries.NAMED.sql, *queries.NAMED.arguments(known))
    shown = {row["id"]: queries.with_may(row, caller) for row in rows if row["item"] is not None}
    return [_with_report(one, shown) for one in outcomes]


def _with_report(one: Outcome, shown: Mapping[Any, bytes]) -> Outcome:
    if one.report is not None or one.problem is not None:
        return one
    if one.report_id not in shown:
        return Outcome(NotFound.status, problem=NotFound())
    return replace(one, report=shown[one.report_id])


async def _write(connection: Connection, attempt: BatchAttempt, desk: Desk, answers: Sequence[bytes]) -> None:
    """The keys of the items, and that of the whole batch: kept where anything was done, refusals of others included."""
    claims = [one | {"status": 201} for one in desk.columns if one["key"] is not None]
    if attempt.key is not None:
        body = b"\n".join(answers).decode()
        claims.append(
            {"key": attempt.key, "request_digest": attempt.request_digest, "status": OK, "location": "", "body": body}
        )
    caller = desk.caller
    values = await values_of(desk.columns, claims) | {
        "token_id": caller.token_id,
        "credential_id": caller.credential_id,
        "now": desk.now,
    }
    reported = await connection.fetchval(SUBMIT_ALL.sql, *SUBMIT_ALL.arguments(values))
    if reported != len(desk.columns):
        raise Raced


async def _asked_one(connection: Connection, statement: Any, values: Mapping[str, Any]) -> Any:
    return await connection.fetchrow(statement.sql, *statement.arguments(values))
