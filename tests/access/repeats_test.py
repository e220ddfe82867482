"""Every POST of the contract under an Idempotency-Key: done once, answered twice, and nothing that is kept holds a secret."""

from pathlib import Path
from typing import Any

import httpx

from tests.access.walk import WALK, WITHOUT_KEY, Walker, furnish
from tests.callers import Callers, Tokens
from tests.client import Contract
from tests.clones import Clone

POSTS = [step for step in WALK if step.operation.startswith("POST ")]
VIEWER = {"name": "Phần mềm", "role": "viewer"}
SAME = ("content-type", "location", "etag")


def test_the_walk_goes_through_every_write(contract: Contract) -> None:
    writes = {one for one, (method, _, _) in contract.operations().items() if method != "GET"}
    assert {step.operation for step in WALK} == writes - WITHOUT_KEY


async def test_the_same_again_is_answered_the_same_and_done_once(
    callers: Callers, database: Clone, tokens: Tokens, tmp_path: Path
) -> None:
    await furnish(database, tokens, tmp_path)
    walker = Walker(callers, database, tmp_path)
    for place, step in enumerate(WALK):
        key = {"Idempotency-Key": f"step-{place}"} if step in POSTS else {}
        first = await walker.send(step, key)
        assert first.is_success, (step, first.text)
        walker.remember(step, first)
        if not key:
            continue
        before = await walker.fingerprint()
        again = await walker.send(step, key)
        assert (again.status_code, _shown(again)) == (first.status_code, _shown(first)), step
        assert [again.headers.get(one) for one in SAME] == [first.headers.get(one) for one in SAME], step
        marks = [one.headers.get("idempotency-replayed") for one in (first, again)]
        assert marks == [None, "true"], step
        refused = await walker.send(step, key, other=True)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/idempotency-key-reused"), step
        assert await walker.fingerprint() == before, step


def _shown(answer: httpx.Response) -> Any:
    """But for the secret of a token, which its first answer alone has."""
    body = answer.json()
    return body | {"token": None} if "token" in body else answer.content


async def test_a_token_that_was_answered_is_kept_nowhere(callers: Callers, database: Clone) -> None:
    key = {"Idempotency-Key": "phan-mem"}
    first, again = [await callers.admin.post("/v1/tokens", viewer, headers=key) for viewer in [VIEWER] * 2]
    assert again.json() == first.json() | {"token": None}
    secret = first.json()["token"].rpartition("_")[2]
    tables = sorted(await database.counts())
    everything = " union all ".join(f"select {name}::text as row from {name}" for name in tables)
    assert await database.fetch(f"select 1 from ({everything}) every where row like '%' || $1 || '%'", secret) == []
    assert len(await database.fetch("select from idempotency_keys where body like '%\"token\":null}'")) == 1
