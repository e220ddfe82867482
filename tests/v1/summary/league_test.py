"""`GET /v1/summary/agencies`: the agencies beside one another, counted by their leads; delays, returns, and what excuses a delay."""

from datetime import UTC, date, datetime
from typing import Any

from app.kernel.db import Base
from app.overview.rates import Rate
from app.reports.models import ReportReview
from app.tasks.cell_rules import Basis
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.obligations import obligation_row
from tests.make.reports import report_row
from tests.make.seeded import every
from tests.v1.summary.brute_force_test import brute_force, expected
from tests.v1.summary.histories import Made
from tests.v1.summary.links_test import listed, walk

Json = dict[str, Any]
LEAGUE = "/v1/summary/agencies"
MAY: Json = {"as_of": "2026-06-02", "from": "2026-05-01", "to": "2026-05-31"}
WINDOW = (date(2026, 5, 1), date(2026, 5, 31))


async def test_each_agency_has_the_numbers_of_the_loop(callers: Callers, city: Made) -> None:
    for basis in Basis:
        rows = await every(callers.viewer, LEAGUE, **MAY, basis=basis.value)
        assert {row["agency"]["code"] for row in rows} == set(world.CODES.values())
        for row in rows:
            agency = next(id_ for id_, code in world.CODES.items() if code == row["agency"]["code"])
            counts = brute_force(city, date(2026, 6, 2), basis, agency=agency, window=WINDOW)
            _, cells, owed = expected(counts)
            assert (row["total"], row["cells"]) == (cells.total(), dict(cells)), row["agency"]
            assert row["delays"] == owed["late"] + owed["missing"]
            reporting = row["rates"]["reporting"]
            assert (reporting["numerator"], reporting["denominator"]) == (owed["on_time"], owed["due"])


async def test_the_best_rate_first_and_page_by_page(callers: Callers, city: Made) -> None:
    rows = await every(callers.viewer, LEAGUE)
    rates = [row["rates"]["on_time"] for row in rows]
    places = [Rate(one["numerator"], one["denominator"]).place for one in rates]
    assert places == sorted(places)
    assert await every(callers.viewer, LEAGUE, limit=1) == rows
    assert city.tasks


async def test_each_number_has_its_list(callers: Callers, city: Made) -> None:
    (row, *_) = (await callers.viewer.get(LEAGUE, params=MAY | {"plan": "kh-mo", "basis": "original"})).json()["items"]
    assert await walk(callers.viewer, row) > 5
    assert city.tasks


async def test_a_group_has_its_own_table(callers: Callers, database: Clone, city: Made) -> None:
    await database.execute(
        "insert into agency_group_members (group_id, agency_id) values ($1, $2)", world.GROUP, world.LEAD
    )
    rows = await every(callers.viewer, LEAGUE, group="cac-co-quan-neu-ten")
    assert [row["agency"]["code"] for row in rows] == ["so-tai-chinh"]
    assert rows == [one for one in await every(callers.viewer, LEAGUE) if one["agency"]["code"] == "so-tai-chinh"]
    assert city.tasks


LATE_REPORT, RETURNED_REPORT = world.uid(7701), world.uid(7702)
EXCUSE = "123/UBND-TH"


def a_year_so_far() -> list[Base]:
    """Two delays of one agency, of which one is excused; a third report of it was sent back."""
    owed: Json = {"pair_id": world.PAIR, "task_id": world.TASK, "plan_id": world.PLAN, "agency_id": world.LEAD}
    late: Json = {"settled_by": LATE_REPORT, "answered_by": LATE_REPORT, "answered_on": date(2026, 2, 6)}
    sent = owed | {"token_id": world.uid(904)}
    return [
        report_row(id=LATE_REPORT, **sent, status="completed"),
        report_row(id=RETURNED_REPORT, **sent),
        obligation_row(id=world.uid(7801), **owed, **_due(date(2026, 2, 2)), state="settled", **late),
        obligation_row(id=world.uid(7802), **owed, **_due(date(2026, 2, 20))),
        obligation_row(id=world.uid(7803), **owed, **_due(date(2026, 6, 20))),
        _review(LATE_REPORT, "confirm", date(2026, 2, 10), excused_document=EXCUSE),
        _review(RETURNED_REPORT, "return", date(2026, 1, 30), respond_by=date(2026, 2, 15)),
    ]


def _due(day: date) -> Json:
    return {"nominal_due_date": day, "effective_due_date": day, "original_due_date": day, "sort_day": day}


def _review(report: Any, action: str, on: date, **given: Any) -> ReportReview:
    return ReportReview(
        id=report,
        report_id=report,
        task_id=world.TASK,
        plan_id=world.PLAN,
        agency_id=world.LEAD,
        reviewed_by=world.OFFICE,
        action=action,
        settled=[],
        token_id=world.uid(902),
        reviewed_at=datetime(2026, 2, 10, tzinfo=UTC),
        reviewed_on=on,
        **given,
    )


async def of_finance(callers: Callers, **query: Any) -> Json:
    rows = await every(callers.viewer, LEAGUE, **query)
    return next(row for row in rows if row["agency"]["code"] == "so-tai-chinh")


async def test_delays_returns_and_what_excuses_a_delay(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    await database.store(*a_year_so_far())
    clock.set("2026-03-02")
    row = await of_finance(callers)
    assert (row["delays"], row["delays_excused"], row["returns"]) == (2, 1, 1)
    (excused,) = await listed(callers.viewer, row["links"]["delays_excused"])
    assert (excused["document"], excused["confirmed_by"]["code"]) == (EXCUSE, "van-phong-ubnd")
    assert (excused["confirmed_on"], excused["due_date"], excused["answered_on"]) == (
        "2026-02-10",
        "2026-02-02",
        "2026-02-06",
    )
    assert (excused["task"]["number"], excused["report_id"]) == ("1", str(LATE_REPORT))
    for name in ("delays", "delays_excused", "returns"):
        assert len(await listed(callers.viewer, row["links"][name])) == row[name]
    february, march = [await of_finance(callers, month=month) for month in ("2026-02", "2026-03")]
    assert (february["delays"], february["delays_excused"], february["returns"]) == (2, 1, 0)
    assert (march["delays"], march["delays_excused"], march["returns"]) == (0, 0, 0)
    for row in (february, march):
        for name in ("delays", "delays_excused", "returns"):
            assert len(await listed(callers.viewer, row["links"][name])) == row[name]
