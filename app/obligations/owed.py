"""What a pair owes when its plan is published: from the readings of a task's deadlines to the obligations that are opened.

Pure (§5, "What a pair owes"). The kind of a reading decides before its purpose; `advice` is a completion. Which agencies are
pairs, and writing the rows, is the business of `publish` and `name_members`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.deadlines import (
    Confidence,
    CutoffRule,
    Kind,
    Occurrence,
    Period,
    Policy,
    Purpose,
    Reading,
    Recurrence,
    ReportPeriod,
    Trigger,
    WorkingDays,
    occurrences,
)
from app.obligations.rules import ObligationKind, ObligationState


class Reporting(StrEnum):
    none = "none"
    weekly = "weekly"
    monthly = "monthly"
    quarterly = "quarterly"


# A week has no cut-off in Decree 09/2019/NĐ-CP: its report is due on Friday, as "hằng tuần" is read.
REPORTING: Mapping[Reporting, Recurrence] = MappingProxyType(
    {
        Reporting.weekly: Recurrence(
            rule="FREQ=WEEKLY;BYDAY=FR",
            period=ReportPeriod.weekly,
            periods=(ReportPeriod.weekly,),
            cutoff_rule=CutoffRule.default,
        ),
        Reporting.monthly: Recurrence(
            period=ReportPeriod.monthly, periods=(ReportPeriod.monthly,), cutoff_rule=CutoffRule.plan
        ),
        Reporting.quarterly: Recurrence(
            period=ReportPeriod.quarterly, periods=(ReportPeriod.quarterly,), cutoff_rule=CutoffRule.plan
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """`opened_on`: the day of publication, or of the act by which something is owed since."""

    starts_on: date
    ends_on: date
    opened_on: date
    policy: Policy
    calendar: WorkingDays
    reporting: Reporting = Reporting.none


@dataclass(frozen=True, slots=True)
class Owed:
    """`deadline_index` points into the deadlines given; null for what stands in none of them. A completion has no window."""

    kind: ObligationKind
    deadline_index: int | None = None
    period: Period | None = None
    nominal_due_date: date | None = None
    effective_due_date: date | None = None
    window_from: date | None = None
    trigger: Trigger | None = None
    condition: str | None = None
    # The office has said that the condition is not yet met: who is named later waits as the others do.
    not_yet: bool = False
    opened_late: bool = False
    # The phrase names its event clearly enough that another plan's same words mean the same event.
    shares_event: bool = True

    @property
    def state(self) -> ObligationState:
        waits = self.trigger is not None and self.effective_due_date is None
        return ObligationState.awaiting_event if waits else ObligationState.open


UNDATED_COMPLETION = Owed(ObligationKind.completion)


def owed(deadlines: Sequence[Reading], terms: PlanTerms) -> tuple[Owed, ...]:
    """Of the task's deadlines, the cell's and accepted ones, in their order; then the reports the plan's policy asks for.

    A pair to which its deadlines give nothing still owes an undated completion: reports by policy come on top, they are not
    what the task is about.
    """
    asked = tuple(
        replace(
            one,
            deadline_index=index,
            condition=reading.condition,
            shares_event=reading.confidence is not Confidence.unresolved,
        )
        for index, reading in enumerate(deadlines)
        for one in _of_reading(reading, terms)
    )
    return (*(asked or (UNDATED_COMPLETION,)), *_by_policy(terms))


def _of_reading(reading: Reading, terms: PlanTerms) -> Iterator[Owed]:
    asks_for_report = reading.purpose is Purpose.progress_report
    if reading.kind is Kind.recurring:
        yield from _reports(reading, terms)
    elif reading.kind is Kind.event:
        yield from (_awaiting(trigger, terms, asks_for_report=asks_for_report) for trigger in reading.triggers)
    elif reading.kind in (Kind.date, Kind.range):
        yield from _reports(reading, terms) if asks_for_report else _completions(reading, terms)
        if asks_for_report:
            yield UNDATED_COMPLETION
    else:
        yield UNDATED_COMPLETION


def _by_policy(terms: PlanTerms) -> Iterator[Owed]:
    recurrence = REPORTING.get(terms.reporting)
    if recurrence is not None:
        yield from _reports(Reading(text="", kind=Kind.recurring, recurrence=recurrence), terms)


def _awaiting(trigger: Trigger, terms: PlanTerms, *, asks_for_report: bool) -> Owed:
    if asks_for_report:
        return Owed(ObligationKind.progress_report, window_from=terms.starts_on, trigger=trigger)
    return Owed(ObligationKind.completion, trigger=trigger)


def _completions(reading: Reading, terms: PlanTerms) -> Iterator[Owed]:
    return (_dated(ObligationKind.completion, day, terms) for day in _days(reading, terms))


def _reports(reading: Reading, terms: PlanTerms) -> Iterator[Owed]:
    """A window begins on the cut-off (nd09), else the day after the previous effective day, the first on `starts_on`."""
    begins = terms.starts_on
    for day in _days(reading, terms):
        is_cutoff = day.period is not None and terms.policy.cutoffs == "nd09"
        report = _dated(ObligationKind.progress_report, day, terms)
        yield replace(report, window_from=day.nominal_due_date if is_cutoff else begins)
        begins = day.effective_due_date + timedelta(days=1)


def _days(reading: Reading, terms: PlanTerms) -> tuple[Occurrence, ...]:
    return occurrences(reading, terms.policy, terms.calendar, terms.starts_on, terms.ends_on)


def _dated(kind: ObligationKind, day: Occurrence, terms: PlanTerms) -> Owed:
    return Owed(
        kind,
        period=day.period,
        nominal_due_date=day.nominal_due_date,
        effective_due_date=day.effective_due_date,
        opened_late=is_over(day.effective_due_date, terms.opened_on),
    )


def is_over(day: date | None, today: date) -> bool:
    return day is not None and day < today
