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
    agency: AgencyRef | None = Field(description="Who owes it; null while nobody in particular is named.")
    period: DeadlinePeriod | None = Field(description="What a recurring report covers.")
    nominal_due_date: date | None = Field(description="The day that the phrase names, or the cut-off of the period.")
    effective_due_date: date | None = Field(description="The last day, inclusive, on which it is on time.")
    original_due_date: date | None = Field(
        description="The first day that was fixed: what `basis=original` judges by. No extension moves it."
    )
    window_from: date | None = Field(description="From this day a report that names nothing may answer it.")
    late_from: datetime | None = Field(
        description="The instant at which it becomes late, or became it; null without a day that runs."
    )
    condition: str | None = Field(description="What it is owed under: “nếu …”, as the phrase says.")
    not_yet: bool = Field(description="The office has said that the condition is not met: its day does not run.")
    awaited_event_id: UUID | None = Field(description="The event that its trigger names, or its condition.")
    report_request_id: UUID | None = Field(description="The request of an office that has opened it.")
    answered_on: date | None = Field(description="The day that counts as that of its answer.")
    settled_on: date | None = Field(description="The day on which it was made good: no longer owed.")
    settled_by: UUID | None = Field(description="The report that settled it.")
    respond_by: date | None = Field(description="After a return: the day to answer by.")
    task: ObligationTask
    last_report: LastReport | None = Field(description="The newest report of the agency on the task.")
    may: list[str] = Field(description="What the caller may do with it now, also where `as_of` asks for another day.")
    version: int


class ObligationPage(Output):
    items: list[Obligation]
    next_cursor: str | None
