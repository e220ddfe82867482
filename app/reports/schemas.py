"""Bodies of progress reports."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import DeadlinePeriod
from app.kernel.limits import ITEMS_OF_A_BATCH
from app.kernel.schema import (
    Day,
    Flag,
    Input,
    Instant,
    Line,
    Name,
    Output,
    Percent,
    Problem,
    Reference,
    Text,
    Url,
    known,
)
from app.obligations.schemas import KIND, STATE
from app.reports.review_rules import STATE_OF, ReviewAction, ReviewState
from app.reports.rules import DocumentKind, ReportStatus, Source

REPORT_STATUS = Field(json_schema_extra=known(ReportStatus))
REVIEW_STATES: list[JsonValue] = [state.value for state in (ReviewState.waiting, *STATE_OF.values())]


class Cause(StrEnum):
    objective = "objective"
    subjective = "subjective"


class ResultDocumentDraft(Input):
    kind: DocumentKind = Field(
        description="`issued`: the product itself; `submission`: handed to the authority that will issue it."
    )
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
    percent_reason: Text | None = Field(None, description="Required when the percentage falls.")
    summary: Text | None = Field(None, description="Kết quả: what was done.")
    difficulties: Text | None = Field(None, description="Required of `blocked`.")
    cause: Cause | None = Field(
        None, description="Of the difficulties: outside the agency (`objective`), or its own (`subjective`)."
    )
    proposals: Text | None = None
    next_steps: Text | None = None
    no_change: Flag = Field(
        default=False, description="Nothing has moved since the last report: then nothing else is needed."
    )
    result_documents: Annotated[list[ResultDocumentDraft], Field(max_length=50)] = Field(
        [], description="What a completed report shows; else it says why there is none."
    )
    no_document_reason: Text | None = Field(None, description="Why a completion has no result document.")
    captured_at: Instant | None = Field(None, description="The phone's clock when it was written.")
    reported_by: ReporterDraft | None = Field(None, description="The person, as the agency states it.")
    supersedes_id: UUID | None = Field(None, description="The report that this one corrects.")


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
    """Whose turn it is, or what became of the report: its office confirmed or returned it, or its agency withdrew it."""

    state: str = Field(json_schema_extra={"x-extensible-enum": REVIEW_STATES})
    by: AgencyRef | None
    at: datetime | None
    note: str | None = Field(description="What the office said, or the agency that withdrew it.")
    respond_by: date | None = Field(description="After a return: answered by this day it is no delay.")
    counted_on: date | None = Field(description="The day the office counts in place of `submitted_on`.")
    counted_reason: str | None = Field(description="Why another day counts.")
    excused_document: str | None = Field(description="Confirms that a delay had an objective cause.")
    self_review: bool = Field(description="The office has reviewed its own agency, as the plan allows.")


class Report(Output):
    id: UUID
    task: ReportTask
    agency: AgencyRef
    obligation_id: UUID | None = Field(description="What it names; null when it left that open, see `settled`.")
    status: str = REPORT_STATUS
    percent_complete: int | None
    percent_reason: str | None = Field(description="Why the percentage fell.")
    summary: str | None = Field(description="Kết quả: what was done.")
    difficulties: str | None
    cause: str | None = Field(
        description="Of the difficulties: outside the agency (`objective`), or its own (`subjective`)."
    )
    proposals: str | None
    next_steps: str | None
    no_change: bool = Field(description="Nothing had moved since the report before.")
    result_documents: list[ResultDocument]
    no_document_reason: str | None
    captured_at: datetime | None = Field(description="The phone's clock when it was written.")
    submitted_at: datetime
    submitted_on: date = Field(description="The day in Can Tho by which it is judged.")
    reported_by: Reporter | None
    supersedes_id: UUID | None = Field(description="The report that this one corrects.")
    out_of_order: bool = Field(
        description="Written before the agency's newest: kept, but it moves neither status nor percentage."
    )
    captured_at_implausible: bool = Field(description="The phone's clock cannot have been right.")
    source: str = Field(
        description="The `agency` itself; or, of a plan that went live in mid-year, its office's file (`opening`): no report of the agency.",
        json_schema_extra=known(Source),
    )
    source_digest: str | None = Field(description="Of an opening entry: the SHA-256 of the file that says so, in hex.")
    settled: list[SettledObligation] = Field(
        description="What it settled, or answered and left to review; once reviewed, what that has made of it."
    )
    review: Review | None = Field(description="Null for a report that waits for no review.")
    may: list[str]
    version: int


class ReportPage(Output):
    items: list[Report]
    next_cursor: str | None


class ReviewCreate(Input):
    """Confirms a report, or returns it with a note and the day to answer by."""

    action: ReviewAction
    note: Text | None = Field(None, description="Required of a return.")
    respond_by: Day | None = Field(
        None,
        description="Required of a return: answered by then, it is no delay. At most 30 days ahead, or until it was due anyway.",
    )
    counted_on: Day | None = Field(
        None, description="The day to count in place of that of submission: not before the newest result document."
    )
    counted_reason: Text | None = Field(None, description="Required of `counted_on`.")
    excused_document: Line | None = Field(
        None, description="The document that confirms an objective cause of the delay (NĐ 335/2025/NĐ-CP)."
    )


class ReportWithdraw(Input):
    note: Text | None = None


class ReviewBatchItem(ReviewCreate):
    report_id: UUID


class ReviewBatch(Input):
    atomic: Flag = Field(False, description="All of them or, when one is refused, none.")
    items: Annotated[list[ReviewBatchItem], Field(min_length=1, max_length=ITEMS_OF_A_BATCH)]


class ReviewOutcome(Output):
    report_id: UUID
    status: int = Field(description="What the review alone would have been answered with.")
    report: Report | None
    problem: Problem | None


class ReviewBatchResult(Output):
    items: list[ReviewOutcome] = Field(description="In the order in which they were sent.")
