"""`tiendo overdue` and `tiendo waiting`: who is late with what and since when, and for whom is waited."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from app.access.reading import naming
from app.cli.asking import asking
from app.cli.shown import day, numbers, print_line, print_table, task_called, words
from app.kernel.clock import Clock, local_day
from app.tasks.cell_rules import Cell
from app.tasks.leads import LEADS
from app.tasks.schemas import WaitedFor

Lead = dict[str, Any]

NOBODY = "chưa rõ cơ quan / nobody yet"
WAITED_FOR = {WaitedFor.office: "văn phòng / office", WaitedFor.agency: "cơ quan / agency"}


async def ask_overdue(
    owner_url: str, serving_url: str, clock: Clock, plan: str | None, as_of: date | None
) -> list[Lead]:
    """The longest delay first."""
    leads = await _ask(owner_url, serving_url, clock, plan, as_of, cell=Cell.overdue)
    return sorted(leads, key=lambda lead: -lead["days_overdue"])


async def ask_waiting(
    owner_url: str, serving_url: str, clock: Clock, plan: str | None, as_of: date | None
) -> list[Lead]:
    """Who has waited longest first."""
    both = [await _ask(owner_url, serving_url, clock, plan, as_of, waiting_for=one) for one in WaitedFor]
    return sorted((lead for leads in both for lead in leads), key=lambda lead: lead["waiting_since"] or "")


async def _ask(
    owner_url: str, serving_url: str, clock: Clock, plan: str | None, as_of: date | None, **filters: Any
) -> list[Lead]:
    async with asking(owner_url, serving_url, clock, about=plan) as asked:
        of = asked.view(as_of)
        rows = await asked.every(LEADS[of.view], {"plan": plan, **filters}, **naming(plan, "plan"), today=of.today)
    return [json.loads(row["item"]) for row in rows]


def show_overdue(console: Console, leads: Sequence[Lead]) -> None:
    columns = [words("cơ quan", "agency"), words("việc", "task", 10), words("nội dung", "title")]
    columns += [numbers("quá hạn từ", "since"), numbers("ngày", "days")]
    print_line(console, f"{len(leads)} đầu mối quá hạn / leads overdue", "bold")
    for plan in _plans(leads):
        print_line(console, plan, "bold")
        print_table(console, columns, [_late(lead) for lead in leads if lead["task"]["plan"] == plan])


def _plans(leads: Sequence[Lead]) -> list[str]:
    return sorted({lead["task"]["plan"] for lead in leads})


def _late(lead: Lead) -> tuple[str | Text, ...]:
    since, days = day(late_since(lead)), Text(str(lead["days_overdue"]), "red")
    return _agency(lead), task_called(lead["task"]), _title(lead), since, days


def late_since(lead: Lead) -> date | None:
    """The first day on which it was late: of what is unanswered; else the day after that of what was answered late."""
    if lead["late_from"] is not None:
        return datetime.fromisoformat(lead["late_from"]).date()
    due: str | None = lead["effective_due_date"]
    return None if due is None else date.fromisoformat(due) + timedelta(days=1)


def show_waiting(console: Console, leads: Sequence[Lead], today: date) -> None:
    columns = [words("chờ", "waiting for", 20), words("cơ quan", "agency"), words("việc", "task", 10)]
    columns += [words("nội dung", "title"), numbers("từ", "since"), numbers("ngày", "days")]
    print_line(console, f"{len(leads)} đầu mối đang chờ / leads waiting", "bold")
    for plan in _plans(leads):
        print_line(console, plan, "bold")
        print_table(console, columns, [_waiting(lead, today) for lead in leads if lead["task"]["plan"] == plan])


def _waiting(lead: Lead, today: date) -> tuple[str, ...]:
    since = None if lead["waiting_since"] is None else local_day(datetime.fromisoformat(lead["waiting_since"]))
    days = "" if since is None else str((today - since).days)
    whom = WAITED_FOR[WaitedFor(lead["waiting_for"])]
    return whom, _agency(lead), task_called(lead["task"]), _title(lead), day(since), days


def _agency(lead: Lead) -> str:
    return lead["agency"]["name"] if lead["agency"] else NOBODY


def _title(lead: Lead) -> str:
    title: str = lead["task"]["title"]
    return " ".join(title.split())
