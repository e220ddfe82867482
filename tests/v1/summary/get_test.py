"""`GET /v1/plans/{plan}/summary` and `/v1/summary`: of the two annexes of 2026, who sees what, the day, and what is refused."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.callers import Callers
from tests.client import Contract
from tests.clones import Clone
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded, world
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every
from tests.v1.reports.published import PLAN, WEDNESDAYS, complete, published, submitted
from tests.v1.summary.links_test import walk

OF_PLAN = f"/v1/plans/{PLAN}/summary"


@pytest.fixture(scope="module")
async def city(server: Server, contract: Contract) -> AsyncIterator[City]:
    """Shared: these tests only read, on 20 June."""
    clock = StoppedClock()
    clock.set("2026-06-20")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


async def test_the_two_annexes(city: City) -> None:
    whole = (await city["viewer"].get("/v1/summary", params={"group_by": "plan"})).json()
    assert whole["total"] == 57
    assert [(one["plan"]["code"], one["total"]) for one in whole["groups"]] == [(PROGRAMME, 32), (CONCLUSIONS, 25)]
    programme = (await city["viewer"].get(f"/v1/plans/{PROGRAMME}/summary")).json()
    assert [one["section"]["label"] for one in programme["sections"]] == ["I", "II", "III", "IV", "V"]
    assert sum(programme["lead_cells"].values()) == sum(one["total"] for one in programme["agencies"])
    # III.3: of 103 communes none has handed in the report of June, due on the 16th; that of December is still to come.
    ward = next(one for one in programme["agencies"] if one["agency"]["code"] == "phuong-ninh-kieu")
    assert ward["obligations"] == {"due": 1, "on_time": 0, "late": 0, "missing": 1, "upcoming": 1}
    assert ward["rates"]["reporting"] == {"numerator": 0, "denominator": 1, "rate": 0.0}
    december = (await city["viewer"].get(f"/v1/plans/{PROGRAMME}/summary?month=2026-12&agency=phuong-ninh-kieu")).json()
    assert december["obligations"] == {"due": 0, "on_time": 0, "late": 0, "missing": 0, "upcoming": 1}
    assert (december["from"], december["to"], december["total"]) == ("2026-12-01", "2026-12-31", 1)


async def test_agencies_stand_in_vietnamese_order_and_last_who_is_nobody_yet(city: City) -> None:
    conclusions = (await city["viewer"].get(f"/v1/plans/{CONCLUSIONS}/summary")).json()
    *named, nobody = [one["agency"] and one["agency"]["name"] for one in conclusions["agencies"]]
    assert nobody is None
    assert len(named) == len(set(named)) > 5
    assert await walk(city["viewer"], conclusions["agencies"][-1]) > 3


async def test_a_delay_stays_when_it_is_made_good_and_a_slow_reviewer_makes_nobody_late(
    callers: Callers, clock: StoppedClock
) -> None:
    by_may, by_june, weekly = await published(callers, clock, "Tháng 5/2026", "Trước ngày 20/6/2026", WEDNESDAYS)
    clock.set("2026-06-03")
    await submitted(callers.lead, by_june, status="completed", percent_complete=None, no_document_reason="Chờ ký")
    clock.set("2026-06-25")
    before = (await callers.office.get(OF_PLAN)).json()
    assert before["cells"]["overdue"] == 2
    assert (before["cells"]["in_term"], before["awaiting_confirmation"]) == (1, 1)
    assert (await complete(callers.lead, by_may)).status_code == 201
    after = (await callers.office.get(OF_PLAN)).json()
    owed = {name: after["obligations"][name] - before["obligations"][name] for name in before["obligations"]}
    assert owed == {"due": 0, "on_time": 0, "late": 1, "missing": -1, "upcoming": 0}
    assert after["cells"] == before["cells"]
    # As it was known on the day before, whatever has happened since.
    assert (await callers.office.get(f"{OF_PLAN}?as_of=2026-06-24")).json()["obligations"]["late"] == 0
    assert weekly


async def test_cells_flip_at_midnight_in_can_tho(callers: Callers, clock: StoppedClock) -> None:
    await published(callers, clock, "Trước ngày 20/6/2026")
    seen = {}
    for now in ("2026-06-11T12:00:00", "2026-06-12T12:00:00", "2026-06-19T23:59:59", "2026-06-20T00:00:00"):
        clock.set(now)
        told = (await callers.viewer.get(OF_PLAN)).json()
        seen[now[5:10]] = (told["cells"]["in_term"], told["due_soon"], told["overdue_days"]["d1_7"])
    assert seen == {"06-11": (1, 0, 0), "06-12": (1, 1, 0), "06-19": (1, 1, 0), "06-20": (0, 0, 1)}


async def test_a_closed_plan_is_told_by_the_day_it_was_closed(callers: Callers, clock: StoppedClock) -> None:
    await published(callers, clock, "Trước ngày 20/6/2026")
    clock.set("2026-06-10")
    assert (await callers.office.post(f"/v1/plans/{PLAN}/close")).status_code == 200
    clock.set("2026-08-01")
    told = (await callers.viewer.get(OF_PLAN)).json()
    assert (told["closed_on"], told["as_of"], told["cells"]["in_term"]) == ("2026-06-10", "2026-08-01", 1)


async def test_who_sees_which_plan(callers: Callers, database: Clone) -> None:
    assert (await callers.office.get("/v1/plans/kh-02-2026/summary")).json()["total"] == 0
    assert (await callers.viewer.get("/v1/plans/kh-02-2026/summary")).status_code == 404
    await database.execute("update plans set restricted = true where id = $1", world.OTHER_PLAN)
    seen = {one.name: (await one.get("/v1/summary")).json()["total"] for one in (callers.viewer, callers.other_agency)}
    assert seen == {"viewer": 2, "other_agency": 3}
    narrowed = await callers.viewer.get("/v1/summary?plan=kh-03-2026&group_by=agency")
    assert (narrowed.status_code, narrowed.json()["errors"][0]["pointer"]) == (422, "plan")
    assert [row["agency"]["code"] for row in await every(callers.viewer, "/v1/summary/agencies")] == [
        "so-tai-chinh",
        "so-y-te",
    ]


async def test_before_it_was_published_a_plan_is_absent(callers: Callers, clock: StoppedClock) -> None:
    await published(callers, clock, "Quý II/2026", on="2026-02-02")
    absent = await callers.office.get(f"{OF_PLAN}?as_of=2026-02-01", headers={"Accept-Language": "en"})
    assert (absent.status_code, "not published yet" in absent.json()["detail"]) == (404, True)
    assert (await callers.office.get(f"{OF_PLAN}?as_of=2026-02-02")).json()["total"] == 1
    assert (await callers.office.get(f"/v1/summary?plan={PLAN}&as_of=2026-02-01")).json()["total"] == 0


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("as_of=2026-03-03", "future-day"),
        ("month=2026-03&year=2026", "unclear-window"),
        ("from=2026-03-02&quarter=2026-Q1", "unclear-window"),
        ("from=2026-03-02&to=2026-03-01", "unclear-window"),
        ("month=2026-13", "invalid-request"),
        ("quarter=2026-Q5", "invalid-request"),
        ("basis=first", "invalid-request"),
        ("as-of=2026-03-01", "invalid-request"),
    ],
)
async def test_what_is_refused(callers: Callers, query: str, kind: str) -> None:
    for path in ("/v1/plans/kh-01-2026/summary", "/v1/summary", "/v1/summary/agencies"):
        answer = await callers.viewer.get(f"{path}?{query}")
        assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{kind}")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "unclear-window"),
        ("to=2026-03-01", "unclear-window"),
        ("from=2026-01-01&to=2026-03-03", "future-day"),
        ("year=2027", "future-day"),
    ],
)
async def test_movements_need_a_beginning_and_know_no_future(callers: Callers, query: str, kind: str) -> None:
    answer = await callers.viewer.get(f"/v1/summary/movements?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{kind}")
    assert ("from" in answer.json()["detail"]) == (kind == "unclear-window")


async def test_a_cell_before_needs_its_day(callers: Callers) -> None:
    for query, pointer in (("before=2026-03-01", "cell_before"), ("cell_before=none", "before")):
        answer = await callers.viewer.get(f"/v1/tasks?{query}")
        faults: list[dict[str, Any]] = answer.json()["errors"]
        assert (answer.status_code, [fault["pointer"] for fault in faults]) == (422, [pointer])
