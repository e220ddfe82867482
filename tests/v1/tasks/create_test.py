"""`POST /v1/plans/{plan}/tasks`: a row of a draft by hand, its phrase read and its names put to agencies."""

import asyncio
from typing import Any

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.make import world
from tests.make.seeded import every

DRAFT = "/v1/plans/kh-02-2026"
PATH = f"{DRAFT}/tasks"


def task_body(**overrides: Any) -> dict[str, Any]:
    return {
        "annex": str(world.DRAFT_ANNEX),
        "section": str(world.DRAFT_SECTION),
        "number": "2",
        "title": "Ban hành quy chế khai thác dữ liệu dùng chung",
        "deliverable": "Quyết định của Ủy ban nhân dân thành phố",
        "deadline_text": "Trước ngày 20/6/2026",
        "assignments": [
            {"role": "coordinating", "group": "cac-co-quan-neu-ten"},
            {"role": "lead", "agency": "so-tai-chinh"},
            {"role": "lead", "agency": str(world.OTHER_AGENCY), "text": "SYT"},
            {"role": "lead", "text": "Chủ đầu tư phụ trách"},
        ],
    } | overrides


async def test_a_row_with_its_reading_and_its_names(callers: Callers) -> None:
    answer = await callers.office.post(PATH, task_body())
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/tasks/{made['id']}"
    assert (await callers.office.get(answer.headers["location"])).json() == made
    assert answer.headers["etag"].startswith('"1.')
    shown = made["deadline"]
    assert (shown["text"], shown["effective_due_date"]) == ("Trước ngày 20/6/2026", "2026-06-19")
    assert (shown["reading"]["kind"], shown["reading"]["boundary"]) == ("date", "before")
    assert [(one["role"], one["text"], one["is_primary"]) for one in made["assignments"]] == [
        ("lead", "Sở Tài chính", True),
        ("lead", "SYT", False),
        ("lead", "Chủ đầu tư phụ trách", False),
        ("coordinating", "Các cơ quan nêu tên", False),
    ]
    assert (made["is_heading"], made["position"], made["version"], made["status"]) == (False, 2, 1, None)


async def test_rows_stand_in_the_order_they_were_added(callers: Callers) -> None:
    for number in ("b", "a", "c"):
        await callers.office.post(PATH, task_body(number=number))
    assert [task["number"] for task in await every(callers.office, PATH)] == ["1", "b", "a", "c"]


@pytest.mark.parametrize(
    ("overrides", "heading"),
    [
        ({"deadline_text": None, "assignments": []}, True),
        ({"deadline_text": None, "assignments": [{"role": "coordinating", "agency": "so-y-te"}]}, True),
        ({"deadline_text": None}, False),
        ({"assignments": []}, False),
    ],
)
async def test_a_row_with_neither_lead_nor_deadline_is_a_heading(
    callers: Callers, overrides: dict[str, Any], heading: bool
) -> None:
    assert (await callers.office.post(PATH, task_body(**overrides))).json()["is_heading"] is heading


async def test_a_child_stands_under_its_parent(callers: Callers) -> None:
    heading = (await callers.office.post(PATH, task_body(number="3", deadline_text=None, assignments=[]))).json()
    child = (await callers.office.post(PATH, task_body(number="3.1", parent=heading["id"]))).json()
    assert child["parent_id"] == heading["id"]


async def test_the_phrase_is_read_with_the_purpose_of_its_annex_and_the_year_of_its_plan(callers: Callers) -> None:
    annex = (await callers.office.post(f"{DRAFT}/annexes", {"deadline_purpose": "advice"})).json()
    made = (await callers.office.post(PATH, task_body(annex=annex["id"], section=None, deadline_text="Quý III"))).json()
    reading = made["deadline"]["reading"]
    assert (reading["purpose"], reading["due_on"], reading["confidence"]) == ("advice", "2026-09-30", "assumed")


async def test_a_phrase_nobody_knows_is_kept_and_marked(callers: Callers) -> None:
    made = (await callers.office.post(PATH, task_body(deadline_text="Sớm nhất có thể"))).json()
    assert made["deadline"]["text"] == "Sớm nhất có thể"
    assert made["deadline"]["effective_due_date"] is None
    assert made["deadline"]["reading"]["confidence"] == "unresolved"


async def test_an_agency_named_twice_in_a_cell_counts_once(callers: Callers) -> None:
    twice = [{"role": "lead", "agency": "so-y-te", "text": text} for text in ("Sở Y tế", "SYT")]
    made = (await callers.office.post(PATH, task_body(assignments=twice))).json()
    assert [one["text"] for one in made["assignments"]] == ["Sở Y tế", "SYT"]
    assert [task["id"] for task in await every(callers.office, "/v1/tasks", plan="kh-02-2026", agency="so-y-te")] == [
        made["id"]
    ]


@pytest.mark.parametrize(
    ("overrides", "slug", "pointer"),
    [
        ({"annex": str(world.ANNEX)}, "unknown-annex", "/annex"),
        ({"annex": str(world.uid(299))}, "unknown-annex", "/annex"),
        ({"section": str(world.uid(399))}, "unknown-place", "/section"),
        ({"parent": str(world.TASK)}, "unknown-place", "/parent"),
        ({"assignments": [{"role": "lead", "agency": "so-khong-co"}]}, "unknown-agency", "/assignments/0/agency"),
        ({"assignments": [{"role": "lead", "group": "nhom-khong-co"}]}, "unknown-group", "/assignments/0/group"),
        ({"assignments": [{"role": "lead"}]}, "invalid-request", "/assignments/0"),
        (
            {"assignments": [{"role": "lead", "agency": "so-y-te", "group": "cac-co-quan-neu-ten"}]},
            "invalid-request",
            "/assignments/0",
        ),
        ({"assignments": [{"role": "owner", "text": "A"}]}, "invalid-request", "/assignments/0/role"),
        ({"title": "  "}, "invalid-request", "/title"),
        ({"title": "TUYỆT MẬT"}, "invalid-request", "/title"),
        ({"deadline_text": "Độ mật: Tối mật"}, "invalid-request", "/deadline_text"),
        ({"number": 2}, "invalid-request", "/number"),
        ({"completion_rule": "most"}, "invalid-request", "/completion_rule"),
        ({"status": "completed"}, "invalid-request", "/status"),
        ({"id": "nhiem-vu"}, "invalid-request", "/id"),
    ],
    ids=str,
)
async def test_a_refusal_names_what_is_wrong_and_leaves_nothing(
    callers: Callers, database: Clone, overrides: dict[str, Any], slug: str, pointer: str
) -> None:
    before = await database.counts()
    answer = await callers.office.post(PATH, task_body(**overrides))
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert await database.counts() == before


async def test_a_number_is_unique_in_its_section(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    taken = await callers.office.post(PATH, task_body(number="1"))
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/task-exists")
    assert await database.counts() == before
    elsewhere = {"annex": str(world.DRAFT_ANNEX), "label": "II", "title": "Phần hai"}
    section = (await callers.office.post(f"{DRAFT}/sections", elsewhere)).json()
    assert (await callers.office.post(PATH, task_body(number="1", section=section["id"]))).status_code == 201
    assert (await callers.office.post(PATH, task_body(number="1", section=None))).status_code == 201
    # Rows outside every section are one place too.
    assert (await callers.office.post(PATH, task_body(number="1", section=None))).status_code == 409


async def test_rows_without_a_number_are_no_duplicates(callers: Callers) -> None:
    answers = [await callers.office.post(PATH, task_body(number=None)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]


async def test_an_id_that_the_client_makes(callers: Callers) -> None:
    mine = str(world.uid(490))
    assert (await callers.office.post(PATH, task_body(id=mine))).json()["id"] == mine
    taken = [
        await callers.office.post(PATH, task_body(id=one, number="9", title="Việc khác"))
        for one in (mine, str(world.TASK))
    ]
    assert [(answer.status_code, answer.json()["type"]) for answer in taken] == [(409, "/problems/task-exists")] * 2


async def test_only_the_office_of_a_draft_adds_to_it(callers: Callers, database: Clone) -> None:
    before = await database.counts()
    answers = {
        caller.name: (await caller.post(PATH, task_body())).status_code
        for caller in callers.all()
        if caller.name != "office"
    }
    assert answers == {
        "anyone": 401,
        "bad_token": 401,
        "expired": 401,
        "revoked": 401,
        "other_office": 404,
        **dict.fromkeys(
            ("admin", "auditor", "viewer", "lead", "coordinator", "other_agency", "gateway", "submitter"), 403
        ),
    }
    assert await database.counts() == before


@pytest.mark.parametrize(
    ("plan", "status", "slug"), [("kh-01-2026", 409, "not-a-draft"), ("kh-03-2026", 403, "not-your-plan")]
)
async def test_published_plans_take_no_rows(callers: Callers, plan: str, status: int, slug: str) -> None:
    body = task_body(annex=str(world.ANNEX), section=None)
    answer = await callers.office.post(f"/v1/plans/{plan}/tasks", body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")


async def test_of_several_at_once_each_gets_a_place_of_its_own(callers: Callers) -> None:
    answers = await asyncio.gather(*(callers.office.post(PATH, task_body(number=str(n))) for n in range(3, 7)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert [task["position"] for task in await every(callers.office, PATH)] == [1, 2, 3, 4, 5]


async def test_the_journal_keeps_the_row_as_it_was_made(callers: Callers, database: Clone) -> None:
    made = (await callers.office.post(PATH, task_body())).json()
    [entry] = await database.fetch(
        "select entity, entity_id::text, action, after::json ->> 'title' as title from journal"
    )
    assert tuple(entry) == ("task", made["id"], "create", made["title"])
