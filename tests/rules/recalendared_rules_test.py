"""Which of an obligation's days follow another calendar, and which stay."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.deadlines import Context, Policy, Trigger, Unit, WorkingDays, read_deadline
from app.obligations.owed import PlanTerms, Reporting
from app.obligations.recalendared import Days, Move, moves_after_event, moves_of, recalendared
from app.obligations.rules import ObligationKind

COMPLETION, REPORT = ObligationKind.completion, ObligationKind.progress_report


def day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(f"2026-{written}")


def days(nominal: str | None, effective: str | None, original: str | None, window_from: str | None = None) -> Days:
    return Days(day(nominal), day(effective), day(original), day(window_from))


# Of a plan that sends its reports on Wednesdays: that of 2/9 stood on 3/9, and now 3/9 is a day off too.
SEPTEMBER = (
    Move(REPORT, days("08-26", "08-26", "08-26", "08-20"), days("08-26", "08-26", "08-26", "08-20")),
    Move(REPORT, days("09-02", "09-03", "09-03", "08-27"), days("09-02", "09-04", "09-04", "08-27")),
    Move(REPORT, days("09-09", "09-09", "09-09", "09-04"), days("09-09", "09-09", "09-09", "09-05")),
)
# Every day is reported; Saturday's and Sunday's stood on Monday with Monday's own, until Saturday was worked.
DAILY = (
    Move(REPORT, days("08-22", "08-24", "08-24"), days("08-22", "08-22", "08-22")),
    Move(REPORT, days("08-24", "08-24", "08-24"), days("08-24", "08-24", "08-24")),
)
MAY = (Move(COMPLETION, days("05-31", "06-01", "06-01"), days("05-31", "06-02", "06-02")),)
OCTOBER = (Move(COMPLETION, days("10-31", "11-02", "11-02"), days("10-31", "11-03", "11-03")),)

TABLE: dict[str, tuple[ObligationKind, Days, tuple[Move, ...], tuple[Move, ...], Days]] = {
    "as its deadline gave it": (
        REPORT,
        days("09-02", "09-03", "09-03", "08-27"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-02", "09-04", "09-04", "08-27"),
    ),
    "the next one's window begins after it": (
        REPORT,
        days("09-09", "09-09", "09-09", "09-04"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-09", "09-09", "09-09", "09-05"),
    ),
    "a window that began otherwise stays": (
        REPORT,
        days("09-09", "09-09", "09-09", "09-01"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-09", "09-09", "09-09", "09-01"),
    ),
    "one that nothing moves": (
        REPORT,
        days("08-26", "08-26", "08-26"),
        SEPTEMBER,
        SEPTEMBER,
        days("08-26", "08-26", "08-26"),
    ),
    "extended, named day and all": (
        REPORT,
        days("09-15", "09-15", "09-03", "08-27"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-15", "09-15", "09-04", "08-27"),
    ),
    "extended beside its named day": (
        REPORT,
        days("09-02", "09-15", "09-03"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-02", "09-15", "09-04"),
    ),
    "extended to a day on which the next one stands": (
        REPORT,
        days("09-02", "09-09", "09-03"),
        SEPTEMBER,
        SEPTEMBER,
        days("09-02", "09-09", "09-04"),
    ),
    "of two on one last day, each goes its own way: Saturday's": (
        REPORT,
        days("08-22", "08-24", "08-24"),
        DAILY,
        DAILY,
        days("08-22", "08-22", "08-22"),
    ),
    "Monday's": (REPORT, days("08-24", "08-24", "08-24"), DAILY, DAILY, days("08-24", "08-24", "08-24")),
    "amended: each by its own phrase": (
        COMPLETION,
        days("10-31", "11-02", "06-01"),
        OCTOBER,
        MAY,
        days("10-31", "11-03", "06-02"),
    ),
    "amended and extended since": (
        COMPLETION,
        days("12-31", "12-31", "06-01"),
        OCTOBER,
        MAY,
        days("12-31", "12-31", "06-02"),
    ),
    "dated first by the amendment": (
        COMPLETION,
        days("10-31", "11-02", "11-02"),
        OCTOBER,
        (),
        days("10-31", "11-03", "11-03"),
    ),
    "another kind of the same deadline": (
        REPORT,
        days("05-31", "06-01", "06-01"),
        MAY,
        MAY,
        days("05-31", "06-01", "06-01"),
    ),
    "waiting for its event": (COMPLETION, days(None, None, None), MAY, MAY, days(None, None, None)),
    "of no deadline that moves": (COMPLETION, days("05-31", "06-01", "06-01"), (), (), days("05-31", "06-01", "06-01")),
}


@pytest.mark.parametrize(("kind", "stood", "present", "first", "stands"), TABLE.values(), ids=TABLE)
def test_what_follows_and_what_stays(
    kind: ObligationKind, stood: Days, present: tuple[Move, ...], first: tuple[Move, ...], stands: Days
) -> None:
    assert recalendared(kind, stood, present, first) == stands


@pytest.mark.parametrize("name", TABLE)
def test_back_again_it_stands_where_it_stood(name: str) -> None:
    kind, stood, present, first, stands = TABLE[name]
    back = [tuple(replace(one, was=one.becomes, becomes=one.was) for one in moves) for moves in (present, first)]
    assert recalendared(kind, stands, *back) == stood


BEFORE, NOW = (WorkingDays(frozenset(map(day, off))) for off in (["09-01", "09-02"], ["09-01", "09-02", "09-03"]))  # type: ignore[arg-type]


def terms(calendar: WorkingDays, **overrides: Any) -> PlanTerms:
    given: dict[str, Any] = {
        "starts_on": date(2026, 8, 27),
        "ends_on": date(2026, 9, 12),
        "opened_on": date(2026, 8, 27),
        "policy": Policy(),
        "calendar": calendar,
    }
    return PlanTerms(**given | overrides)


def test_the_moves_of_a_phrase_are_what_it_owes_under_both_calendars() -> None:
    reading = read_deadline("định kỳ vào thứ Tư hằng tuần", Context(year=2026))
    assert moves_of([reading], terms(BEFORE), terms(NOW)) == SEPTEMBER[1:]


def test_what_has_no_day_does_not_move() -> None:
    assert moves_of([read_deadline("Thường xuyên", Context(year=2026))], terms(BEFORE), terms(NOW)) == ()


def test_reports_by_policy_have_moves_without_a_deadline() -> None:
    found = moves_of([], *(terms(one, reporting=Reporting.weekly) for one in (BEFORE, NOW)))
    assert [one.was.nominal for one in found] == [date(2026, 8, 28), date(2026, 9, 4), date(2026, 9, 11)]


@pytest.mark.parametrize(
    ("amount", "unit", "was", "becomes"),
    [
        (5, Unit.working_day, ("09-04", "09-04"), ("09-07", "09-07")),
        (8, Unit.day, ("09-03", "09-03"), ("09-03", "09-04")),
        (-2, Unit.day, ("08-24", "08-24"), ("08-24", "08-24")),
    ],
)
def test_days_after_an_event(amount: int, unit: Unit, was: tuple[str, str], becomes: tuple[str, str]) -> None:
    trigger = Trigger("công bố", amount, unit)
    (move,) = moves_after_event(COMPLETION, trigger, date(2026, 8, 26), Policy(), BEFORE, NOW)
    assert [(one.nominal, one.effective, one.original) for one in (move.was, move.becomes)] == [
        (day(nominal), day(effective), day(effective)) for nominal, effective in (was, becomes)
    ]


def test_an_event_without_a_term_gives_no_day() -> None:
    assert moves_after_event(COMPLETION, Trigger("công bố"), date(2026, 8, 26), Policy(), BEFORE, NOW) == ()
