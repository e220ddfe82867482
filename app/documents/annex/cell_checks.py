"""Findings about the cells of a row: those with nothing in them, and those whose text came from another row."""

import re
from collections.abc import Iterator

from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from app.documents.annex.fields import Fields
from app.documents.annex.findings import Code, Finding, finding
from app.documents.annex.parents import Inherited

WORD = re.compile(r"\w")
# A formula whose result was not stored with it, or one that Excel could not work out.
UNWORKED = re.compile(r"=[^\s=][^\n]*|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)")
INHERITED = {
    Role.lead: Code.inherited_lead,
    Role.coordinating: Code.inherited_coordinating,
    Role.deadline: Code.inherited_deadline,
}


def empty_cells(index: int, draft: RowDraft, wanted: frozenset[Role]) -> Iterator[Finding]:
    cells = (
        (Role.lead, draft.lead_text, Code.missing_lead),
        (Role.deadline, draft.deadline_text, Code.missing_deadline),
        (Role.deliverable, draft.deliverable, Code.missing_deliverable),
    )
    if Role.lead in wanted and draft.lead_text and draft.coordinating and not draft.leads:
        # "PH: Sở Nội vụ", and no word of who leads.
        yield finding(Code.missing_lead, index, Role.lead)
    for role, text, code in cells:
        # A dash or dots stand where nothing is meant.
        if role in wanted and (text is None or WORD.search(text) is None):
            yield finding(code, index, role)


def heading_cells(index: int, draft: RowDraft, *, has_children: bool) -> Iterator[Finding]:
    """What a heading asks for is owed by nobody, and a row over no other may be a task whose cells were lost."""
    if draft.is_heading and draft.deliverable:
        yield finding(Code.heading_deliverable, index, Role.deliverable, read=draft.deliverable)
    if draft.is_heading and not has_children:
        yield finding(Code.childless_heading, index, Role.task_title, read=draft.title)


def inherited_cells(index: int, draft: RowDraft, taken: Inherited) -> Iterator[Finding]:
    texts = {
        Role.lead: draft.lead_text,
        Role.coordinating: draft.coordinating_text,
        Role.deadline: draft.deadline_text,
    }
    for role, code in INHERITED.items():
        if role in taken.roles:
            yield finding(code, index, role, read=texts[role])


def struck_cells(index: int, fields: Fields) -> Iterator[Finding]:
    if fields.faint:
        yield finding(Code.faint_row, index, read=fields.title)
    for role, text in fields.faint_cells:
        yield finding(Code.faint_cell, index, role, read=text)
    for role, text, left_out in fields.left_out:
        yield left_out_text(text, left_out, index, role)


def unworked_cells(index: int, fields: Fields) -> Iterator[Finding]:
    texts = (
        (Role.number, fields.number),
        (Role.task_title, fields.title),
        (Role.lead, fields.lead),
        (Role.coordinating, fields.coordinating),
        (Role.deadline, fields.deadline),
        (Role.deliverable, fields.deliverable),
        *((Role.note, text) for _, text in fields.notes),
    )
    for role, text in texts:
        if UNWORKED.fullmatch(text):
            yield finding(Code.unworked_cell, index, role, read=text)


def left_out_text(text: str, left_out: str, index: int | None = None, column: Role | None = None) -> Finding:
    return finding(Code.left_out_text, index, column, read=text or None, left_out=left_out, rest=text or "—")


def shared_cells(index: int, fields: Fields) -> Iterator[Finding]:
    """What holds for several tasks: merged cells, and cells that say "as above"."""
    texts = {
        Role.lead: fields.lead,
        Role.coordinating: fields.coordinating,
        Role.deadline: fields.deadline,
        Role.deliverable: fields.deliverable,
    }
    for role, text in texts.items():
        if role in fields.repeated:
            yield finding(Code.merged_value, index, role, read=text)
        if role in fields.ditto:
            yield finding(Code.ditto_value, index, role, read=text)
    for role, text in fields.ditto_of_nothing:
        yield finding(Code.ditto_of_nothing, index, role, read=text)
