"""Reports sent at the same moment through two instances of the service, each with its own pool: nothing is done twice and nothing
is lost, and the rows say the same thing afterwards as the answers did.

The moment is made: the pairs are held until every request has read them, decided, and waits to write.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterable
from typing import Any, TypeAlias
from uuid import UUID

import httpx
import pytest

from app.kernel.db import POOL_SIZE
from app.tasks.progress import PAIR_COLUMNS
from tests.callers import Caller, Callers
from tests.clones import Clone, connected
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    HALF_YEARLY,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    refusal,
    submit,
)

ROUNDS, MANY = 50, 20
PATIENCE = 10.0
NOTHING = {
    "progress_reports": 0,
    "journal": 0,
    "task_agency_states": 0,
    "obligation_states": 0,
    "idempotency_keys": 0,
}
WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
Two: TypeAlias = tuple[Callers, Callers]


@pytest.fixture
def leads(instances: Two) -> tuple[Caller, Caller]:
    return instances[0].lead, instances[1].lead


async def counts(database: Clone) -> dict[str, int]:
    kept = await database.counts()
    return {table: kept[table] for table in NOTHING}


async def at_once(
    database: Clone, *sent: Coroutine[Any, Any, httpx.Response], only: UUID | None = None
) -> list[httpx.Response]:
    """All of them decided on the same rows, before the first of them has written anything. `only`: the pairs of one task are held,
    and who locks several has locked those before it.
    """
    async with connected(database.superuser_url) as holding, connected(database.superuser_url) as watching:
        async with holding.transaction(), asyncio.timeout(PATIENCE):
            await holding.execute(
                "select from task_agency_state where $1::uuid is null or task_id = $1 for update", only
            )
            under_way = [asyncio.ensure_future(one) for one in sent]
            # As many as the two instances have connections for; the others come after them.
            while await watching.fetchval(WAITING) < min(len(sent), 2 * POOL_SIZE):  # noqa: ASYNC110  another process's
                await asyncio.sleep(0.002)
        return await asyncio.gather(*under_way)


def each(count: int, **others: int) -> dict[str, int]:
    """So many reports, with a row of journal and of the pair's history each."""
    return NOTHING | {"progress_reports": count, "journal": count, "task_agency_states": count} | others


def statuses(answers: Iterable[httpx.Response]) -> list[int]:
    return sorted(one.status_code for one in answers)


async def test_one_key_from_two_instances_at_once_is_one_report(leads: tuple[Caller, Caller], database: Clone) -> None:
    replays: Counter[str | None] = Counter()
    for round_ in range(ROUNDS):
        key = {"Idempotency-Key": f"round-{round_}"}
        answers = await at_once(database, *(submit(lead, headers=key) for lead in leads))
        assert statuses(answers) == [201, 201]
        assert answers[0].content == answers[1].content
        assert answers[0].headers["location"] == answers[1].headers["location"]
        replays.update(one.headers.get("idempotency-replayed") for one in answers)
    assert replays == {None: ROUNDS, "true": ROUNDS}
    assert await counts(database) == each(ROUNDS, idempotency_keys=ROUNDS)


async def test_one_key_with_two_bodies_at_once_is_the_first_of_them(
    leads: tuple[Caller, Caller], database: Clone
) -> None:
    key = {"Idempotency-Key": "one"}
    sent = [submit(lead, headers=key, summary=f"Bản {place}") for place, lead in enumerate(leads)]
    answers = await at_once(database, *sent)
    assert statuses(answers) == [201, 422]
    assert [refusal(one)[1] for one in answers if one.is_error] == ["idempotency-key-reused"]
    assert await counts(database) == each(1, idempotency_keys=1)


async def test_one_key_on_two_tasks_at_once_waits_for_no_one_for_ever(instances: Two, database: Clone) -> None:
    """Of a gateway, for each of its agencies: two pairs and one key, which both write."""
    tasks = {world.TASK: "so-tai-chinh", world.OTHER_TASK: "so-y-te"}
    for round_ in range(10):
        key = {"Idempotency-Key": f"round-{round_}"}
        sent = zip(instances, tasks.items(), strict=True)
        answers = await at_once(
            database, *(submit(one.gateway, task, key, agency=agency) for one, (task, agency) in sent)
        )
        assert statuses(answers) == [201, 422]
    assert await counts(database) == each(10, idempotency_keys=10)


async def test_one_id_from_two_instances_at_once_is_one_report(leads: tuple[Caller, Caller], database: Clone) -> None:
    for round_ in range(10):
        id_ = str(world.uid(8000 + round_))
        answers = await at_once(database, *(submit(lead, id=id_) for lead in leads))
        assert statuses(answers) == [200, 201]
        assert answers[0].json() == answers[1].json()
    assert await counts(database) == each(10)


async def test_one_id_with_two_bodies_at_once_is_the_first_of_them(
    leads: tuple[Caller, Caller], database: Clone
) -> None:
    id_ = str(world.uid(8000))
    answers = await at_once(
        database, *(submit(lead, id=id_, percent_complete=30 + at) for at, lead in enumerate(leads))
    )
    assert statuses(answers) == [201, 409]
    assert [refusal(one)[1] for one in answers if one.is_error] == ["report-id-taken"]
    assert await counts(database) == each(1)


async def test_one_id_of_two_agencies_at_once_is_the_first_of_them(instances: Two, database: Clone) -> None:
    """On two pairs, so that nothing but the id puts them in order."""
    for round_ in range(10):
        id_ = str(world.uid(8000 + round_))
        answers = await at_once(
            database,
            submit(instances[0].lead, world.TASK, id=id_),
            submit(instances[1].other_agency, world.OTHER_TASK, id=id_),
        )
        assert statuses(answers) == [201, 409]
    assert await counts(database) == each(10)


async def test_two_reports_at_once_both_stand_in_an_order(leads: tuple[Caller, Caller], database: Clone) -> None:
    for round_ in range(10):
        percents = (2 * round_ + 1, 2 * round_ + 2)
        sent = zip(leads, percents, strict=True)
        answers = await at_once(
            database, *(submit(lead, percent_complete=one, percent_reason="Đo lại") for lead, one in sent)
        )
        assert statuses(answers) == [201, 201]
    assert await counts(database) == each(20)
    await _told_the_same_by_history_and_mirror(database, 20)


async def test_two_that_settle_at_once_are_both_counted(instances: Two, clock: StoppedClock, database: Clone) -> None:
    (task,) = await published(instances[0], clock, HALF_YEARLY)
    both = [str(one["id"]) for one in await owed(database, task)]
    clock.set("2026-06-15")
    sent = zip(instances, both, strict=True)
    answers = await at_once(database, *(submit(one.lead, task, obligation_id=named) for one, named in sent))
    assert statuses(answers) == [201, 201]
    mirror = await pair(database, task)
    assert (mirror["status"], mirror["settled_on_time"], mirror["dated"]) == ("completed", 2, 0)
    assert [one["settled_on_time"] for one in await pair_history(database, task)] == [0, 1, 2]


async def test_many_at_once_all_stand(leads: tuple[Caller, Caller], database: Clone) -> None:
    sent = [submit(leads[at % 2], percent_complete=50, summary=f"Lần {at}") for at in range(MANY)]
    answers = await at_once(database, *sent)
    assert statuses(answers) == [201] * MANY
    assert [one.json()["out_of_order"] for one in answers] == [False] * MANY
    assert await counts(database) == each(MANY)
    await _told_the_same_by_history_and_mirror(database, MANY)


async def _told_the_same_by_history_and_mirror(database: Clone, count: int) -> None:
    """No update was lost: the mirror counts every one, and each row of history holds one report."""
    mirror, history = await pair(database), await pair_history(database)
    assert mirror["version"] == 1 + count
    assert {name: mirror[name] for name in PAIR_COLUMNS} == {name: history[-1][name] for name in PAIR_COLUMNS}
    percents = await database.fetch("select id, percent_complete from progress_reports")
    assert {one["last_report_id"]: one["percent"] for one in history} == {
        one["id"]: one["percent_complete"] for one in percents
    }


async def test_two_completions_at_once_leave_one_that_waits(leads: tuple[Caller, Caller], database: Clone) -> None:
    """The second is the better document sent while the first waits; obligation and pair name the same report."""
    answers = await at_once(database, *(complete(lead) for lead in leads))
    assert statuses(answers) == [201, 201]
    (obligation,), mirror = await owed(database), await pair(database)
    assert (obligation["state"], obligation["version"], mirror["version"]) == ("answered", 3, 3)
    assert obligation["answered_by"] == mirror["waiting_report_id"] == mirror["last_report_id"]
    assert await counts(database) == each(2, obligation_states=2)


async def test_the_last_report_owed_is_settled_by_one_of_two(
    instances: Two, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(instances[0], clock, HALF_YEARLY)
    clock.set("2026-06-15")
    await submit(instances[0].lead, task)
    clock.set("2026-12-15")
    answers = await at_once(database, *(submit(one.lead, task) for one in instances))
    assert statuses(answers) == [201, 409]
    assert [refusal(one)[1] for one in answers if one.is_error] == ["status-refuses"]
    assert [one["state"] for one in await owed(database, task)] == ["settled", "settled"]
    assert [one["state"] for one in await owed_history(database, task)] == ["open", "open", "settled", "settled"]
    assert (await pair(database, task))["status"] == "completed"


async def test_a_report_against_the_closing_of_its_plan(instances: Two, database: Clone) -> None:
    """Whichever is first; a report that was taken is whole, one that was not has left nothing."""
    closing, answer = await asyncio.gather(
        instances[0].office.post("/v1/plans/kh-01-2026/close"), submit(instances[1].lead)
    )
    assert closing.status_code == 200
    assert answer.status_code in {201, 409}
    assert (await counts(database))["progress_reports"] == answer.is_success


async def test_a_report_decided_before_its_plan_was_closed_is_told_so(instances: Two, database: Clone) -> None:
    """Not that the database refuses it: a table that it reads, and is then kept from writing, gives the office the time."""
    async with connected(database.superuser_url) as holding, connected(database.superuser_url) as watching:
        async with holding.transaction(), asyncio.timeout(PATIENCE):
            await holding.execute("lock table progress_reports in share mode")
            under_way = asyncio.ensure_future(submit(instances[1].lead))
            while not await watching.fetchval(WAITING):  # noqa: ASYNC110  another process's
                await asyncio.sleep(0.002)
            assert (await instances[0].office.post("/v1/plans/kh-01-2026/close")).status_code == 200
        answer = await under_way
    assert refusal(answer) == (409, "plan-not-open")
    assert (await counts(database))["progress_reports"] == 0


@pytest.mark.own_database
async def test_a_pair_that_never_holds_still_is_given_up(leads: tuple[Caller, Caller], database: Clone) -> None:
    await database.execute(
        "create function moved_on() returns trigger language plpgsql as 'begin return null; end';"
        "create trigger moved_on before update on task_agency_state for each row execute function moved_on()"
    )
    answer = await submit(leads[0], headers={"Idempotency-Key": "in-vain"})
    assert refusal(answer) == (409, "overtaken")
    assert await counts(database) == NOTHING
