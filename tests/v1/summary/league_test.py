"""`GET /v1/summary/agencies`: the agencies beside one another, counted by their leads; delays, returns, and what excuses a delay."""

from datetime import date
from typing import Any

from app.overview.rates import Rate
from app.tasks.cell_rules import Basis
from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.seeded import every
from tests.v1.reports.published import PLAN, complete, published
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


async def test_by_another_number_and_page_by_page(callers: Callers, city: Made) -> None:
    by_name = {row["agency"]["code"]: row for row in await every(callers.viewer, LEAGUE)}
    for sort, place in (
        (
            "on_time",
            lambda row: Rate(row["rates"]["on_time"]["numerator"], row["rates"]["on_time"]["denominator"]).place,
        ),
        ("completion", lambda row: Rate(row["rates"]["completion"]["numerator"], row["total"]).place),
        ("overdue", lambda row: -row["cells"]["overdue"]),
    ):
        rows = await every(callers.viewer, LEAGUE, sort=sort)
        assert {row["agency"]["code"]: row for row in rows} == by_name
        assert [place(row) for row in rows] == sorted(place(row) for row in rows), sort
        assert await every(callers.viewer, LEAGUE, sort=sort, limit=1) == rows
    assert len({row["cells"]["overdue"] for row in by_name.values()}) > 1
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


EXCUSE = "123/UBND-TH"
COUNTED = ("delays", "delays_excused", "returns")


async def of_finance(callers: Callers, **query: Any) -> Json:
    """Its row, behind whose numbers stand as many items."""
    rows = await every(callers.viewer, LEAGUE, plan=PLAN, **query)
    row = next(row for row in rows if row["agency"]["code"] == "so-tai-chinh")
    for name in COUNTED:
        assert len(await listed(callers.viewer, row["links"][name])) == row[name], name
    return row


async def reviewed(callers: Callers, report: Json, **given: Any) -> None:
    assert (await callers.office.post(f"/v1/reports/{report['id']}/review", given)).status_code == 200


async def test_delays_returns_and_what_excuses_a_delay(callers: Callers, clock: StoppedClock) -> None:
    """Two tasks of May done late in June, one for a cause that the office confirms; one of June sent back in time and made good."""
    excused, plain, june = await published(callers, clock, "Tháng 5/2026", "Tháng 5/2026", "Trước ngày 20/6/2026")
    clock.set("2026-06-04")
    late = (await complete(callers.lead, excused)).json()
    await complete(callers.lead, plain)
    back = (await complete(callers.lead, june)).json()
    clock.set("2026-06-08")
    await reviewed(callers, late, action="confirm", excused_document=EXCUSE)
    await reviewed(callers, back, action="return", note="Bổ sung số liệu", respond_by="2026-06-25")
    clock.set("2026-06-24")
    assert (await complete(callers.lead, june)).status_code == 201
    told = {query: await of_finance(callers, **filters) for query, filters in WINDOWS.items()}
    assert {query: tuple(row[name] for name in COUNTED) for query, row in told.items()} == {
        "all": (2, 1, 1),
        "May": (2, 1, 0),
        "June": (0, 0, 1),
        "before the review": (2, 0, 0),
    }
    assert told["all"]["rates"]["on_time"] == {"numerator": 0, "denominator": 2, "rate": 0.0}
    (shown,) = await listed(callers.viewer, told["all"]["links"]["delays_excused"])
    assert (shown["document"], shown["confirmed_by"]["code"], shown["confirmed_on"]) == (
        EXCUSE,
        "van-phong-ubnd",
        "2026-06-08",
    )
    assert (shown["due_date"], shown["answered_on"], shown["report_id"]) == ("2026-05-31", "2026-06-04", late["id"])
    assert (shown["task"]["plan"], shown["task"]["number"]) == (PLAN, "1")


WINDOWS: dict[str, dict[str, Any]] = {
    "all": {},
    "May": {"month": "2026-05"},
    "June": {"month": "2026-06"},
    "before the review": {"as_of": "2026-06-07"},
}
