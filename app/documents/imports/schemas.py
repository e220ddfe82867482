"""Bodies of imports."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import DeadlineReading
from app.documents.annex.bounds import MOST_FINDINGS
from app.documents.annex.findings import Code as FindingCode
from app.documents.annex.findings import Severity
from app.documents.imports.answers import Resolution
from app.documents.imports.compare import KINDS
from app.documents.imports.doubts import CODES
from app.documents.readers.any import Format
from app.kernel.schema import Code, Day, Flag, Input, Line, Name, Output, Reference, Text, Year, known
from app.plans.schemas import PlanStatus, PlanType
from app.tasks.cell_rules import CompletionRule
from app.tasks.schemas import AssignmentRole, GroupRef

KNOWN = (*(one.value for one in FindingCode), *sorted(CODES))


class ImportStatus(StrEnum):
    previewed = "previewed"
    committed = "committed"


class ImportForm(Input):
    """The fields beside the file."""

    plan_code: Code = Field(description="Code of the plan: one that is there, or the one to be made.")
    year: Annotated[Year, Field(strict=False)] | None = Field(
        None, description="Year of the plan, with which its deadlines are read; that of the document unless said."
    )
    office: Reference | None = Field(
        None, description="The office that will monitor the plan; needed when the token holds several."
    )
    title: Line | None = Field(None, description="Title of a new plan; that of the annex unless said.")
    starts_on: Day | None = Field(None, description="First day of a new plan; the year's unless said.")
    ends_on: Day | None = Field(None, description="Last day of a new plan; the year's unless said.")
    dry_run: Annotated[bool, Field(description="Read and answer, store nothing.")] = False


class ImportedPlan(Output):
    """The plan of that code as it is; before there is one, what it will be made with."""

    id: UUID | None
    code: str
    title: str
    document_number: str | None
    issued_on: date | None
    issuer: str | None
    year: int
    starts_on: date
    ends_on: date
    monitoring_agency: AgencyRef
    status: str | None = Field(json_schema_extra=known(PlanStatus))


class ImportedFile(Output):
    name: str
    size: int
    sha256: str
    format: str = Field(description="What it is by its bytes, whatever its name says.", json_schema_extra=known(Format))


class ImportedAssignment(Output):
    role: str = Field(json_schema_extra=known(AssignmentRole))
    text: str = Field(description="As written in the cell.")
    agency: AgencyRef | None
    group: GroupRef | None


class ImportedDeadline(Output):
    text: str
    reading: DeadlineReading


class ImportedRow(Output):
    """A row as the commit would write it, with what has been answered so far."""

    number: str | None
    section: str | None = Field(description="Label and title of its section.")
    parent: int | None = Field(description="The place in `rows`, from 0, of the row it stands under.")
    is_heading: bool
    title: str
    deliverable: str | None
    assignments: list[ImportedAssignment]
    deadline: ImportedDeadline | None = Field(description="That of the cell.")
    title_deadlines: list[ImportedDeadline] = Field(description="Those of its title that were accepted.")
    completion_rule: str = Field(json_schema_extra=known(CompletionRule))


class ImportedSection(Output):
    label: str | None
    title: str


class ImportFinding(Output):
    """What the reading or the comparison was not sure of; an `error` has to be settled before the commit."""

    id: str = Field(
        description="The same whenever the same file is read. It is no place: the row named in it counts from 1, `unknown-agency-12-lead-1` is of `row` 11."
    )
    row: int | None = Field(
        description="The place in `rows`, from 0; null: the annex as a whole, or a task that the file has not."
    )
    column: str | None
    code: str = Field(description=f"One of {', '.join(KNOWN)}; later versions may add some.")
    severity: str = Field(json_schema_extra=known(Severity))
    message: str
    read: str | None = Field(description="The words it is about.")
    suggestion: str | None = Field(description="What it may be replaced by, if something is likely.")
    resolution: str = Field(json_schema_extra=known(Resolution))
    value: str | None = Field(description="What it was replaced by.")


class DiffTask(Output):
    id: UUID
    number: str | None
    section: str | None
    title: str


class FieldDiff(Output):
    field: str
    before: str | None
    after: str | None


class DiffItem(Output):
    change: str = Field(json_schema_extra={"x-extensible-enum": list(KINDS)})
    row: int | None = Field(description="The place in `rows`, from 0; null for a task that the file has not.")
    task: DiffTask | None = Field(description="The plan's task; null for a row that is new.")
    fields: list[FieldDiff]


class ImportDiff(Output):
    """Against the plan as it stands now; of what stays unchanged only the count is told."""

    added: int
    removed: int
    changed: int
    renumbered: int
    unchanged: int
    items: list[DiffItem]


class LeftOut(Output):
    """A row whose state at opening was not clear; `agency_id`: of the one lead it is about."""

    row: int = Field(description="The place in `rows`, from 0.")
    agency_id: UUID | None
    code: str
    message: str


class PlanImport(Output):
    id: UUID | None = Field(description="Null after a dry run: nothing was stored.")
    status: str = Field(json_schema_extra=known(ImportStatus))
    plan: ImportedPlan
    file: ImportedFile
    rows: list[ImportedRow]
    sections: list[ImportedSection]
    findings: list[ImportFinding]
    diff: ImportDiff
    left_out: list[LeftOut] = Field(description="By its commit with `opening` and `leave_out`; otherwise empty.")
    created_at: datetime | None
    committed_at: datetime | None
    may: list[str]
    version: int


class ImportListed(Output):
    id: UUID
    status: str = Field(json_schema_extra=known(ImportStatus))
    plan_code: str
    plan_id: UUID | None
    title: str
    year: int
    monitoring_agency: AgencyRef
    file_name: str
    sha256: str
    created_at: datetime
    committed_at: datetime | None
    version: int


class ImportPage(Output):
    items: list[ImportListed]
    next_cursor: str | None


FindingId = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[a-z0-9_\-]+$")]


class FindingAnswer(Input):
    """`value`, with `replaced` only: an agency or group (id or code), a deadline phrase, a number, a text, or `primary`, `each`, `any`;
    which of them, the code of the finding says. Of an `unknown-agency`, `accepted` takes the suggestion; without one, and with the value
    `new`, the commit enrols the name in the register; `rejected` leaves it as written, meaning nobody.
    """

    id: FindingId
    resolution: Resolution
    value: Text | None = None


class FactsUpdate(Input):
    """Of a plan that is to be made; null clears `document_number`, `issued_on` and `issuer`, and leaves the others. Its year is no
    part of it: deadlines are read with it, send the file again with another.
    """

    title: Line | None = None
    type: PlanType | None = None
    document_number: Name | None = None
    issued_on: Day | None = None
    issuer: Line | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class ImportUpdate(Input):
    findings: Annotated[list[FindingAnswer], Field(max_length=MOST_FINDINGS)] = []
    plan: FactsUpdate | None = None


class ImportCommit(Input):
    document: Line | None = Field(None, description="The document that changes the plan: needed once it is published.")
    reason: Text | None = Field(None, description="Of the amendments; the name of the file unless said.")
    publish: Flag = Field(default=False, description="Publish the plan in the same transaction.")
    published_on: Day | None = Field(None, description="The day it takes effect, not in the future; today unless said.")
    opening: Flag = Field(
        default=False,
        description="Take the progress columns of the file as the state at opening: once for a published plan, before its first report.",
    )
    leave_out: Flag = Field(
        default=False, description="Open with what is clear; without it a row that is not clear refuses the whole."
    )
