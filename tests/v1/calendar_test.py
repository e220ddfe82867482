"""The working-day calendar: the days it starts with, and how they are read back."""

from dataclasses import asdict
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from app.calendar.models import CalendarDay
from app.calendar.queries import working_days
from app.calendar.standard_days import StandardDay, standard_days
from app.deadlines import WorkingDays
from app.kernel.db import SERVING_ROLE
from tests.clones import Clone

# Thông báo 9441/TB-BNV, Công văn 12729/VPCP-KGVX (2/1), Nghị quyết 28/2026/QH16 (24/11); 26/4/2026, a Sunday, is left out.
OFF_IN_2026 = [
    *[date(2026, 1, day) for day in (1, 2)],
    *[date(2026, 2, day) for day in range(16, 21)],
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    *[date(2026, 9, day) for day in (1, 2)],
    date(2026, 11, 24),
]
WORKED_IN_2026 = [date(2026, 1, 10), date(2026, 8, 22)]


def days_of(found: list[StandardDay], kind: str) -> list[date]:
    return [one.day for one in found if one.kind == kind]


def test_the_days_of_2026_are_those_of_the_notices() -> None:
    found = standard_days([2026])
    assert (days_of(found, "holiday"), days_of(found, "make_up_day")) == (OFF_IN_2026, WORKED_IN_2026)


def test_every_day_of_2026_names_its_decision() -> None:
    decisions = {one.day: one.decision for one in standard_days([2026])}
    later = {
        date(2026, 1, 2): "Công văn 12729/VPCP-KGVX",
        date(2026, 1, 10): "Công văn 12729/VPCP-KGVX",
        date(2026, 11, 24): "Nghị quyết 28/2026/QH16",
    }
    notice = dict.fromkeys([*OFF_IN_2026, *WORKED_IN_2026], "Thông báo 9441/TB-BNV")
    assert decisions == notice | later


@pytest.mark.parametrize(
    ("off", "worked", "decision"),
    [
        (date(2024, 4, 29), date(2024, 5, 4), "Thông báo 1570/TB-LĐTBXH"),
        (date(2025, 5, 2), date(2025, 4, 26), "Thông báo 6150/TB-BLĐTBXH"),
        (date(2026, 1, 2), date(2026, 1, 10), "Công văn 12729/VPCP-KGVX"),
        (date(2026, 8, 31), date(2026, 8, 22), "Thông báo 9441/TB-BNV"),
    ],
)
def test_a_swap_is_a_day_off_and_a_saturday_worked(off: date, worked: date, decision: str) -> None:
    found = {one.day: (one.kind, one.decision) for one in standard_days(range(2024, 2027))}
    assert (found[off], found[worked]) == (("holiday", decision), ("make_up_day", decision))


def test_each_day_differs_from_its_weekday_and_stands_once_in_order() -> None:
    found = standard_days(range(2024, 2031))
    saturday = 5
    assert all((one.day.weekday() < saturday) == (one.kind == "holiday") for one in found)
    assert [one.day for one in found] == sorted({one.day for one in found})


def test_years_whose_swaps_are_not_decided_are_provisional() -> None:
    found = standard_days(range(2024, 2031))
    assert {one.day.year for one in found if one.provisional} == {2027, 2028, 2029, 2030}
    assert {one.decision is None for one in found if one.provisional} == {True}
    assert {one.decision is None for one in found if not one.provisional} == {False}


def test_only_the_years_asked_for_are_given() -> None:
    assert {one.day.year for one in standard_days([2025, 2025])} == {2025}


def test_names_are_vietnamese() -> None:
    names = {one.day: one.name for one in standard_days([2026])}
    assert (names[date(2026, 2, 17)], names[date(2026, 1, 2)], names[date(2026, 8, 22)]) == (
        "Tết Nguyên Đán",
        "Ngày nghỉ (thay cho ngày 10/01/2026)",
        "Ngày làm bù",
    )


async def test_what_is_stored_is_read_back_as_working_days(database: Clone) -> None:
    await database.store(*(CalendarDay(**asdict(one)) for one in standard_days([2026])))
    engine = create_async_engine(
        database.serving_url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool
    )
    async with AsyncSession(engine) as session:
        await session.execute(text(f"set local role {SERVING_ROLE}"))  # who works out days is going to write them
        found = await working_days(session)
    assert found == WorkingDays(frozenset(OFF_IN_2026), frozenset(WORKED_IN_2026))
    # DOMAIN §2.3: Friday 13 February is followed by Tết; the next day worked is Monday 23.
    assert found.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)
