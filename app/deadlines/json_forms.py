"""The shapes a reading takes as JSON: what clients see, with notes told in a language, and what is stored."""

from typing import TypedDict


class TriggerJson(TypedDict):
    text: str
    amount: int | None
    unit: str | None


class RecurrenceJson(TypedDict):
    rule: str | None
    days: list[str]
    period: str | None
    periods: list[str]
    cutoff_rule: str
    recipients: list[str]


class NoteJson(TypedDict):
    code: str
    params: list[str]


class CommonJson(TypedDict):
    kind: str
    purpose: str
    precision: str
    start_on: str | None
    due_on: str | None
    due_time: str | None
    boundary: str
    recurrence: RecurrenceJson | None
    triggers: list[TriggerJson]
    condition: str | None
    also_continuous: bool
    confidence: str


class ReadingView(CommonJson):
    """The form clients see."""

    notes: list[str]


class StoredReading(CommonJson):
    """The form that is stored."""

    text: str
    notes: list[NoteJson]
