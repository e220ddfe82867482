"""Every write of the contract with `Prefer: dry-run`: the verdict of the real call that comes right after it, and nothing left."""

from pathlib import Path

import httpx
import pytest

from app.kernel.preferences import DRY_RUN
from tests.access.walk import WALK, Walker, furnish
from tests.callers import Callers, Tokens
from tests.clones import Clone
from tests.make import world
from tests.make.agencies import agency_body

DRY = {"Prefer": DRY_RUN}
URL = "/v1/agencies"


async def test_the_verdict_is_that_of_the_real_call_and_nothing_is_left(
    callers: Callers, database: Clone, tokens: Tokens, tmp_path: Path
) -> None:
    await furnish(database, tokens, tmp_path)
    walker = Walker(callers, database, tmp_path)
    for place, step in enumerate(WALK):
        key = {"Idempotency-Key": f"step-{place}"} if step.operation.startswith("POST ") else {}
        before = await walker.fingerprint()
        dry = await walker.send(step, key | DRY)
        assert dry.is_success, (step, dry.text)
        assert (dry.headers["preference-applied"], "etag" in dry.headers) == (DRY_RUN, False), step
        assert await walker.fingerprint() == before, step
        real = await walker.send(step, key)
        assert (dry.status_code, _members(dry)) == (real.status_code, _members(real)), step
        assert "preference-applied" not in real.headers
        walker.remember(step, real)


def _members(answer: httpx.Response) -> list[str]:
    return sorted(answer.json()) if answer.content else []


async def test_a_refusal_is_the_same(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    taken, stale = agency_body(code="so-tai-chinh"), '"9.00000000"'
    for headers in ({}, DRY):
        answers = [
            await callers.admin.post(URL, taken, headers=headers),
            await callers.office.post(URL, agency_body(), headers=headers),
            await callers.admin.patch(f"{URL}/so-tai-chinh", {"name": "X"}, headers=headers),
            await callers.admin.patch(f"{URL}/so-tai-chinh", {"name": "X"}, if_match=stale, headers=headers),
            await callers.admin.delete(f"/v1/tokens/{world.uid(1)}", headers=headers),
            await callers.admin.post(URL, agency_body(name=1), headers=headers),
        ]
        assert [one.status_code for one in answers] == [409, 403, 428, 412, 404, 422]
        applied = {one.headers.get("preference-applied") for one in answers}
        assert applied == {DRY_RUN if headers else None}  # it is the verdict that was asked for
    assert await database.counts() == before


@pytest.mark.own_database
async def test_what_only_a_commit_would_check_is_checked(callers: Callers, database: Clone) -> None:
    await database.execute(
        "alter table agencies drop constraint agencies_code_key, "
        "add constraint agencies_code_key unique (code) deferrable initially deferred"
    )
    taken = agency_body(code="so-tai-chinh")
    answers = [await callers.admin.post(URL, taken, headers=headers) for headers in (DRY, {})]
    assert [one.status_code for one in answers] == [409, 409]
