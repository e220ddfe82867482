"""Every number of a summary against a count that a reader can check: a loop over all rows, with the pure rules of the cells.

For every filter, both bases and several days; TIENDO_PROOF_CASES sets how many tasks there are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import pytest

from app.obligations.rules import counts_as
from app.tasks.cell_rules import (
    Basis,
    Cell,
    CompletionRule,
    Lead,
    OverdueDays,
    days_overdue,
    deciding,
    due_soon,
    pair_cell,
    task_cell,
)
from app.tasks.rules import Status, task_status
from tests.callers import Callers
from tests.make import world
from tests.v1.summary.histories import TODAY, Made

DAYS = (None, "2026-03-30", "2026-04-20", "2026-06-02", "2026-07-20")
DUE_SOON_DAYS = 7
T = TypeVar("T")

# The count: what was known at the end of `known`, told by that day or the one on which its plan was closed. ---------------


def newest(history: Mapping[date, T], known: date) -> T:
    return [one for on, one in history.items() if on <= known][-1]


def told(rule: CompletionRule, leads: Sequence[Lead], day: date, basis: Basis) -> Counter[str]:
    """One task, or one lead as if it were a task of its own; nothing when no lead is left."""
    cell, status = task_cell(rule, leads, day, basis), task_status(one.state.status for one in leads)
    if cell is None:
        return Counter()
    timely = [one for one in deciding(rule, leads) if pair_cell(one.state, day, basis) in (Cell.overdue, Cell.in_term)]
    days = [one.state.standing.on(basis) for one in timely]
    longest = max((days_overdue(one, day) for one in days), default=0)
    step = next(one for one, most in zip(OverdueDays, (7, 30, 90, longest), strict=True) if longest <= most)
    last = min((one.last_day for one in days if one.last_day), default=None)
    left = [one.state.standing for one in leads if one.state.status is not Status.cancelled]
    found = Counter({"total": 1, cell: 1, step: int(cell is Cell.overdue)})
    found["due_soon"] = int(cell is Cell.in_term and due_soon(last, day, DUE_SOON_DAYS))
    found["awaiting_confirmation"] = int(cell is Cell.in_term and status is Status.awaiting_confirmation)
    found["conditional"] = int(any(one.conditional for one in left))
    found["opened_late"] = int(any(one.opened_late for one in left))
    return found


def brute_force(city: Made, known: date, basis: Basis, **asked: Any) -> tuple[Counter[str], Counter[str], Counter[str]]:
    tasks, leads, owed = Counter[str](), Counter[str](), Counter[str]()
    for task in city.tasks:
        _, published_on, closed_on = city.plans[task.plan]
        if published_on > known or not {"plan": task.plan, "section": task.section}.items() >= _place(asked).items():
            continue
        agency, day = asked.get("agency"), min(known, closed_on or known)
        pairs = [(pair, newest(pair.days, known)) for pair in task.pairs]
        mine = [one for one in pairs if agency in (None, one[1].agency)]
        if any(on.state.status is not Status.cancelled for _, on in mine):
            tasks += told(task.rule, [Lead(on.state, pair.primary) for pair, on in pairs], day, basis)
        for _, on in mine:
            leads += told(CompletionRule.each, [Lead(on.state)], day, basis)
        for one in (newest(one, known) for pair, _ in pairs for one in pair.owed):
            is_asked = agency in (None, one.agency) and _within(one.facts.due_on(basis), asked.get("window"))
            owed[str(counts_as(one.facts, day, basis))] += int(is_asked)
    return tasks, leads, owed


# Against the interface. ---------------------------------------------------------------------------------------------------


def _place(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asked[name] for name in ("plan", "section") if name in asked}


def _within(day: date | None, window: tuple[date, date] | None) -> bool:
    return window is None or (day is not None and window[0] <= day <= window[1])


WINDOW = (date(2026, 5, 1), date(2026, 5, 31))
FILTERS: dict[str, dict[str, Any]] = {
    "all": {},
    "plan": {"plan": "kh-mo"},
    "closed plan": {"plan": "kh-dong"},
    "agency": {"agency": world.LEAD},
    "agency of a plan": {"plan": "kh-dong", "agency": world.OFFICE},
    "section": {"section": 0},
    "agency in a section": {"section": 2, "agency": world.COORDINATOR},
    "window": {"window": WINDOW},
    "agency in a window": {"agency": world.OTHER_AGENCY, "window": WINDOW},
}


def shown(tally: Mapping[str, Any]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """The three counts of an answer, as the loop makes them."""
    flags = ("total", "due_soon", "awaiting_confirmation", "conditional", "opened_late")
    tasks = Counter({**tally["cells"], **tally["overdue_days"], **{name: tally[name] for name in flags}})
    return tasks, Counter(tally["lead_cells"]), Counter(tally["obligations"])


def expected(
    counts: tuple[Counter[str], Counter[str], Counter[str]],
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    tasks, leads, owed = counts
    due = sum(owed[name] for name in ("on_time", "late", "missing"))
    cells = Counter({cell.value: leads[cell] for cell in Cell})
    return tasks, cells, Counter({**{name: owed[name] for name in OWED}, "due": due})


OWED = ("on_time", "late", "missing", "upcoming")


async def test_every_number_is_that_of_the_loop(callers: Callers, city: Made) -> None:
    seen = Counter[str]()
    for name, filters in FILTERS.items():
        asked = filters | ({"section": city.sections[filters["section"]]} if "section" in filters else {})
        for as_of in DAYS:
            for basis in Basis:
                tally = (await callers.auditor.get("/v1/summary", params=_query(asked, as_of, basis))).json()
                known = TODAY if as_of is None else date.fromisoformat(as_of)
                loop = expected(brute_force(city, known, basis, **asked))
                assert shown(tally) == loop, (name, as_of, basis)
                assert sum(tally["cells"].values()) == tally["total"], (name, as_of, basis)
                seen += sum(loop, Counter[str]())
                assert sum(tally["overdue_days"].values()) == tally["cells"]["overdue"], (name, as_of, basis)

    assert all(seen.values())
    assert len(seen) == len(Cell) + len(OverdueDays) + 10, "every number has been other than 0"


def _query(asked: Mapping[str, Any], as_of: str | None, basis: Basis) -> dict[str, Any]:
    place = {name: str(one) for name, one in asked.items() if name != "window"}
    window = dict(zip(("from", "to"), asked.get("window", ()), strict=False))
    return place | window | {"basis": basis.value} | ({"as_of": as_of} if as_of else {})


async def test_the_parts_of_a_plan_are_those_of_the_loop(callers: Callers, city: Made) -> None:
    """Sections by tasks, agencies by leads; each part again with the list's own filter, and all parts together the whole."""
    for basis, as_of in ((Basis.current, "2026-06-02"), (Basis.original, "2026-07-20")):
        known = date.fromisoformat(as_of)
        answer = await callers.viewer.get("/v1/plans/kh-mo/summary", params={"as_of": as_of, "basis": basis.value})
        plan = answer.json()
        for part in plan["sections"]:
            asked = {"plan": "kh-mo", "section": part["section"] and UUID(part["section"]["id"])}
            assert shown(part) == expected(brute_force(city, known, basis, **asked))
        for part in plan["agencies"]:
            if part["agency"] is not None:
                asked = {"plan": "kh-mo", "agency": UUID(part["agency"]["id"])}
                _, leads, owed = expected(brute_force(city, known, basis, **asked))
                assert shown(part)[1:] == (leads, owed)
            assert part["cells"] == part["lead_cells"]
        for parts, whole in (("sections", plan["cells"]), ("agencies", plan["lead_cells"])):
            assert sum((Counter(part["cells"]) for part in plan[parts]), Counter()) == Counter(whole)


@pytest.mark.parametrize("group_by", ["plan", "agency", "section", "month"])
async def test_groups_add_up_to_the_whole(callers: Callers, city: Made, group_by: str) -> None:
    answer = await callers.viewer.get("/v1/summary", params={"group_by": group_by, "as_of": "2026-06-02"})
    whole, groups = shown(answer.json()), [shown(one) for one in answer.json()["groups"]]
    summed = [sum((one[place] for one in groups), Counter()) for place in range(3)]
    if group_by == "agency":
        # By leads: a task of two agencies is counted for both.
        assert summed[0]["total"] == whole[1].total()
        summed[0] = whole[0]
    assert summed == list(whole)
    assert len(groups) == len({str(one[group_by]) for one in answer.json()["groups"]}) > 2
    assert city.tasks
