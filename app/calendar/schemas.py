"""Bodies that show how a deadline phrase is read; the shapes of a reading that every later feature shows too."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.deadlines import Boundary, Confidence, CutoffRule, Kind, Policy, Precision, Purpose, ReportPeriod, Unit
from app.kernel.schema import WHOLE, Day, Flag, Input, Line, Output, Text, Year, known


class DeadlineKind(StrEnum):
    """Those that have a last day, which may move off a day off."""

    date = "date"
    range = "range"
    recurring = "recurring"
    event = "event"


class Cutoffs(StrEnum):
    nd09 = "nd09"
    calendar = "calendar"


class DeadlinePolicy(Input):
    """What of a plan's policy decides days; an absent name has its default."""

    before_is_inclusive: Flag = Field(default=False, description="Whether “trước ngày X” includes day X.")
    roll_over: Annotated[list[DeadlineKind], Field(max_length=4)] = Field(
        default=[DeadlineKind.event, DeadlineKind.recurring],
        description="Kinds of deadline whose last day moves off days off (Civil Code 2015, Điều 148).",
    )
    cutoffs: Cutoffs = Field(
        Cutoffs.nd09,
        description="`nd09`: a report's figures end on day 14 (Nghị định 09/2019/NĐ-CP); `calendar`: with the period.",
    )
    submission_lag_working_days: Annotated[int, Field(strict=True, ge=0, le=60), WHOLE] = Field(
        default=2, description="Working days from the cut-off to the last day in time."
    )

    def as_rules(self) -> Policy:
        return Policy(
            before_is_inclusive=self.before_is_inclusive,
            roll_over=frozenset(Kind(one) for one in self.roll_over),
            cutoffs="nd09" if self.cutoffs == Cutoffs.nd09 else "calendar",
            submission_lag_working_days=self.submission_lag_working_days,
        )


class DeadlinePhrase(Input):
    text: Text = Field(description="The phrase as written: “Trước ngày 20/6/2026”, “Hằng quý”.")
    year: Year | None = Field(None, description="The plan's year, for phrases that name none.")
    issued_on: Day | None = Field(None, description="The plan's day of issue; occurrences are listed from it on.")
    policy: DeadlinePolicy = DeadlinePolicy()
    until: Day | None = Field(None, description="The last day of interest: the end of the year unless said.")


# Negative, so its least value has to be said.
Amount = Annotated[int, Field(json_schema_extra={"minimum": -(2**31)})]


class DeadlineTrigger(Output):
    """`amount` units after the event; negative means before it, null that the phrase does not say."""

    text: str
    amount: Amount | None
    unit: str | None = Field(json_schema_extra=known(Unit))


class DeadlineRecurrence(Output):
    rule: str | None = Field(description="RFC 5545 RRULE, without DTSTART.")
    days: list[date] = Field(description="Days named one by one.")
    period: str | None = Field(description="The finest of `periods`.", json_schema_extra=known(ReportPeriod))
    periods: list[Annotated[str, Field(json_schema_extra=known(ReportPeriod))]]
    cutoff_rule: str = Field(
        description="Who decides the day: the phrase, the plan.", json_schema_extra=known(CutoffRule)
    )
    recipients: list[str]


class DeadlineReading(Output):
    """How a phrase was read: one flat object; which fields hold something follows from `kind`."""

    kind: str = Field(json_schema_extra=known(Kind))
    purpose: str = Field(json_schema_extra=known(Purpose))
    precision: str = Field(json_schema_extra=known(Precision))
    start_on: date | None
    due_on: date | None = Field(description="The last day in time under the default policy.")
    due_time: str | None = Field(description="HH:MM, when the phrase names an hour.")
    boundary: str = Field(description="`before`: the named day is too late.", json_schema_extra=known(Boundary))
    recurrence: DeadlineRecurrence | None
    triggers: list[DeadlineTrigger]
    condition: str | None
    also_continuous: bool
    confidence: str = Field(json_schema_extra=known(Confidence))
    notes: list[str] = Field(description="What was assumed, in the language of Accept-Language.")


class DeadlinePeriod(Output):
    """What a report covers; `end_on` is its cut-off."""

    label: str
    start_on: date
    end_on: date


class DeadlineOccurrence(Output):
    nominal_due_date: date = Field(description="The day named, or the cut-off.")
    effective_due_date: date = Field(description="The last day in time, after roll-over or submission lag.")
    period: DeadlinePeriod | None


class ParsedDeadline(Output):
    reading: DeadlineReading
    occurrences: list[DeadlineOccurrence]


class CalendarDayKind(StrEnum):
    holiday = "holiday"
    make_up_day = "make_up_day"


class CalendarDay(Output):
    """A day that is not what its weekday says."""

    day: date
    kind: str = Field(json_schema_extra=known(CalendarDayKind))
    name: str
    decision: str | None = Field(description="The notice or decision that made it so.")
    provisional: bool = Field(description="Computed, and not decided yet.")


class CalendarDayPage(Output):
    items: list[CalendarDay]
    next_cursor: str | None


class CalendarDayPut(Input):
    day: Day
    kind: CalendarDayKind
    name: Line
    decision: Line | None = None
    provisional: Flag = False


class CalendarYearPut(Input):
    year: Year
    days: Annotated[list[CalendarDayPut], Field(max_length=366)] = Field(
        description="All of the year's holidays and make-up days: one that is left out is none any more."
    )


class CalendarYear(Output):
    year: int
    days: list[CalendarDay]
    moved: int = Field(description="How many open obligations have other days now.")
