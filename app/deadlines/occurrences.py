"""From a reading to days: the occurrences a plan's window holds, and the last day after an event that has happened.

Nothing here reads text. Sources: Civil Code 2015 art. 147 (the day of the event is not counted) and art. 148 (a term
ends on the corresponding day, the month's last when there is none; a last day that is not worked moves to the next
that is).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.deadlines.cutoffs import MONTHS_IN_YEAR, Period, last_of_month, periods_of_year
from app.deadlines.reading import Boundary, CutoffRule, Kind, Policy, Precision, Reading, Recurrence, Trigger, Unit
from app.deadlines.rrule import days_of
from app.deadlines.working_days import WorkingDays

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    nominal_due_date: date
    effective_due_date: date
    period: Period | None = None


def occurrences(
    reading: Reading, policy: Policy, calendar: WorkingDays, from_: date, until: date
) -> tuple[Occurrence, ...]:
    """In order of nominal day: of a recurring reading those in [from_, until], of a dated one its single day wherever
    it lies.
    """
    if reading.kind is Kind.recurring and reading.recurrence is not None:
        return tuple(_recurring(reading, reading.recurrence, policy, calendar, (from_, until)))
    if reading.kind in {Kind.date, Kind.range} and reading.due_on is not None:
        nominal = reading.due_on + _shift(reading, policy)
        return (Occurrence(nominal, _rolled(nominal, reading, policy, calendar)),)
    return ()


def due_after_event(trigger: Trigger, occurred_on: date, policy: Policy, calendar: WorkingDays) -> Occurrence | None:
    """None when the phrase names no duration. Hours are counted in whole days, rounded up: only the day of an event
    is known.
    """
    if trigger.amount is None or trigger.unit is None:
        return None
    nominal = _counted(trigger.amount, trigger.unit, occurred_on, calendar)
    rolls = Kind.event in policy.roll_over and trigger.amount > 0
    return Occurrence(nominal, calendar.next_working_day(nominal) if rolls else nominal)


def months_later(day: date, months: int) -> date:
    """The corresponding day, or the month's last when it has none (Civil Code 2015, art. 148)."""
    years, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    last = last_of_month(years, month + 1)
    return last.replace(day=min(day.day, last.day))


def _counted(amount: int, unit: Unit, day: date, calendar: WorkingDays) -> date:
    if unit is Unit.working_day:
        return calendar.add_working_days(day, amount)
    return add_calendar(day, amount, unit)


def add_calendar(day: date, amount: int, unit: Unit) -> date:
    """`day` plus units of the calendar; a working day counts as a day here."""
    if unit in {Unit.month, Unit.year}:
        return months_later(day, amount * (MONTHS_IN_YEAR if unit is Unit.year else 1))
    if unit is Unit.hour:
        return day + timedelta(days=-(-amount // 24))
    return day + timedelta(days=amount * (7 if unit is Unit.week else 1))


def _recurring(
    reading: Reading, recurrence: Recurrence, policy: Policy, calendar: WorkingDays, window: tuple[date, date]
) -> Iterator[Occurrence]:
    first = max(window[0], reading.start_on or FIRST_DAY, FIRST_DAY)
    last = min(window[1], reading.due_on or LAST_DAY, LAST_DAY)
    if first > last:
        return
    named = _named_days(reading, recurrence, policy, first, last)
    cut_off = _cut_offs(recurrence, policy, first, last)
    for day in sorted(named | cut_off.keys()):
        period = cut_off.get(day)
        if period is not None and policy.cutoffs == "nd09":
            yield Occurrence(day, calendar.add_working_days(day, policy.submission_lag_working_days), period)
        else:
            yield Occurrence(day, _rolled(day, reading, policy, calendar), period)


def _named_days(reading: Reading, recurrence: Recurrence, policy: Policy, first: date, last: date) -> set[date]:
    shift = _shift(reading, policy)
    ruled = days_of(recurrence.rule, first, first - shift, last - shift) if recurrence.rule else []
    shifted = {day + shift for day in [*ruled, *recurrence.days]}
    return {day for day in shifted if first <= day <= last}


def _cut_offs(recurrence: Recurrence, policy: Policy, first: date, last: date) -> dict[date, Period]:
    """Of several reports cut off on one day only the longest is owed: the year's report contains the quarter's."""
    if recurrence.cutoff_rule is not CutoffRule.plan:
        return {}
    found = [
        period
        for kind in recurrence.periods
        for year in range(first.year, last.year + 1)
        for period in periods_of_year(kind, policy.cutoffs, year)
        if first <= period.end_on <= last
    ]
    return {period.end_on: period for period in sorted(found, key=lambda period: period.start_on, reverse=True)}


def _shift(reading: Reading, policy: Policy) -> timedelta:
    """A plan may count the named day of "trước ngày 20/6" as in time; "trước tháng 7" names no such day."""
    named_day = reading.boundary is Boundary.before and reading.precision is Precision.day
    return ONE_DAY if named_day and policy.before_is_inclusive else timedelta()


def _rolled(day: date, reading: Reading, policy: Policy, calendar: WorkingDays) -> date:
    if reading.boundary is Boundary.before or reading.kind not in policy.roll_over:
        return day
    return calendar.next_working_day(day)
