"""From an annex as it was read to the draft that an import keeps: nothing of it that a plan needs is lost between."""

from app.agencies.matching import Found
from app.documents.annex.cells import Assignment
from app.documents.annex.columns import Role
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.findings import Finding
from app.documents.annex.preamble import PlanFacts
from app.documents.imports.draft import Cited, Draft, Name, Raised, Row, Section, Target


def draft_of(annex: AnnexDraft, format_: str = "") -> Draft:
    facts = annex.facts
    return Draft(
        label=facts.label,
        title=facts.title,
        document_number=facts.document_number,
        issued_on=facts.issued_on,
        issuer=facts.issuer,
        year=_year(facts),
        column_titles=tuple(one.title for one in annex.columns if one.role is not Role.progress),
        deadline_purpose=annex.deadline_purpose.value,
        sections=tuple(Section(one.label, one.title) for one in annex.sections),
        rows=tuple(_row(row) for row in annex.rows),
        findings=tuple(map(_raised, annex.findings)),
        format=format_,
    )


def _year(facts: PlanFacts) -> int | None:
    return facts.year or (facts.issued_on.year if facts.issued_on else None)


def _row(row: RowDraft) -> Row:
    return Row(
        number=row.number,
        section=row.section,
        parent=row.parent,
        is_heading=row.is_heading,
        title=row.title,
        deliverable=row.deliverable,
        names=tuple(_name(one) for one in row.assignments),
        deadline=row.reading,
        offered=tuple(one.reading for one in row.title_deadlines),
        citations=tuple(
            Cited(one.text, one.instrument.value, one.number, one.point, one.clause, one.article, one.issued_on)
            for one in row.citations
        ),
        lead_text=row.lead_text,
        coordinating_text=row.coordinating_text,
        notes=tuple((one.column, one.text) for one in row.notes),
        progress=dict(row.progress),
    )


def _name(one: Assignment) -> Name:
    found = one.found
    return Name(
        one.role.value,
        one.text,
        agency=_target(found) if found and not found.is_group else None,
        group=_target(found) if found and found.is_group else None,
    )


def _target(found: Found) -> Target:
    return Target(found.named.id, found.named.code, found.named.name)


def _raised(one: Finding) -> Raised:
    column = None if one.column is None else one.column.value
    return Raised(
        one.id,
        one.code.value,
        one.severity.value,
        one.row,
        column,
        one.words,
        dict(one.params),
        one.read,
        one.suggestion,
    )
