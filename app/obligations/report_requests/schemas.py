"""Bodies of requests for reports."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Day, Input, Line, Output, Reference, Text
from app.plans.schemas import PlanRef


class ReportRequest(Output):
    id: UUID
    plan: PlanRef
    due_on: date
    text: str
    document: str | None
    requested_by: AgencyRef
    requested_at: datetime
    obligations: int = Field(description="How many reports it has opened, one for each lead of a task that was asked.")
    skipped: int = Field(
        description="How many leads were named of whom nothing was asked: completed, suspended, cancelled."
    )
    version: int


class ReportRequestPage(Output):
    items: list[ReportRequest]
    next_cursor: str | None


class ReportRequestCreate(Input):
    id: UUID | None = None
    plan: Reference
    tasks: Annotated[list[UUID], Field(min_length=1, max_length=1000)] | None = Field(
        None, description="All tasks of the plan unless said."
    )
    agencies: Annotated[list[Reference], Field(min_length=1, max_length=500)] | None = Field(
        None, description="All leads unless said."
    )
    group: Reference | None = Field(None, description="The leads that belong to this group today.")
    due_on: Day = Field(description="The last day, today or later; it is not moved off days off.")
    text: Text = Field(description="What is to be reported.")
    document: Line | None = None

    @model_validator(mode="after")
    def _names_leads_once(self) -> "ReportRequestCreate":
        if self.agencies is not None and self.group is not None:
            raise ValueError("chỉ nêu agencies hoặc group / name agencies or a group, not both")
        return self
