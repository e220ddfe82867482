"""An annex as read from a file, in the form in which an import keeps it: plain values with the ids of the register, and back from JSON.

The process that reads a file writes it, the service takes it up again: nothing of an `AnnexDraft` that a plan needs is lost between.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from app.agencies.matching import Found
from app.deadlines import Reading
from app.documents.annex.cells import Assignment
from app.documents.annex.columns import Role
from app.documents.annex.draft import AnnexDraft, RowDraft
from app.documents.annex.findings import Finding
from app.documents.annex.preamble import PlanFacts
from app.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Target:
    """An agency or a group of the register."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an agency cell: whom it means, nobody yet, or an agency that the commit is to enrol."""

    role: str
    text: str
    agency: Target | None = None
    group: Target | None = None
    is_new: bool = False

    @property
    def target(self) -> Target | None:
        return self.agency or self.group


@dataclass(frozen=True, slots=True)
class Cited:
    """What a title cites, without its place in the text."""

    text: str
    instrument: str
    number: str
    point: str | None
    clause: str | None
    article: str | None
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """`deadline`: that of the cell; `second`: those the title names and somebody has accepted; `offered`: all it names. `lead_text` and
    `coordinating_text`: the cells as written; `notes` and `progress`: other columns and those of an export, by their titles.
    """

    number: str | None
    section: int | None
    parent: int | None
    is_heading: bool
    title: str
    deliverable: str | None
    names: tuple[Name, ...]
    deadline: Reading | None = None
    second: tuple[Reading, ...] = ()
    offered: tuple[Reading, ...] = ()
    citations: tuple[Cited, ...] = ()
    completion_rule: str = "each"
    lead_text: str | None = None
    coordinating_text: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    progress: Mapping[str, str] = field(default_factory=dict)

    def of(self, role: str) -> tuple[Name, ...]:
        return tuple(one for one in self.names if one.role == role)


@dataclass(frozen=True, slots=True)
class Section:
    label: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A finding: `row` is an index, `read` the words it is about, `suggestion` what may stand in their place, `params` what a program
    can act on.
    """

    id: str
    code: str
    severity: str
    row: int | None
    column: str | None
    message: Words
    params: Mapping[str, str]
    read: str | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    label: str | None
    title: str | None
    document_number: str | None
    issued_on: date | None
    issuer: str | None
    year: int | None
    column_titles: tuple[str, ...]
    deadline_purpose: str
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    findings: tuple[Raised, ...]
    format: str = ""

    def has(self, code: str) -> bool:
        return any(one.code == code for one in self.findings)

    def with_row(self, index: int, row: Row) -> "Draft":
        return replace(self, rows=(*self.rows[:index], row, *self.rows[index + 1 :]))


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


HEAD = tuple(name for name in Draft.__dataclass_fields__ if name not in {"sections", "rows", "findings"})
RAISED = ("id", "code", "severity", "row", "column", "params", "read", "suggestion")
PLAIN = (
    "number",
    "section",
    "parent",
    "is_heading",
    "title",
    "deliverable",
    "completion_rule",
    "lead_text",
    "coordinating_text",
    "notes",
    "progress",
)


def to_json(draft: Draft) -> str:
    """A line for the annex, and one for each row: who takes up 20,000 of them lets others have their turn between two."""
    head = {name: getattr(draft, name) for name in HEAD} | {
        "sections": draft.sections,
        "findings": [
            {**{name: getattr(one, name) for name in RAISED}, "message": [one.message.vi, one.message.en]}
            for one in draft.findings
        ],
    }
    return "\n".join(map(_written, (head, *map(_plain, draft.rows))))


def _written(one: Mapping[str, Any]) -> str:
    return json.dumps(one, ensure_ascii=False, default=held, separators=(",", ":"))


def held(one: Any) -> Any:
    """What JSON has no word for. `asdict` would copy each id and each day before it is written once."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__} if is_dataclass(one) else str(one)


def _plain(row: Row) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "names": row.names,
        "deadline": row.deadline and row.deadline.to_json(),
        "second": [one.to_json() for one in row.second],
        "offered": [one.to_json() for one in row.offered],
        "citations": row.citations,
    }


def from_json(written: str) -> Draft:
    first, *rows = written.split("\n")
    held = json.loads(first)
    return Draft(
        **held
        | {
            "issued_on": _day(held["issued_on"]),
            "column_titles": tuple(held["column_titles"]),
            "sections": tuple(Section(**one) for one in held["sections"]),
            "rows": tuple(_row_again(json.loads(row)) for row in rows),
            "findings": tuple(Raised(**one | {"message": Words(*one["message"])}) for one in held["findings"]),
        }
    )


def _row_again(held: dict[str, Any]) -> Row:
    return Row(
        **held
        | {
            "names": tuple(
                Name(**one | {"agency": target_of(one["agency"]), "group": target_of(one["group"])})
                for one in held["names"]
            ),
            "deadline": held["deadline"] and Reading.from_json(held["deadline"]),
            "second": tuple(Reading.from_json(one) for one in held["second"]),
            "offered": tuple(Reading.from_json(one) for one in held["offered"]),
            "citations": tuple(Cited(**one | {"issued_on": _day(one["issued_on"])}) for one in held["citations"]),
            "notes": tuple((column, text) for column, text in held["notes"]),
        }
    )


def target_of(held: Mapping[str, str] | None) -> Target | None:
    return None if held is None else Target(UUID(held["id"]), held["code"], held["name"])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
