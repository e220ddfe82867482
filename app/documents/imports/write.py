"""Writes an annex into a plan that has none: the one way in, for an import, the command line and the seed alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from app.access.caller import Caller
from app.access.writing import Entry, Work
from app.documents.imports.beside import beside
from app.documents.imports.draft import Cited, Draft, Name
from app.plans import queries as plans
from app.plans.models import Annex, Plan, Section
from app.tasks import queries as tasks
from app.tasks.draft import AssignmentRow, CitationRow, NoteRow, TaskRow, write_tasks

Ids = Mapping[int, UUID]
# Whoever asks for a single row waits for no more of them.
ROWS_AT_ONCE = 500


async def write_annex(work: Work, plan: Plan, draft: Draft, position: int = 1) -> None:
    annex_id = uuid7()
    work.session.add(
        Annex(
            id=annex_id,
            plan_id=plan.id,
            label=draft.label,
            title=draft.title,
            column_titles=list(draft.column_titles),
            deadline_purpose=draft.deadline_purpose,
            position=position,
        )
    )
    await work.session.flush()  # sections and tasks refer to it by statements that the session does not order
    sections = [
        Section(id=uuid7(), plan_id=plan.id, annex_id=annex_id, label=one.label, title=one.title, position=at)
        for at, one in enumerate(draft.sections, 1)
    ]
    work.session.add_all(sections)
    await work.session.flush()
    ids = {place: uuid7() for place in range(len(draft.rows))}
    places = {place: place + 1 for place in ids}
    of_sections = {place: one.id for place, one in enumerate(sections)}
    rows = task_rows(draft, annex_id, of_sections, ids, places)
    while part := list(islice(rows, ROWS_AT_ONCE)):
        await write_tasks(work, plan, part)
    await _record(work, plan, annex_id, [one.id for one in sections])


async def _record(work: Work, plan: Plan, annex_id: UUID, sections: Sequence[UUID]) -> None:
    annex, _ = await work.show(plans.ANNEX, id=annex_id)
    made = [Entry("annex", annex_id, "create", plan.id, after=annex)]
    made += [
        Entry("section", one, "create", plan.id, after=(await work.show(plans.SECTION, id=one))[0]) for one in sections
    ]
    every = await work.rows(tasks.TASKS_OF_PLAN, plan_id=plan.id)
    await work.record_all([*made, *await beside(_of_tasks, every, work.caller, plan.id)])


def _of_tasks(rows: Iterable[Any], caller: Caller, plan_id: UUID) -> list[Entry]:
    return [Entry("task", one["id"], "create", plan_id, after=tasks.with_may(one, caller)) for one in rows]


def task_rows(draft: Draft, annex_id: UUID, sections: Ids, ids: Ids, positions: Mapping[int, int]) -> Iterator[TaskRow]:
    """Each row of the draft as a task; `sections`, `ids`, `positions` by its place in the draft."""
    for place, row in enumerate(draft.rows):
        yield TaskRow(
            id=ids[place],
            annex_id=annex_id,
            section_id=None if row.section is None else sections[row.section],
            parent_id=None if row.parent is None else ids[row.parent],
            number=row.number,
            position=positions[place],
            title=row.title,
            deliverable=row.deliverable,
            is_heading=row.is_heading,
            deadlines=[row.deadline] if row.deadline else [],
            title_deadlines=row.second,
            assignments=[_assignment(one) for one in row.names],
            citations=[_citation(one) for one in row.citations],
            completion_rule=row.completion_rule,
            lead_text=row.lead_text,
            coordinating_text=row.coordinating_text,
            notes=[NoteRow(column, text) for column, text in row.notes],
        )


def _citation(one: Cited) -> CitationRow:
    return CitationRow(one.text, one.instrument, one.number, one.point, one.clause, one.article, one.issued_on)


def _assignment(one: Name) -> AssignmentRow:
    return AssignmentRow(
        one.role,
        one.text,
        agency_id=None if one.agency is None else one.agency.id,
        group_id=None if one.group is None else one.group.id,
    )
