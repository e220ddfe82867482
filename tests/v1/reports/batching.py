"""Batches of reports as a client sends them, and what their answers say."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx

from tests.callers import Caller
from tests.make import world
from tests.make.reports import report_body

PATH = "/v1/reports/batch"
LINES = "application/x-ndjson"


def item(task: UUID = world.TASK, /, **overrides: Any) -> dict[str, Any]:
    return report_body(task_id=str(task)) | overrides


def numbered(plan: str, number: str, /, **overrides: Any) -> dict[str, Any]:
    """By what the plan calls its task."""
    return report_body(plan_code=plan, task_number=number) | overrides


async def send(caller: Caller, *items: Any, atomic: bool = False, **options: Any) -> httpx.Response:
    return await caller.post(PATH, {"atomic": atomic, "items": list(items)}, **options)


async def send_lines(caller: Caller, *lines: Any, query: str = "", headers: Any = None) -> httpx.Response:
    """A line that is a string goes as it is."""
    written = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines]
    sent = {"Content-Type": LINES} | (headers or {})
    return await caller.request("POST", PATH + query, content="\n".join(written).encode(), headers=sent)


def told(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    assert [one["index"] for one in items] == list(range(len(items)))
    return items


def outcomes(answer: httpx.Response) -> list[tuple[int, str | None]]:
    return [verdict(one) for one in told(answer)]


def verdict(one: dict[str, Any]) -> tuple[int, str | None]:
    return one["status"], one["problem"] and one["problem"]["type"].rpartition("/")[2]


def done(count: int) -> list[tuple[int, None]]:
    return [(201, None)] * count


def reports(answer: httpx.Response) -> Sequence[dict[str, Any]]:
    return [one["report"] for one in told(answer)]
