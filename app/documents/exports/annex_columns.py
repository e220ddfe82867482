"""The columns of an exported annex: its own, under its own titles and in its order, then those of progress. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.documents.annex.columns import Column as AnnexColumn
from app.documents.annex.headers import find_columns
from app.documents.annex.titles import PROGRESS_TITLES, Role
from app.documents.deadlines_now import Phrase, in_force
from app.documents.exports.leads import progress_cells, tone
from app.documents.exports.sheet import Column, Line, Value
from app.documents.tables import Cell

# Of an annex that was typed in and has no titles of its own.
USUAL_TITLES = (
    "STT",
    "Nội dung công việc",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
)
WIDTHS: Mapping[Role, float] = {
    Role.number: 1.2,
    Role.task_title: 8.0,
    Role.lead: 4.2,
    Role.coordinating: 4.2,
    Role.deadline: 3.4,
    Role.deliverable: 4.0,
    Role.note: 3.0,
}
# Beside twelve columns of progress the annex's own have to do with so much of their width.
NARROWED, NARROWEST = 0.6, 1.0
PROGRESS_WIDTHS = (1.6, 1.5, 1.1, 1.75, 1.75, 1.1, 1.75, 2.6, 2.1, 1.8, 1.7, 1.75)
TONED = PROGRESS_TITLES[:2]
WORDY = PROGRESS_TITLES[7:11]
KEYS = {
    Role.number: "number",
    Role.task_title: "title",
    Role.lead: "lead",
    Role.coordinating: "coordinating",
    Role.deliverable: "deliverable",
}
CENTRED = (Role.number, Role.deadline)

Json = Mapping[str, Any]


def annex_columns(titles: Sequence[str]) -> tuple[AnnexColumn, ...]:
    """Without ours, which an annex may have when it was read from an export."""
    found = find_columns([Cell(one) for one in titles]) or find_columns([Cell(one) for one in USUAL_TITLES])
    assert found is not None, "the usual titles are those of an annex"
    return tuple(one for one in found.columns if one.role is not Role.progress)


def shown_columns(columns: Sequence[AnnexColumn], *, progress: bool) -> tuple[Column, ...]:
    narrowed = NARROWED if progress else 1.0
    own = tuple(
        Column(one.title, max(WIDTHS[one.role] * narrowed, NARROWEST), centred=one.role in CENTRED) for one in columns
    )
    return own + (PROGRESS_COLUMNS if progress else ())


PROGRESS_COLUMNS = tuple(
    Column(title, width, centred=title not in WORDY, toned=title in TONED)
    for title, width in zip(PROGRESS_TITLES, PROGRESS_WIDTHS, strict=True)
)


def place_of(columns: Sequence[AnnexColumn], role: Role) -> int | None:
    return next((place for place, one in enumerate(columns) if one.role is role), None)


def line(item: Json, columns: Sequence[AnnexColumn], *, progress: bool) -> Line:
    notes = {one["column"]: one["text"] for one in item["notes"] or ()}
    # Of two columns under one title the first has what stood in both.
    own = tuple(notes.pop(one.title, "") if one.role is Role.note else _text(item, one.role) for one in columns)
    # A bold row without a number would read as a section.
    bold = item["is_heading"] and item["number"] is not None
    told: tuple[Value, ...] = progress_cells(dict(item)) if progress else ()
    return Line(own + told, bold, tone(dict(item)) if progress else None)


def _text(item: Json, role: Role) -> str:
    return (_deadline(item) if role is Role.deadline else item[KEYS[role]]) or ""


def _deadline(item: Json) -> str | None:
    phrases = (Phrase(one["id"], one["source"], one["text"], one["replaces_id"]) for one in item["phrases"])
    cell = in_force(phrases).cell
    return cell.text if cell else None
