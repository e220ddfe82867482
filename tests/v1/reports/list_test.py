"""`GET /v1/reports`, `/v1/reports/{id}` and the reports of a task: who reads which, in what order, found by what."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.access.tokens import new_token
from tests.callers import Caller, Callers
from tests.client import ContractClient
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.access import token_row
from tests.v1.reports.published import complete, refusal, submitted
from tests.v1.reports.refuse_test import RANDOM, RESTRICTED_TASK, restricted_task

READERS = ("admin", "office", "other_office", "lead", "coordinator", "other_agency", "gateway", "viewer", "auditor")


async def three(callers: Callers, clock: StoppedClock) -> list[str]:
    """On three days: the lead blocked, the other agency in progress on its task, the lead completed."""
    blocked = await submitted(callers.lead, status="blocked", difficulties="Chờ hướng dẫn")
    clock.set("2026-03-10")
    other = await submitted(callers.other_agency, world.OTHER_TASK)
    clock.set("2026-03-11T00:30:00")
    return [blocked["id"], other["id"], (await complete(callers.lead)).json()["id"]]


async def ids(caller: Caller, path: str = "/v1/reports", **params: Any) -> list[str]:
    answer = await caller.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


async def test_in_a_visible_plan_all_reports_are_read(callers: Callers, clock: StoppedClock) -> None:
    made = await three(callers, clock)
    for name in READERS:
        caller = getattr(callers, name)
        assert await ids(caller) == made, name
        assert [(await caller.get(f"/v1/reports/{one}")).json()["id"] for one in made] == made, name


async def test_a_submitter_reads_those_of_its_own_agency(callers: Callers, clock: StoppedClock) -> None:
    made = await three(callers, clock)
    assert await ids(callers.submitter) == [made[0], made[2]]
    assert await ids(callers.submitter, f"/v1/tasks/{world.TASK}/reports") == [made[0], made[2]]
    assert (await callers.submitter.get(f"/v1/reports/{made[0]}")).status_code == 200
    assert refusal(await callers.submitter.get(f"/v1/reports/{made[1]}")) == (404, "not-found")
    assert refusal(await callers.submitter.get(f"/v1/tasks/{world.OTHER_TASK}/reports")) == (404, "not-found")


async def test_the_reports_of_a_restricted_plan_are_for_those_named_in_it(callers: Callers, database: Clone) -> None:
    await database.store(*restricted_task())
    report = (await submitted(callers.other_agency, RESTRICTED_TASK))["id"]
    seen = {
        name: (
            await ids(getattr(callers, name)),
            (await getattr(callers, name).get(f"/v1/reports/{report}")).status_code,
            (await getattr(callers, name).get(f"/v1/tasks/{RESTRICTED_TASK}/reports")).status_code,
        )
        for name in READERS
    }
    see = {"admin", "auditor", "other_agency", "gateway", "other_office"}
    assert seen == {name: ([report], 200, 200) if name in see else ([], 404, 404) for name in READERS}


async def test_a_token_held_to_a_plan_reads_there(
    callers: Callers, clock: StoppedClock, database: Clone, http: ContractClient
) -> None:
    made = await three(callers, clock)
    new = new_token("viewer", world.uid(963))
    await database.store(token_row(new, id=world.uid(963), role="viewer", plan_ids=[world.OTHER_PLAN]))
    held = Caller("held", http, new.token)
    assert await ids(held) == []
    assert refusal(await held.get(f"/v1/reports/{made[0]}")) == (404, "not-found")


@pytest.mark.parametrize("name", ["anyone", "expired", "revoked", "bad_token"])
async def test_nobody_reads_without_a_good_token(callers: Callers, name: str) -> None:
    caller = getattr(callers, name)
    for path in ("/v1/reports", f"/v1/reports/{RANDOM}", f"/v1/tasks/{world.TASK}/reports"):
        assert (await caller.get(path)).status_code == 401


async def test_what_is_not_there(callers: Callers) -> None:
    for path in (f"/v1/reports/{RANDOM}", f"/v1/tasks/{RANDOM}/reports"):
        assert refusal(await callers.lead.get(path)) == (404, "not-found")


FILTERS: list[tuple[dict[str, str], list[int]]] = [
    ({"plan": "kh-01-2026"}, [0, 1, 2]),
    ({"plan": str(world.PLAN)}, [0, 1, 2]),
    ({"plan": "kh-03-2026"}, []),
    ({"task": str(world.TASK)}, [0, 2]),
    ({"agency": "so-y-te"}, [1]),
    ({"agency": str(world.LEAD)}, [0, 2]),
    ({"agency": "H13.5"}, [0, 2]),
    ({"status": "in_progress"}, [1]),
    ({"status": "blocked"}, [0]),
    ({"status": "completed"}, [2]),
    ({"has_difficulties": "true"}, [0]),
    ({"has_difficulties": "false"}, [1, 2]),
    ({"review": "waiting"}, [2]),
    ({"review": "none"}, [0, 1]),
    ({"review": "confirmed"}, []),
    ({"review": "none", "agency": "so-y-te"}, [1]),
    ({"submitted_from": "2026-03-10"}, [1, 2]),
    ({"submitted_from": "2026-03-11"}, [2]),
    ({"submitted_to": "2026-03-10"}, [0, 1]),
    ({"submitted_from": "2026-03-10", "submitted_to": "2026-03-10"}, [1]),
    ({"agency": "so-tai-chinh", "status": "completed", "submitted_from": "2026-03-11"}, [2]),
    ({"agency": "so-tai-chinh", "status": "in_progress"}, []),
]
MEANINGLESS: list[tuple[dict[str, str], str]] = [
    ({"state": "completed"}, "state"),
    ({"status": "done"}, "status"),
    ({"review": "done"}, "review"),
    ({"task": "1"}, "task"),
    ({"submitted_from": "10/3/2026"}, "submitted_from"),
    ({"has_difficulties": "maybe"}, "has_difficulties"),
    ({"limit": "201"}, "limit"),
    ({"cursor": "made-up"}, "cursor"),
]


async def test_filters_narrow_together(callers: Callers, clock: StoppedClock) -> None:
    made = await three(callers, clock)
    told = [(filters, await ids(callers.viewer, **filters)) for filters, _ in FILTERS]
    assert told == [(filters, [made[place] for place in found]) for filters, found in FILTERS]


async def test_a_filter_that_means_nothing_is_refused_by_name(callers: Callers) -> None:
    told = []
    for filters, _ in MEANINGLESS:
        answer = await callers.viewer.get("/v1/reports", params=filters)
        assert answer.status_code == 422
        told += [(filters, fault["pointer"].strip("/")) for fault in answer.json()["errors"]]
    assert told == MEANINGLESS


async def test_pages_hold_each_report_once_in_the_order_of_submission(callers: Callers, clock: StoppedClock) -> None:
    """Seven, of which five came in the same instant: the id orders those."""
    made = [(await submitted(callers.lead))["id"] for _ in range(5)]
    clock.set("2026-03-03")
    made = sorted(made) + [(await submitted(callers.lead))["id"] for _ in range(2)]
    for path in ("/v1/reports", f"/v1/tasks/{world.TASK}/reports"):
        pages, next_ = [], f"{path}?limit=2"
        while next_:
            answer = await callers.viewer.get(next_)
            pages.append([one["id"] for one in answer.json()["items"]])
            link, cursor = answer.headers.get("link"), answer.json()["next_cursor"]
            next_ = link.partition(">")[0].lstrip("<") if link else ""
            assert (cursor is None) == (next_ == "")
            assert cursor is None or ("cursor", cursor) in parse_qsl(urlsplit(next_).query)
        assert pages == [made[0:2], made[2:4], made[4:6], made[6:]]


async def test_what_comes_meanwhile_is_on_the_last_page(callers: Callers, clock: StoppedClock) -> None:
    made = [(await submitted(callers.lead))["id"] for _ in range(2)]
    first = (await callers.viewer.get("/v1/reports", params={"limit": 1})).json()
    clock.set("2026-03-03")
    made = [*sorted(made), (await submitted(callers.lead))["id"]]
    rest = await ids(callers.viewer, cursor=first["next_cursor"])
    assert [first["items"][0]["id"], *rest] == made


async def test_an_unchanged_report_is_not_sent_again(callers: Callers) -> None:
    path = f"/v1/reports/{(await complete(callers.lead)).json()['id']}"
    tag = (await callers.viewer.get(path)).headers["etag"]
    assert (await callers.viewer.get(path, headers={"If-None-Match": tag})).status_code == 304
    await complete(callers.lead)  # a better document: the first waits no longer
    assert (await callers.viewer.get(path, headers={"If-None-Match": tag})).status_code == 200
