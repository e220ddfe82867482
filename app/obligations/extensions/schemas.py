"""Bodies of requests for a later day."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field, model_validator

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Day, Input, Line, Output, Reference, Text, known
from app.obligations.extensions.rules import ExtensionAction, ExtensionState
from app.obligations.schemas import ObligationTask


class ExtensionDecision(Output):
    """One step: of the office or of the lead."""

    id: UUID
    action: str = Field(json_schema_extra=known(ExtensionAction))
    due_date: date | None = Field(description="The day granted, offered, accepted or declined.")
    document: str | None
    reason: str | None
    by: AgencyRef
    at: datetime


class ExtensionRequest(Output):
    id: UUID
    obligation_id: UUID
    task: ObligationTask
    agency: AgencyRef
    present_due_date: date = Field(description="The last day when it was asked.")
    requested_due_date: date = Field(description="The day the agency asks for.")
    counter_due_date: date | None = Field(description="The day the office offers in its place.")
    reason: str
    document: str | None = Field(description="The agency's letter that asks for it.")
    state: str = Field(json_schema_extra=known(ExtensionState))
    decisions: list[ExtensionDecision] = Field(description="What the office and the lead have said to it, in order.")
    requested_on: date
    requested_at: datetime
    may: list[str]
    version: int


class ExtensionRequestPage(Output):
    items: list[ExtensionRequest]
    next_cursor: str | None


class ExtensionRequestCreate(Input):
    id: UUID | None = None
    obligation_id: UUID | None = Field(None, description="The agency's only completion with a day unless said.")
    agency: Reference | None = Field(None, description="Required of a token that holds several agencies.")
    due_on: Day = Field(description="The day asked for: after the present one, and not over.")
    reason: Text
    document: Line | None = Field(None, description="The agency's letter that asks for it.")


class OfficeStep(StrEnum):
    approve = "approve"
    reject = "reject"
    counter = "counter"


class LeadStep(StrEnum):
    accept = "accept"
    decline = "decline"


# What each decision needs, and what it alone takes.
NEEDED = {OfficeStep.approve: "document", OfficeStep.reject: "reason", OfficeStep.counter: "due_on"}


class ExtensionDecide(Input):
    """`approve` needs the document, `reject` a reason, `counter` another day."""

    action: OfficeStep
    document: Line | None = Field(None, description="The document that grants the day.")
    reason: Text | None = None
    due_on: Day | None = Field(None, description="The counter-day.")

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "ExtensionDecide":
        needed: Any = NEEDED[OfficeStep(self.action)]
        if getattr(self, needed) is None:
            raise ValueError(f"{self.action} cần {needed} / {self.action} needs {needed}")
        if self.due_on is not None and needed != "due_on":
            raise ValueError("chỉ counter nhận due_on / only counter takes due_on")
        return self


class ExtensionAnswer(Input):
    """The lead's answer to a counter-day."""

    action: LeadStep
    reason: Text | None = None


class ExtensionWithdraw(Input):
    reason: Text | None = None
