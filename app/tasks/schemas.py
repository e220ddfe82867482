"""Bodies of tasks."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import DeadlineReading
from app.kernel.schema import Flag, Input, Line, Name, Output, Reference, Text, known
from app.plans.schemas import PlanRef
from app.tasks.cell_rules import Cell, CompletionRule
from app.tasks.rules import Status

STATUS = Field(json_schema_extra=known(Status))
CELL = Field(
    description="Where it is counted on that day; null when nothing of it is (a heading, cancelled).",
    json_schema_extra=known(Cell),
)


class AssignmentRole(StrEnum):
    lead = "lead"
    coordinating = "coordinating"


class WaitedFor(StrEnum):
    """Who has to move next: the office reviews, the agency answers what was returned."""

    office = "office"
    agency = "agency"


WAITING_FOR = Field(
    description="Who has to move next; null when nobody is waited for.", json_schema_extra=known(WaitedFor)
)


class CellDeadline(Output):
    text: str = Field(description="The phrase as written.")
    reading: DeadlineReading
    nominal_due_date: date | None = Field(description="The day that the phrase names.")
    effective_due_date: date | None = Field(description="The last day, inclusive, on which it is on time.")


class Deadline(CellDeadline):
    id: UUID
    source: str = Field(json_schema_extra={"x-extensible-enum": ["cell", "title", "amendment"]})
    position: int
    amendment_id: UUID | None = Field(description="The amendment that set it.")
    replaced_by: UUID | None = Field(description="The deadline that an amendment has put in its place.")


class GroupRef(Output):
    id: UUID
    code: str
    name: str


class AnnexRef(Output):
    id: UUID
    label: str | None


class SectionRef(Output):
    id: UUID
    label: str | None
    title: str


class Assignment(Output):
    id: UUID
    role: str = Field(json_schema_extra=known(AssignmentRole))
    agency: AgencyRef | None
    group: GroupRef | None = Field(description="A named class of agencies, in place of one.")
    text: str = Field(description="As written in the cell.")
    is_primary: bool = Field(description="The first of several leads named in the cell.")
    ended_on: date | None = Field(description="The day on which an amendment put another lead in its place.")
    position: int


class Citation(Output):
    text: str
    point: str | None
    clause: str | None
    article: str | None
    instrument: str
    number: str
    issued_on: date | None
    position: int


class ExternalRef(Output):
    system: str
    id: str


class Lead(Output):
    """One pair: a lead agency and how far it is; `agency` is null where nobody has been named yet."""

    agency: AgencyRef | None
    status: str = STATUS
    blocked: bool = Field(description="Hindered, as its last report says; it still owes what it owes.")
    cell: str | None = CELL
    due_soon: bool = Field(
        description="In term, and its last day is at most `due_soon_days` of the plan's policy ahead."
    )
    percent_complete: int
    effective_due_date: date | None = Field(
        description="The earliest open day, else the last settled, of the days that `basis` asks for."
    )
    late_from: datetime | None = Field(
        description="The instant at which it becomes late, or became it; null without a day that runs."
    )
    days_overdue: int = Field(description="The longest delay, in days: still running, or of what was answered late.")
    open_obligation_id: UUID | None = Field(description="The first obligation that is not answered.")
    last_reported_at: datetime | None = Field(
        description="When it sent its newest report; what its office stated at an opening is none of its."
    )
    waiting_for: str | None = WAITING_FOR
    waiting_since: datetime | None = Field(description="Since when who has to move next has been waited for.")
    waiting_report_id: UUID | None = Field(
        description="While the office is waited for: the newest report that it has to review."
    )
    is_primary: bool = Field(description="The first of several leads named in the cell.")
    position: int


class LeadPage(Output):
    items: list[Lead]
    next_cursor: str | None


class TaskRef(Output):
    """A task as one finds it in the document of its plan."""

    id: UUID
    plan: str = Field(description="The plan's code.")
    section: str | None
    number: str | None
    title: str


class LeadOfTask(Lead):
    task: TaskRef


class LeadOfTaskPage(Output):
    items: list[LeadOfTask]
    next_cursor: str | None


class Coverage(Output):
    expected: int = Field(description="The leads that owe the latest period due; before the first, the next.")
    reported: int = Field(description="Of these, those that have reported for it.")
    confirmed: int = Field(description="Of these, those whose part is completed.")
    missing: int = Field(description="Of these, those from whom nothing has come.")


class Task(Output):
    id: UUID
    plan: PlanRef
    annex: AnnexRef
    section_id: UUID | None
    section: SectionRef | None
    parent_id: UUID | None = Field(description="The row under whose number this one stands: 14 of 14.1.")
    number: str | None
    position: int
    title: str
    is_heading: bool = Field(description="A row that only bears a title: nobody owes it.")
    deliverable: str | None
    deadline: CellDeadline | None = Field(description="That of the cell.")
    deadlines: list[Deadline] = Field(description="All of them: of the cell, of the title, of amendments.")
    assignments: list[Assignment]
    citations: list[Citation]
    status: str | None = STATUS
    cell: str | None = CELL
    due_soon: bool = Field(
        description="In term, and its last day is at most `due_soon_days` of the plan's policy ahead."
    )
    percent_complete: int | None
    effective_due_date: date | None = Field(
        description="The earliest open day of its leads, else the last settled, of the days that `basis` asks for."
    )
    late_from: datetime | None = Field(
        description="The instant at which it becomes late, or became it; null without a day that runs."
    )
    days_overdue: int = Field(description="The longest delay, in days: still running, or of what was answered late.")
    last_reported_at: datetime | None
    waiting_for: str | None = WAITING_FOR
    waiting_since: datetime | None = Field(description="Since when who has to move next has been waited for.")
    leads: list[Lead] = Field(description="The first twenty; the rest at `/v1/tasks/{id}/leads`.")
    coverage: Coverage
    completion_rule: str = Field(
        description="Whose completion completes the task: `each` lead's, the `primary` one's, or `any` lead's."
    )
    unresolved: bool = Field(description="A lead of it is still nobody in particular.")
    starred: bool = Field(description="Marked by its office for special attention.")
    external_refs: list[ExternalRef]
    may: list[str] = Field(description="What the caller may do with it now, also where `as_of` asks for another day.")
    version: int


class TaskPage(Output):
    items: list[Task]
    next_cursor: str | None


class AssignmentDraft(Input):
    role: AssignmentRole
    agency: Reference | None = None
    group: Reference | None = None
    text: Line | None = Field(None, description="As written in the document; the name in the register unless said.")

    @model_validator(mode="after")
    def _names_one(self) -> "AssignmentDraft":
        if (self.agency is not None) + (self.group is not None) > 1 or not (self.agency or self.group or self.text):
            raise ValueError("nêu một cơ quan, một nhóm, hoặc tên như văn bản ghi / name an agency, a group, or a text")
        return self


class ExternalRefDraft(Input):
    system: Name
    id: Name


class TaskCreate(Input):
    id: UUID | None = None
    annex: UUID
    section: UUID | None = None
    parent: UUID | None = None
    number: Name | None = None
    title: Text
    deliverable: Text | None = None
    deadline_text: Text | None = Field(
        None, description="The phrase as the document has it; it is read, never changed."
    )
    assignments: Annotated[list[AssignmentDraft], Field(max_length=200)] = []
    completion_rule: CompletionRule = CompletionRule.each
    starred: Flag = False
    external_refs: Annotated[list[ExternalRefDraft], Field(max_length=20)] = []


class TaskUpdate(Input):
    """JSON merge patch. Of a published plan's task only `starred` and `external_refs`: the rest changes by amendment."""

    title: Text = ""
    deliverable: Text | None = None
    completion_rule: CompletionRule = CompletionRule.each
    starred: Flag = False
    external_refs: Annotated[list[ExternalRefDraft], Field(max_length=20)] = []
