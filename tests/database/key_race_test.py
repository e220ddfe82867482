"""One Idempotency-Key from two instances of the service at the same moment: one does the work, the other is told to come again."""

import asyncio
from collections import Counter

import httpx

from tests.clones import Clone, connected
from tests.database.race_test import PATIENCE, WAITING, Two
from tests.make.agencies import agency_body

KEY = {"Idempotency-Key": "may-chu-1/2026-03-02"}
ROUNDS, MANY = 10, 6
CLOSE = "/v1/plans/kh-01-2026/close"


def told(answer: httpx.Response) -> str:
    """What an answer says of its key."""
    if answer.is_success:
        return "replayed" if "idempotency-replayed" in answer.headers else "done"
    return str(answer.json()["type"].rpartition("/")[2])


async def test_who_comes_while_it_is_worked_on_is_told_so(instances: Two, database: Clone) -> None:
    async with connected(database.superuser_url) as holding, connected(database.superuser_url) as watching:
        async with holding.transaction(), asyncio.timeout(PATIENCE):
            await holding.execute("select from plans for update")
            first = asyncio.ensure_future(instances[0].office.post(CLOSE, headers=KEY))
            while not await watching.fetchval(WAITING):  # noqa: ASYNC110  another process's
                await asyncio.sleep(0.002)
            second = await instances[1].office.post(CLOSE, headers=KEY)
            elsewhere = await instances[1].admin.post("/v1/agencies", agency_body(), headers=KEY)
        done = await first
    again = await instances[1].office.post(CLOSE, headers=KEY)
    assert [told(one) for one in (second, done, again)] == ["idempotency-key-in-flight", "done", "replayed"]
    assert again.content == done.content
    assert told(elsewhere) == "done", "the key of another credential is another key"


async def test_of_many_under_one_key_one_does_it(instances: Two, database: Clone) -> None:
    before = (await database.counts())["agencies"]
    seen: Counter[str] = Counter()
    for round_ in range(ROUNDS):
        key, body = {"Idempotency-Key": f"round-{round_}"}, agency_body(code=f"so-{round_}-x")
        posts = (one.admin.post("/v1/agencies", body, headers=key) for one in instances for _ in range(MANY))
        seen.update(map(told, await asyncio.gather(*posts)))
    # Never "agency-exists": who comes the moment after the commit finds the answer.
    assert seen["done"] == ROUNDS
    assert seen.keys() <= {"done", "replayed", "idempotency-key-in-flight"}
    assert (await database.counts())["agencies"] == before + ROUNDS
