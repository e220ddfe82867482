"""Annexes, sections and relations of a plan."""

from typing import Any

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.plans import annex_body, relation_body, section_body
from tests.make.seeded import every

DRAFT, PUBLISHED = "/v1/plans/kh-02-2026", "/v1/plans/kh-01-2026"
SECTION = section_body(annex=str(world.DRAFT_ANNEX), label="II", title="Cơ chế chính sách")


async def test_annexes_follow_one_another(callers: Callers) -> None:
    titles = ["STT", "Nội dung công việc", "THAM MUÙ"]
    answer = await callers.office.post(f"{DRAFT}/annexes", annex_body(column_titles=titles, deadline_purpose="advice"))
    assert (answer.status_code, answer.headers["location"]) == (201, f"{DRAFT}/annexes")
    made = answer.json()
    assert (made["column_titles"], made["deadline_purpose"], made["position"]) == (titles, "advice", 2)
    assert [one["id"] for one in await every(callers.office, f"{DRAFT}/annexes", limit=1)] == [
        str(world.DRAFT_ANNEX),
        made["id"],
    ]


async def test_sections_follow_one_another_within_their_annex(callers: Callers) -> None:
    answer = await callers.office.post(f"{DRAFT}/sections", SECTION)
    assert (answer.status_code, answer.json()["position"], answer.json()["annex_id"]) == (
        201,
        2,
        str(world.DRAFT_ANNEX),
    )
    other = (await callers.office.post(f"{DRAFT}/annexes", annex_body())).json()
    assert (await callers.office.post(f"{DRAFT}/sections", section_body(annex=other["id"]))).json()["position"] == 1
    assert len(await every(callers.office, f"{DRAFT}/sections", limit=1)) == 3


@pytest.mark.parametrize("part", ["annexes", "sections"])
async def test_an_id_that_is_taken(callers: Callers, part: str) -> None:
    taken = {"annexes": annex_body(id=str(world.ANNEX)), "sections": SECTION | {"id": str(world.DRAFT_SECTION)}}
    answer = await callers.office.post(f"{DRAFT}/{part}", taken[part])
    slug = {"annexes": "annex-exists", "sections": "section-exists"}[part]
    assert (answer.status_code, answer.json()["type"]) == (409, f"/problems/{slug}")


async def test_a_section_of_an_annex_of_another_plan(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    for annex in (world.ANNEX, world.uid(299)):
        answer = await callers.office.post(f"{DRAFT}/sections", section_body(annex=str(annex)))
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unknown-annex")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/annex"]
    assert await database.counts() == before


@pytest.mark.parametrize(
    ("part", "body"), [("annexes", annex_body()), ("sections", section_body(annex=str(world.ANNEX)))]
)
async def test_a_published_plan_takes_none(callers: Callers, part: str, body: dict[str, Any]) -> None:
    answer = await callers.office.post(f"{PUBLISHED}/{part}", body)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/not-a-draft")


@pytest.mark.parametrize("part", ["annexes", "sections", "relations"])
async def test_only_its_office_adds(callers: Callers, database: Clone, part: str) -> None:
    before = await database.counts()
    bodies = {"annexes": annex_body(), "sections": SECTION, "relations": relation_body(plan="kh-03-2026")}
    answers = {
        caller.name: (await caller.post(f"{DRAFT}/{part}", bodies[part])).status_code
        for caller in (callers.admin, callers.lead, callers.viewer, callers.submitter, callers.other_office)
    }
    assert answers == {"admin": 403, "lead": 403, "viewer": 403, "submitter": 403, "other_office": 404}
    of_published = await callers.other_office.post(f"{PUBLISHED}/{part}", bodies[part])
    assert (of_published.status_code, of_published.json()["type"]) == (403, "/problems/not-your-plan")
    assert await database.counts() == before


async def test_a_published_plan_may_say_later_what_it_amends(callers: Callers) -> None:
    body = relation_body(plan="kh-03-2026", document="Quyết định 12/QĐ-UBND")
    answer = await callers.office.post(f"{PUBLISHED}/relations", body)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in ("kind", "plan", "document")} == {
        "kind": "amends",
        "plan": {"id": str(world.OTHER_PLAN), "code": "kh-03-2026"},
        "document": "Quyết định 12/QĐ-UBND",
    }
    assert await every(callers.viewer, f"{PUBLISHED}/relations") == [answer.json()]
    again = await callers.office.post(f"{PUBLISHED}/relations", relation_body(plan=str(world.OTHER_PLAN)))
    assert (again.status_code, again.json()["type"]) == (409, "/problems/plan-relation-exists")
    other_kind = await callers.office.post(f"{PUBLISHED}/relations", relation_body(plan="kh-03-2026", kind="revokes"))
    assert other_kind.status_code == 201


@pytest.mark.parametrize(
    ("body", "slug", "pointers"),
    [
        (relation_body(plan="khong-co"), "unknown-plan", ["/plan"]),
        (relation_body(plan="kh-04-2026"), "unknown-plan", ["/plan"]),
        (relation_body(plan="kh-01-2026"), "invalid-request", ["/plan"]),
        (relation_body(plan="kh-03-2026", kind="likes"), "invalid-request", ["/kind"]),
    ],
    ids=str,
)
async def test_a_relation_to_what_is_not_there_or_not_seen(
    callers: Callers, database: Clone, body: dict[str, Any], slug: str, pointers: list[str]
) -> None:
    before = await database.counts()
    answer = await callers.office.post(f"{PUBLISHED}/relations", body)
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == pointers
    assert await database.counts() == before


async def test_a_relation_to_a_draft_is_for_those_who_see_the_draft(callers: Callers) -> None:
    await callers.office.post(f"{PUBLISHED}/relations", relation_body(plan="kh-02-2026"))
    seen = {
        caller.name: [one["plan"]["code"] for one in await every(caller, f"{PUBLISHED}/relations")]
        for caller in (callers.office, callers.auditor, callers.viewer, callers.lead)
    }
    assert seen == {"office": ["kh-02-2026"], "auditor": ["kh-02-2026"], "viewer": [], "lead": []}
