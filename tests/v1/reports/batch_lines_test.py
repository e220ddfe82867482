"""A batch line by line (NDJSON), sent and answered."""

import json
from typing import Any

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.v1.reports.batching import LINES, PATH, done, item, outcomes, send, send_lines, told, verdict
from tests.v1.reports.published import refusal
from tests.v1.reports.refuse_test import RANDOM

AS_LINES = {"Accept": LINES}


async def test_an_item_a_line(callers: Callers) -> None:
    answer = await send_lines(callers.lead, item(percent_complete=40), item(percent_complete=50))
    assert outcomes(answer) == done(2)
    assert answer.headers["content-type"] == "application/json"


async def test_answered_line_by_line_when_asked(callers: Callers) -> None:
    sent = [item(id=str(world.uid(7001))), item(RANDOM)]
    for answer in (
        await send_lines(callers.lead, *sent, headers=AS_LINES),
        await send(callers.lead, *sent, headers=AS_LINES),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (200, LINES)
        assert answer.content.endswith(b"}\n")
    lines = [json.loads(one) for one in answer.content.splitlines()]
    as_object = told(await send(callers.lead, *sent))
    assert [_but_request(one) for one in lines] == [_but_request(one) for one in as_object]


def _but_request(outcome: dict[str, Any]) -> dict[str, Any]:
    problem = outcome["problem"]
    return outcome | {"problem": problem and problem | {"request_id": None}}


async def test_a_broken_line_is_named_by_its_number(callers: Callers, database: Clone) -> None:
    cut = json.dumps(item(percent_complete=90))[:40]
    answer = await send_lines(callers.lead, item(), cut, "", '"chữ"', item(percent_complete=31), "[" * 100_000, "")
    assert outcomes(answer) == [
        (201, None),
        *[(422, "invalid-request")] * 3,
        (201, None),
        (422, "invalid-request"),
    ]
    errors = [one["problem"]["errors"][0]["message"] for one in told(answer) if one["problem"]]
    assert errors == [
        "Dòng 2 không phải là JSON hợp lệ",
        "Dòng 3 không phải là JSON hợp lệ",
        "Phải là một đối tượng JSON",
        "Dòng 6 không phải là JSON hợp lệ",
    ]
    assert (await database.counts())["progress_reports"] == 2


async def test_all_of_the_lines_or_none(callers: Callers, database: Clone) -> None:
    refused = await send_lines(callers.lead, item(), "{", query="?atomic=true", headers=AS_LINES)
    assert refusal(refused) == (409, "batch-refused")
    assert [verdict(one) for one in refused.json()["items"]] == [(201, None), (422, "invalid-request")]
    assert (await database.counts())["progress_reports"] == 0
    assert outcomes(await send_lines(callers.lead, item(), query="?atomic=true")) == done(1)


async def test_a_line_of_another_code_is_broken(callers: Callers) -> None:
    body = json.dumps(item(summary="Đã trình"), ensure_ascii=False).encode("utf-16")
    headers = {"Content-Type": LINES}
    answer = await callers.lead.request("POST", PATH, content=body.replace(b"\n", b""), headers=headers)
    assert outcomes(answer) == [(422, "invalid-request")]


async def test_the_bounds_are_those_of_the_other_form(callers: Callers) -> None:
    for lines in (["{}"] * 1001, ["", ""], []):
        assert refusal(await send_lines(callers.lead, *lines)) == (422, "invalid-request")
    for kind in ("text/plain", "application/jsonl", "application/xml"):
        answer = await send_lines(callers.lead, item(), headers={"Content-Type": kind})
        assert refusal(answer) == (415, "unsupported-media-type"), kind
    assert refusal(await send_lines(callers.lead, item(), headers={"Accept": "text/csv"})) == (406, "not-acceptable")
