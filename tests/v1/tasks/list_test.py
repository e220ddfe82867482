"""`GET /v1/tasks` and `/v1/plans/{plan}/tasks`: every filter, pages, and who sees what. `cell` and `status`: cells_test."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.callers import Callers
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every

Row = dict[str, Any]


def as_query(given: object) -> str:
    """The id of a case: its filters; what chooses has an address for a name, which differs between workers."""
    return "&".join(f"{name}={one}" for name, one in given.items()) if isinstance(given, dict) else ""


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read, on 1 June."""
    clock = StoppedClock()
    clock.set("2026-06-01")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


def agencies(task: Row, *roles: str) -> set[str]:
    return {one["agency"]["code"] for one in task["assignments"] if one["agency"] and one["role"] in roles}


def groups(task: Row, *roles: str) -> set[str]:
    return {one["group"]["code"] for one in task["assignments"] if one["group"] and one["role"] in roles}


def finance_named(task: Row, *roles: str) -> bool:
    """Named itself, or as one of the departments."""
    return "so-tai-chinh" in agencies(task, *roles) or "departments" in groups(task, *roles)


BOTH = ("lead", "coordinating")


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        ({"plan": PROGRAMME}, lambda task: task["plan"]["code"] == PROGRAMME),
        ({"agency": "so-tai-chinh"}, lambda task: finance_named(task, *BOTH)),
        ({"agency": "so-tai-chinh", "role": "lead"}, lambda task: finance_named(task, "lead")),
        ({"agency": "so-tai-chinh", "role": "coordinating"}, lambda task: finance_named(task, "coordinating")),
        ({"agency": "phuong-ninh-kieu", "role": "lead"}, lambda task: "communes" in groups(task, "lead")),
        ({"agency": "phuong-ninh-kieu"}, lambda task: "communes" in groups(task, *BOTH)),
        ({"starred": "true"}, lambda _: False),
        ({"starred": "false"}, lambda _: True),
        ({"unresolved": "true"}, lambda task: any(lead["agency"] is None for lead in task["leads"])),
        ({"unresolved": "false"}, lambda task: all(lead["agency"] is not None for lead in task["leads"])),
        ({"due_from": "2026-07-01"}, lambda task: (task["effective_due_date"] or "") >= "2026-07-01"),
        ({"due_to": "2026-06-30"}, lambda task: (task["effective_due_date"] or "9") <= "2026-06-30"),
        (
            {"due_from": "2026-06-19", "due_to": "2026-06-19"},
            lambda task: task["effective_due_date"] == "2026-06-19",
        ),
        ({"cell": "undated", "plan": CONCLUSIONS}, lambda task: task["cell"] == "undated"),
        ({"status": "not_started"}, lambda task: task["status"] == "not_started"),
    ],
    ids=as_query,
)
async def test_a_filter_chooses_what_shows_it(
    city: City, filters: dict[str, str], chosen: Callable[[Row], bool]
) -> None:
    everything = await city.tasks()
    found = await city.tasks(**filters)
    assert [task["id"] for task in found] == [task["id"] for task in everything if chosen(task)]


async def test_annex_and_section_by_id(city: City) -> None:
    everything = await city.tasks()
    first = everything[0]
    of_annex = await city.tasks(annex=first["annex"]["id"])
    of_section = await city.tasks(section=first["section_id"])
    assert [task["id"] for task in of_annex] == [one["id"] for one in everything if one["annex"] == first["annex"]]
    assert [task["number"] for task in of_section] == [str(number) for number in range(1, 11)]


async def test_as_the_document_numbers_it(city: City) -> None:
    (third,) = await city.tasks(plan=PROGRAMME, section_label="III", number="3")
    assert (third["section"]["label"], third["number"]) == ("III", "3")
    assert [
        one["id"]
        for one in await every(city["viewer"], f"/v1/plans/{PROGRAMME}/tasks", section_label="III", number="3")
    ] == [third["id"]]
    threes = await city.tasks(number="3")
    assert len(threes) > 1
    assert {one["number"] for one in threes} == {"3"}
    assert await city.tasks(plan=CONCLUSIONS, number="14.2") != []
    assert await city.tasks(plan=CONCLUSIONS, number="14.") == []


async def test_an_agency_or_plan_by_any_of_its_names(city: City) -> None:
    by_code = [task["id"] for task in await city.tasks(agency="so-tai-chinh", plan=PROGRAMME)]
    task = (await city.tasks(agency="so-tai-chinh", role="lead", plan=PROGRAMME))[0]
    [finance] = {one["agency"]["id"] for one in task["assignments"] if one["agency"] and one["role"] == "lead"}
    by_id = [task["id"] for task in await city.tasks(agency=finance, plan=task["plan"]["id"])]
    assert by_code == by_id != []


async def test_by_e_identifier(callers: Callers) -> None:
    found = await every(callers.viewer, "/v1/tasks", agency="H13.5")
    assert [task["id"] for task in found] == [str(world.TASK)]


async def test_role_without_an_agency_means_ones_own(city: City) -> None:
    mine = await city.tasks("finance", role="lead")
    assert mine
    assert [task["id"] for task in mine] == [
        task["id"] for task in await city.tasks(agency="so-tai-chinh", role="lead")
    ]
    assert await city.tasks("viewer", role="lead") == []


@pytest.mark.parametrize("limit", [1, 7, 57, 58, 200])
async def test_pages_hold_every_task_once_in_the_order_of_the_rows(city: City, limit: int) -> None:
    found = await every(city["viewer"], "/v1/tasks", limit=limit)
    places = [(task["plan"]["id"], task["position"]) for task in found]
    assert places == sorted(set(places))
    assert len(places) == 58


async def test_pages_under_a_filter(city: City) -> None:
    one_by_one = await every(
        city["viewer"], "/v1/tasks", limit=3, agency="vpdp-ctmtqg", role="lead", due_to="2026-12-31"
    )
    at_once = await city.tasks(agency="vpdp-ctmtqg", role="lead", due_to="2026-12-31")
    assert [task["id"] for task in one_by_one] == [task["id"] for task in at_once]


async def test_the_link_to_the_next_page_keeps_the_filters(city: City) -> None:
    first = await city["viewer"].get("/v1/tasks", params={"plan": PROGRAMME, "limit": 5, "q": "sở tài chính"})
    following = await city["viewer"].get(first.links["next"]["url"])
    again = await every(city["viewer"], "/v1/tasks", limit=5, plan=PROGRAMME, q="sở tài chính")
    assert first.json()["items"] + following.json()["items"] == again[: len(first.json()["items"]) * 2]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("cell=late", "cell"),
        ("status=done", "status"),
        ("role=owner", "role"),
        ("due_from=31/12/2026", "due_from"),
        ("due_to=2026-02-30", "due_to"),
        ("due_to=1899-12-31", "due_to"),
        ("annex=1", "annex"),
        ("section=so-1", "section"),
        ("starred=perhaps", "starred"),
        ("agency=", "agency"),
        ("agency=%C4%91", "agency"),
        ("plan=a%00b", "plan"),
        ("cursor=", "cursor"),
        ("cursor=xyz", "cursor"),
        ("cursor=WzEsMl0", "cursor"),
        ("cursor=WyJhIiwgMV0", "cursor"),
        ("agencies=so-y-te", "agencies"),
        ("Plan=kh", "Plan"),
    ],
)
async def test_a_wrong_parameter_is_named(city: City, query: str, pointer: str) -> None:
    answer = await city["viewer"].get(f"/v1/tasks?{query}")
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_drafts_are_for_their_office_and_who_sees_all(callers: Callers) -> None:
    seen = {
        caller.name: str(world.DRAFT_TASK) in [task["id"] for task in await every(caller, "/v1/tasks")]
        for caller in callers.all()
        if caller.token and caller.name not in {"submitter", "expired", "revoked", "bad_token"}
    }
    assert {name for name, sees in seen.items() if sees} == {"office", "admin", "auditor"}


async def test_a_submitter_lists_no_tasks(callers: Callers) -> None:
    assert (await callers.submitter.get("/v1/tasks")).status_code == 403


async def test_the_rows_of_one_plan(callers: Callers) -> None:
    of_plan = await every(callers.viewer, "/v1/plans/kh-01-2026/tasks", limit=1)
    assert of_plan == await every(callers.viewer, "/v1/tasks", plan=str(world.PLAN))
    assert [task["number"] for task in of_plan] == ["1", "2"]
    hidden = [await callers.viewer.get(f"/v1/plans/{plan}/tasks") for plan in ("kh-02-2026", "kh-04-2026", "khong-co")]
    assert [answer.status_code for answer in hidden] == [404] * 3


async def test_may_lists_what_the_caller_would_not_be_refused(callers: Callers) -> None:
    may = {
        caller.name: {task["number"]: task["may"] for task in await every(caller, "/v1/tasks", plan="kh-01-2026")}
        for caller in (callers.lead, callers.gateway, callers.coordinator, callers.office, callers.other_office)
    }
    reports, office = ["report_progress", "report_completed"], ["suspend", "cancel", "patch", "amend", "comment"]
    assert may == {
        "lead": {"1": [*reports, "comment"], "2": []},
        "gateway": {"1": [*reports, "comment"], "2": [*reports, "comment"]},
        "coordinator": {"1": ["comment"], "2": []},
        "office": {"1": office, "2": office},
        "other_office": {"1": [], "2": []},
    }
