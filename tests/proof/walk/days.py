"""Days as they were shown when they ended, and as they are shown afterwards."""

from typing import Any

from tests.proof.walk.town import PLAN, Town

OF_TASK = (
    "status",
    "cell",
    "days_overdue",
    "due_soon",
    "effective_due_date",
    "late_from",
    "percent_complete",
    "waiting_for",
    "waiting_since",
)
BASES = ("current", "original")
# What a summary says beside its numbers.
NO_NUMBERS = {"links", "as_of", "plan", "section", "agency"}
Shown = dict[str, Any]


async def shown(town: Town, **asked: str) -> dict[str, Shown]:
    """By basis: every task, every lead and every number."""
    return {basis: await _on(town, basis=basis, **asked) for basis in BASES}


async def _on(town: Town, **asked: str) -> Shown:
    viewer = town.callers.viewer
    tasks = await viewer.get("/v1/tasks", params={"plan": PLAN, "limit": 200, **asked})
    summary = await viewer.get(f"/v1/plans/{PLAN}/summary", params=asked)
    assert (tasks.status_code, summary.status_code) == (200, 200), (tasks.text, summary.text)
    told = {task["number"]: _task(task) for task in tasks.json()["items"]}
    return {"tasks": told, "summary": numbers(summary.json())}


def _task(task: Shown) -> Shown:
    leads = {_name(one): {name: one[name] for name in (*OF_TASK, "blocked")} for one in task["leads"]}
    return {name: task[name] for name in OF_TASK} | {"leads": leads, "coverage": task["coverage"]}


def _name(lead: Shown) -> str:
    return "" if lead["agency"] is None else lead["agency"]["code"]


def numbers(told: Any) -> Any:
    """Of sections and agencies too, in their order."""
    if isinstance(told, list):
        return [numbers(one) for one in told]
    if isinstance(told, dict):
        return {name: numbers(one) for name, one in told.items() if name not in NO_NUMBERS}
    return told
