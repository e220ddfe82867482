"""The cells that SQL gives against the pure rules, over pairs at random: any status, days and counts, under each completion
rule, on several days. The rules say what a cell is; the statements of `app.tasks.cells` must say the same.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from app.kernel.db import Base
from app.tasks.cell_rules import (
    Basis,
    Cell,
    CompletionRule,
    Lead,
    PairState,
    Standing,
    coverage,
    days_overdue,
    deciding,
    due_soon,
    late_from,
    pair_cell,
    task_cell,
)
from app.tasks.progress import STANDING_COLUMNS
from app.tasks.rules import Status, percent_mean, task_status
from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_row, plan_row
from tests.make.seeded import every
from tests.make.tasks import pair_row, task_row

TASKS = 180
FIRST = date(2026, 6, 1)
TODAYS = ("2026-06-01T00:00:00", "2026-06-12T23:59:59", "2026-06-13T00:00:00", "2026-06-30T12:00:00")
MADE, MADE_ANNEX = world.uid(111), world.uid(211)
DUE_SOON_DAYS = 5
REPORTED = datetime(2026, 5, 1, tzinfo=UTC)
AGENCIES = (world.LEAD, world.OTHER_AGENCY, world.COORDINATOR, world.OFFICE, None)


@dataclass(frozen=True, slots=True)
class Made:
    id: UUID
    rule: CompletionRule
    leads: tuple[Lead, ...]


def made_tasks() -> list[Made]:
    chance = Random(20260613)  # noqa: S311  the same rows each time, no secret
    rules = list(CompletionRule)
    return [
        Made(world.uid(2000 + number), rules[number % 3], tuple(leads(chance, number % 5))) for number in range(TASKS)
    ]


def leads(chance: Random, count: int) -> Iterator[Lead]:
    for place in range(count):
        state = PairState(
            chance.choice(list(Status)),
            standing(chance),
            percent=chance.randrange(101),
            has_reported=chance.random() < 0.5,
        )
        yield Lead(state, primary=place == 0)


def standing(chance: Random) -> Standing:
    """Of some all is settled. Within what the columns promise: a `respond_by` beside a day, the day and the submission of a late answer together."""
    if chance.random() < 0.4:
        return Standing(settled_on_time=chance.randrange(2), settled_late=chance.randrange(2), open_due_on=day(chance))
    due, late_due = day(chance), day(chance)
    return Standing(
        next_due_on=due,
        respond_by=day(chance) if due else None,
        late_answer_due_on=late_due,
        late_answer_on=late_due and late_due + timedelta(days=chance.randrange(1, 9)),
        open_due_on=day(chance),
        last_settled_due_on=day(chance),
        dated=max(bool(due or late_due), chance.randrange(2)),
        awaiting=chance.randrange(2),
        undated=chance.randrange(2),
        opened_late=chance.randrange(2),
        settled_on_time=chance.randrange(2),
        settled_late=chance.randrange(2),
        settled_undated=chance.randrange(2),
    )


def day(chance: Random) -> date | None:
    return FIRST + timedelta(days=chance.randrange(30)) if chance.random() < 0.4 else None


def rows(tasks: list[Made]) -> Iterator[Base]:
    yield plan_row(
        id=MADE,
        code="kh-ngau-nhien",
        monitoring_agency_id=world.OFFICE,
        status="published",
        due_soon_days=DUE_SOON_DAYS,
    )
    yield annex_row(id=MADE_ANNEX, plan_id=MADE)
    for place, task in enumerate(tasks, 1):
        yield task_row(
            id=task.id,
            plan_id=MADE,
            annex_id=MADE_ANNEX,
            number=str(place),
            position=place,
            completion_rule=task.rule.value,
        )
    for task in tasks:
        for place, lead in enumerate(task.leads):
            yield pair_row(
                task_id=task.id,
                plan_id=MADE,
                agency_id=AGENCIES[place],
                is_primary=lead.primary,
                position=place + 1,
                status=lead.state.status.value,
                percent=lead.state.percent,
                last_reported_at=REPORTED if lead.state.has_reported else None,
                **asdict(lead.state.standing),
            )


def shown_of_pair(state: PairState, today: date) -> dict[str, Any]:
    cell, days = pair_cell(state, today), state.standing.on(Basis.current)
    in_term = cell in (Cell.overdue, Cell.in_term)
    return {
        "status": state.status.value,
        "cell": cell and cell.value,
        "due_soon": cell is Cell.in_term and due_soon(days.last_day, today, DUE_SOON_DAYS),
        "days_overdue": days_overdue(days, today) if cell is Cell.overdue else 0,
        "late_from": instant(days.last_day) if in_term else None,
        "effective_due_date": iso(state.standing.open_due_on or state.standing.last_settled_due_on),
    }


def shown_of_task(made: Made, today: date) -> dict[str, Any]:
    cell, decides = task_cell(made.rule, made.leads, today), deciding(made.rule, made.leads)
    timely = [lead.state for lead in decides if pair_cell(lead.state, today) in (Cell.overdue, Cell.in_term)]
    days = [state.standing.on(Basis.current) for state in timely]
    last_day = min((one.last_day for one in days if one.last_day), default=None)
    status = task_status(lead.state.status for lead in made.leads)
    return {
        "status": status and status.value,
        "cell": cell and cell.value,
        "due_soon": cell is Cell.in_term and due_soon(last_day, today, DUE_SOON_DAYS),
        "days_overdue": max((days_overdue(one, today) for one in days), default=0),
        "late_from": instant(last_day),
        "percent_complete": percent_mean(
            [one.state.percent for one in made.leads if one.state.status is not Status.cancelled]
        ),
        "coverage": asdict(coverage((lead.state for lead in made.leads), today)),
    }


def iso(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def instant(last_day: date | None) -> str | None:
    return None if last_day is None else late_from(last_day).isoformat()


def only(shown: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {name: shown[name] for name in expected}


@pytest.fixture
async def tasks(database: Clone) -> list[Made]:
    made = made_tasks()
    await database.store(*rows(made))
    return made


async def page(caller: Caller, **filters: Any) -> list[dict[str, Any]]:
    return await every(caller, "/v1/tasks", plan="kh-ngau-nhien", **filters)


def test_every_column_of_a_standing_is_a_column_of_a_pair() -> None:
    assert set(STANDING_COLUMNS) <= {column.key for column in type(pair_row()).__table__.columns}


async def test_cells_of_sql_are_those_of_the_rules(callers: Callers, clock: StoppedClock, tasks: list[Made]) -> None:
    seen: set[tuple[str | None, str]] = set()
    for now in TODAYS:
        clock.set(now)
        shown = await page(callers.viewer)
        assert len(shown) == TASKS
        for made, task in zip(tasks, shown, strict=True):
            expected = shown_of_task(made, clock.now.date())
            assert only(task, expected) == expected, (now, made)
            pairs = [shown_of_pair(lead.state, clock.now.date()) for lead in made.leads]
            assert [only(lead, one) for lead, one in zip(task["leads"], pairs, strict=True)] == pairs, (now, made)
            seen |= {(task["cell"], "task")} | {(lead["cell"], "pair") for lead in task["leads"]}
    cells: set[str | None] = {*(cell.value for cell in Cell), None}
    assert seen == {(cell, of) for cell in cells for of in ("task", "pair")}


async def test_each_filter_by_cell_gives_what_shows_that_cell(
    callers: Callers, clock: StoppedClock, tasks: list[Made]
) -> None:
    clock.set(TODAYS[1])
    shown = await page(callers.viewer)
    found = {cell: {task["id"] for task in await page(callers.viewer, cell=cell.value)} for cell in Cell}
    assert found == {cell: {task["id"] for task in shown if task["cell"] == cell} for cell in Cell}
    outside = sum(task["cell"] is None for task in shown)
    assert sum(len(ids) for ids in found.values()) + outside == len(tasks)
    assert all(found.values())


async def test_each_filter_by_status_gives_what_shows_that_status(callers: Callers, tasks: list[Made]) -> None:
    shown = await page(callers.viewer)
    found = {status: {task["id"] for task in await page(callers.viewer, status=status.value)} for status in Status}
    assert found == {status: {task["id"] for task in shown if task["status"] == status} for status in Status}
    assert len(tasks) == len(shown)


@pytest.mark.parametrize(
    ("now", "cell", "days"),
    [
        ("2026-06-11T23:59:59", "in_term", 0),
        ("2026-06-19T00:00:00", "in_term", 0),
        ("2026-06-19T23:59:59", "in_term", 0),
        ("2026-06-20T00:00:00", "overdue", 1),
        ("2026-07-20T00:00:00", "overdue", 31),
    ],
)
async def test_the_day_ends_at_midnight_in_can_tho(
    callers: Callers, clock: StoppedClock, database: Clone, now: str, cell: str, days: int
) -> None:
    await database.execute(
        "update task_agency_state set dated = 1, undated = 0, next_due_on = '2026-06-19' where id = $1", world.PAIR
    )
    clock.set(now)
    task = (await callers.lead.get(f"/v1/tasks/{world.TASK}")).json()
    assert (task["cell"], task["days_overdue"], task["leads"][0]["cell"]) == (cell, days, cell)
    assert task["late_from"] == "2026-06-20T00:00:00+07:00"
    assert task["due_soon"] is (now.startswith("2026-06-19"))
    tag = (await callers.lead.get(f"/v1/tasks/{world.TASK}")).headers["etag"]
    clock.set("2026-08-01")
    assert (await callers.lead.get(f"/v1/tasks/{world.TASK}")).headers["etag"] != tag
