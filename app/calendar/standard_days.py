"""The days the calendar starts with: those of the `holidays` package, each with the notice that decided it.

A start, no authority: the calendar is data that an admin corrects. The package knows the Labour Code 2019, Điều 112, and
the swaps up to its release; what it lacks stands here with its document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import holidays

from app.deadlines.working_days import SATURDAY

HOLIDAY, MAKE_UP_DAY = "holiday", "make_up_day"
# Later years are computed from the Labour Code; what is swapped for what is decided year by year.
LAST_DECIDED_YEAR = 2026

NOTICES = {
    2024: "Thông báo 5015/TB-LĐTBXH",
    2025: "Thông báo 6150/TB-BLĐTBXH",
    2026: "Thông báo 9441/TB-BNV",
}
# Decided after the notice of their year.
DECISIONS = {
    date(2024, 4, 29): "Thông báo 1570/TB-LĐTBXH",
    date(2024, 5, 4): "Thông báo 1570/TB-LĐTBXH",
    date(2026, 1, 2): "Công văn 12729/VPCP-KGVX",
    date(2026, 1, 10): "Công văn 12729/VPCP-KGVX",
    date(2026, 11, 24): "Nghị quyết 28/2026/QH16",
}
# Swaps that release 0.109 of the package does not know: the weekday off, then the Saturday worked for it.
MISSING_SWAPS = {date(2026, 1, 2): date(2026, 1, 10)}
MAKE_UP_NAME = "Ngày làm bù"


@dataclass(frozen=True, slots=True)
class StandardDay:
    """A row of `calendar_days`."""

    day: date
    kind: str
    name: str
    decision: str | None
    provisional: bool


def standard_days(years: Iterable[int]) -> list[StandardDay]:
    """In the order of days, only those that differ from their weekday: a holiday on a Sunday changes nothing."""
    wanted = sorted(set(years))
    known = holidays.country_holidays("VN", years=wanted, language="vi")
    off = {day: known[day] for day in known if day.weekday() < SATURDAY} | _missing_days_off(wanted)
    worked = {*known.weekend_workdays, *MISSING_SWAPS.values()}
    days = [_standard_day(day, HOLIDAY, name) for day, name in off.items()]
    days += [_standard_day(day, MAKE_UP_DAY, MAKE_UP_NAME) for day in worked if day.year in wanted]
    return sorted(days, key=lambda one: one.day)


def _missing_days_off(years: list[int]) -> dict[date, str]:
    return {
        off: f"Ngày nghỉ (thay cho ngày {worked:%d/%m/%Y})"
        for off, worked in MISSING_SWAPS.items()
        if off.year in years
    }


def _standard_day(day: date, kind: str, name: str) -> StandardDay:
    decision = DECISIONS.get(day, NOTICES.get(day.year))
    return StandardDay(day, kind, name, decision, provisional=day.year > LAST_DECIDED_YEAR)
