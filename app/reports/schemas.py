"""Bodies of progress reports."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import DeadlinePeriod
from app.kernel.schema import Day, Flag, Input, Instant, Line, Name, Output, Percent, Reference, Text, Url, known
from app.obligations.schemas import KIND, STATE
from app.reports.rules import DocumentKind, ReportStatus

REPORT_STATUS = Field(json_schema_extra=known(ReportStatus))


class Cause(StrEnum):
    objective = "objective"
    subjective = "subjective"


class ResultDocumentDraft(Input):
    kind: DocumentKind
    number: Name | None = None
    issued_on: Day | None = None
    title: Line | None = None
    url: Url | None = None


class ReporterDraft(Input):
    name: Name
    title: Name | None = None


class ReportCreate(Input):
    """What an agency says of its own task. Sent again with the same `id` and body it is the same report."""

    id: UUID | None = Field(
        None, description="Minted by the client, so that a retry years later is still the same report."
    )
    agency: Reference | None = Field(None, description="Required of a token that holds several agencies.")
    obligation_id: UUID | None = Field(
        None, description="What this answers; may be left out while only one report is due."
    )
    status: ReportStatus
    percent_complete: Percent | None = None
    percent_reason: Text | None = None
    summary: Text | None = None
    difficulties: Text | None = None
    cause: Cause | None = None
    proposals: Text | None = None
    next_steps: Text | None = None
    no_change: Flag = False
    result_documents: Annotated[list[ResultDocumentDraft], Field(max_length=50)] = []
    no_document_reason: Text | None = None
    captured_at: Instant | None = Field(None, description="The phone's clock when it was written.")
    reported_by: ReporterDraft | None = None
    supersedes_id: UUID | None = None


class ResultDocument(Output):
    kind: str
    number: str | None
    issued_on: date | None
    title: str | None
    url: str | None


class Reporter(Output):
    name: str
    title: str | None


class SettledObligation(Output):
    obligation_id: UUID
    kind: str = KIND
    state: str = STATE
    period: DeadlinePeriod | None
    late: bool


class ReportTask(Output):
    id: UUID
    plan: str = Field(description="The plan's code.")
    section: str | None
    number: str | None
    title: str


class Review(Output):
    state: str = Field(json_schema_extra={"x-extensible-enum": ["waiting", "confirmed", "returned", "withdrawn"]})
    by: AgencyRef | None
    at: datetime | None
    note: str | None
    respond_by: date | None
    counted_on: date | None


class Report(Output):
    id: UUID
    task: ReportTask
    agency: AgencyRef
    obligation_id: UUID | None
    status: str = REPORT_STATUS
    percent_complete: int | None
    percent_reason: str | None
    summary: str | None
    difficulties: str | None
    cause: str | None
    proposals: str | None
    next_steps: str | None
    no_change: bool
    result_documents: list[ResultDocument]
    no_document_reason: str | None
    captured_at: datetime | None
    submitted_at: datetime
    submitted_on: date = Field(description="The day in Can Tho by which it is judged.")
    reported_by: Reporter | None
    supersedes_id: UUID | None
    out_of_order: bool
    captured_at_implausible: bool
    settled: list[SettledObligation] = Field(description="What it settled, or answered and left to review.")
    review: Review | None
    may: list[str]
    version: int


class ReportPage(Output):
    items: list[Report]
    next_cursor: str | None
