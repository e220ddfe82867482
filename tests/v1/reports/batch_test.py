"""`POST /v1/reports/batch`: each for itself, or all of them or none. Sent again: batch_retry_test.py; line by line: batch_lines_test.py."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.reports import report_body
from tests.v1.reports.batching import PATH, done, item, numbered, outcomes, reports, send, told, verdict
from tests.v1.reports.published import (
    DOCUMENT,
    HALF_YEARLY,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    refusal,
    submit,
)
from tests.v1.reports.refuse_test import RANDOM

FINANCE: dict[str, Any] = {"agency": "so-tai-chinh"}
HEALTH: dict[str, Any] = {"agency": "so-y-te"}
COMPLETED: dict[str, Any] = {"status": "completed", "percent_complete": None, "result_documents": [DOCUMENT]}


async def test_a_gateway_reports_for_all_its_agencies(callers: Callers, database: Clone) -> None:
    answer = await send(callers.gateway, item(**FINANCE), item(world.OTHER_TASK, **HEALTH, **COMPLETED))
    assert outcomes(answer) == done(2)
    assert [one["agency"]["code"] for one in reports(answer)] == ["so-tai-chinh", "so-y-te"]
    for one in reports(answer):
        assert (await callers.gateway.get(f"/v1/reports/{one['id']}")).json() == one
    journal = await database.fetch("select entity_id, action, after from journal order by sequence")
    assert {str(one["entity_id"]) for one in journal} == {one["id"] for one in reports(answer)}


@pytest.mark.parametrize(
    "said",
    [
        {"task_id": str(world.OTHER_TASK)},
        {"agency": "so-y-te"},
        {"agency": "so-khong-co"},
        {"summary": None},
        {"status": "completed"},
        {"status": "finished"},
        {"sumary": "Đã xong"},
        {"percent_complete": 101, "captured_at": "hôm qua", "result_documents": [DOCUMENT | {"kind": "other"}]},
        {"obligation_id": str(world.OTHER_OBLIGATION)},
        {"supersedes_id": str(RANDOM)},
        {"summary": "TUYỆT MẬT\nsai phạm"},
    ],
    ids=str,
)
async def test_each_is_refused_as_it_would_be_alone(callers: Callers, database: Clone, said: dict[str, Any]) -> None:
    before = await database.counts()
    whole = report_body() | said
    alone = await submit(callers.lead, UUID(whole.pop("task_id", str(world.TASK))), **whole)
    (one,) = told(await send(callers.lead, item() | said))
    assert (one["status"], one["report"], one["replayed"]) == (alone.status_code, None, False)
    assert _but_the_request(one["problem"]) == _but_the_request(alone.json())
    english = await send(callers.lead, item() | said, headers={"Accept-Language": "en"})
    assert told(english)[0]["problem"]["title"] != one["problem"]["title"]
    assert await database.counts() == before


def _but_the_request(problem: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in problem.items() if name != "request_id"}


@pytest.mark.parametrize("task", [RANDOM, world.DRAFT_TASK], ids=str)
async def test_a_task_that_is_not_there_is_named_as_well(callers: Callers, task: UUID) -> None:
    """Alone it stands in the path."""
    alone = await submit(callers.lead, task)
    (one,) = told(await send(callers.lead, item(task)))
    assert verdict(one) == refusal(alone) == (404, "not-found")
    assert _but_the_request(one["problem"]) | {"errors": []} == _but_the_request(alone.json())


async def test_of_several_agencies_an_item_names_one(callers: Callers) -> None:
    (one,) = told(await send(callers.gateway, item()))
    assert verdict(one) == (422, "invalid-request")
    assert [fault["pointer"] for fault in one["problem"]["errors"]] == ["/agency"]


async def test_what_is_refused_keeps_nothing_else_from_being_done(callers: Callers, database: Clone) -> None:
    answer = await send(callers.lead, item(summary=None), item(), 3, item(RANDOM), item(percent_complete=40))
    assert outcomes(answer) == [
        (422, "report-incomplete"),
        (201, None),
        (422, "invalid-request"),
        (404, "not-found"),
        (201, None),
    ]
    assert [one["percent"] for one in await pair_history(database)] == [30, 40]


async def test_all_of_them_or_none(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    refused = await send(callers.lead, item(), item(RANDOM), {"status": 1}, atomic=True)
    assert refusal(refused) == (409, "batch-refused")
    items = refused.json()["items"]
    assert [verdict(one) for one in items] == [(201, None), (404, "not-found"), (422, "invalid-request")]
    assert [one["report"] for one in items] == [None] * 3
    assert await database.counts() == before
    assert outcomes(await send(callers.lead, item(), item(), atomic=True)) == done(2)


async def test_what_may_not_be_seen_is_not_there(callers: Callers) -> None:
    """To a submitter a task of others is absent, by its id and by its number; to an agency one of a draft, or of a plan that is
    not open to it.
    """
    foreign = [item(world.OTHER_TASK), numbered("kh-01-2026", "2"), item(RANDOM), numbered("kh-01-2026", "77")]
    told_of = await send(callers.submitter, *foreign)
    assert outcomes(told_of) == [(404, "not-found")] * 4
    by_id, by_number, no_id, no_number = [_but_the_request(one["problem"]) for one in told(told_of)]
    assert (by_id, by_number) == (no_id, no_number)
    hidden = [item(world.DRAFT_TASK), numbered("kh-02-2026", "1"), numbered("kh-04-2026", "1")]
    assert outcomes(await send(callers.lead, *hidden)) == [(404, "not-found")] * 3


async def test_two_of_one_pair_see_each_other(callers: Callers, database: Clone) -> None:
    first, better = str(world.uid(7001)), str(world.uid(7002))
    answer = await send(
        callers.lead,
        item(percent_complete=60),
        item(percent_complete=50),
        item(percent_complete=50, percent_reason="Đo lại"),
        item(**COMPLETED, id=first),
        item(**COMPLETED, id=better, supersedes_id=first),
        item(percent_complete=70, supersedes_id=str(RANDOM)),
    )
    assert outcomes(answer) == [
        (201, None),
        (422, "report-incomplete"),
        *done(3),
        (422, "unknown-superseded-report"),
    ]
    row, (obligation,) = await pair(database), await owed(database)
    assert (row["status"], row["version"], row["waiting_report_id"]) == ("awaiting_confirmation", 5, UUID(better))
    assert (obligation["state"], obligation["version"], obligation["answered_by"]) == ("answered", 3, UUID(better))
    assert [one["state"] for one in await owed_history(database)] == ["answered"] * 2
    listed = (await callers.lead.get(f"/v1/tasks/{world.TASK}/reports")).json()["items"]
    assert [one["id"] for one in listed] == [one["id"] for one in reports(answer) if one]


async def test_a_batch_leaves_what_the_same_reports_leave_one_by_one(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    """Of two plans that are alike; the days of settling, the counts of the pairs and the histories included."""
    said: list[dict[str, Any]] = [
        {"percent_complete": 40},
        {"captured_at": "2026-03-01T08:00:00+07:00", "percent_complete": 10},
        {"status": "blocked", "difficulties": "Chờ vốn", "percent_complete": None, "cause": "objective"},
        COMPLETED,
        {"no_change": True, "summary": None, "percent_complete": None},
    ]
    alone = await published(callers, clock, HALF_YEARLY, "Quý II/2026")
    together = await published(callers, clock, HALF_YEARLY, "Quý II/2026", code="kh-21-2026")
    clock.set("2026-06-15")
    verdicts = [(await submit(callers.lead, task, **one)).status_code for one in said for task in alone]
    answer = await send(callers.lead, *(item(task, **one) for one in said for task in together))
    assert [status for status, _ in outcomes(answer)] == verdicts
    assert 201 in verdicts
    for one, other in zip(alone, together, strict=True):
        for rows in (_pairs, _owed, _reports, _pair_history, _owed_history):
            assert await rows(database, one) == await rows(database, other)


VARYING = {
    "id", "pair_id", "task_id", "plan_id", "deadline_id", "obligation_id", "report_id", "open_obligation_id", "waiting_report_id",
    "last_report_id", "answered_by", "settled_by", "sequence", "request_digest", "settled", "recorded_at", "submitted_at",
    "last_reported_at", "last_happened_at", "waiting_since", "assignment_id", "awaited_event_id", "event_id",
}  # fmt: skip


async def _rows(database: Clone, sql: str, task: UUID) -> list[dict[str, Any]]:
    found = await database.fetch(sql, task)
    return [{name: one for name, one in row.items() if name not in VARYING} for row in found]


async def _pairs(database: Clone, task: UUID) -> list[dict[str, Any]]:
    return await _rows(database, "select * from task_agency_state where task_id = $1 order by id", task)


async def _owed(database: Clone, task: UUID) -> list[dict[str, Any]]:
    return await _rows(database, "select * from obligations where task_id = $1 order by sort_day, id", task)


async def _reports(database: Clone, task: UUID) -> list[dict[str, Any]]:
    return await _rows(database, "select * from progress_reports where task_id = $1 order by submitted_at, id", task)


async def _pair_history(database: Clone, task: UUID) -> list[dict[str, Any]]:
    return await _rows(database, "select * from task_agency_states where task_id = $1 order by sequence", task)


async def _owed_history(database: Clone, task: UUID) -> list[dict[str, Any]]:
    of_task = "select id from obligations where task_id = $1"
    sql = f"select * from obligation_states where obligation_id in ({of_task}) order by sequence"
    return await _rows(database, sql, task)


async def test_what_is_no_batch_is_refused_whole(callers: Callers) -> None:
    for body, pointer in (
        ({"items": []}, "/items"),
        ({}, "/items"),
        ({"items": [item()], "atomic": "yes"}, "/atomic"),
        ({"items": [item()], "atomc": True}, "/atomc"),
        ({"items": {}}, "/items"),
    ):
        answer = await callers.lead.post(PATH, body)
        assert refusal(answer) == (422, "invalid-request")
        assert answer.json()["errors"][0]["pointer"] == pointer
    for caller in (callers.office, callers.admin, callers.viewer):
        assert refusal(await send(caller, item())) == (403, "permission-missing")
    assert refusal(await callers.lead.get(PATH)) == (405, "method-not-allowed")
    assert (await callers.lead.get(PATH)).headers["allow"] == "POST"


async def test_a_thousand_and_no_more(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    assert outcomes(await send(callers.lead, *[{}] * 1000)) == [(422, "invalid-request")] * 1000
    answer = await send(callers.lead, *[{}] * 1001)
    assert refusal(answer) == (422, "invalid-request")
    assert answer.json()["errors"] == [{"pointer": "/items", "message": "Tối đa 1000 phần tử"}]
    assert refusal(await send(callers.lead, item(summary="ă" * 2**21))) == (413, "body-too-large")
    assert await database.counts() == before


async def test_what_is_wrong_is_told_within_the_item(callers: Callers) -> None:
    """Under a key, where the answer is kept: also of a field whose name PostgreSQL could not store."""
    unknown: dict[str, Any] = {"tên\u0000": 1}
    broken = item(result_documents=[DOCUMENT | {"issued_on": "hôm nay"}], **unknown)
    body = json.dumps({"items": [item(), broken]})
    headers = {"Content-Type": "application/json", "Idempotency-Key": "k"}
    for _ in range(2):
        answer = await callers.lead.request("POST", PATH, content=body, headers=headers)
        assert [fault["pointer"] for fault in told(answer)[1]["problem"]["errors"]] == [
            "/result_documents/0/issued_on",
            "/tên\u0000",
        ]


async def test_a_task_is_named_once_and_so_is_what_is_owed(callers: Callers) -> None:
    for said in (
        {"task_id": None},
        {"task_id": None, "plan_code": "kh-01-2026"},
        {"plan_code": "kh-01-2026", "task_number": "1"},
        {"section": "I"},
        {"nominal_due_date": "2026-03-31", "obligation_id": str(world.OBLIGATION)},
    ):
        (one,) = told(await send(callers.lead, item() | said))
        assert verdict(one) == (422, "invalid-request")
        assert [fault["pointer"] for fault in one["problem"]["errors"]] == [""]


async def test_completing_what_is_waiting_is_answered_as_alone(callers: Callers) -> None:
    """One before the batch, one in it, one after."""
    await complete(callers.lead)
    assert outcomes(await send(callers.lead, item(**COMPLETED))) == done(1)
    assert (await complete(callers.lead)).status_code == 201
