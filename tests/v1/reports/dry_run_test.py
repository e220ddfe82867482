"""`Prefer: dry-run` (RFC 7240): the verdict and the answer of the real call, and nothing is left behind."""

from typing import Any

import httpx
import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.v1.reports.batching import done, item, outcomes, reports, send, send_lines
from tests.v1.reports.published import DOCUMENT, complete, refusal, submit, submitted
from tests.v1.reports.refuse_test import RANDOM

TRIED = {"Prefer": "dry-run"}
ID = str(world.uid(7001))


def applied(answer: httpx.Response) -> str | None:
    found: str | None = answer.headers.get("preference-applied")
    return found


async def test_a_report_is_judged_and_not_kept(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    tried = await complete(callers.lead, headers=TRIED | {"Idempotency-Key": "k"}, id=ID)
    assert (tried.status_code, applied(tried)) == (201, "dry-run")
    assert await database.counts() == before
    real = await complete(callers.lead, headers={"Idempotency-Key": "k"}, id=ID)
    assert (real.status_code, applied(real), real.json()) == (201, None, tried.json())
    again = await complete(callers.lead, headers=TRIED | {"Idempotency-Key": "k"}, id=ID)
    assert (again.content, again.headers["idempotency-replayed"]) == (real.content, "true")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"summary": None}, (422, "report-incomplete")),
        ({"status": "completed"}, (409, "result-document-needed")),
        ({"obligation_id": str(RANDOM)}, (409, "not-an-open-obligation")),
        ({"agency": "so-y-te"}, (403, "not-your-task")),
    ],
)
async def test_a_report_is_refused_as_it_would_be(
    callers: Callers, said: dict[str, Any], verdict: tuple[int, str]
) -> None:
    for headers in (TRIED, {}):
        assert refusal(await submit(callers.lead, headers=headers, **said)) == verdict


async def test_one_that_stands_is_shown(callers: Callers) -> None:
    report = await submitted(callers.lead, id=ID)
    tried = await submit(callers.lead, headers=TRIED, id=ID)
    assert (tried.status_code, tried.json(), applied(tried)) == (200, report, "dry-run")


async def test_a_batch_is_judged_and_not_kept(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    queue = [
        item(id=ID),
        item(RANDOM),
        item(id=str(world.uid(7002)), status="completed", result_documents=[DOCUMENT], idempotency_key="k"),
    ]
    tried = await send(callers.lead, *queue, headers=TRIED)
    lines = await send_lines(callers.lead, *queue, headers=TRIED | {"Idempotency-Key": "whole"})
    assert [applied(one) for one in (tried, lines)] == ["dry-run"] * 2
    assert await database.counts() == before
    assert refusal(await send(callers.lead, *queue, atomic=True, headers=TRIED)) == (409, "batch-refused")
    real = await send(callers.lead, *queue, headers={"Idempotency-Key": "whole"})
    assert outcomes(real) == outcomes(tried) == outcomes(lines) == [*done(1), (404, "not-found"), *done(1)]
    assert reports(real) == reports(tried)
    assert (await database.counts())["progress_reports"] == 2


@pytest.mark.own_database
async def test_what_is_judged_at_the_commit_is_judged(callers: Callers, database: Clone) -> None:
    """A constraint that waits for the commit, where a dry run never comes."""
    await database.execute(
        "create function judged() returns trigger language plpgsql as $$begin raise using errcode = '57014'; end$$;"
        "create constraint trigger judged after insert on progress_reports deferrable initially deferred "
        "for each row execute function judged()"
    )
    for headers in (TRIED, {}):
        assert refusal(await submit(callers.lead, headers=headers)) == (503, "unavailable")
        assert refusal(await send(callers.lead, item(), headers=headers)) == (503, "unavailable")
    assert (await database.counts())["progress_reports"] == 0
