"""Turns an annex as read into a draft plan. The same file twice changes nothing; another file for a plan that exists is refused
here, since matching its rows with those there is the work of an amendment.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.agencies import queries as agencies
from app.deadlines import Reading
from app.documents.annex.citations import Citation
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.findings import Finding
from app.documents.annex.read import read_annex
from app.documents.imports.problems import AnotherFile
from app.documents.readers.txt import read_txt
from app.plans.draft import create_plan
from app.plans.models import Annex, Plan, Section
from app.plans.schemas import PlanCreate
from app.tasks.draft import AssignmentRow, CitationRow, NoteRow, TaskRow, write_tasks


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is false when this very file made the plan before."""

    code: str
    is_new: bool
    sections: int
    tasks: int
    headings: int
    findings: tuple[Finding, ...]


async def import_annex(work: Work, data: bytes, draft: PlanCreate) -> Imported:
    """Stores the plan of one annex as a draft; RefusedFile when the file can't be read or is classified."""
    register = await agencies.register(work.session)
    annex = read_annex(read_txt(data), register, year=draft.year, issued_on=draft.issued_on)
    digest = hashlib.sha256(data).digest()
    known = await work.session.scalar(select(Plan).where(Plan.code == draft.code))
    if known is not None:
        if known.source_digest != digest:
            raise AnotherFile(plan=draft.code)
        return imported_from(draft.code, annex, is_new=False)
    await create_plan(work, draft)
    plan = (await work.session.scalars(select(Plan).where(Plan.code == draft.code))).one()
    plan.source_digest = digest
    await _write(work, plan, annex)
    return imported_from(draft.code, annex, is_new=True)


def imported_from(code: str, annex: AnnexDraft, *, is_new: bool) -> Imported:
    headings = sum(row.is_heading for row in annex.rows)
    return Imported(code, is_new, len(annex.sections), len(annex.rows) - headings, headings, annex.findings)


async def _write(work: Work, plan: Plan, annex: AnnexDraft) -> None:
    annex_id = uuid7()
    work.session.add(
        Annex(
            id=annex_id,
            plan_id=plan.id,
            label=annex.facts.label,
            title=annex.facts.title,
            column_titles=list(annex.column_titles),
            deadline_purpose=annex.deadline_purpose.value,
            position=1,
        )
    )
    await work.session.flush()  # sections and tasks refer to it by statements that the session does not order
    sections = [
        Section(id=uuid7(), plan_id=plan.id, annex_id=annex_id, label=one.label, title=one.title, position=one.position)
        for one in annex.sections
    ]
    work.session.add_all(sections)
    await work.session.flush()
    await write_tasks(work, plan, list(_rows(annex, annex_id, [one.id for one in sections])))


def _rows(annex: AnnexDraft, annex_id: UUID, sections: Sequence[UUID]) -> Iterator[TaskRow]:
    ids = [uuid7() for _ in annex.rows]
    for id_, row in zip(ids, annex.rows, strict=True):
        yield TaskRow(
            id=id_,
            annex_id=annex_id,
            section_id=None if row.section is None else sections[row.section],
            parent_id=None if row.parent is None else ids[row.parent],
            number=row.number,
            position=row.position,
            title=row.title,
            deliverable=row.deliverable,
            is_heading=row.is_heading,
            deadlines=_readings(row),
            assignments=_assignments(row),
            citations=[_citation(one) for one in row.citations],
            lead_text=row.lead_text,
            coordinating_text=row.coordinating_text,
            notes=[NoteRow(one.column, one.text) for one in row.notes],
        )


def _readings(row: RowDraft) -> list[Reading]:
    """The cell's. A date in the title is a finding, and becomes a deadline only when somebody accepts it."""
    return [] if row.reading is None else [row.reading]


def _assignments(row: RowDraft) -> list[AssignmentRow]:
    return [
        AssignmentRow(
            one.role.value,
            one.text,
            agency_id=one.found.named.id if one.found and not one.found.is_group else None,
            group_id=one.found.named.id if one.found and one.found.is_group else None,
        )
        for one in row.assignments
    ]


def _citation(one: Citation) -> CitationRow:
    return CitationRow(
        text=one.text,
        instrument=one.instrument.value,
        number=one.number,
        point=one.point,
        clause=one.clause,
        article=one.article,
        issued_on=one.issued_on,
    )
