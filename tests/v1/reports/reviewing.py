"""Reviews and withdrawals over HTTP, for the tests of them."""

from typing import Any
from uuid import UUID

import httpx

from tests.callers import Caller, Callers

SENT_BACK = {"action": "return", "note": "Thiếu văn bản kết quả"}


async def confirm(caller: Caller, report: Any, **said: Any) -> httpx.Response:
    return await caller.post(f"/v1/reports/{report['id']}/review", {"action": "confirm"} | said)


async def send_back(caller: Caller, report: Any, respond_by: str, **said: Any) -> httpx.Response:
    return await caller.post(f"/v1/reports/{report['id']}/review", SENT_BACK | {"respond_by": respond_by} | said)


async def withdraw(caller: Caller, report: Any, **said: Any) -> httpx.Response:
    return await caller.post(f"/v1/reports/{report['id']}/withdraw", said)


def taken(answer: httpx.Response) -> dict[str, Any]:
    """The report as it is afterwards; the act has to be accepted."""
    assert answer.is_success, answer.text
    report: dict[str, Any] = answer.json()
    return report


async def lead(callers: Callers, task: UUID, **params: Any) -> dict[str, Any]:
    """The first pair of a task as the interface tells of it."""
    shown = await callers.viewer.get(f"/v1/tasks/{task}", params=params)
    assert shown.status_code == 200, shown.text
    pair: dict[str, Any] = shown.json()["leads"][0]
    return pair


async def told(callers: Callers, task: UUID, **params: Any) -> tuple[str, str | None, int]:
    pair = await lead(callers, task, **params)
    return pair["status"], pair["cell"], pair["days_overdue"]
