"""Puts other holidays and make-up days in the place of those of one year."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import delete, insert, select, text

from app.access.writing import Work
from app.calendar.models import CalendarDay
from app.calendar.problems import DayNamedTwice, DayOfAnotherYear
from app.calendar.schemas import CalendarYearPut
from app.kernel.problems import Fault, Problem

# Two changes at once take turns, and who works out days waits until they are worked out anew.
_ALONE = text("lock table calendar_days in share row exclusive mode")


async def hold_alone(work: Work) -> None:
    """Asked for before anything else is locked or read."""
    await work.session.execute(_ALONE)


async def replace_year(work: Work, wanted: CalendarYearPut) -> list[dict[str, Any]]:
    """The days as they are now, in their order; the journal says what they were."""
    _require_days_of_the_year(wanted)
    of_year = CalendarDay.day.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31))
    columns = CalendarDay.__table__.columns
    before = await work.session.execute(select(*columns).where(of_year).order_by(CalendarDay.day))
    days = sorted((one.model_dump() for one in wanted.days), key=lambda one: one["day"])
    await work.session.execute(delete(CalendarDay).where(of_year))
    if days:
        await work.session.execute(insert(CalendarDay), days)
    was, is_now = (_written(rows) for rows in ([dict(row) for row in before.mappings()], days))
    await work.record("calendar_year", _id_of(wanted.year), "replace", before=was, after=is_now)
    return days


def _require_days_of_the_year(wanted: CalendarYearPut) -> None:
    days = [one.day for one in wanted.days]
    first = {day: place for place, day in reversed([*enumerate(days)])}
    _refuse(DayOfAnotherYear, [place for place, day in enumerate(days) if day.year != wanted.year])
    _refuse(DayNamedTwice, [place for place, day in enumerate(days) if first[day] != place])


def _refuse(problem: type[Problem], places: Sequence[int]) -> None:
    if places:
        raise problem(faults=[Fault(f"/days/{place}/day", problem.title) for place in places])


def _written(days: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps(days, default=str, ensure_ascii=False).encode()


def _id_of(year: int) -> Any:
    """A year has no id of its own, and an entry of the journal needs one: always the same for the same year."""
    return uuid5(NAMESPACE_URL, f"tiendo:calendar:{year}")
