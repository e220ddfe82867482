"""Imports sent and committed at the same moment through two instances: each file waits once, and each import is committed once."""

import asyncio

from tests.clones import Clone, connected
from tests.database.race_test import PATIENCE, WAITING, Two, statuses
from tests.make.imports import annex
from tests.v1.plan_imports_test import CODE, ROWS, commit, send, sent
from tests.v1.reports.published import refusal

WAITING_FOR_ROW = "select from plan_imports for update"


async def test_of_two_who_commit_at_once_one_does(instances: Two, database: Clone) -> None:
    made = await sent(instances[0].office, *ROWS)
    async with connected(database.superuser_url) as holding, connected(database.superuser_url) as watching:
        async with holding.transaction(), asyncio.timeout(PATIENCE):
            await holding.execute(WAITING_FOR_ROW)
            under_way = [asyncio.ensure_future(commit(one.office, made)) for one in instances]
            while await watching.fetchval(WAITING) < len(under_way):  # noqa: ASYNC110  another process's
                await asyncio.sleep(0.002)
        answers = await asyncio.gather(*under_way)
    assert statuses(answers) == [200, 409]
    assert [refusal(one) for one in answers if one.is_error] == [(409, "import-committed")]
    assert (
        len(await database.fetch("select from tasks t join plans p on p.id = t.plan_id where p.code = $1", CODE)) == 2
    )


async def test_one_file_from_two_at_once_is_one_import_and_of_two_files_one_makes_the_plan(
    instances: Two, database: Clone
) -> None:
    first, second = await asyncio.gather(*(send(one.office, annex(*ROWS)) for one in instances))
    assert statuses([first, second]) == [200, 201]
    assert first.json()["id"] == second.json()["id"]
    other = await sent(instances[1].office, *ROWS[:2])
    answers = await asyncio.gather(commit(instances[0].office, first.json()), commit(instances[1].office, other))
    # Whoever comes second finds the plan in the making, or made already and then brings it to its file.
    assert statuses(answers) in ([200, 200], [200, 409])
    assert {refusal(one) for one in answers if one.is_error} <= {(409, "plan-exists")}
    assert len(await database.fetch("select from plans where code = $1", CODE)) == 1
