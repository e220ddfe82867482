"""How long the summary of a big plan takes, beside the same count written by hand for just that question, in one interleaved run.

`make measure` asks for 1,000 tasks and 100,000 reports and prints the times; here it is small, and holds the two against each
other: a ratio means nothing unless both count the same.
"""

import os
from collections import Counter
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from typing import Any

import asyncpg
import pytest

from app.kernel.db import Database, open_database
from app.overview import counts
from app.overview.counts import Part, Shape
from app.overview.summary import Figures, counted
from app.tasks.cell_rules import Basis, Cell, OverdueDays
from app.tasks.views import NOW, View
from tests.callers import Tokens
from tests.clones import Clone, connected
from tests.measure import FOLDER, TODAY

TASKS, REPORTS = (
    int(os.environ.get(f"TIENDO_MEASURE_{name}", least)) for name, least in (("TASKS", 40), ("REPORTS", 400))
)
ROUNDS = 15 if TASKS >= 1000 else 1
LEADS_OF_A_TASK = 2
BY_HAND = (FOLDER / "by_hand.sql").read_text()
FLAGS = ("due_soon", "awaiting_confirmation", "conditional", "opened_late")
COLUMNS = {
    "tasks": (*Cell, *OverdueDays, *FLAGS),
    "leads": (*Cell, *OverdueDays, *FLAGS),
    "owed": ("on_time", "late", "missing", "upcoming"),
}
PARTS = (Part.section, Part.agency)


@pytest.fixture
async def big(database: Clone) -> Clone:
    script = (FOLDER / "big_plan.sql").read_text()
    of_each = REPORTS // (TASKS * LEADS_OF_A_TASK)
    async with connected(database.superuser_url) as connection:
        await connection.execute(script.replace("$1", str(TASKS)).replace("$2", str(of_each)))
        await connection.execute("vacuum analyze")
    return database


async def test_the_summary_beside_the_same_by_hand(big: Clone, tokens: Tokens) -> None:
    async with open_database(big.serving_url) as database, connected(big.serving_url) as driver:

        async def by_hand() -> Any:
            return await driver.fetch(BY_HAND, "kh-lon", TODAY)

        ways: dict[str, Callable[[], Awaitable[Any]]] = {
            "by hand": by_hand,
            "summary": lambda: _asked(database, tokens, NOW),
            "as of a day": lambda: _asked(database, tokens, View(as_of=True)),
            "by the original days": lambda: _asked(database, tokens, View(basis=Basis.original)),
        }
        found = {name: await ask() for name, ask in ways.items()}
        times = await _timed(ways)
    assert _numbers(found["summary"]) == _by_hand(found["by hand"])
    assert counted(found["summary"]).whole.tasks["overdue"] > 0
    print(_told(times))  # noqa: T201  what it is for


async def _asked(database: Database, tokens: Tokens, view: View) -> list[asyncpg.Record]:
    statement = counts.statement(Shape(view, PARTS, frozenset({"plan"}), of_plan=True))
    values = {
        "plan_id": None,
        "plan_code": "kh-lon",
        "today": TODAY,
        "digest": tokens.digest("viewer"),
        "language": "vi",
    }
    return await database.fetch(statement.sql, statement.arguments(values))


async def _timed(ways: dict[str, Callable[[], Awaitable[Any]]]) -> dict[str, float]:
    """Medians in milliseconds, the ways taking turns, so that what slows the machine slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            begun = perf_counter()
            await ask()
            taken[name].append((perf_counter() - begun) * 1000)
    return {name: median(times) for name, times in taken.items()}


def _told(times: dict[str, float]) -> str:
    lines = [f"{name:<22}{one:8.1f} ms   {one / times['by hand']:5.2f}" for name, one in times.items()]
    return "\n".join([f"\n{TASKS} tasks, {REPORTS} reports, medians of {ROUNDS}", *lines])


def _numbers(rows: list[asyncpg.Record]) -> Counter[Any]:
    found = counted(rows).parts
    every = [(part, key, figures) for part in found for key, figures in found[part].items()]
    return sum((_of(part, key, figures) for part, key, figures in every), Counter())


def _of(part: Part, key: str | None, figures: Figures) -> Counter[Any]:
    sources = {"tasks": figures.tasks, "leads": figures.leads, "owed": figures.owed}
    return Counter(
        {(source, part.value, key, str(name)): of[name] for source, of in sources.items() for name in COLUMNS[source]}
    )


def _by_hand(rows: list[asyncpg.Record]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for source, agency, section, *numbers in rows:
        part = "agency" if agency else "section" if section else "whole"
        key = (agency and str(agency)) or (section and str(section))
        found += Counter(
            {(source, part, key, str(name)): one for name, one in zip(COLUMNS[source], numbers, strict=False)}
        )
    return found
