"""The annex of a plan as it stands, in the form in which a file is compared with it."""

from dataclasses import dataclass
from uuid import UUID

from app.documents.imports.draft import Name, Section


@dataclass(frozen=True, slots=True)
class TaskNow:
    """`names`: those in force; `deadline`: what stands in the place of the cell's, `second`: those of the title, `added`: those that an
    amendment has put beside them; `notes`: what stands in other columns, by their titles. `is_used`: it has reports or comments; `is_over`: all its pairs are cancelled.
    """

    id: UUID
    number: str | None
    section_id: UUID | None
    section: Section | None
    parent_id: UUID | None
    position: int
    title: str
    deliverable: str | None
    is_heading: bool
    completion_rule: str
    names: tuple[Name, ...] = ()
    deadline_id: UUID | None = None
    deadline: str | None = None
    second: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    is_used: bool = False
    is_over: bool = False

    def of(self, role: str) -> tuple[Name, ...]:
        return tuple(one for one in self.names if one.role == role)


@dataclass(frozen=True, slots=True)
class PlanNow:
    """`annex_id`: the annex that the file is about, none when it is to be added; `tasks`: those of that annex, in order."""

    id: UUID
    status: str
    annex_id: UUID | None
    tasks: tuple[TaskNow, ...]

    @property
    def is_published(self) -> bool:
        return self.status == "published"
