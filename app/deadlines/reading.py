"""The reading of a deadline phrase: its types and the two forms it takes as JSON.

`as_dict` is what a client sees (flat, notes already told in a language); `to_json`/`from_json` is what is stored
(lossless). How text becomes a reading is in `phrases`, how a reading becomes days in `occurrences`.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Literal, Self

from app.deadlines.json_forms import CommonJson, NoteJson, ReadingView, RecurrenceJson, StoredReading, TriggerJson
from app.deadlines.notes import Language, Note


class Kind(StrEnum):
    date = "date"
    range = "range"
    recurring = "recurring"
    event = "event"
    continuous = "continuous"
    unscheduled = "unscheduled"


class Purpose(StrEnum):
    completion = "completion"
    advice = "advice"
    progress_report = "progress_report"


class Precision(StrEnum):
    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    half = "half"
    nine_months = "nine_months"
    months = "months"
    year = "year"
    term = "term"
    none = "none"


class Confidence(StrEnum):
    exact = "exact"
    assumed = "assumed"
    unresolved = "unresolved"


class Boundary(StrEnum):
    before = "before"
    inclusive = "inclusive"


class Unit(StrEnum):
    hour = "hour"
    day = "day"
    working_day = "working_day"
    week = "week"
    month = "month"
    year = "year"


class ReportPeriod(StrEnum):
    daily = "daily"
    weekly = "weekly"
    monthly = "monthly"
    quarterly = "quarterly"
    half_yearly = "half_yearly"
    nine_monthly = "nine_monthly"
    yearly = "yearly"


class CutoffRule(StrEnum):
    """Who decides the day of an occurrence: the phrase (`named`), the plan's cut-offs (`plan`), or our default
    (`default`).
    """

    named = "named"
    plan = "plan"
    default = "default"


@dataclass(frozen=True, slots=True)
class Context:
    """What the plan knows: its year, its day of issue, and the purpose its column title gives."""

    year: int | None = None
    issued_on: date | None = None
    purpose: Purpose = Purpose.completion


@dataclass(frozen=True, slots=True)
class Trigger:
    """`amount` units after the event; negative means before it, None that the phrase does not say."""

    text: str
    amount: int | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`rule` is an RFC 5545 RRULE without DTSTART; `periods` are all periods reported, `period` the finest of them."""

    rule: str | None = None
    days: tuple[date, ...] = ()
    period: ReportPeriod | None = None
    periods: tuple[ReportPeriod, ...] = ()
    cutoff_rule: CutoffRule = CutoffRule.named
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`due_on` is the last day in time under the default policy: for `before` the day before the named one.

    A `recurring` or `continuous` reading has `start_on`/`due_on` only when the phrase bounds it ("hằng tháng
    trong năm 2026").
    """

    text: str
    kind: Kind
    purpose: Purpose = Purpose.completion
    precision: Precision = Precision.none
    start_on: date | None = None
    due_on: date | None = None
    boundary: Boundary = Boundary.inclusive
    recurrence: Recurrence | None = None
    triggers: tuple[Trigger, ...] = ()
    condition: str | None = None
    also_continuous: bool = False
    confidence: Confidence = Confidence.exact
    notes: tuple[Note, ...] = ()
    due_time: time | None = None

    def as_dict(self, language: Language) -> ReadingView:
        return {**self._common(), "notes": [note.text(language) for note in self.notes]}

    def to_json(self) -> StoredReading:
        notes: list[NoteJson] = [{"code": note.code, "params": list(note.params)} for note in self.notes]
        return {**self._common(), "text": self.text, "notes": notes}

    @classmethod
    def from_json(cls, stored: StoredReading) -> Self:
        return cls(
            text=stored["text"],
            kind=Kind(stored["kind"]),
            purpose=Purpose(stored["purpose"]),
            precision=Precision(stored["precision"]),
            start_on=_day(stored["start_on"]),
            due_on=_day(stored["due_on"]),
            boundary=Boundary(stored["boundary"]),
            recurrence=_recurrence(stored["recurrence"]),
            triggers=tuple(_trigger(trigger) for trigger in stored["triggers"]),
            condition=stored["condition"],
            also_continuous=stored["also_continuous"],
            confidence=Confidence(stored["confidence"]),
            notes=tuple(Note(note["code"], tuple(note["params"])) for note in stored["notes"]),
            due_time=time.fromisoformat(stored["due_time"]) if stored["due_time"] else None,
        )

    def _common(self) -> CommonJson:
        return {
            "kind": self.kind.value,
            "purpose": self.purpose.value,
            "precision": self.precision.value,
            "start_on": self.start_on.isoformat() if self.start_on else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "due_time": self.due_time.isoformat("minutes") if self.due_time else None,
            "boundary": self.boundary.value,
            "recurrence": _recurrence_json(self.recurrence),
            "triggers": [_trigger_json(trigger) for trigger in self.triggers],
            "condition": self.condition,
            "also_continuous": self.also_continuous,
            "confidence": self.confidence.value,
        }


@dataclass(frozen=True, slots=True)
class Policy:
    """A plan's choices (DESIGN §4): `roll_over` names the kinds whose last day moves off days that are not worked."""

    before_is_inclusive: bool = False
    roll_over: frozenset[Kind] = field(default=frozenset({Kind.event, Kind.recurring}))
    cutoffs: Literal["nd09", "calendar"] = "nd09"
    submission_lag_working_days: int = 2


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _trigger_json(trigger: Trigger) -> TriggerJson:
    return {"text": trigger.text, "amount": trigger.amount, "unit": trigger.unit.value if trigger.unit else None}


def _trigger(stored: TriggerJson) -> Trigger:
    return Trigger(stored["text"], stored["amount"], Unit(stored["unit"]) if stored["unit"] else None)


def _recurrence_json(recurrence: Recurrence | None) -> RecurrenceJson | None:
    if recurrence is None:
        return None
    return {
        "rule": recurrence.rule,
        "days": [day.isoformat() for day in recurrence.days],
        "period": recurrence.period.value if recurrence.period else None,
        "periods": [period.value for period in recurrence.periods],
        "cutoff_rule": recurrence.cutoff_rule.value,
        "recipients": list(recurrence.recipients),
    }


def _recurrence(stored: RecurrenceJson | None) -> Recurrence | None:
    if stored is None:
        return None
    return Recurrence(
        rule=stored["rule"],
        days=tuple(date.fromisoformat(day) for day in stored["days"]),
        period=ReportPeriod(stored["period"]) if stored["period"] else None,
        periods=tuple(ReportPeriod(period) for period in stored["periods"]),
        cutoff_rule=CutoffRule(stored["cutoff_rule"]),
        recipients=tuple(stored["recipients"]),
    )
