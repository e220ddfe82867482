"""Bodies of amendments, of members named later, and of the history that tells them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Flag, Input, Line, Output, Reference, Text, known
from app.tasks.rules import Status
from app.tasks.schemas import TaskRef

STATUS = Field(json_schema_extra=known(Status))


class AmendmentKind(StrEnum):
    set_deadline = "set_deadline"
    change_text = "change_text"
    change_lead = "change_lead"
    suspend = "suspend"
    resume = "resume"
    cancel = "cancel"
    reopen = "reopen"


# What a new version of the annex makes (documents/imports), beside the acts on one task.
ADD_TASK, RENUMBER = "add_task", "renumber"
KIND = Field(json_schema_extra={"x-extensible-enum": [*(one.value for one in AmendmentKind), ADD_TASK, RENUMBER]})


class AmendmentCreate(Input):
    """Which of the fields below `agency` a kind takes: `deadline_*` and `additional` belong to `set_deadline`, `title` and
    `deliverable` to `change_text`, `new_lead` to `change_lead`.
    """

    id: UUID | None = None
    kind: AmendmentKind
    document: Line = Field(description="The document that changes the plan.")
    reason: Text
    agency: Reference | None = Field(
        None, description="The one lead that is meant; all of them unless said. `change_lead`: who leads at present."
    )
    deadline_text: Text | None = Field(
        None,
        description="The new phrase, as `/v1/deadlines/parse` reads it; one that cannot be read is refused. A day that is over "
        "makes who owed it by another day late at once.",
    )
    deadline_id: UUID | None = Field(
        None, description="The deadline in force that it replaces; that of the cell if not said."
    )
    additional: Flag = Field(
        default=False, description="A second deadline beside the others, instead of another's place."
    )
    title: Text | None = None
    deliverable: Text | None = Field(None, description="Null, said so, clears it.")
    new_lead: Reference | None = None


class AmendedLead(Output):
    agency: AgencyRef | None
    status: str = STATUS
    effective_due_date: date | None
    original_due_date: date | None


class AmendedValues(Output):
    """What an act has changed, as it was or became; null what it did not touch."""

    number: str | None
    section: str | None = Field(description="Label of the section in which it stands.")
    title: str | None
    deliverable: str | None
    deadline_id: UUID | None
    deadline_text: str | None
    effective_due_date: date | None = Field(description="Of the deadline when it is one day, or of an extension.")
    leads: list[AmendedLead] = Field(description="The leads it concerned.")


class Amendment(Output):
    id: UUID
    task: TaskRef
    kind: str = KIND
    agency: AgencyRef | None = Field(description="The one lead it is about; null: all of them, or the task itself.")
    document: str
    reason: str
    before: AmendedValues
    after: AmendedValues
    amended_by: AgencyRef
    amended_on: date
    amended_at: datetime


class AmendmentPage(Output):
    items: list[Amendment]
    next_cursor: str | None


class MembersNamed(Input):
    agencies: Annotated[list[Reference], Field(min_length=1, max_length=500)] = Field(
        description="All that are meant by the name or group: those named before, and those named now."
    )


class StateChange(Output):
    """What a pair was from a day on, and the document that made it so, if one did."""

    agency: AgencyRef | None
    action: str
    status: str = STATUS
    blocked: bool
    percent_complete: int
    effective_due_date: date | None
    original_due_date: date | None = Field(description="The first day that was fixed for what is next unanswered.")
    on_day: date
    recorded_at: datetime
    document: str | None = Field(description="Of the amendment or the extension.")
    reason: str | None
    before: AmendedValues | None
    after: AmendedValues | None


class StateChangePage(Output):
    items: list[StateChange]
    next_cursor: str | None
