"""`POST /v1/tasks/{id}/amendments`: what the office changes of a published task, and what was before (DESIGN.md §5)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.seeded import every
from tests.v1.reports.published import (
    WEDNESDAYS,
    complete,
    owed,
    owed_history,
    pair,
    published,
    refusal,
    submit,
    submitted,
)
from tests.v1.tasks.amended import amend, amended, cells, leads, may, shown


def days(rows: list[Any]) -> list[tuple[str | None, str | None, str]]:
    """The present day, the first day, the state."""
    return [
        (
            one["effective_due_date"] and one["effective_due_date"].isoformat(),
            one["original_due_date"] and one["original_due_date"].isoformat(),
            one["state"],
        )
        for one in rows
    ]


async def test_a_later_deadline_ends_the_delay_of_today_and_not_that_of_the_first_day(
    callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, "Tháng 4/2026")
    (first,) = await owed(database, task)
    clock.set("2026-05-04")
    assert await cells(callers.viewer, task) == ("overdue", "overdue")
    made = await amended(callers.office, task, "set_deadline", deadline_text="Quý II/2026")
    assert await cells(callers.viewer, task) == ("in_term", "overdue")
    (moved,) = await owed(database, task)
    assert (moved["id"], days([moved])) == (first["id"], [("2026-06-30", "2026-04-30", "open")])
    told = await shown(callers.viewer, task)
    cell, anew = told["deadlines"]
    assert (told["deadline"]["text"], cell["text"], cell["replaced_by"]) == ("Tháng 4/2026", "Tháng 4/2026", anew["id"])
    assert (anew["text"], anew["source"], anew["amendment_id"]) == ("Quý II/2026", "amendment", made["id"])
    assert (made["before"]["deadline_text"], made["after"]["deadline_text"]) == ("Tháng 4/2026", "Quý II/2026")
    assert (made["before"]["effective_due_date"], made["after"]["effective_due_date"]) == ("2026-04-30", "2026-06-30")
    clock.set("2026-06-15")
    await complete(callers.lead, task)
    assert await cells(callers.viewer, task) == ("in_term", "overdue")
    assert (await shown(callers.viewer, task, as_of="2026-05-03"))["cell"] == "overdue"
