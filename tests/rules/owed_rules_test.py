"""What publication opens for a pair (DESIGN.md §5, What a pair owes), with the worked examples that concern it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.deadlines import (
    CutoffRule,
    Kind,
    Policy,
    Purpose,
    Reading,
    Recurrence,
    ReportPeriod,
    Trigger,
    Unit,
    WorkingDays,
)
from app.obligations.owed import Owed, PlanTerms, Reporting, owed
from app.obligations.rules import ObligationKind, ObligationState

CALENDAR = WorkingDays(holidays=frozenset({date(2026, 9, 1), date(2026, 9, 2)}))
# Seed 1: the year's programme; seed 2: the conclusions of June.
YEAR = PlanTerms(date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 1), Policy(), CALENDAR)
FROM_JUNE = PlanTerms(date(2026, 6, 1), date(2026, 12, 31), date(2026, 6, 1), Policy(), CALENDAR)
BY_CALENDAR = replace(YEAR, policy=Policy(cutoffs="calendar"))

HALF_YEARLY = Reading(
    text="06 tháng/ năm",
    kind=Kind.recurring,
    recurrence=Recurrence(
        period=ReportPeriod.half_yearly, periods=(ReportPeriod.half_yearly,), cutoff_rule=CutoffRule.plan
    ),
)
WEDNESDAYS = Reading(
    text="định kỳ vào thứ Tư hằng tuần",
    kind=Kind.recurring,
    purpose=Purpose.progress_report,
    recurrence=Recurrence(rule="FREQ=WEEKLY;BYDAY=WE"),
)
TWO_DAYS = Reading(
    text="Quý II và Quý IV/2026",
    kind=Kind.recurring,
    recurrence=Recurrence(days=(date(2026, 6, 30), date(2026, 12, 31))),
)
JUNE = Reading(text="Trong tháng 6 năm 2026", kind=Kind.date, due_on=date(2026, 6, 30))
ADVICE = replace(JUNE, purpose=Purpose.advice)
TERM = Reading(text="giai đoạn 2026 - 2027", kind=Kind.range, due_on=date(2027, 12, 31))
REPORT = Reading(
    text="Báo cáo tiến độ thực hiện trước ngày 20/6/2026",
    kind=Kind.date,
    purpose=Purpose.progress_report,
    due_on=date(2026, 6, 19),
)
SECOND, THIRD = (Trigger(f"số liệu GRDP {quarter}", 10, Unit.day) for quarter in ("quý II", "quý III"))
GRDP = Reading(text="Chậm nhất 10 ngày, sau khi có số liệu", kind=Kind.event, triggers=(SECOND, THIRD))
REFERRED = Reading(text="theo kế hoạch", kind=Kind.unscheduled, purpose=Purpose.progress_report)
CONTINUOUS = Reading(text="Thường xuyên", kind=Kind.continuous)
CONDITIONAL = replace(JUNE, condition="theo tiến độ Trung ương hướng dẫn")


def told(one: Owed) -> str:
    day = "" if one.effective_due_date is None else f" {one.effective_due_date:%d/%m}"
    trigger = "" if one.trigger is None else f" {one.trigger.text}"
    window = "" if one.window_from is None else f" from {one.window_from:%d/%m}"
    return f"{one.kind}{day}{trigger}{window}"


@pytest.mark.parametrize(
    ("deadlines", "terms", "expected"),
    [
        pytest.param(
            [HALF_YEARLY],
            YEAR,
            ["progress_report 16/06 from 14/06", "progress_report 16/12 from 14/12"],
            id="seed 1 III.3: two reports, no completion",
        ),
        pytest.param(
            [HALF_YEARLY],
            BY_CALENDAR,
            ["progress_report 30/06 from 01/01", "progress_report 31/12 from 01/07"],
            id="half-yearly by the calendar",
        ),
        pytest.param(
            [TWO_DAYS],
            YEAR,
            ["progress_report 30/06 from 01/01", "progress_report 31/12 from 01/07"],
            id="explicit days have no cut-off",
        ),
        pytest.param(
            [REPORT],
            FROM_JUNE,
            ["progress_report 19/06 from 01/06", "completion"],
            id="seed 2 row 1: report, completion",
        ),
        pytest.param(
            [GRDP],
            FROM_JUNE,
            ["completion số liệu GRDP quý II", "completion số liệu GRDP quý III"],
            id="seed 2 row 3: one completion per trigger",
        ),
        pytest.param(
            [replace(GRDP, purpose=Purpose.progress_report, triggers=(SECOND,))],
            FROM_JUNE,
            ["progress_report số liệu GRDP quý II from 01/06"],
            id="an event that asks for a report",
        ),
        pytest.param([replace(GRDP, triggers=())], FROM_JUNE, ["completion"], id="an event not told"),
        pytest.param(
            [REFERRED], FROM_JUNE, ["completion"], id="seed 2 row 2: unscheduled, the kind before the purpose"
        ),
        pytest.param([CONTINUOUS], YEAR, ["completion"], id="continuous"),
        pytest.param([JUNE], FROM_JUNE, ["completion 30/06"], id="date"),
        pytest.param([ADVICE], FROM_JUNE, ["completion 30/06"], id="advice is a completion"),
        pytest.param([TERM], FROM_JUNE, ["completion 31/12"], id="range, its day after the plan's"),
        pytest.param([replace(REPORT, due_on=None)], FROM_JUNE, ["completion"], id="a report on no known day"),
        pytest.param([replace(JUNE, due_on=None)], FROM_JUNE, ["completion"], id="a date not read"),
        pytest.param([], YEAR, ["completion"], id="no deadline"),
        pytest.param(
            [replace(WEDNESDAYS, start_on=date(2027, 1, 1))], YEAR, ["completion"], id="recurs only after the plan ends"
        ),
        pytest.param(
            [REFERRED, replace(JUNE, text="trong năm 2026", due_on=date(2026, 12, 31))],
            FROM_JUNE,
            ["completion", "completion 31/12"],
            id="seed 2 row 19: an accepted second deadline adds its own",
        ),
        pytest.param(
            [WEDNESDAYS, JUNE],
            replace(FROM_JUNE, ends_on=date(2026, 6, 7)),
            ["progress_report 03/06 from 01/06", "completion 30/06"],
            id="reports and a second deadline",
        ),
    ],
)
def test_owed(deadlines: list[Reading], terms: PlanTerms, expected: list[str]) -> None:
    assert [told(one) for one in owed(deadlines, terms)] == expected


def test_seed_2_row_7_owes_31_wednesdays() -> None:
    reports = owed([WEDNESDAYS], FROM_JUNE)
    nominal = [one.nominal_due_date for one in reports]
    assert nominal == [date(2026, 6, 3) + timedelta(weeks=week) for week in range(31)]
    assert nominal[-1] == date(2026, 12, 30)
    assert {one.kind for one in reports} == {ObligationKind.progress_report}
    # Civil Code 2015, art. 148: the second of September is a holiday, so that week's day moves, and the next window with it.
    assert [told(one) for one in reports[12:15]] == [
        "progress_report 26/08 from 20/08",
        "progress_report 03/09 from 27/08",
        "progress_report 09/09 from 04/09",
    ]


@pytest.mark.parametrize(
    ("opened_on", "late"),
    [(date(2026, 6, 30), [False]), (date(2026, 7, 1), [True])],
)
def test_opened_late_when_its_day_was_over(opened_on: date, late: list[bool]) -> None:
    opened = owed([JUNE], replace(YEAR, opened_on=opened_on))
    assert [one.opened_late for one in opened] == late
    assert [one.effective_due_date for one in opened] == [date(2026, 6, 30)]


def test_opened_late_goes_by_the_effective_day() -> None:
    """Cut off on 14/6, due on 16/6: a plan published in between has opened it in time."""
    opened = owed([HALF_YEARLY], replace(YEAR, opened_on=date(2026, 6, 16)))
    assert [one.opened_late for one in opened] == [False, False]
    assert [one.opened_late for one in owed([HALF_YEARLY], replace(YEAR, opened_on=date(2026, 6, 17)))] == [True, False]


def test_half_years_carry_their_period() -> None:
    first, _ = owed([HALF_YEARLY], YEAR)
    assert first.nominal_due_date == date(2026, 6, 14)
    assert first.period is not None
    assert (first.period.start_on, first.period.end_on) == (date(2025, 12, 15), date(2026, 6, 14))


def test_deadlines_are_pointed_at_and_their_condition_comes_along() -> None:
    opened = owed([REFERRED, CONDITIONAL], FROM_JUNE)
    assert [(one.deadline_index, one.condition) for one in opened] == [(0, None), (1, CONDITIONAL.condition)]
    assert [one.deadline_index for one in owed([], FROM_JUNE)] == [None]


def test_what_has_a_trigger_awaits_its_event() -> None:
    assert [one.state for one in owed([GRDP, JUNE], FROM_JUNE)] == [
        ObligationState.awaiting_event,
        ObligationState.awaiting_event,
        ObligationState.open,
    ]


@pytest.mark.parametrize(
    ("reporting", "count", "first"),
    [
        (Reporting.none, 0, None),
        (Reporting.weekly, 30, "progress_report 05/06 from 01/06"),
        (Reporting.monthly, 7, "progress_report 16/06 from 14/06"),
        (Reporting.quarterly, 3, "progress_report 16/06 from 14/06"),
    ],
)
def test_the_policy_opens_further_reports(reporting: Reporting, count: int, first: str | None) -> None:
    completion, *reports = owed([JUNE], replace(FROM_JUNE, reporting=reporting))
    assert told(completion) == "completion 30/06"
    assert len(reports) == count
    assert [told(one) for one in reports[:1]] == ([] if first is None else [first])
    assert {one.deadline_index for one in reports} <= {None}


def test_reports_by_policy_alone_leave_an_undated_completion() -> None:
    opened = owed([], replace(FROM_JUNE, reporting=Reporting.quarterly))
    assert [told(one) for one in opened][:2] == ["completion", "progress_report 16/06 from 14/06"]
