"""Many at once: one wins, the others are told, and nothing is done twice or half."""

import asyncio
from collections import Counter

import httpx
import pytest

from app.kernel import roles
from tests.callers import Callers
from tests.clones import Clone, connected
from tests.make import world
from tests.make.agencies import agency_body
from tests.make.reports import report_body

pytestmark = pytest.mark.own_database

MANY = 12
LEAD_URL = "/v1/agencies/so-tai-chinh"
REPORTS = f"/v1/tasks/{world.TASK}/reports"


def statuses(answers: list[httpx.Response]) -> Counter[int]:
    return Counter(one.status_code for one in answers)


async def count(database: Clone, table: str) -> int:
    return (await database.counts())[table]


async def test_of_many_who_enrol_one_code_one_does(callers: Callers, database: Clone) -> None:
    before = await count(database, "agencies")
    posts = (callers.admin.post("/v1/agencies", agency_body(name=f"Sở {n}")) for n in range(MANY))
    assert statuses(await asyncio.gather(*posts)) == {201: 1, 409: MANY - 1}
    assert await count(database, "agencies") == before + 1
    assert await count(database, "journal") == 1


async def test_of_many_changes_at_one_version_one_is_made(callers: Callers, database: Clone) -> None:
    tag = (await callers.admin.get(LEAD_URL)).headers["etag"]
    patches = (callers.admin.patch(LEAD_URL, {"short_name": f"TC{n}"}, if_match=tag) for n in range(MANY))
    answers = await asyncio.gather(*patches)
    assert statuses(answers) == {200: 1, 412: MANY - 1}
    made = next(one for one in answers if one.status_code == 200)
    assert (await callers.admin.get(LEAD_URL)).json() == made.json()
    assert await count(database, "journal") == 1


async def test_lists_put_at_once_leave_one_whole_list(callers: Callers) -> None:
    url = "/v1/agency-groups/cac-co-quan-neu-ten"
    lists = [[code, "van-phong-ubnd"] for code in ("so-tai-chinh", "so-y-te", "so-xay-dung", "so-noi-vu")]
    answers = await asyncio.gather(*(callers.admin.put(f"{url}/members", {"agencies": one}) for one in lists))
    assert statuses(answers) == {200: len(lists)}
    assert sorted(one.json()["version"] for one in answers) == [2, 3, 4, 5]
    assert (await callers.viewer.get(url)).json()["member_count"] == 2


async def test_one_report_sent_many_times_under_its_id_is_one(callers: Callers, database: Clone) -> None:
    body = report_body(id=str(world.uid(811)))
    answers = await asyncio.gather(*(callers.lead.post(REPORTS, body) for _ in range(MANY)))
    assert statuses(answers) == {201: 1, 200: MANY - 1}
    assert {one.json()["id"] for one in answers} == {body["id"]}
    assert await count(database, "progress_reports") == 1
    assert await count(database, "task_agency_states") == 1


async def test_one_report_sent_many_times_under_a_key_is_one(callers: Callers, database: Clone) -> None:
    key = {"Idempotency-Key": "a-key"}
    answers = await asyncio.gather(*(callers.lead.post(REPORTS, report_body(), headers=key) for _ in range(MANY)))
    assert statuses(answers) == {201: MANY}
    assert len({one.content for one in answers}) == 1
    assert Counter(one.headers.get("idempotency-replayed") for one in answers) == {None: 1, "true": MANY - 1}
    assert await count(database, "progress_reports") == 1
    assert await count(database, "idempotency_keys") == 1


async def test_reports_of_one_pair_follow_one_another(callers: Callers, database: Clone) -> None:
    senders = [callers.lead, callers.submitter, callers.gateway]
    posts = (
        senders[n % 3].post(REPORTS, report_body(agency="so-tai-chinh", percent_complete=50, summary=f"Lần {n}"))
        for n in range(MANY)
    )
    assert statuses(await asyncio.gather(*posts)) == {201: MANY}
    assert await count(database, "progress_reports") == MANY
    (pair,) = await database.fetch("select version, percent from task_agency_state where id = $1", world.PAIR)
    assert tuple(pair) == (1 + MANY, 50)
    history = await database.fetch("select count(*) from task_agency_states where pair_id = $1", world.PAIR)
    assert history[0][0] == MANY


async def test_different_leads_do_not_wait_for_one_another(callers: Callers, database: Clone) -> None:
    async with connected(database.superuser_url) as other, other.transaction():
        await other.execute("select from task_agency_state where id = $1 for update", world.OTHER_PAIR)
        async with asyncio.timeout(2):
            assert (await callers.lead.post(REPORTS, report_body())).status_code == 201


async def test_who_waits_too_long_for_a_lock_is_asked_to_come_again(database: Clone, callers: Callers) -> None:
    await database.execute(f"alter role {roles.LOGIN} in database {database.name} set lock_timeout = '200ms'")
    async with connected(database.superuser_url) as other, other.transaction():
        await other.execute("select from agencies where id = $1 for update", world.LEAD)
        answer = await callers.admin.patch(LEAD_URL, {"short_name": "TC"}, if_match="*")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert (await callers.admin.patch(LEAD_URL, {"short_name": "TC"}, if_match="*")).status_code == 200


async def test_revocation_holds_from_the_next_request(callers: Callers) -> None:
    assert (await callers.lead.get(LEAD_URL)).status_code == 200
    await callers.admin.delete(f"/v1/tokens/{callers.lead.token_id}")
    assert (await callers.lead.get(LEAD_URL)).status_code == 401
    assert (await callers.lead.post(REPORTS, report_body())).status_code == 401


async def test_cut_connections_are_made_anew(callers: Callers, database: Clone) -> None:
    await asyncio.gather(*(callers.viewer.get(LEAD_URL) for _ in range(MANY)))
    await callers.admin.patch(LEAD_URL, {"short_name": "TC"}, if_match="*")
    await database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1",
        roles.LOGIN,
    )
    reads = [await callers.viewer.get(LEAD_URL) for _ in range(MANY)]
    writes = [await callers.admin.patch(LEAD_URL, {"short_name": f"T{n}"}, if_match="*") for n in range(MANY)]
    for answers in (reads, writes):
        assert {one.status_code for one in answers} <= {200, 503}
        assert answers[-1].status_code == 200
