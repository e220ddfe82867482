"""Bodies of plans, annexes and sections."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.calendar.schemas import Cutoffs, DeadlineKind
from app.kernel.schema import WHOLE, Code, Day, Flag, Input, Line, Name, Output, Reference, Text, Year, known

Position = Annotated[int, Field(strict=True, ge=1, le=100_000), WHOLE]
CUTOFFS = "The cut-offs of reports: `nd09`, those of Nghị định 09/2019/NĐ-CP (day 14), or `calendar`, the last day of a period."


class PlanType(StrEnum):
    plan = "plan"
    work_program = "work_program"
    conclusion = "conclusion"
    directive = "directive"
    dispatch = "dispatch"
    decision = "decision"
    resolution = "resolution"


class PlanStatus(StrEnum):
    draft = "draft"
    published = "published"
    closed = "closed"


class Reporting(StrEnum):
    none = "none"
    weekly = "weekly"
    monthly = "monthly"
    quarterly = "quarterly"


class CompletionCounts(StrEnum):
    submitted = "submitted"
    issued = "issued"


class DeadlinePurpose(StrEnum):
    completion = "completion"
    advice = "advice"
    progress_report = "progress_report"


class Policy(Output):
    before_is_inclusive: bool = Field(description="Whether “trước ngày X” includes day X.")
    roll_over: list[str] = Field(
        description="Kinds of deadline whose last day moves off days off (Civil Code 2015, Điều 148)."
    )
    cutoffs: str = Field(description=CUTOFFS)
    submission_lag_working_days: int = Field(
        ge=0, le=60, description="Working days from the cut-off of a report to the last day in time."
    )
    due_soon_days: int = Field(
        ge=0, le=366, description="From how many days before its last day a task counts as due soon."
    )
    reporting: str = Field(
        description="How often leads report whose phrase asks for no report: `none`, `weekly`, `monthly`, `quarterly`."
    )
    completion_counts: str = Field(
        description="What completes: the product handed in for issue (`submitted`), or only the issued one (`issued`)."
    )
    return_keeps_date: bool = Field(
        description="Whether a report that was in time stays so after a return, if answered by `respond_by`; else the day is `respond_by`."
    )
    self_review: bool = Field(description="Whether the office may review its own agency; such a review is marked.")


class PolicyDraft(Input):
    """What a plan may decide otherwise than the default; an absent name keeps its default."""

    before_is_inclusive: Flag = Field(default=False, description="Whether “trước ngày X” includes day X.")
    roll_over: Annotated[list[DeadlineKind], Field(max_length=4)] = [DeadlineKind.event, DeadlineKind.recurring]
    cutoffs: Cutoffs = Field(
        Cutoffs.nd09,
        description="`nd09`: a report's figures end on day 14 (Nghị định 09/2019/NĐ-CP); `calendar`: with the period.",
    )
    submission_lag_working_days: Annotated[int, Field(strict=True, ge=0, le=60), WHOLE] = Field(
        2, description="Working days from the cut-off of a report to the last day in time."
    )
    due_soon_days: Annotated[int, Field(strict=True, ge=0, le=366), WHOLE] = Field(
        7, description="From how many days before its last day a task counts as due soon."
    )
    reporting: Reporting = Field(
        Reporting.none,
        description="How often leads report whose phrase asks for no report: `none`, `weekly`, `monthly`, `quarterly`.",
    )
    completion_counts: CompletionCounts = Field(
        CompletionCounts.submitted,
        description="What completes: the product handed in for issue (`submitted`), or only the issued one (`issued`).",
    )
    return_keeps_date: Flag = Field(
        default=True,
        description="Whether a report that was in time stays so after a return, if answered by `respond_by`; else the day is `respond_by`.",
    )
    self_review: Flag = Field(
        default=False, description="Whether the office may review its own agency; such a review is marked."
    )


class Plan(Output):
    id: UUID
    code: str
    title: str
    type: str = Field(json_schema_extra=known(PlanType))
    document_number: str | None
    issued_on: date | None
    issuer: str | None
    monitoring_agency: AgencyRef = Field(description="The office: it publishes, reviews, extends, amends and closes.")
    year: int
    starts_on: date
    ends_on: date
    published_on: date | None = Field(description="The day it took effect.")
    closed_on: date | None = Field(description="From this day on nothing is reported and the counts stay.")
    status: str = Field(json_schema_extra=known(PlanStatus))
    restricted: bool = Field(
        description="Not for everyone: seen by its office and by the agencies that have a part in it."
    )
    policy: Policy
    may: list[str]
    version: int


class PlanPage(Output):
    items: list[Plan]
    next_cursor: str | None


class PlanCreate(Input):
    id: UUID | None = None
    code: Code
    title: Line
    type: PlanType = PlanType.plan
    document_number: Name | None = None
    issued_on: Day | None = None
    issuer: Line | None = None
    monitoring_agency: Reference = Field(description="The office: it publishes, reviews, extends, amends and closes.")
    year: Year
    starts_on: Day
    ends_on: Day
    restricted: Flag = Field(
        default=False, description="Not for everyone: seen by its office and by the agencies that have a part in it."
    )
    policy: PolicyDraft = PolicyDraft()


class PlanUpdate(Input):
    """JSON merge patch. A published plan keeps its days and policy: only its number, date and issuer may be filled in."""

    title: Line = ""
    type: PlanType = PlanType.plan
    document_number: Name | None = None
    issued_on: Day | None = None
    issuer: Line | None = None
    year: Year = 1900
    starts_on: Day = date.min
    ends_on: Day = date.max
    restricted: Flag = False
    policy: PolicyDraft = PolicyDraft()


class PlanPublish(Input):
    published_on: Day | None = Field(None, description="The day it takes effect, not in the future; today unless said.")


class PlanReopen(Input):
    document: Line = Field(description="The document that reopens the plan.")
    reason: Text


class RelationKind(StrEnum):
    amends = "amends"
    replaces = "replaces"
    revokes = "revokes"


class PlanRef(Output):
    id: UUID
    code: str


class PlanRelation(Output):
    id: UUID
    kind: str
    plan: PlanRef
    document: str | None


class PlanRelationPage(Output):
    items: list[PlanRelation]
    next_cursor: str | None


class PlanRelationCreate(Input):
    id: UUID | None = None
    kind: RelationKind
    plan: Reference = Field(description="The plan that is amended, replaced or revoked by this one.")
    document: Line | None = None


class Annex(Output):
    id: UUID
    label: str | None
    title: str | None
    column_titles: list[str]
    deadline_purpose: str = Field(
        description="What a day in its deadline column means: completion, advice or a progress report."
    )
    position: int


class AnnexPage(Output):
    items: list[Annex]
    next_cursor: str | None


class AnnexCreate(Input):
    id: UUID | None = None
    label: Line | None = None
    title: Line | None = None
    column_titles: Annotated[list[Line], Field(max_length=50)] = []
    deadline_purpose: DeadlinePurpose = Field(
        DeadlinePurpose.completion,
        description="What a day in its deadline column means: completion, advice or a progress report.",
    )


class Section(Output):
    id: UUID
    annex_id: UUID
    label: str | None
    title: str
    position: int


class SectionPage(Output):
    items: list[Section]
    next_cursor: str | None


class SectionCreate(Input):
    id: UUID | None = None
    annex: UUID
    label: Name | None = None
    title: Line
