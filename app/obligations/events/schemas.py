"""Bodies of awaited events."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from app.agencies.schemas import AgencyRef
from app.kernel.schema import Day, Input, Line, Output, Reference, Text, known
from app.obligations.events.rules import EventKind, EventState


class EventOccurrence(Output):
    id: UUID
    occurred_on: date
    due_on: date | None = Field(description="The new last day, of a condition that is met.")
    document: str | None
    note: str | None
    recorded_by: AgencyRef
    recorded_at: datetime


class AwaitedEvent(Output):
    """Something deadlines wait for: a trigger, from which days are counted, or the condition of one deadline."""

    id: UUID
    kind: str = Field(json_schema_extra=known(EventKind))
    text: str
    state: str = Field(json_schema_extra=known(EventState))
    plans: list[str] = Field(description="The codes of those plans with tasks that wait for it which the caller sees.")
    obligations: int = Field(
        description="How many live obligations of these plans wait for it or have their day from it."
    )
    occurrence: EventOccurrence | None = Field(description="The one in force.")
    may: list[str]
    version: int


class AwaitedEventPage(Output):
    items: list[AwaitedEvent]
    next_cursor: str | None


class OccurrenceCreate(Input):
    id: UUID | None = None
    occurred_on: Day = Field(description="The day it happened, which is not counted (Civil Code 2015, Điều 147).")
    due_on: Day | None = Field(None, description="Of a condition only: the new last day for what waited.")
    document: Line | None = None
    note: Text | None = None


class OccurrenceVoid(Input):
    reason: Text


class NotYet(Input):
    plan: Reference | None = Field(None, description="The plan of the deadline, which is the one meant unless said.")
