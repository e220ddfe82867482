"""Batches sent at the same moment through two instances of the service: they wait for one another and never in a circle, nothing is
done twice, and the rows say the same afterwards as the answers did.
"""

import asyncio

from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.database.race_test import Two, at_once, counts, each, statuses
from tests.database.review_race_test import told_the_same
from tests.make import world
from tests.v1.reports.batching import done, item, outcomes, send, told
from tests.v1.reports.published import published, refusal, submit

ROUNDS = 20
FIRST_QUARTER = "Quý I/2026"


async def test_batches_that_cross_take_turns(instances: Two, clock: StoppedClock, database: Clone) -> None:
    """Over the same pairs in opposite order, twenty times; in every other round the keys cross as well."""
    tasks = await published(instances[0], clock, *[FIRST_QUARTER] * 4)
    for round_ in range(ROUNDS):
        queue = [item(task, percent_complete=None) for task in tasks]
        if round_ % 2:
            queue = [one | {"idempotency_key": f"{round_}/{at}"} for at, one in enumerate(queue)]
        crossing = send(instances[0].lead, *queue), send(instances[1].lead, *queue[::-1])
        # Held one by one: whoever takes them in another order has some already, and wants those of the other.
        answers = await at_once(database, *crossing, only=tasks[round_ % 4])
        assert [outcomes(one) for one in answers] == [done(4)] * 2
        assert sum(one["replayed"] for answer in answers for one in told(answer)) == 4 * (round_ % 2)
    found = await counts(database)
    # Of what both have sent under one key there is one.
    assert (found["progress_reports"], found["idempotency_keys"]) == (ROUNDS // 2 * (8 + 4), ROUNDS // 2 * 4)
    for task in tasks:
        await told_the_same(database, task)


async def test_one_batch_twice_at_once_is_once(instances: Two, database: Clone) -> None:
    for round_ in range(3):
        queue = [
            item(id=str(world.uid(8000 + round_)), agency="so-tai-chinh"),
            item(world.OTHER_TASK, idempotency_key=f"round-{round_}", agency="so-y-te"),
        ]
        answers = await at_once(database, send(instances[0].gateway, *queue), send(instances[1].gateway, *queue[::-1]))
        first, second = (sorted(outcomes(one)) for one in answers)
        assert sorted([first, second]) == [[(200, None), (201, None)], done(2)]
    assert await counts(database) == each(6, idempotency_keys=3)


async def test_a_whole_batch_under_one_key_twice_at_once_is_once(instances: Two, database: Clone) -> None:
    for round_ in range(3):
        key = {"Idempotency-Key": f"round-{round_}"}
        answers = await at_once(database, *(send(one.lead, item(), item(), headers=key) for one in instances))
        assert answers[0].content == answers[1].content
        assert sorted("idempotency-replayed" in one.headers for one in answers) == [False, True]
    assert await counts(database) == each(6, idempotency_keys=3)


async def test_one_id_of_two_agencies_at_once_is_the_first_of_them(instances: Two, database: Clone) -> None:
    """On two pairs, so that nothing but the id puts the batches in order; what else they hold is done."""
    for round_ in range(3):
        id_ = str(world.uid(8000 + round_))
        answers = await at_once(
            database,
            send(instances[0].lead, item(id=id_), item(percent_complete=None)),
            send(instances[1].other_agency, item(world.OTHER_TASK, id=id_), item(world.OTHER_TASK)),
        )
        found = sorted((outcomes(one) for one in answers), key=str)
        assert found == [done(2), [(409, "report-id-taken"), (201, None)]]
    assert (await counts(database))["progress_reports"] == 9


async def test_a_batch_against_single_reports(instances: Two, database: Clone) -> None:
    answers = await at_once(
        database,
        send(instances[0].lead, *[item(percent_complete=50) for _ in range(5)]),
        *(submit(instances[1].lead, percent_complete=50) for _ in range(5)),
    )
    assert statuses(answers) == [200] + [201] * 5
    assert outcomes(answers[0]) == done(5)
    assert await counts(database) == each(10)


async def test_a_batch_against_the_closing_of_its_plan(instances: Two, database: Clone) -> None:
    closing, answer = await asyncio.gather(
        instances[0].office.post("/v1/plans/kh-01-2026/close"), send(instances[1].lead, item(), item())
    )
    assert closing.status_code == 200
    assert outcomes(answer) in (done(2), [(409, "plan-not-open")] * 2)
    assert (await counts(database))["progress_reports"] == sum(one["status"] == 201 for one in told(answer))
    assert outcomes(await send(instances[0].lead, item())) == [(409, "plan-not-open")]
    assert refusal(await send(instances[0].lead, item(), atomic=True)) == (409, "batch-refused")
