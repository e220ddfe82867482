"""Reads of the working-day calendar."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, extract, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.reading import LIMIT, Listing, Reader, for_caller
from app.access.roles import Permission
from app.calendar.models import CalendarDay
from app.deadlines import WorkingDays
from app.kernel.reads import Compiled, Rows, Shapes, as_object, value

_DAYS = select(CalendarDay.day, CalendarDay.kind)
# Days that are worked out together go together; who changes the calendar waits for them, and they for it.
_HELD = text("lock table calendar_days in row exclusive mode")
DAYS_FOR_CALLER = Compiled(for_caller(select(CalendarDay.day.label("item"), CalendarDay.kind).subquery("rows")))


async def hold_days(session: AsyncSession) -> None:
    """The calendar stays as it is until this is committed. Asked for before any pair is locked: who changes the calendar has it
    first and then the pairs.
    """
    await session.execute(_HELD)


async def working_days(session: AsyncSession) -> WorkingDays:
    """All of the calendar, some hundred rows, held for who is going to write days."""
    await hold_days(session)
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


def _page(condition: ColumnElement[bool]) -> Rows:
    shown = select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.decision, CalendarDay.provisional)
    items = select(as_object(shown, "shown", CalendarDay).label("item"), CalendarDay.day).where(condition)
    return for_caller(items.order_by(CalendarDay.day).limit(LIMIT).subquery("rows"), "day")


_year = extract("year", CalendarDay.day)
DAYS = Listing(
    Shapes(
        _page,
        {"year": _year == value("year", Integer()), "after": CalendarDay.day > value("after_day", Date())},
    ),
    Permission.obligation_read,
    {"day": date},
)
