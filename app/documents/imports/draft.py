"""An annex as read from a file, in the form in which an import keeps it: plain values with the ids of the register.

from_annex.py makes it of what was read, draft_json.py writes it and takes it up again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from app.deadlines import Reading
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
