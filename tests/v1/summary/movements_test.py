"""`GET /v1/summary/movements`: in which cell tasks were at the end of one day and of another, against the pure rules."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.tasks.cell_rules import Basis, Cell, Lead, task_cell
from app.tasks.rules import Status
from tests.callers import Callers
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.summary.histories import Made, MadeTask
from tests.v1.summary.links_test import listed

MAY = "2026-04-30", "2026-05-31"


def cell_on(city: Made, task: MadeTask, known: date, basis: Basis) -> Cell | None:
    _, published_on, closed_on = city.plans[task.plan]
    if published_on > known:
        return None
    leads = [Lead([on for day, on in one.days.items() if day <= known][-1].state, one.primary) for one in task.pairs]
    return task_cell(task.rule, leads, min(known, closed_on or known), basis)


def leads_it(task: MadeTask, agency: UUID | None, known: date) -> bool:
    now = [[on for day, on in one.days.items() if day <= known] for one in task.pairs]
    standing = [on[-1].agency for on in now if on and on[-1].state.status is not Status.cancelled]
    return agency is None or agency in standing


def by_rule(city: Made, since: str, until: str, basis: Basis, agency: UUID | None = None) -> Counter[Any]:
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    asked = (task for task in city.tasks if leads_it(task, agency, last))
    moved = Counter((cell_on(city, task, first, basis), cell_on(city, task, last, basis)) for task in asked)
    return Counter({cells: tasks for cells, tasks in moved.items() if any(cells)})


def shown(answer: dict[str, Any]) -> Counter[Any]:
    return Counter({(one["before"], one["after"]): one["tasks"] for one in answer["items"]})


@pytest.mark.parametrize("basis", Basis)
async def test_from_day_to_day_as_the_rules_say(callers: Callers, city: Made, basis: Basis) -> None:
    for since, until in (MAY, ("2026-03-01", "2026-04-20"), ("2026-05-05", "2026-05-20"), ("2026-06-01", "2026-06-01")):
        query = {"from": since, "to": until, "basis": basis.value}
        answer = (await callers.viewer.get("/v1/summary/movements", params=query)).json()
        assert shown(answer) == by_rule(city, since, until, basis) != Counter(), query
    query = {"from": MAY[0], "to": MAY[1], "basis": basis.value, "agency": "so-tai-chinh"}
    of_agency = (await callers.viewer.get("/v1/summary/movements", params=query)).json()
    assert shown(of_agency) == by_rule(city, *MAY, basis, world.LEAD) != Counter()


async def test_each_number_has_its_list(callers: Callers, city: Made) -> None:
    for query in (
        {"from": "2026-05-05", "to": "2026-05-20"},
        {"month": "2026-05", "agency": "so-y-te", "plan": "kh-sau"},
    ):
        items = (await callers.viewer.get("/v1/summary/movements", params=query)).json()["items"]
        assert [len(await listed(callers.viewer, one["link"])) for one in items] == [one["tasks"] for one in items]
        assert None in [one["before"] for one in items]
    assert None in {one["after"] for one in (await _items(callers, "from=2026-05-05&to=2026-05-20"))}
    assert city.tasks


async def _items(callers: Callers, query: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await callers.viewer.get(f"/v1/summary/movements?{query}")).json()["items"]
    return items


async def test_a_month_is_told_from_the_end_of_the_one_before(
    callers: Callers, clock: StoppedClock, city: Made
) -> None:
    month = (await callers.viewer.get("/v1/summary/movements?month=2026-05")).json()
    assert (month["from"], month["to"]) == MAY
    assert (
        month["items"] == (await callers.viewer.get(f"/v1/summary/movements?from={MAY[0]}&to={MAY[1]}")).json()["items"]
    )
    clock.set("2026-05-20")
    going_on = (await callers.viewer.get("/v1/summary/movements?quarter=2026-Q2")).json()
    assert (going_on["from"], going_on["to"]) == ("2026-03-31", "2026-05-20")
    open_end = (await callers.viewer.get("/v1/summary/movements?from=2026-05-01")).json()
    assert open_end["to"] == "2026-05-20"
    assert city.tasks
