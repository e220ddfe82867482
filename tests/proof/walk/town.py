"""One small plan and everybody who may have a say in it, or may not: what a random walk moves in."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from app.kernel.clock import local_day
from tests.callers import Caller, Callers
from tests.conftest import StoppedClock
from tests.make import world
from tests.make.plans import annex_body, plan_body
from tests.v1.reports.published import HALF_YEARLY, WEDNESDAYS

PLAN = "kh-20-2026"
GRDP = "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026"
CONDITION = "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)"
PHRASES = ("Quý II/2026", "Trước ngày 20/6/2026", "Trước ngày 15/9/2026", WEDNESDAYS, GRDP, "thường xuyên", HALF_YEARLY)
LEAD, OTHER = {"agency": world.CODES[world.LEAD]}, {"agency": world.CODES[world.OTHER_AGENCY]}
COORDINATOR, OFFICE = {"agency": world.CODES[world.COORDINATOR]}, {"agency": world.CODES[world.OFFICE]}
SOMEBODY = {"text": "các chủ đầu tư liên quan"}
# The deadline, who leads and what else a task is made with.
TASKS: tuple[tuple[str | None, Sequence[dict[str, str]], dict[str, Any]], ...] = (
    ("Quý II/2026", [LEAD], {}),
    (HALF_YEARLY, [LEAD, OTHER], {}),
    (WEDNESDAYS, [OTHER], {}),
    (GRDP, [LEAD], {}),
    (CONDITION, [OTHER, COORDINATOR], {"completion_rule": "primary"}),
    ("thường xuyên", [LEAD], {}),
    ("Trước ngày 20/6/2026", [LEAD, OTHER], {"completion_rule": "any"}),
    ("Trước ngày 15/9/2026", [OFFICE, LEAD], {}),
    ("Quý III/2026", [], {}),
    (WEDNESDAYS, [SOMEBODY], {}),
)
SPEAKERS = {
    world.LEAD: ("lead", "lead", "gateway"),
    world.OTHER_AGENCY: ("other_agency", "other_agency", "gateway"),
    world.COORDINATOR: ("coordinator",),
    world.OFFICE: ("office",),
}
EVERYBODY = ("office", "other_office", "lead", "other_agency", "coordinator", "gateway", "submitter", "viewer")
OUTSIDERS = 0.15  # of all acts come from whoever it may be


@dataclass(slots=True)
class Town:
    callers: Callers
    clock: StoppedClock
    connection: "asyncpg.Connection[asyncpg.Record]"
    chance: random.Random

    @property
    def today(self) -> date:
        return local_day(self.clock.now)

    def in_days(self, first: int, last: int) -> str:
        return (self.today + timedelta(days=self.chance.randint(first, last))).isoformat()

    def seldom(self, probability: float) -> bool:
        return self.chance.random() < probability

    def caller(self, *meant: str) -> Caller:
        names = EVERYBODY if self.seldom(OUTSIDERS) else meant
        found: Caller = getattr(self.callers, self.chance.choice(names))
        return found

    def speaker(self, agency: UUID | None) -> Caller:
        return self.caller(*(("office",) if agency is None else SPEAKERS[agency]))

    async def rows(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        found: list[asyncpg.Record] = await self.connection.fetch(sql, *values)
        return found

    async def any_of(self, sql: str, *values: Any) -> asyncpg.Record | None:
        found = await self.rows(sql, *values)
        return self.chance.choice(found) if found else None

    async def publish(self) -> None:
        self.clock.set("2026-01-02")
        office = self.callers.office
        assert (await office.post("/v1/plans", plan_body(code=PLAN))).status_code == 201
        annex = (await office.post(f"/v1/plans/{PLAN}/annexes", annex_body())).json()["id"]
        for number, (phrase, leads, given) in enumerate(TASKS, 1):
            assigned = [{"role": "lead", **one} for one in leads]
            body = {"annex": annex, "number": str(number), "title": f"Nhiệm vụ {number}", "deadline_text": phrase}
            made = await office.post(f"/v1/plans/{PLAN}/tasks", body | given | {"assignments": assigned})
            assert made.status_code == 201, made.text
        assert (await office.post(f"/v1/plans/{PLAN}/publish", {})).status_code == 200
