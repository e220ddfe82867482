"""Every write of the contract once, in an order in which each one succeeds: what has to hold of all of them is tried on this walk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.access.import_probes import import_rows
from tests.access.more_rows import more_rows, store_evidence
from tests.access.requests import Valid, valid
from tests.callers import Callers, Tokens
from tests.clones import Clone
from tests.make.office import office_rows

REPORT_ON_TASK, ASKED = "POST /v1/tasks/{task_id}/reports", "POST /v1/tasks/{task_id}/extension-requests"
DECIDED, ANSWERED, WITHDRAWN = (
    f"POST /v1/extension-requests/{{request_id}}/{one}" for one in ("decision", "answer", "withdraw")
)
OFFER = {"action": "counter", "due_on": "2026-04-10"}
# Neither a key nor a preference is taken by what stores nothing, and by what OAuth clients ask as RFC 6749 has it, and ask anew.
WITHOUT_KEY = frozenset({"POST /v1/deadlines/parse", "POST /oauth2/token"})


@dataclass(frozen=True, slots=True)
class Step:
    """`row`: of `REQUESTS`; `of`: the parameter of the path that stands for what the last such row made; `n`: which of several bodies."""

    row: str
    caller: str
    of: tuple[str, str] | None = None
    body: Mapping[str, Any] | None = None
    n: int = 1

    @property
    def operation(self) -> str:
        return self.row.partition(" # ")[0]


WALK = (
    Step("POST /v1/tokens", "admin"),
    Step("POST /v1/tokens/{token_id}/rotate", "admin", ("token_id", "POST /v1/tokens")),
    Step("DELETE /v1/tokens/{token_id}", "admin", ("token_id", "POST /v1/tokens")),
    Step("PUT /v1/calendar/days", "admin"),
    Step("POST /v1/agencies", "admin"),
    Step("PATCH /v1/agencies/{agency}", "admin"),
    Step("POST /v1/agency-groups", "admin"),
    Step("PATCH /v1/agency-groups/{group}", "admin"),
    Step("PUT /v1/agency-groups/{group}/members", "admin"),
    Step("POST /v1/plans", "office"),
    Step("PATCH /v1/plans/{plan} # draft", "office"),
    Step("POST /v1/plans/{plan}/annexes # draft", "office"),
    Step("POST /v1/plans/{plan}/sections # draft", "office"),
    Step("POST /v1/plans/{plan}/relations", "office"),
    Step("POST /v1/plans/{plan}/tasks # draft", "office"),
    Step("PATCH /v1/tasks/{task_id}", "office"),
    Step("POST /v1/tasks/{task_id}/comments", "lead"),
    Step("POST /v1/tasks/{task_id}/amendments", "office"),
    Step("PUT /v1/tasks/{task_id}/assignments/{assignment_id}/members", "office"),
    Step("POST /v1/reports/batch", "lead"),
    Step(REPORT_ON_TASK, "lead"),
    Step("POST /v1/reports/{report_id}/attachments", "lead", ("report_id", REPORT_ON_TASK)),
    Step("POST /v1/reports/{report_id}/withdraw", "lead", ("report_id", REPORT_ON_TASK)),
    Step(REPORT_ON_TASK, "lead", n=90),
    Step("POST /v1/reports/{report_id}/review", "office", ("report_id", REPORT_ON_TASK)),
    Step("POST /v1/reviews/batch", "office"),
    Step(ASKED, "lead"),
    Step(DECIDED, "office", ("request_id", ASKED), OFFER),
    Step(ANSWERED, "lead", ("request_id", ASKED)),
    Step(ASKED, "lead", n=2),
    Step(WITHDRAWN, "lead", ("request_id", ASKED), {}),
    Step("POST /v1/awaited-events/{event_id}/not-yet", "office"),
    Step("POST /v1/awaited-events/{event_id}/occurrences", "office"),
    Step("POST /v1/awaited-events/{event_id}/occurrences/{occurrence_id}/void", "office"),
    Step("POST /v1/report-requests", "office"),
    Step("POST /v1/plan-imports", "office"),
    Step("PATCH /v1/plan-imports/{import_id}", "office"),
    Step("POST /v1/plan-imports/{import_id}/commit", "office"),
    Step("POST /v1/plans/{plan}/publish # draft", "office"),
    Step("POST /v1/plans/{plan}/close", "office"),
    Step("POST /v1/plans/{plan}/reopen", "office"),
    Step("DELETE /v1/plans/{plan}", "office", ("plan", "POST /v1/plans")),
    Step("POST /v1/agencies/{agency}/succession", "admin"),
)


class Walker:
    """`fingerprint` tells every row of every table and every file of the storage."""

    def __init__(self, callers: Callers, database: Clone, folder: Path) -> None:
        self._callers, self._database, self._folder = callers, database, folder
        self._made: dict[str, str] = {}

    async def send(self, step: Step, headers: Mapping[str, str], *, other: bool = False) -> httpx.Response:
        """`other`: with another body."""
        method, template = step.operation.split(" ")
        request = valid(step.row)
        url = _url(request, template, {} if step.of is None else {step.of[0]: self._made[step.of[1]]})
        sent = request.sent(step.n) if step.body is None else {"json": step.body}
        caller = getattr(self._callers, step.caller)
        sent = _other(sent) if other else sent
        marked = {**headers, **sent.pop("headers", {})}
        answer: httpx.Response = await caller.request(method, url, headers=marked, if_match=request.if_match, **sent)
        return answer

    def remember(self, step: Step, answer: httpx.Response) -> None:
        if "location" in answer.headers:
            self._made[step.operation] = answer.headers["location"].rpartition("/")[2]

    async def fingerprint(self) -> dict[str, Any]:
        tables = await self._database.counts()
        sums = ", ".join(f"(select sum(hashtextextended(t::text, 0)) from {name} t) as {name}" for name in tables)
        (row,) = await self._database.fetch(f"select {sums}")
        return dict(row) | {"files": sorted(one.name for one in self._folder.rglob("*"))}


async def furnish(database: Clone, tokens: Tokens, folder: Path) -> None:
    await database.store(*more_rows(tokens), *office_rows(tokens.made["office"][0]), *import_rows(tokens))
    store_evidence(folder)


def _url(request: Valid, template: str, named: Mapping[str, str]) -> str:
    return Valid(path=(request.path or {}) | dict(named), query=request.query).url(template)


def _other(sent: dict[str, Any]) -> dict[str, Any]:
    """A blank more is another body, even where none is needed."""
    if "files" in sent:
        name, data = sent["files"]["file"]
        return sent | {"files": {"file": (name, data + b" ")}}
    body = b"" if "json" not in sent else json.dumps(sent["json"]).encode()
    return {"content": body + b" ", "headers": {"Content-Type": "application/json"}}
