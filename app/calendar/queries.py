"""Reads of the working-day calendar."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.reading import Reader, for_caller
from app.access.roles import Permission
from app.calendar.models import CalendarDay
from app.deadlines import WorkingDays
from app.kernel.reads import Compiled

_DAYS = select(CalendarDay.day, CalendarDay.kind)
DAYS_FOR_CALLER = Compiled(for_caller(select(CalendarDay.day.label("item"), CalendarDay.kind).subquery("rows")))


async def working_days(session: AsyncSession) -> WorkingDays:
    """All of the calendar: some hundred rows."""
    return _working_days((day, kind) for day, kind in await session.execute(_DAYS))


async def working_days_for(reader: Reader) -> WorkingDays:
    """The same for a caller, its token checked in the same statement; reading deadlines goes with reading obligations,
    which every role may.
    """
    _, rows = await reader.rows(DAYS_FOR_CALLER, Permission.obligation_read)
    return _working_days((row["item"], row["kind"]) for row in rows)


def _working_days(days: Iterable[tuple[date, str]]) -> WorkingDays:
    known = list(days)
    return WorkingDays(
        holidays=frozenset(day for day, kind in known if kind == "holiday"),
        make_up_days=frozenset(day for day, kind in known if kind == "make_up_day"),
    )
