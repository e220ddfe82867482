"""The golden days of the two annexes, told with a moving clock on the plans as they are published.

What publication opens stands in `obligations/open_test.py`: here is what becomes of it, from midnight to midnight.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.callers import Caller
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make import seeded
from tests.make.plans import annex_body, plan_body
from tests.make.reports import report_body
from tests.make.seeded import CONCLUSIONS, PROGRAMME, City, every
from tests.v1.reports.published import refusal

HALF_YEAR, YEAR = "2026-06-16", "2026-12-16"
WARD, LATE_COMMUNE = "phuong-ninh-kieu", "xa-thanh-an"


@pytest.fixture
async def city(server: Server, contract: Contract, clock: StoppedClock) -> AsyncIterator[City]:
    clock.set("2026-06-01")
    async with seeded.city(server, WORKER, clock, contract) as opened:
        yield opened


async def token_of(city: City, agency: str) -> Caller:
    """A token that an admin has issued to one agency."""
    body = {"name": agency, "role": "agency", "agencies": [agency]}
    answer = await city["admin"].post("/v1/tokens", body)
    assert answer.status_code == 201, answer.text
    return Caller(agency, city.http, answer.json()["token"])


async def report(caller: Caller, task: str, **given: Any) -> dict[str, Any]:
    answer = await caller.post(f"/v1/tasks/{task}/reports", report_body(**given))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def missing(city: City, task: str) -> list[str]:
    leads = await every(city["office"], f"/v1/tasks/{task}/leads", missing="true")
    return [lead["agency"]["code"] for lead in leads]


async def coverage(city: City, task: str) -> tuple[int, int, int]:
    found = (await city["office"].get(f"/v1/tasks/{task}")).json()["coverage"]
    return found["expected"], found["reported"], found["missing"]


async def half_years(city: City, task: str, agency: str) -> list[tuple[str, str, bool]]:
    found = await city.obligations(task=task, agency=agency)
    return [(one["effective_due_date"], one["state"], one["late"]) for one in found]


async def test_a_half_year_of_a_commune_is_reported_by_that_commune_alone(city: City, clock: StoppedClock) -> None:
    """Seed 1, III.3: 103 communes lead it, each for itself."""
    task = (await city.task(PROGRAMME, "3", "III"))["id"]
    clock.set("2026-06-15")
    [of_other, _] = await city.obligations(task=task, agency=LATE_COMMUNE)
    before = await city.database.counts()
    for caller, given, refused in (
        ("ward", {"obligation_id": of_other["id"]}, (409, "not-an-open-obligation")),
        ("ward", {"agency": LATE_COMMUNE}, (403, "not-your-task")),
        ("finance", {}, (403, "not-your-task")),
        ("finance", {"agency": WARD}, (403, "not-your-task")),
        ("office", {"agency": WARD}, (403, "permission-missing")),
        ("admin", {"agency": WARD}, (403, "permission-missing")),
    ):
        answer = await city[caller].post(f"/v1/tasks/{task}/reports", report_body(**given))
        assert refusal(answer) == refused, caller
    assert await city.database.counts() == before
    own = await report(city["ward"], task)
    assert [(one["period"]["label"], one["late"]) for one in own["settled"]] == [("6 tháng đầu năm 2026", False)]
    assert await half_years(city, task, LATE_COMMUNE) == [(HALF_YEAR, "open", False), (YEAR, "open", False)]


async def test_coverage_shows_who_is_missing_and_a_late_june_stays_visible(city: City, clock: StoppedClock) -> None:
    """Of III.3: one commune in time, one on 20 June, the others never; told again in December."""
    task = (await city.task(PROGRAMME, "3", "III"))["id"]
    late = await token_of(city, LATE_COMMUNE)
    clock.set("2026-06-16T23:59:59")
    await report(city["ward"], task)
    assert await coverage(city, task) == (103, 1, 102)
    clock.set("2026-06-20")
    gone = await missing(city, task)
    assert (len(gone), WARD in gone, LATE_COMMUNE in gone) == (102, False, True)
    [settled] = (await report(late, task))["settled"]
    assert (settled["state"], settled["late"]) == ("settled", True)
    assert await missing(city, task) == [code for code in gone if code != LATE_COMMUNE]
    assert await coverage(city, task) == (103, 2, 101)
    clock.set("2026-12-16")
    assert await half_years(city, task, WARD) == [(HALF_YEAR, "settled", False), (YEAR, "open", False)]
    assert await half_years(city, task, LATE_COMMUNE) == [(HALF_YEAR, "settled", True), (YEAR, "open", False)]
    made_good = await city.obligations(task=task, late="true", state="settled")
    assert [(one["agency"]["code"], one["answered_on"]) for one in made_good] == [(LATE_COMMUNE, "2026-06-20")]
    assert len(await city.obligations(task=task, late="true", state="open")) == 101


@pytest.mark.parametrize(
    ("now", "cell", "days", "late"),
    [("2026-06-19T23:59:59", "in_term", 0, False), ("2026-06-20T00:00:00", "overdue", 1, True)],
)
async def test_before_20_june_is_late_from_its_first_second(
    city: City, clock: StoppedClock, now: str, cell: str, days: int, late: bool
) -> None:
    """Seed 2, row 8: “Trước ngày 20/6/2026” is a Saturday, and the day before it the last one. It never rolls."""
    clock.set(now)
    task = await city.task(CONCLUSIONS, "8")
    assert (task["cell"], task["days_overdue"]) == (cell, days)
    assert (task["effective_due_date"], task["late_from"]) == ("2026-06-19", "2026-06-20T00:00:00+07:00")
    [owed] = await city.obligations(task=task["id"])
    assert (owed["late"], owed["late_from"]) == (late, "2026-06-20T00:00:00+07:00")


async def test_april_ends_on_a_holiday_and_rolls_only_where_the_plan_says_so(city: City, clock: StoppedClock) -> None:
    """Seed 1, I.1: 30/4 and 1/5 are holidays, 2/5 a Saturday; with dates among those that roll it is Monday 4/5."""
    clock.set("2026-01-02")
    body = plan_body(
        code="kh-doi-ngay", monitoring_agency="vp-ubnd", policy={"roll_over": ["date", "event", "recurring"]}
    )
    assert (await city["office"].post("/v1/plans", body)).status_code == 201
    annex = (await city["office"].post("/v1/plans/kh-doi-ngay/annexes", annex_body())).json()["id"]
    row = {
        "annex": annex,
        "title": "Kế hoạch thực hiện Chương trình",
        "deadline_text": "Tháng 4/2026",
        "assignments": [{"role": "lead", "agency": "vpdp-ctmtqg"}],
    }
    assert (await city["office"].post("/v1/plans/kh-doi-ngay/tasks", row)).status_code == 201
    assert (await city["office"].post("/v1/plans/kh-doi-ngay/publish", {})).status_code == 200
    [rolled] = await city.obligations(plan="kh-doi-ngay")
    as_written = await city.obligations(task=(await city.task(PROGRAMME, "1", "I"))["id"])
    assert [
        (one["nominal_due_date"], one["effective_due_date"], one["late_from"]) for one in (rolled, *as_written)
    ] == [
        ("2026-04-30", "2026-05-04", "2026-05-05T00:00:00+07:00"),
        ("2026-04-30", "2026-04-30", "2026-05-01T00:00:00+07:00"),
    ]


async def published_growth(city: City, quarter: str, occurred_on: str) -> None:
    """The office records that the figures of that quarter are out."""
    task = (await city.task(CONCLUSIONS, "3"))["id"]
    awaited = {one["awaited_event_id"] for one in await city.obligations(task=task)}
    events = await every(city["office"], "/v1/awaited-events", plan=CONCLUSIONS, state="awaited")
    [event] = [one["id"] for one in events if one["id"] in awaited and f"{quarter} năm" in one["text"]]
    answer = await city["office"].post(f"/v1/awaited-events/{event}/occurrences", {"occurred_on": occurred_on})
    assert answer.status_code == 201, answer.text


async def test_ten_days_after_the_growth_of_each_quarter_is_published(city: City, clock: StoppedClock) -> None:
    """Seed 2, row 3: the day of the event is not counted (Điều 147), and 10/10 is a Saturday: Monday 12/10 (Điều 148)."""
    clock.set("2026-07-01")
    await published_growth(city, "quý II", "2026-06-29")
    clock.set("2026-10-01")
    await published_growth(city, "quý III", "2026-09-30")
    found = await city.obligations(task=(await city.task(CONCLUSIONS, "3"))["id"])
    assert [(one["state"], one["nominal_due_date"], one["effective_due_date"], one["late"]) for one in found] == [
        ("open", "2026-07-09", "2026-07-09", True),
        ("open", "2026-10-10", "2026-10-12", False),
    ]
    clock.set("2026-10-12T23:59:59")
    assert (await city.obligations(late="true", task=found[1]["task"]["id"]))[-1]["id"] == found[0]["id"]
