"""Amendments sent over HTTP, and a task as it stands afterwards: what the tests of amendments and histories begin with."""

from typing import Any
from uuid import UUID

import httpx

from tests.callers import Caller
from tests.make import world
from tests.make.amendments import amendment_body


async def amend(office: Caller, task: UUID, kind: str, **given: Any) -> httpx.Response:
    return await office.post(f"/v1/tasks/{task}/amendments", amendment_body(kind=kind, **given))


async def amended(office: Caller, task: UUID, kind: str, **given: Any) -> dict[str, Any]:
    """The amendment, which has to be made."""
    answer = await amend(office, task, kind, **given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def shown(caller: Caller, task: UUID, **view: Any) -> dict[str, Any]:
    answer = await caller.get(f"/v1/tasks/{task}", params=view)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def cells(caller: Caller, task: UUID) -> tuple[str | None, str | None]:
    """On the present days, and on those that were fixed first."""
    current, original = [(await shown(caller, task, basis=basis))["cell"] for basis in ("current", "original")]
    return current, original


async def leads(caller: Caller, task: UUID) -> list[tuple[str | None, str]]:
    return [(one["agency"] and one["agency"]["code"], one["status"]) for one in (await shown(caller, task))["leads"]]


async def may(caller: Caller, task: UUID = world.TASK) -> list[str]:
    found: list[str] = (await shown(caller, task))["may"]
    return found
