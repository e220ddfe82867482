"""The two annexes as `/v1/tasks` shows them, each row against the tables that a person typed from the documents."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.cli import prepare
from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City
from tests.rules.deadlines.seed_phrases_test import ANNEX_01, ANNEX_I
from tests.rules.documents import conclusions_annex_test as conclusions
from tests.rules.documents import make
from tests.rules.documents import ntm_annex_test as programme

# What a run leaves beside the things it makes.
OF_THE_RUN = {"access_tokens", "journal"}


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read."""
    async with seeded.city(server, WORKER, StoppedClock(), contract) as opened:
        yield opened


@pytest.fixture(scope="module")
async def rows(city: City) -> dict[str, list[dict[str, Any]]]:
    """The rows of each plan as one page gives them."""
    found = {}
    for plan in (PROGRAMME, CONCLUSIONS):
        answer = await city["viewer"].get("/v1/tasks", params={"plan": plan, "limit": 200})
        assert answer.json()["next_cursor"] is None
        found[plan] = answer.json()["items"]
    return found


def named(task: dict[str, Any], role: str) -> list[str]:
    """Codes of the agencies and groups of a cell, in its order."""
    return [(one["agency"] or one["group"])["code"] for one in task["assignments"] if one["role"] == role]


def read_as(summary: str) -> tuple[str, str | None, bool, str | None]:
    """Kind, last day, whether the day named is excluded, and condition, of the line that told.summary writes."""
    day, condition = re.search(r"\d{4}-\d\d-\d\d", summary), re.search(r"if\((.*)\)", summary)
    return summary.split(maxsplit=1)[0], day and day[0], "before→" in summary, condition and condition[1]


def check_deadline(task: dict[str, Any], text: str | None, phrases: dict[str, str]) -> None:
    if text is None:
        assert (task["deadline"], task["deadlines"]) == (None, [])
        return
    shown, reading = task["deadline"], task["deadline"]["reading"]
    kind, day, before, condition = read_as(phrases[text])
    assert shown["text"] == text
    assert (reading["kind"], reading["due_on"], reading["condition"]) == (kind, day, condition)
    assert (reading["boundary"] == "before") is before
    assert (shown["nominal_due_date"], shown["effective_due_date"]) == (day, day)
    assert [(one["source"], one["text"]) for one in task["deadlines"]] == [("cell", text)]


def test_two_plans_five_sections_57_tasks_and_a_heading(rows: dict[str, list[dict[str, Any]]]) -> None:
    both = [task for plan in rows.values() for task in plan]
    assert {plan: len(of_plan) for plan, of_plan in rows.items()} == {PROGRAMME: 32, CONCLUSIONS: 26}
    assert [task["number"] for task in both if task["is_heading"]] == ["14"]
    assert len({task["section_id"] for task in both} - {None}) == 5
    assert [task["position"] for task in rows[PROGRAMME]] == list(range(1, 33))
    assert sum(len(named(task, "lead")) > 1 for task in both) == 7


async def test_the_plans_and_their_days(city: City) -> None:
    shown = (await city["viewer"].get("/v1/plans")).json()["items"]
    days = {plan["code"]: [plan[name] for name in ("starts_on", "published_on", "ends_on")] for plan in shown}
    assert days == {
        PROGRAMME: ["2026-01-01", "2026-01-01", "2026-12-31"],
        CONCLUSIONS: ["2026-06-01", "2026-06-01", "2026-12-31"],
    }
    assert [plan["monitoring_agency"]["code"] for plan in shown] == ["vp-ubnd", "vp-ubnd"]
    assert [(plan["status"], plan["document_number"], plan["issued_on"]) for plan in shown] == [
        ("published", None, None)
    ] * 2


async def test_sections_and_column_titles_as_printed(city: City) -> None:
    sections = (await city["viewer"].get(f"/v1/plans/{PROGRAMME}/sections")).json()["items"]
    assert [(one["label"], one["title"], one["position"]) for one in sections] == [
        ("I", "CÔNG TÁC QUẢN LÝ ĐIỀU HÀNH", 1),
        ("II", "CƠ CHẾ CHÍNH SÁCH", 2),
        ("III", "KIỂM TRA GIÁM SÁT, THÔNG TIN BÁO CÁO", 3),
        ("IV", "ĐÀO TẠO NÂNG CAO NĂNG LỰC", 4),
        ("V", "THÔNG TIN, TUYÊN TRUYỀN", 5),
    ]
    assert (await city["viewer"].get(f"/v1/plans/{CONCLUSIONS}/sections")).json()["items"] == []
    annexes = [(await city["viewer"].get(f"/v1/plans/{plan}/annexes")).json()["items"] for plan in seeded.PLANS]
    assert [(one["label"], len(one["column_titles"]), one["deadline_purpose"]) for [one] in annexes] == [
        ("Phụ lục số 01", 6, "completion"),
        ("Phụ lục I", 5, "advice"),
    ]
    assert annexes[1][0]["column_titles"][2] == "CƠ QUAN, ĐƠN VỊ CHỦ TRÌ THEO DÕI, THAM MUÙ"


@pytest.mark.parametrize("at", range(32), ids=lambda at: "{}.{}".format(*programme.GOLDEN[at]))
def test_every_row_of_the_programme(rows: dict[str, list[dict[str, Any]]], at: int) -> None:
    task = rows[PROGRAMME][at]
    section, number, leads, coordinating, deadline, deliverable, opening, ending = programme.GOLDEN[at]
    assert (task["section"]["label"], task["number"]) == (section, number)
    assert (task["parent_id"], task["is_heading"]) == (None, False)
    assert named(task, "lead") == leads
    assert named(task, "coordinating") == coordinating
    assert task["deliverable"] == deliverable
    assert task["title"].startswith(opening)
    assert task["title"].endswith(ending)
    assert task["title"] == make.seed(make.NTM).rows[at].title
    check_deadline(task, deadline, ANNEX_01)


@pytest.mark.parametrize("at", range(26), ids=lambda at: conclusions.GOLDEN[at][0])
def test_every_row_of_the_conclusions(rows: dict[str, list[dict[str, Any]]], at: int) -> None:
    task = rows[CONCLUSIONS][at]
    number, parent, leads, coordinating, deadline, opening, ending = conclusions.GOLDEN[at]
    numbers = {one["id"]: one["number"] for one in rows[CONCLUSIONS]}
    assert (task["section"], task["number"], task["is_heading"]) == (None, number, number == "14")
    assert numbers.get(task["parent_id"]) == parent
    assert named(task, "lead") == leads
    assert named(task, "coordinating") == coordinating
    assert task["deliverable"] is None
    assert task["title"].startswith(opening)
    assert task["title"].endswith(ending)
    assert task["title"] == make.seed(make.CONCLUSIONS).rows[at].title
    check_deadline(task, deadline, ANNEX_I)


@pytest.mark.parametrize(("number", "title"), [("4", conclusions.TITLE_4), ("9", conclusions.TITLE_9)])
def test_a_title_keeps_its_paragraphs(rows: dict[str, list[dict[str, Any]]], number: str, title: str) -> None:
    assert [task["title"] for task in rows[CONCLUSIONS] if task["number"] == number] == [title]


def test_agencies_with_a_comma_in_their_name_stay_one(rows: dict[str, list[dict[str, Any]]]) -> None:
    task = next(task for task in rows[CONCLUSIONS] if task["number"] == "14.5")
    [lead] = [one for one in task["assignments"] if one["role"] == "lead"]
    assert lead["agency"]["name"] == lead["text"] == "Sở Văn hóa, Thể thao và Du lịch"


def test_the_first_lead_is_primary_and_cells_keep_their_text(rows: dict[str, list[dict[str, Any]]]) -> None:
    task = next(task for task in rows[PROGRAMME] if (task["section"]["label"], task["number"]) == ("II", "15"))
    leads = [one for one in task["assignments"] if one["role"] == "lead"]
    assert [(one["agency"]["code"], one["text"], one["is_primary"]) for one in leads] == [
        ("so-xay-dung", "Sở Xây dựng", True),
        ("so-tai-chinh", "Sở Tài chính", False),
    ]


def test_a_heading_is_in_no_cell(rows: dict[str, list[dict[str, Any]]]) -> None:
    heading = next(task for task in rows[CONCLUSIONS] if task["is_heading"])
    nothing = {"status", "cell", "percent_complete", "effective_due_date", "late_from", "last_reported_at"}
    assert {name: heading[name] for name in nothing} == dict.fromkeys(nothing)
    assert (heading["leads"], heading["days_overdue"], heading["due_soon"]) == ([], 0, False)
    assert heading["coverage"] == {"expected": 0, "reported": 0, "confirmed": 0, "missing": 0}


def test_citations_are_data(rows: dict[str, list[dict[str, Any]]]) -> None:
    task = next(task for task in rows[PROGRAMME] if (task["section"]["label"], task["number"]) == ("II", "7"))
    [cited] = task["citations"]
    assert (cited["point"], cited["clause"], cited["article"]) == ("a", "1", "56")
    assert (cited["number"], cited["issued_on"]) == ("358/2025/NĐ-CP", "2025-12-31")


async def test_readings_speak_the_language_of_the_request(city: City) -> None:
    notes = []
    for language in ("vi", "en"):
        answer = await city["viewer"].get(
            "/v1/tasks", params={"plan": PROGRAMME, "limit": 9}, headers={"Accept-Language": language}
        )
        notes.append(answer.json()["items"][8]["deadline"]["reading"]["notes"])
    assert [len(said) for said in notes] == [1, 1]
    assert notes[0] != notes[1]


async def test_running_it_again_changes_nothing(server: Server, contract: Contract, clock: StoppedClock) -> None:
    async with seeded.city(server, WORKER, clock, contract) as city:
        before = await city.database.counts()
        held = await city.database.fetch("select id, version from plans union all select id, version from agencies")
        told: list[str] = []
        await prepare.seed(city.database.owner_url, city.database.serving_url, prepare.SEED, told.append)
        after = await city.database.counts()
        assert len(told) == 3
        assert {name for name in before if before[name] != after[name]} <= OF_THE_RUN
        # A token for each of the transactions, and none of them outlives it.
        assert after["access_tokens"] == before["access_tokens"] + 3
        left = "select count(*) from access_tokens where name like 'tiendo (%' and revoked_at is null"
        assert [row["count"] for row in await city.database.fetch(left)] == [0]
        again = await city.database.fetch("select id, version from plans union all select id, version from agencies")
        assert sorted(again) == sorted(held)


async def test_what_a_person_has_corrected_stays_corrected(
    server: Server, contract: Contract, clock: StoppedClock
) -> None:
    async with seeded.city(server, WORKER, clock, contract) as city:
        await city.database.execute("update agencies set name = 'Sở Tài chính (mới)' where code = 'so-tai-chinh'")
        await city.database.execute("update calendar_days set name = 'đã sửa' where day = '2026-09-02'")
        await prepare.seed(city.database.owner_url, city.database.serving_url, prepare.SEED, lambda _: None)
        kept = "select name from agencies where code = 'so-tai-chinh' union all select name from calendar_days where day = '2026-09-02'"
        assert {row["name"] for row in await city.database.fetch(kept)} == {"Sở Tài chính (mới)", "đã sửa"}
