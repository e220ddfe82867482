"""The part of RFC 5545 (section 3.3.10) that deadline phrases need: which days a recurrence rule names in a window.

Rules are written by `phrases_recurring` and have no DTSTART; an INTERVAL is counted from the first day of the
window's anchor. Supported: FREQ, INTERVAL, BYMONTH, BYMONTHDAY (negative too), BYDAY (with an ordinal too), BYSETPOS
within a month.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from app.deadlines.cutoffs import last_of_month

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Rule:
    frequency: str
    interval: int
    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    places: tuple[int, ...]

    def names(self, day: date, anchor: date) -> bool:
        return (
            (not self.months or day.month in self.months)
            and (not self.month_days or bool(self.month_days & _both_ways(day)))
            and (not self.weekdays or bool(self.weekdays & _weekday_ways(day)))
            and _distance(self.frequency, anchor, day) % self.interval == 0
        )


def days_of(rule: str, anchor: date, first: date, last: date) -> list[date]:
    """The days the rule names from `first` to `last`, both included."""
    parsed = _parse(rule)
    begin, end = first.replace(day=1), last_of_month(last.year, last.month)
    every = (begin + timedelta(days=offset) for offset in range((end - begin).days + 1))
    named = [day for day in every if parsed.names(day, anchor)]
    if parsed.places:
        months = groupby(named, key=lambda day: (day.year, day.month))
        named = [day for _, month in months for day in _placed(parsed, [*month])]
    return [day for day in named if first <= day <= last]


def _placed(rule: Rule, days: list[date]) -> list[date]:
    return sorted({days[place - 1 if place > 0 else place] for place in rule.places})


def _parse(rule: str) -> Rule:
    parts = dict(part.split("=") for part in rule.split(";"))
    return Rule(
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        months=_numbers(parts.get("BYMONTH", "")),
        month_days=_numbers(parts.get("BYMONTHDAY", "")),
        weekdays=frozenset(
            (int(day[:-2] or 0), WEEKDAYS.index(day[-2:])) for day in parts.get("BYDAY", "").split(",") if day
        ),
        places=tuple(sorted(_numbers(parts.get("BYSETPOS", "")))),
    )


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number)


def _both_ways(day: date) -> frozenset[int]:
    return frozenset({day.day, day.day - last_of_month(day.year, day.month).day - 1})


def _weekday_ways(day: date) -> frozenset[tuple[int, int]]:
    left = last_of_month(day.year, day.month).day - day.day
    weekday = day.weekday()
    return frozenset({(0, weekday), ((day.day - 1) // 7 + 1, weekday), (-(left // 7 + 1), weekday)})


def _distance(frequency: str, anchor: date, day: date) -> int:
    if frequency == "DAILY":
        return (day - anchor).days
    if frequency == "WEEKLY":
        return (day - timedelta(days=day.weekday()) - anchor + timedelta(days=anchor.weekday())).days // 7
    if frequency == "MONTHLY":
        return (day.year - anchor.year) * 12 + day.month - anchor.month
    return day.year - anchor.year
