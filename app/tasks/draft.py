"""Writes the tasks of a draft: what a row of an annex says, its deadline read and its names put to agencies.

One way in for the interface and for documents: both make a `TaskRow`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.agencies.models import Agency
from app.calendar.queries import working_days
from app.deadlines import Kind, Reading, WorkingDays, occurrences
from app.kernel.db import insert_rows
from app.kernel.text import fold
from app.plans.models import Plan
from app.plans.terms import day_policy
from app.tasks.models import Assignment, LegalCitation, Task, TaskAgency, TaskDeadline


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A name of an agency cell: an agency, a group, or neither when it resolves to nobody."""

    role: str
    text: str
    agency_id: UUID | None = None
    group_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CitationRow:
    text: str
    instrument: str
    number: str
    point: str | None = None
    clause: str | None = None
    article: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What stands in a column that has no meaning, under the column's own title."""

    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """`assignments`: leads before coordinating agencies, the first lead is the primary one; `lead_text` and `coordinating_text`
    are the cells they were read from. `deadlines`: that of the cell; `title_deadlines`: those that the title names and somebody
    has accepted.
    """

    id: UUID
    annex_id: UUID
    section_id: UUID | None
    parent_id: UUID | None
    number: str | None
    position: int
    title: str
    deliverable: str | None
    is_heading: bool
    deadlines: Sequence[Reading] = ()
    title_deadlines: Sequence[Reading] = ()
    assignments: Sequence[AssignmentRow] = ()
    citations: Sequence[CitationRow] = ()
    completion_rule: str = "each"
    starred: bool = False
    external_refs: Sequence[Mapping[str, str]] = field(default_factory=list)
    lead_text: str | None = None
    coordinating_text: str | None = None
    notes: Sequence[NoteRow] = ()


async def write_tasks(work: Work, plan: Plan, rows: Sequence[TaskRow]) -> None:
    """Adds the rows to a draft, in their order; parents stand before their children."""
    await _insert(work, Task, await task_columns(work, plan, rows))
    await write_parts(work, plan, rows)


async def task_columns(work: Work, plan: Plan, rows: Sequence[TaskRow]) -> list[dict[str, Any]]:
    names = await _search_keys(work, rows)
    return [_task(work, plan, row, names) for row in rows]


async def write_parts(work: Work, plan: Plan, rows: Sequence[TaskRow]) -> None:
    """What hangs on tasks that are there: deadlines, citations, assignments."""
    # An annex says "Quý II/2026" of a hundred tasks: each reading is worked out once.
    columns = cache(partial(reading_columns, plan, calendar=await working_days(work.session)))
    await _insert(work, TaskDeadline, [one for row in rows for one in _deadlines(plan, row, columns)])
    await _insert(work, LegalCitation, [one for row in rows for one in _citations(plan, row)])
    assigned = [(row, list(_assignments(plan, row))) for row in rows]
    await _insert(work, Assignment, [one for _, of_row in assigned for one in of_row])
    await _insert(work, TaskAgency, [one for row, of_row in assigned for one in _agencies(row, of_row)])


async def _insert(work: Work, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        await insert_rows(work.session, table, rows)


async def _search_keys(work: Work, rows: Sequence[TaskRow]) -> dict[UUID, str]:
    named = {one.agency_id for row in rows for one in row.assignments if one.agency_id}
    found = await work.session.execute(select(Agency.id, Agency.search_key).where(Agency.id.in_(named)))
    return {row.id: row.search_key for row in found}


def search_key(row_texts: Iterable[str | None], agency_keys: Iterable[str]) -> str:
    """Texts and names between bars; a search finds a phrase where a word begins."""
    return "| " + " | ".join(fold(text) for text in row_texts if text) + " " + " ".join(agency_keys)


def _task(work: Work, plan: Plan, row: TaskRow, names: Mapping[UUID, str]) -> dict[str, Any]:
    keys = [names[one.agency_id] for one in row.assignments if one.agency_id]
    return {
        "id": row.id,
        "plan_id": plan.id,
        "annex_id": row.annex_id,
        "section_id": row.section_id,
        "parent_id": row.parent_id,
        "number": row.number,
        "position": row.position,
        "title": row.title,
        "deliverable": row.deliverable,
        "lead_text": row.lead_text,
        "coordinating_text": row.coordinating_text,
        "notes": _notes(row),
        "is_heading": row.is_heading,
        "starred": row.starred,
        "completion_rule": row.completion_rule,
        "external_refs": list(row.external_refs),
        "search_key": search_key((row.number, row.title, row.deliverable), keys),
        "version": 1,
        "updated_at": work.now,
    }


def _notes(row: TaskRow) -> list[dict[str, str]] | None:
    """One for each column: parts of a row that a page cut in two say theirs one below the other."""
    texts: dict[str, str] = {}
    for one in row.notes:
        texts[one.column] = f"{texts[one.column]}\n{one.text}" if one.column in texts else one.text
    return [{"column": column, "text": text} for column, text in texts.items()] or None


def _deadlines(plan: Plan, row: TaskRow, columns: Callable[[Reading], dict[str, Any]]) -> Iterable[dict[str, Any]]:
    sources = [*(("cell", one) for one in row.deadlines), *(("title", one) for one in row.title_deadlines)]
    for position, (source, reading) in enumerate(sources, 1):
        yield {
            "id": uuid7(),
            "task_id": row.id,
            "plan_id": plan.id,
            "source": source,
            "position": position,
            **columns(reading),
        }


def reading_columns(plan: Plan, reading: Reading, calendar: WorkingDays) -> dict[str, Any]:
    """A phrase and how it was read, with the one day it falls on, if it is one."""
    single = reading.kind in (Kind.date, Kind.range)
    days = occurrences(reading, day_policy(plan), calendar, plan.starts_on, plan.ends_on) if single else ()
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "reading": reading.to_json(),
        "shown_vi": reading.as_dict("vi"),
        "shown_en": reading.as_dict("en"),
        "nominal_due_date": days[0].nominal_due_date if days else None,
        "effective_due_date": days[0].effective_due_date if days else None,
    }


def _citations(plan: Plan, row: TaskRow) -> Iterable[dict[str, Any]]:
    for position, one in enumerate(row.citations, 1):
        yield {
            "id": uuid7(),
            "task_id": row.id,
            "plan_id": plan.id,
            "position": position,
            "text": one.text,
            "point": one.point,
            "clause": one.clause,
            "article": one.article,
            "instrument": one.instrument,
            "number": one.number,
            "issued_on": one.issued_on,
        }


def _assignments(plan: Plan, row: TaskRow) -> Iterable[dict[str, Any]]:
    primary = next((one for one in row.assignments if one.role == "lead"), None)
    for position, one in enumerate(row.assignments, 1):
        yield {
            "id": uuid7(),
            "task_id": row.id,
            "plan_id": plan.id,
            "role": one.role,
            "position": position,
            "agency_id": one.agency_id,
            "group_id": one.group_id,
            "text": one.text,
            "is_primary": one is primary,
        }


def _agencies(row: TaskRow, assignments: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Agencies named themselves; groups are expanded when the plan is published. A name written twice counts once."""
    seen: set[tuple[UUID, str]] = set()
    for one in assignments:
        if one["agency_id"] is None or (one["agency_id"], one["role"]) in seen:
            continue
        seen.add((one["agency_id"], one["role"]))
        yield {
            "task_id": row.id,
            "agency_id": one["agency_id"],
            "role": one["role"],
            "plan_id": one["plan_id"],
            "assignment_id": one["id"],
            "named": True,
        }
