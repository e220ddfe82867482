"""`POST /v1/reports/{id}/review`: what a confirmation and a return do (DESIGN.md §4 "On time", §5), told with a moving clock."""

from typing import Any

import pytest

from tests.callers import Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.make import world
from tests.v1.reports.published import (
    DOCUMENT,
    HALF_YEARLY,
    WEDNESDAYS,
    complete,
    owed,
    owed_history,
    pair,
    pair_history,
    published,
    refusal,
    submit,
    submitted,
)
from tests.v1.reports.reviewing import confirm, lead, send_back, taken, told, withdraw

ONE_DAY = "Trước ngày 01/4/2026"


async def test_a_slow_reviewer_makes_nobody_late(callers: Callers, clock: StoppedClock, database: Clone) -> None:
    """Seed 1, II.13: two pairs; one submitted 28/3 and confirmed 10/4 is never overdue, the other is overdue from 1/4."""
    (task,) = await published(callers, clock, ONE_DAY, leads=(world.LEAD, world.OTHER_AGENCY))
    clock.set("2026-03-28")
    report = (await complete(callers.lead, task)).json()
    cells = {}
    for day in ("2026-03-31", "2026-04-01", "2026-04-09"):
        clock.set(day)
        leads = (await callers.viewer.get(f"/v1/tasks/{task}")).json()["leads"]
        cells[day] = [(one["cell"], one["days_overdue"]) for one in leads]
    clock.set("2026-04-10")
    confirmed = taken(await confirm(callers.office, report, note="Đã nhận đủ"))
    leads = (await callers.viewer.get(f"/v1/tasks/{task}")).json()["leads"]
    cells["2026-04-10"] = [(one["cell"], one["days_overdue"]) for one in leads]
    assert cells == {
        "2026-03-31": [("in_term", 0), ("in_term", 0)],
        "2026-04-01": [("in_term", 0), ("overdue", 1)],
        "2026-04-09": [("in_term", 0), ("overdue", 9)],
        "2026-04-10": [("completed_on_time", 0), ("overdue", 10)],
    }
    assert confirmed["review"] == {
        "state": "confirmed",
        "by": {"id": str(world.OFFICE), "code": "van-phong-ubnd", "name": "Văn phòng UBND thành phố"},
        "at": "2026-04-10T02:00:00+00:00",
        "note": "Đã nhận đủ",
        "respond_by": None,
        "counted_on": None,
        "counted_reason": None,
        "excused_document": None,
        "self_review": False,
    }
    assert [(one["state"], one["late"]) for one in confirmed["settled"]] == [("settled", False)]
