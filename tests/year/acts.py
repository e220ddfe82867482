"""What agencies and their office do in the year, each act one request that has to be taken; and the clock they do it by."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from tests.callers import Caller
from tests.conftest import StoppedClock
from tests.make.reports import report_body
from tests.make.seeded import CONCLUSIONS, PROGRAMME, every
from tests.v1.reports.published import DOCUMENT
from tests.year.begun import OFFICE
from tests.year.fates import Fate

LETTER = "Công văn 15/VP-TH"
REASON = "Theo chỉ đạo của Chủ tịch UBND thành phố"
Act = Callable[[], Awaitable[Any]]


@dataclass(slots=True)
class Acts:
    """`rows`: the ids of the tasks by their names in the annexes; `newest`: the newest report of each pair."""

    callers: dict[str, Caller]
    clock: StoppedClock
    rows: dict[str, str] = field(default_factory=dict)
    newest: dict[tuple[str, str], str] = field(default_factory=dict)
    routine: deque[tuple[date, Act]] = field(default_factory=deque)

    @property
    def office(self) -> Caller:
        return self.callers[OFFICE]

    @property
    def viewer(self) -> Caller:
        return self.callers["viewer"]

    # The clock

    def plan_routine(self, fates: Iterable[Fate]) -> None:
        """What the table of fates says is done on its day, hand-ins before confirmations."""
        handed = [(one.handed_in, self._handing_in(one)) for one in fates if one.handed_in]
        confirmed = [(one.confirmed, self._confirming(one)) for one in fates if one.confirmed]
        self.add_routine(*handed, *confirmed)

    def add_routine(self, *acts: tuple[date, Act]) -> None:
        self.routine = deque(sorted([*self.routine, *acts], key=lambda one: one[0]))

    async def day(self, written: str) -> None:
        """Until then, all that is routine; afterwards it is nine o'clock on that day, or the time that is said."""
        until = date.fromisoformat(written[:10])
        while self.routine and self.routine[0][0] <= until:
            on, act = self.routine.popleft()
            self.clock.set(on.isoformat())
            await act()
        self.clock.set(written)

    def _handing_in(self, fate: Fate) -> Act:
        return lambda: self.hand_in(fate.row, fate.lead)

    def _confirming(self, fate: Fate) -> Act:
        return lambda: self.confirm(fate.row, fate.lead)

    # What a lead does

    async def hand_in(self, row: str, lead: str, **given: Any) -> dict[str, Any]:
        completed = {"status": "completed", "percent_complete": None, "result_documents": [DOCUMENT]}
        return await self.report(row, lead, **completed | given)

    async def report(self, row: str, lead: str, **given: Any) -> dict[str, Any]:
        sent = await self.callers[lead].post(f"/v1/tasks/{self.rows[row]}/reports", report_body(**given))
        found = taken(sent, 201)
        self.newest[row, lead] = found["id"]
        return found

    async def withdraw(self, row: str, lead: str) -> dict[str, Any]:
        return taken(await self.callers[lead].post(f"/v1/reports/{self.newest[row, lead]}/withdraw", {"note": REASON}))

    async def ask_to_extend(self, row: str, lead: str, due_on: str) -> str:
        body = {"due_on": due_on, "reason": "Chờ ý kiến các bộ", "document": "Công văn 7/SN"}
        asked = taken(await self.callers[lead].post(f"/v1/tasks/{self.rows[row]}/extension-requests", body), 201)
        return str(asked["id"])

    async def accept(self, lead: str, request: str) -> dict[str, Any]:
        return taken(await self.callers[lead].post(f"/v1/extension-requests/{request}/answer", {"action": "accept"}))

    # What the office does

    async def confirm(self, row: str, lead: str, **given: Any) -> dict[str, Any]:
        return await self.review(row, lead, action="confirm", **given)

    async def send_back(self, row: str, lead: str, respond_by: str) -> dict[str, Any]:
        return await self.review(row, lead, action="return", respond_by=respond_by, note="Bổ sung phụ lục")

    async def review(self, row: str, lead: str, **given: Any) -> dict[str, Any]:
        return taken(await self.office.post(f"/v1/reports/{self.newest[row, lead]}/review", given))

    async def decide(self, request: str, **given: Any) -> dict[str, Any]:
        return taken(await self.office.post(f"/v1/extension-requests/{request}/decision", given))

    async def amend(self, row: str, kind: str, **given: Any) -> dict[str, Any]:
        body = {"kind": kind, "document": LETTER, "reason": REASON} | given
        return taken(await self.office.post(f"/v1/tasks/{self.rows[row]}/amendments", body), 201)

    async def name_members(self, row: str, *agencies: str) -> None:
        task = taken(await self.office.get(f"/v1/tasks/{self.rows[row]}"))
        [lead] = [one["id"] for one in task["assignments"] if one["role"] == "lead"]
        path = f"/v1/tasks/{self.rows[row]}/assignments/{lead}/members"
        taken(await self.office.put(path, {"agencies": list(agencies)}))

    async def awaited_event(self, row: str, words: str | None = None) -> str:
        """The event that an obligation of the row waits for; `words` to choose by when it waits for several."""
        awaited = {one["awaited_event_id"] for one in await self.owed(row)} - {None}
        events = await every(self.office, "/v1/awaited-events")
        [found] = [one["id"] for one in events if one["id"] in awaited and (words is None or words in one["text"])]
        return str(found)

    async def record_event(self, event: str, occurred_on: str, **given: Any) -> str:
        body = {"occurred_on": occurred_on, "document": LETTER} | given
        shown = taken(await self.office.post(f"/v1/awaited-events/{event}/occurrences", body), 201)
        return str(shown["occurrence"]["id"])

    async def void_event(self, event: str, occurrence: str) -> None:
        path = f"/v1/awaited-events/{event}/occurrences/{occurrence}/void"
        taken(await self.office.post(path, {"reason": "Ghi nhầm ngày"}))

    async def mark_not_yet(self, event: str) -> None:
        taken(await self.office.post(f"/v1/awaited-events/{event}/not-yet", {}))

    async def publish(self, plan: str) -> None:
        taken(await self.office.post(f"/v1/plans/{plan}/publish", {}))
        for task in await every(self.office, "/v1/tasks", plan=plan):
            section = task["section"] and task["section"]["label"]
            self.rows[f"{section}.{task['number']}" if section else f"K{task['number']}"] = task["id"]

    # What anybody may see

    async def owed(self, row: str, lead: str | None = None) -> list[dict[str, Any]]:
        named: dict[str, Any] = {} if lead is None else {"agency": lead}
        return await every(self.viewer, "/v1/obligations", task=self.rows[row], **named)

    async def task(self, row: str, **view: str) -> dict[str, Any]:
        return taken(await self.viewer.get(f"/v1/tasks/{self.rows[row]}", params=view))

    async def leads(self, row: str) -> dict[str, dict[str, Any]]:
        """All of them, by their codes; who is nobody yet is left out."""
        found = await every(self.viewer, f"/v1/tasks/{self.rows[row]}/leads")
        return {one["agency"]["code"]: one for one in found if one["agency"]}

    async def cell(self, row: str, lead: str | None = None, **view: str) -> str | None:
        """Of the task, or of one of its leads."""
        task = await self.task(row, **view)
        shown = [task] if lead is None else [one for one in task["leads"] if (one["agency"] or {}).get("code") == lead]
        [cell] = [one["cell"] for one in shown]
        return None if cell is None else str(cell)


def taken(answer: httpx.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, f"{answer.request.method} {answer.request.url}: {answer.text}"
    found: dict[str, Any] = answer.json()
    return found


__all__ = ["CONCLUSIONS", "PROGRAMME", "Acts", "taken"]
