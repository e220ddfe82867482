"""What `may` lists is what is taken: every action, in every status of a pair, by every caller (DESIGN.md §3, §5).

An action that has its own verb is one line of `ACTS`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.plans.policy import WRITE_PERMISSION, CallerFacts, PlanFacts
from app.tasks.policy import AMENDING, SUBMIT_PERMISSION, OfficeFacts, PairFacts, task_may
from app.tasks.rules import Action, Left, Refused, Status, after
from tests.callers import Caller, Callers
from tests.clones import Clone
from tests.conftest import StoppedClock
from tests.v1.reports.published import complete, published, submit, submitted
from tests.v1.reports.reviewing import confirm, send_back, taken, withdraw
from tests.v1.tasks.amended import amend, amended, may

Act = Callable[[Caller, "Stage"], Awaitable[httpx.Response]]


def _amends(kind: str) -> Act:
    return lambda caller, stage: amend(caller, stage.task, kind)


ACTS: dict[str, Act] = {
    "report_progress": lambda caller, stage: submit(caller, stage.task, percent_complete=None),
    "report_completed": lambda caller, stage: complete(caller, stage.task),
    "confirm": lambda caller, stage: confirm(caller, stage.report),
    "return": lambda caller, stage: send_back(caller, stage.report, "2026-03-09"),
    "withdraw": lambda caller, stage: withdraw(caller, stage.report),
    "suspend": _amends("suspend"),
    "resume": _amends("resume"),
    "cancel": _amends("cancel"),
    "reopen": _amends("reopen"),
}
CALLERS = ("office", "other_office", "lead", "coordinator", "viewer")


@dataclass(slots=True)
class Stage:
    """A task whose only pair stands in one status, and does so again before each act."""

    callers: Callers
    database: Clone
    task: UUID
    report: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    async def set(self, status: Status) -> None:
        lead, office = self.callers.lead, self.callers.office
        self.report = await submitted(lead, self.task)
        if status in (Status.awaiting_confirmation, Status.returned, Status.completed):
            completion = (await complete(lead, self.task)).json()
            if status is Status.returned:
                taken(await send_back(office, completion, "2026-03-09"))
            elif status is Status.completed:
                taken(await confirm(office, completion))
        elif status is Status.not_started:
            await self._update("task_agency_state", status=status.value, last_report_id=None)
        elif status is not Status.in_progress:
            await amended(office, self.task, {"suspended": "suspend", "cancelled": "cancel"}[status])
        for table in ("task_agency_state", "obligations"):
            rows = await self.database.fetch(f"select * from {table} where task_id = $1", self.task)
            self.kept[table] = [dict(row) for row in rows]

    async def listed(self, caller: Caller) -> frozenset[str]:
        """On the task or on its report."""
        report = (await caller.get(f"/v1/reports/{self.report['id']}")).json()
        return frozenset({*await may(caller, self.task), *report["may"]} & ACTS.keys())

    async def reset(self) -> None:
        await self.database.execute("delete from report_reviews where report_id = $1", UUID(self.report["id"]))
        for table, rows in self.kept.items():
            for row in rows:
                await self._update(table, **{name: one for name, one in row.items() if name in RESTORED[table]})

    async def _update(self, table: str, **columns: object) -> None:
        given = ", ".join(f"{name} = ${place}" for place, name in enumerate(columns, 2))
        await self.database.execute(f"update {table} set {given} where task_id = $1", self.task, *columns.values())


RESTORED = {
    "task_agency_state": ("status", "percent", "last_report_id", "waiting_report_id", "undated", "owes_completion"),
    "obligations": ("state", "answered_by", "answered_on", "settled_by", "settled_on"),
}


@pytest.mark.parametrize("status", Status)
async def test_each_listed_action_is_taken_and_each_other_refused(
    status: Status, callers: Callers, clock: StoppedClock, database: Clone
) -> None:
    (task,) = await published(callers, clock, None, on="2026-03-01")
    stage = Stage(callers, database, task)
    await stage.set(status)
    for caller in (getattr(callers, name) for name in CALLERS):
        listed = await stage.listed(caller)
        for action, act in ACTS.items():
            answer = await act(caller, stage)
            assert (action in listed) == answer.is_success, f"{caller.name} {action}: {answer.text}"
            if answer.is_success:
                await stage.reset()
            else:
                assert answer.status_code in {403, 409}, answer.text
                assert answer.status_code == 403 or action not in answer.json()["allowed_actions"]


OFFICE, LEAD = UUID(int=1), UUID(int=2)
PLAN = PlanFacts(UUID(int=10), "published", OFFICE)
BY = {
    "office": CallerFacts("office", frozenset({OFFICE}), frozenset({WRITE_PERMISSION})),
    "lead": CallerFacts("agency", frozenset({LEAD}), frozenset({SUBMIT_PERMISSION})),
}
WHOSE = dict.fromkeys(AMENDING, "office") | {Action.report_progress: "lead", Action.report_completed: "lead"}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", WHOSE)
def test_the_rules_list_what_the_table_allows(status: Status, action: Action) -> None:
    allowed = not isinstance(after(status, action, Left()), Refused)
    pairs = {"office": [], "lead": [PairFacts(LEAD, status)]}
    listed = {
        who: action in task_may(caller, PLAN, pairs[who], OfficeFacts(frozenset({status})))
        for who, caller in BY.items()
    }
    assert listed == {who: allowed and who == WHOSE[action] for who in BY}
