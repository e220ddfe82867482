"""Exports sent back as imports: over HTTP, or by the same steps in this very process, which spares the one that reads a file aside."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from app.access.roles import Role
from app.documents.imports.draft_json import to_json
from app.documents.imports.here import read_here
from app.documents.imports.preview import Read, keep_import, known_of
from app.documents.imports.schemas import ImportForm
from app.kernel.db import open_database
from tests.make import seeded
from tests.make.seeded import City

IMPORTS = "/v1/plan-imports"
Json = dict[str, Any]
SendBack = Callable[[City, str, bytes, str], Awaitable[Json]]


async def done(asked: Awaitable[httpx.Response]) -> Any:
    """The body of an answer, which has to be a success."""
    answer = await asked
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def exported(city: City, plan: str, **asked: Any) -> bytes:
    answer = await city["office"].get(f"/v1/plans/{plan}/export", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.content


async def imported(city: City, plan: str, data: bytes, name: str, **fields: str) -> Json:
    sent = {"files": {"file": (name, data)}, "data": {"plan_code": plan} | fields}
    made: Json = await done(city["office"].post(IMPORTS, **sent))
    return made


async def imported_here(city: City, plan: str, data: bytes, name: str) -> Json:
    """What a dry run answers."""
    office = (await seeded.agency_ids(city.database))["vp-ubnd"]
    form = ImportForm(plan_code=plan, dry_run=True)
    async with (
        open_database(city.database.serving_url) as database,
        seeded.acting(city.database, database, Role.office, [office]) as work,
    ):
        known = await known_of(work, form)
        draft = await read_here(work.session, data, name, year=known.year, issued_on=known.issued_on)
        kept = await keep_import(work, form, known, Read(name, data, to_json(draft), draft))
    made: Json = json.loads(kept.shown[0])
    return made


def differences(made: Json) -> Json:
    """What is not nought, and what has to be settled: nothing, when a file says what the plan says."""
    counted = {name: one for name, one in made["diff"].items() if name not in {"items", "unchanged"} and one}
    return counted | {one["id"]: one["read"] for one in made["findings"] if one["severity"] == "error"}
