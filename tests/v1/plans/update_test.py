"""`PATCH` and `DELETE /v1/plans/{plan}`: a draft changes and goes, a published plan only gets its number, date and issuer."""

from typing import Any

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.plans import relation_body

DRAFT, PUBLISHED = "/v1/plans/kh-02-2026", "/v1/plans/kh-01-2026"
OTHERS = ("admin", "auditor", "viewer", "lead", "coordinator", "other_agency", "gateway", "submitter")


async def patched(callers: Callers, path: str, **changes: Any) -> tuple[int, dict[str, Any]]:
    tag = (await callers.office.get(path)).headers["etag"]
    answer = await callers.office.patch(path, changes, if_match=tag)
    return answer.status_code, answer.json()


async def test_a_draft_changes_in_what_is_given(callers: Callers) -> None:
    before = (await callers.office.get(DRAFT)).json()
    status, after = await patched(callers, DRAFT, title="Tên mới", policy={"due_soon_days": 3}, ends_on="2027-06-30")
    assert status == 200
    changed = {"title", "policy", "ends_on", "version"}
    assert {name: after[name] for name in after if name not in changed} == {
        name: before[name] for name in before if name not in changed
    }
    assert (after["title"], after["ends_on"], after["version"]) == ("Tên mới", "2027-06-30", 2)
    assert after["policy"] == before["policy"] | {"due_soon_days": 3}
    _, cleared = await patched(callers, DRAFT, issuer="UBND thành phố", issued_on="2026-01-05")
    assert (cleared["issuer"], cleared["issued_on"]) == ("UBND thành phố", "2026-01-05")
    _, cleared = await patched(callers, DRAFT, issuer=None)
    assert (cleared["issuer"], cleared["issued_on"]) == (None, "2026-01-05")


async def test_a_published_plan_gets_its_number_date_and_issuer(callers: Callers) -> None:
    issued = {"document_number": "15/KH-UBND", "issued_on": "2026-01-05", "issuer": "UBND thành phố"}
    status, plan = await patched(callers, PUBLISHED, **issued)
    assert (status, {name: plan[name] for name in issued}, plan["version"]) == (200, issued, 2)


@pytest.mark.parametrize(
    "changes", [{"title": "Khác"}, {"policy": {"due_soon_days": 3}}, {"ends_on": "2027-01-01"}, {"restricted": True}]
)
async def test_and_nothing_else(callers: Callers, changes: dict[str, Any]) -> None:
    status, problem = await patched(callers, PUBLISHED, **changes)
    assert (status, problem["type"]) == (409, "/problems/not-a-draft")
    assert problem["changeable"] == ["document_number", "issued_on", "issuer"]


async def test_without_if_match_and_with_an_old_one(callers: Callers) -> None:
    old = (await callers.office.get(DRAFT)).headers["etag"]
    assert (await callers.office.patch(DRAFT, {"title": "A"})).status_code == 428
    assert (await callers.office.patch(DRAFT, {"title": "A"}, if_match=old)).status_code == 200
    stale = await callers.office.patch(DRAFT, {"title": "B"}, if_match=old)
    assert (stale.status_code, stale.json()["version"]) == (412, 2)
    assert (await callers.office.get(DRAFT)).json()["title"] == "A"


@pytest.mark.parametrize(
    ("changes", "slug", "pointers"),
    [
        ({"title": None}, "invalid-request", ["/title"]),
        ({"code": "khac"}, "invalid-request", ["/code"]),
        ({"monitoring_agency": "so-noi-vu"}, "invalid-request", ["/monitoring_agency"]),
        ({"starts_on": "2027-01-01"}, "plan-days-reversed", []),
        ({"policy": {"reporting": "daily"}}, "invalid-request", ["/policy/reporting"]),
    ],
    ids=str,
)
async def test_a_refusal_names_what_is_wrong(
    callers: Callers, database: Clone, changes: dict[str, Any], slug: str, pointers: list[str]
) -> None:
    before = await database.counts()
    status, problem = await patched(callers, DRAFT, **changes)
    assert (status, problem["type"]) == (422, f"/problems/{slug}")
    assert [fault["pointer"] for fault in problem["errors"]] == pointers
    assert await database.counts() == before
    assert (await callers.office.get(DRAFT)).json()["version"] == 1


async def test_a_draft_goes_with_everything_in_it(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answer = await callers.office.delete(DRAFT)
    assert (answer.status_code, answer.content) == (204, b"")
    after = await database.counts()
    gone = {name: before[name] - after[name] for name in before if before[name] != after[name]}
    assert gone == {
        "plans": 1,
        "annexes": 1,
        "sections": 1,
        "tasks": 1,
        "assignments": 1,
        "task_agencies": 1,
        "journal": -1,
    }
    assert (await callers.office.get(DRAFT)).status_code == 404
    [entry] = await database.fetch("select action, before::json ->> 'code' as code, after from journal")
    assert tuple(entry) == ("delete", "kh-02-2026", None)


async def test_a_published_plan_stays(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answer = await callers.office.delete(PUBLISHED)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/not-a-draft")
    assert await database.counts() == before


async def test_a_draft_that_another_plan_refers_to_stays(callers: Callers) -> None:
    await callers.office.post(f"{PUBLISHED}/relations", relation_body(plan="kh-02-2026"))
    answer = await callers.office.delete(DRAFT)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/plan-named-by-another")


async def test_a_draft_that_somebody_has_commented_on_stays(callers: Callers) -> None:
    said = await callers.office.post(f"/v1/tasks/{world.DRAFT_TASK}/comments", {"text": "Cần nêu rõ sản phẩm"})
    assert said.status_code == 201
    answer = await callers.office.delete(DRAFT)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/plan-commented-on")
    assert (await callers.office.get(DRAFT)).status_code == 200


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_only_its_office_may(callers: Callers, database: Clone, method: str) -> None:
    before = await database.counts()
    body = {"json": {"issuer": "Tôi"}, "if_match": "*"} if method == "PATCH" else {}
    answers = {
        name: [(await getattr(callers, name).request(method, path, **body)).status_code for path in (DRAFT, PUBLISHED)]
        for name in (*OTHERS, "other_office", "anyone")
    }
    assert answers == {name: [403, 403] for name in OTHERS} | {"other_office": [404, 403], "anyone": [401, 401]}
    assert await database.counts() == before


async def test_of_a_plan_that_is_not_there(callers: Callers) -> None:
    for plan in ("khong-co", str(world.uid(199)), "kh-04-2026"):
        answers = [
            await callers.office.patch(f"/v1/plans/{plan}", {"title": "A"}, if_match="*"),
            await callers.office.delete(f"/v1/plans/{plan}"),
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
