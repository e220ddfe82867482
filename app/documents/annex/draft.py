"""An annex as read, before anything is stored: its facts, sections and rows, and the findings about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.deadlines import Purpose, Reading
from app.documents.annex.cells import Assignment, AssignmentRole
from app.documents.annex.citations import Citation
from app.documents.annex.columns import Column
from app.documents.annex.findings import Finding
from app.documents.annex.preamble import PlanFacts


@dataclass(frozen=True, slots=True)
class SectionDraft:
    label: str | None
    title: str
    position: int


@dataclass(frozen=True, slots=True)
class TitleDeadline:
    """A second date that the title names, verbatim; it becomes a deadline only when its finding is accepted."""

    text: str
    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Note:
    """What the annex says of a task in a column that has no meaning for us."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class RowDraft:
    """Texts as written, None where the cell is empty. `section` and `parent` are indexes, `position` counts from 1.

    `progress` is what the columns of our own export say, by their titles.
    """

    number: str | None
    position: int
    section: int | None
    parent: int | None
    is_heading: bool
    title: str
    deliverable: str | None
    lead_text: str | None
    coordinating_text: str | None
    deadline_text: str | None
    reading: Reading | None
    assignments: tuple[Assignment, ...]
    citations: tuple[Citation, ...]
    title_deadlines: tuple[TitleDeadline, ...]
    notes: tuple[Note, ...]
    progress: Mapping[str, str]

    @property
    def leads(self) -> tuple[Assignment, ...]:
        return tuple(one for one in self.assignments if one.role is AssignmentRole.lead)

    @property
    def coordinating(self) -> tuple[Assignment, ...]:
        return tuple(one for one in self.assignments if one.role is AssignmentRole.coordinating)


@dataclass(frozen=True, slots=True)
class AnnexDraft:
    facts: PlanFacts
    columns: tuple[Column, ...]
    deadline_purpose: Purpose
    sections: tuple[SectionDraft, ...]
    rows: tuple[RowDraft, ...]
    findings: tuple[Finding, ...]

    @property
    def column_titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)

    @property
    def tasks(self) -> tuple[RowDraft, ...]:
        return tuple(row for row in self.rows if not row.is_heading)
