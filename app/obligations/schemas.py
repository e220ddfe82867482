"""Bodies of obligations."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import DeadlinePeriod
from app.kernel.schema import Output, known
from app.obligations.rules import ObligationKind, ObligationState

KIND = Field(json_schema_extra=known(ObligationKind))
STATE = Field(json_schema_extra=known(ObligationState))


class AskedTimeliness(StrEnum):
    """What a list may be narrowed to: as an obligation counts, and two sums of that."""

    on_time = "on_time"
    late = "late"
    missing = "missing"
    upcoming = "upcoming"
    due = "due"
    delayed = "delayed"


class ObligationTask(Output):
    id: UUID
    plan: str = Field(description="The plan's code.")
    section: str | None
    number: str | None
    title: str
    deliverable: str | None
    deadline: str | None = Field(description="The phrase as written.")


class LastReport(Output):
    id: UUID
    submitted_at: datetime


class Obligation(Output):
    id: UUID
    kind: str = KIND
    state: str = STATE
    late: bool = Field(description="Past its day now, or answered after it.")
    opened_late: bool = Field(description="Its day was over when it was opened: for cells and rates it has none.")
    agency: AgencyRef | None
    period: DeadlinePeriod | None
    nominal_due_date: date | None
    effective_due_date: date | None = Field(description="The last day, inclusive, on which it is on time.")
    original_due_date: date | None
    window_from: date | None = Field(description="From this day a report that names nothing may answer it.")
    late_from: datetime | None
    condition: str | None
    not_yet: bool
    awaited_event_id: UUID | None = Field(description="The event that its trigger names, or its condition.")
    report_request_id: UUID | None
    answered_on: date | None
    settled_on: date | None
    settled_by: UUID | None
    respond_by: date | None
    task: ObligationTask
    last_report: LastReport | None = Field(description="The newest report of the agency on the task.")
    may: list[str]
    version: int


class ObligationPage(Output):
    items: list[Obligation]
    next_cursor: str | None
