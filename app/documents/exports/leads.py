"""The progress columns of one row of an annex: what each of its leads has to tell, a line for each where they differ. Pure.

With one lead, or when all say the same, a cell says it once. A task of a hundred communes names the first twenty.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.exports.sheet import Tone, Value
from app.documents.exports.texts import day
from app.documents.state_words import cell_words, status_words
from app.tasks.cell_rules import Cell
from app.tasks.rules import Status

FIRST_LEADS = 20
NOBODY = "Chưa rõ cơ quan"
NO_CHANGE = "Không thay đổi so với báo cáo trước"
HANDED_IN = "submission"
TONES = {
    Cell.overdue: Tone.late,
    Cell.in_term: Tone.running,
    Cell.suspended: Tone.still,
    Cell.completed_late: Tone.done_late,
    Cell.completed_on_time: Tone.done,
    Cell.completed_undated: Tone.done,
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lead:
    """As PostgreSQL tells it; `report` is its newest on that day. Beyond the first twenty, true stands for a text that is there."""

    told: Json
    report: Json

    @property
    def name(self) -> str:
        return str(self.told["name"] or NOBODY)


def leads_of(item: Json) -> list[Lead]:
    """Those that still have a part in it; when nobody has, those that had."""
    reports = {one["id"]: one for one in item["reports"]}
    every = [Lead(one, reports.get(one["last_report_id"], {})) for one in item["leads"]]
    return [one for one in every if one.told["status"] != Status.cancelled] or every


def progress_cells(item: Json) -> tuple[Value, ...]:
    """In the order of `annex.columns.PROGRESS_TITLES`; empty for a heading, and in a draft, which nobody owes yet."""
    leads = leads_of(item)
    return tuple(_told_by(leads, tell) for tell in TELLING)


def tone(item: Json) -> Tone | None:
    if item["cell"] is None:
        return None
    return Tone.soon if item["due_soon"] else TONES.get(Cell(item["cell"]))


def _status(lead: Lead) -> Value:
    return status_words(Status(lead.told["status"]), blocked=lead.told["blocked"])


def _timeliness(lead: Lead) -> Value:
    cell = lead.told["cell"]
    return cell_words(cell and Cell(cell), due_soon=lead.told["due_soon"])


def _percent(lead: Lead) -> Value:
    return int(lead.told["percent"])


def _nominal_day(lead: Lead) -> Value:
    return day(lead.told["nominal_due_date"])


def _effective_day(lead: Lead) -> Value:
    return day(lead.told["effective_due_date"])


def _days_overdue(lead: Lead) -> Value:
    return lead.told["days_overdue"] or ""


def _done_on(lead: Lead) -> Value:
    return day(lead.told["done_on"])


def _summary(lead: Lead) -> Value:
    return NO_CHANGE if lead.report.get("no_change") else lead.report.get("summary") or ""


def _documents(lead: Lead) -> Value:
    listed = lead.report.get("result_documents") or lead.report.get("no_document_reason") or ""
    return "; ".join(map(_document, listed)) if isinstance(listed, list) else listed


def _difficulties(lead: Lead) -> Value:
    return lead.report.get("difficulties") or ""


def _proposals(lead: Lead) -> Value:
    return lead.report.get("proposals") or ""


def _last_report(lead: Lead) -> Value:
    return day(lead.told["last_reported_on"])


TELLING: tuple[Callable[[Lead], Value], ...] = (
    _status,
    _timeliness,
    _percent,
    _nominal_day,
    _effective_day,
    _days_overdue,
    _done_on,
    _summary,
    _documents,
    _difficulties,
    _proposals,
    _last_report,
)


def _document(one: Json) -> str:
    """ "12/QĐ-UBND ngày 05/03/2026: Quyết định …"; one that was only handed in for issue says so."""
    dated = f" ngày {day(one['issued_on'])}" if one.get("issued_on") else ""
    named = ": ".join(text for text in ((one.get("number") or "") + dated, one.get("title") or "") if text.strip())
    return f"{named.strip()} (trình ban hành)" if one.get("kind") == HANDED_IN else named.strip()


def _told_by(leads: Sequence[Lead], tell: Callable[[Lead], Value]) -> Value:
    told = [(lead.name, tell(lead)) for lead in leads]
    values = {value for _, value in told}
    if len(values) == 1:
        return values.pop()
    spoken = [(name, value) for name, value in told if value != ""]
    return "\n".join(_lines(spoken))


def _lines(spoken: Sequence[tuple[str, Value]]) -> Iterable[str]:
    yield from (f"{name}: {value}" for name, value in spoken[:FIRST_LEADS])
    if len(spoken) > FIRST_LEADS:
        yield f"… và {len(spoken) - FIRST_LEADS} cơ quan khác"
