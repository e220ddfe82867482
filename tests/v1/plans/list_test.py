"""`GET /v1/plans` and `/v1/plans/{plan}`: who sees which plan, filters and pages."""

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.plans import plan_body
from tests.make.seeded import every

OPEN = {"kh-01-2026", "kh-03-2026"}
ALL = OPEN | {"kh-02-2026", "kh-04-2026"}


async def test_drafts_for_their_office_and_restricted_plans_for_those_they_name(callers: Callers) -> None:
    readers = [caller for caller in callers.all() if caller.token]
    good = [one for one in readers if one.name not in {"submitter", "expired", "revoked", "bad_token"}]
    seen = {caller.name: {plan["code"] for plan in await every(caller, "/v1/plans")} for caller in good}
    assert seen == {
        "admin": ALL,
        "auditor": ALL,
        "office": OPEN | {"kh-02-2026"},
        "other_office": OPEN | {"kh-04-2026"},
        "lead": OPEN,
        "coordinator": OPEN,
        "other_agency": OPEN | {"kh-04-2026"},
        "gateway": OPEN | {"kh-04-2026"},
        "viewer": OPEN,
    }
    for caller in good:
        single = {code for code in ALL if (await caller.get(f"/v1/plans/{code}")).status_code == 200}
        assert single == seen[caller.name]


async def test_a_submitter_reads_no_plan(callers: Callers) -> None:
    answers = [await callers.submitter.get(path) for path in ("/v1/plans", "/v1/plans/kh-01-2026")]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.parametrize("part", ["", "/annexes", "/sections", "/tasks", "/relations"])
async def test_what_one_does_not_see_is_not_there(callers: Callers, part: str) -> None:
    for plan in ("kh-02-2026", "kh-04-2026", str(world.DRAFT), "khong-co", str(world.uid(199))):
        assert (await callers.lead.get(f"/v1/plans/{plan}{part}")).status_code == 404


async def test_by_status_and_year(callers: Callers) -> None:
    await callers.office.post("/v1/plans", plan_body(code="kh-2027", year=2027))
    found = {
        query: [plan["code"] for plan in (await callers.admin.get(f"/v1/plans?{query}")).json()["items"]]
        for query in ("status=draft", "status=published", "status=closed", "year=2027", "year=2026&status=draft")
    }
    assert found == {
        "status=draft": ["kh-02-2026", "kh-2027"],
        "status=published": ["kh-01-2026", "kh-03-2026", "kh-04-2026"],
        "status=closed": [],
        "year=2027": ["kh-2027"],
        "year=2026&status=draft": ["kh-02-2026"],
    }


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 200])
async def test_pages_hold_every_plan_once_by_code(callers: Callers, limit: int) -> None:
    await callers.office.post("/v1/plans", plan_body(code="kh-9-2026"))
    await callers.office.post("/v1/plans", plan_body(code="kh-10-2026"))
    found = [plan["code"] for plan in await every(callers.admin, "/v1/plans", limit=limit)]
    # Numbers by their value: 9 before 10.
    assert found == ["kh-01-2026", "kh-02-2026", "kh-03-2026", "kh-04-2026", "kh-9-2026", "kh-10-2026"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("status=done", "status"), ("year=1899", "year"), ("year=x", "year"), ("cursor=WzFd", "cursor"), ("q=x", "q")],
)
async def test_a_wrong_parameter_is_named(callers: Callers, query: str, pointer: str) -> None:
    answer = await callers.viewer.get(f"/v1/plans?{query}")
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, [pointer])


async def test_a_plan_by_code_and_by_id_with_an_etag(callers: Callers) -> None:
    by_code, by_id = [await callers.viewer.get(f"/v1/plans/{one}") for one in ("kh-01-2026", world.PLAN)]
    assert by_code.json() == by_id.json()
    assert by_code.json()["may"] == []
    tag = by_code.headers["etag"]
    assert (await callers.viewer.get("/v1/plans/kh-01-2026", headers={"If-None-Match": tag})).status_code == 304
    of_office = await callers.office.get("/v1/plans/kh-01-2026", headers={"If-None-Match": tag})
    assert (of_office.status_code, of_office.json()["may"]) == (200, ["patch", "close"])


async def test_a_plan_that_is_restricted_later_disappears_for_others(callers: Callers, database: Clone) -> None:
    await database.execute("update plans set restricted = true where id = $1", world.OTHER_PLAN)
    seen = {caller.name for caller in (callers.lead, callers.other_agency, callers.viewer, callers.other_office)} - {
        caller.name
        for caller in (callers.lead, callers.other_agency, callers.viewer, callers.other_office)
        if (await caller.get("/v1/plans/kh-03-2026")).status_code == 404
    }
    assert seen == {"other_agency", "other_office"}
