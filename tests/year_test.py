"""A full year of both plans, played with a moving clock, and the league table of its end beside one worked out by hand.

The months are in `year/months.py`, what becomes of each row in the table of `year/fates.py`, what it adds up to in `year/league.py`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from app.kernel.embedded import Server
from tests.client import Contract
from tests.conftest import WORKER, StoppedClock
from tests.make.seeded import CONCLUSIONS, PROGRAMME, every
from tests.year import league, months
from tests.year.acts import Acts, taken
from tests.year.begun import begun
from tests.year.fates import LEADS, communes, fates, rows

MONTHS: tuple[tuple[Callable[[Acts], Awaitable[None]], str], ...] = (
    (months.january, "2026-01-31"),
    (months.march, "2026-04-01"),
    (months.april, "2026-04-30"),
    (months.may, "2026-05-31"),
    (months.june, "2026-06-30"),
    (months.july, "2026-07-31"),
    (months.august, "2026-08-31"),
    (months.september, "2026-09-30"),
    (months.october, "2026-10-31"),
    (months.november, "2026-11-30"),
    (months.december, "2026-12-31"),
)
BASES = ("current", "original")
PLANS = {"programme": PROGRAMME, "conclusions": CONCLUSIONS}
ASKED = (
    *(("/v1/summary", {"group_by": "plan", "basis": basis}) for basis in BASES),
    ("/v1/summary/agencies", {"limit": "20"}),
)


@pytest.fixture
async def acts(server: Server, contract: Contract, clock: StoppedClock) -> AsyncIterator[Acts]:
    clock.set("2026-01-02")
    async with begun(server, WORKER, clock, contract) as callers:
        made = Acts(callers, clock)
        made.plan_routine(fates())
        yield made


async def test_the_year_of_both_plans(acts: Acts) -> None:
    told_then: dict[str, Any] = {}
    for month, last_day in MONTHS:
        await month(acts)
        await acts.day(f"{last_day}T23:59:59")
        told_then[last_day] = await told(acts)
    await acts.day("2027-01-15")
    await check_each_pair(acts)
    await check_the_league(acts)
    await check_the_plans(acts)
    for day, then in told_then.items():
        assert await told(acts, as_of=day) == then, day


async def told(acts: Acts, **view: str) -> list[Any]:
    """The counts of a day by both bases, whose eight cells add up to the total, and the head of the league."""
    answers = [taken(await acts.viewer.get(path, params={**given, **view})) for path, given in ASKED]
    for answer in answers:
        for counted in [answer, *answer.get("groups", ()), *answer.get("items", ())]:
            assert "cells" not in counted or sum(counted["cells"].values()) == counted["total"], counted
    return [without_links(answer) for answer in answers]


def without_links(answer: Any) -> Any:
    """A list of a day past names that day, and the same list on the day itself does not."""
    if isinstance(answer, dict):
        return {name: without_links(one) for name, one in answer.items() if name != "links"}
    return [without_links(one) for one in answer] if isinstance(answer, list) else answer


async def check_each_pair(acts: Acts) -> None:
    """Every pair stands where the table of fates says, by the present days and by the first."""
    ends: dict[str, dict[tuple[str, str], str | None]] = {}
    for basis in BASES:
        tasks = [
            task for plan in PLANS.values() for task in await every(acts.viewer, "/v1/tasks", plan=plan, basis=basis)
        ]
        pairs = [(task["id"], lead) for task in tasks for lead in task["leads"] if lead["agency"]]
        ends[basis] = {(task, lead["agency"]["code"]): lead["cell"] for task, lead in pairs}
    for one in fates():
        pair = acts.rows[one.row], one.lead
        assert [ends[basis][pair] for basis in BASES] == [one.ends_as, one.by_first_day], one
    leads = await acts.leads("III.3")
    assert {one.code: leads[one.code]["cell"] for one in communes()} == {one.code: one.ends_as for one in communes()}


async def check_the_league(acts: Acts) -> None:
    """All 117 rows, under both bases; the 98 communes that were in time both times share one."""
    named = {LEADS[lead]: told for lead, told in league.table(league.LEAGUE).items()}
    both_times, *others = league.table(league.COMMUNES).items()
    first = {LEADS[lead]: told for lead, told in league.table(league.BY_FIRST_DAYS).items()}
    for basis, expected in (("current", named), ("original", named | first)):
        shown = await every(acts.viewer, "/v1/summary/agencies", year=2026, basis=basis)
        found = {row["agency"]["code"]: league.written(row) for row in shown}
        by_name = expected | dict(others)
        assert {code: row for code, row in found.items() if code in by_name} == by_name, basis
        rest = [row for code, row in found.items() if code not in by_name]
        assert rest == [both_times[1]] * 98, basis


async def check_the_plans(acts: Acts) -> None:
    for basis, text in (("current", league.PLANS), ("original", league.PLANS_BY_FIRST_DAYS)):
        expected = {(plan, of): told for plan, of, *told in rows(text)}
        owed = {plan: told for plan, of, *told in rows(league.OWED) if of == basis}
        for name, plan in PLANS.items():
            shown = taken(await acts.viewer.get(f"/v1/plans/{plan}/summary", params={"basis": basis}))
            assert league.in_cells(shown["cells"]) == expected[name, "tasks"], (name, basis)
            assert league.in_cells(shown["lead_cells"]) == expected[name, "leads"], (name, basis)
            assert [str(one) for one in shown["obligations"].values()] == owed[name], (name, basis)
