"""Cells of pairs and tasks, on any day and either basis (DESIGN.md §5, Cells, Past its day)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks.cell_rules import (
    Basis,
    Cell,
    CompletionRule,
    Coverage,
    Lead,
    PairState,
    Standing,
    coverage,
    days_overdue,
    deciding,
    due_soon,
    is_overdue,
    late_from,
    pair_cell,
    task_cell,
)
from app.tasks.rules import Status


def june(day: int) -> date:
    return date(2026, 6, day)


def state(standing: Standing, status: Status = Status.in_progress) -> PairState:
    return PairState(status, standing)


DUE_20 = Standing(dated=1, next_due_on=june(20), next_original_due_on=june(20))
EXTENDED = Standing(dated=1, next_due_on=june(30), next_original_due_on=june(20))
ANSWERED = Standing(dated=1)
ANSWERED_LATE = Standing(
    dated=1,
    late_answer_due_on=june(20),
    late_answer_on=june(23),
    original_late_answer_due_on=june(10),
    original_late_answer_on=june(23),
)
SENT_BACK = Standing(dated=1, next_due_on=june(20), respond_by=june(25), next_original_due_on=june(20))
EVERYTHING = Standing(
    next_due_on=june(20), dated=1, awaiting=1, undated=1, settled_on_time=1, settled_late=1, settled_undated=1
)


@pytest.mark.parametrize(
    ("standing", "today", "current", "original"),
    [
        pytest.param(DUE_20, 20, "in_term", "in_term", id="on its day"),
        pytest.param(DUE_20, 21, "overdue", "overdue", id="the day after"),
        pytest.param(EXTENDED, 21, "in_term", "overdue", id="an extension never erases a delay"),
        pytest.param(ANSWERED, 30, "in_term", "in_term", id="answered by its day, review slow"),
        pytest.param(ANSWERED_LATE, 23, "overdue", "overdue", id="answered late, waiting"),
        pytest.param(SENT_BACK, 25, "in_term", "overdue", id="sent back, on respond_by"),
        pytest.param(SENT_BACK, 26, "overdue", "overdue", id="sent back, respond_by over"),
        pytest.param(replace(DUE_20, respond_by=june(15)), 18, "in_term", "in_term", id="respond_by before the day"),
        pytest.param(EVERYTHING, 20, "in_term", "in_term", id="dated before all else"),
        pytest.param(EVERYTHING, 21, "overdue", "in_term", id="past its day before all"),
        pytest.param(
            replace(EVERYTHING, dated=0, next_due_on=None), 30, "awaiting_event", "awaiting_event", id="awaiting"
        ),
        pytest.param(Standing(undated=1, settled_late=1), 30, "undated", "undated", id="undated still open"),
        pytest.param(Standing(undated=1, opened_late=1), 30, "undated", "undated", id="opened late is undated"),
        pytest.param(
            Standing(settled_late=1, settled_on_time=4, original_settled_on_time=5),
            30,
            "completed_late",
            "completed_on_time",
            id="one was late",
        ),
        pytest.param(
            Standing(settled_on_time=1, original_settled_late=1, settled_undated=2),
            30,
            "completed_on_time",
            "completed_late",
            id="in time by its extension",
        ),
        pytest.param(
            Standing(settled_undated=1), 30, "completed_undated", "completed_undated", id="settled without a day"
        ),
        pytest.param(Standing(), 30, "completed_undated", "completed_undated", id="all lapsed"),
    ],
)
def test_pair_cell(standing: Standing, today: int, current: str, original: str) -> None:
    assert pair_cell(state(standing), june(today)) == current
    assert pair_cell(state(standing), june(today), Basis.original) == original


@pytest.mark.parametrize("standing", [DUE_20, EVERYTHING, Standing(settled_late=1)])
def test_a_suspended_pair_is_suspended_and_a_cancelled_one_in_no_cell(standing: Standing) -> None:
    assert pair_cell(state(standing, Status.suspended), june(30)) is Cell.suspended
    assert pair_cell(state(standing, Status.cancelled), june(30)) is None


OF_CELL = {
    "overdue": state(replace(DUE_20, next_due_on=june(1))),
    "in_term": state(DUE_20),
    "awaiting_event": state(Standing(awaiting=1)),
    "undated": state(Standing(undated=1)),
    "suspended": state(DUE_20, Status.suspended),
    "completed_late": state(Standing(settled_late=1), Status.completed),
    "completed_on_time": state(Standing(settled_on_time=1), Status.completed),
    "completed_undated": state(Standing(settled_undated=1), Status.completed),
    "cancelled": state(DUE_20, Status.cancelled),
}


@pytest.mark.parametrize(
    ("rule", "cells", "task"),
    [
        *[("each", f"{second} {first}", first) for first, second in zip(Cell, list(Cell)[1:], strict=False)],
        *[("each", f"cancelled {cell}", cell) for cell in Cell],
        ("each", "cancelled", None),
        ("each", "", None),
        ("primary", "completed_on_time overdue", "completed_on_time"),
        ("primary", "overdue completed_on_time", "overdue"),
        ("primary", "cancelled in_term", "in_term"),
        ("primary", "cancelled cancelled", None),
        ("any", "overdue in_term", "overdue"),
        ("any", "overdue completed_on_time", "completed_on_time"),
        ("any", "completed_undated completed_late in_term", "completed_late"),
        ("any", "cancelled undated", "undated"),
    ],
)
def test_task_cell(rule: str, cells: str, task: str | None) -> None:
    """The first pair is the primary one."""
    leads = [Lead(OF_CELL[cell], primary=index == 0) for index, cell in enumerate(cells.split())]
    assert task_cell(CompletionRule(rule), leads, june(10)) == task


states = st.builds(
    PairState,
    status=st.sampled_from(Status),
    standing=st.builds(
        Standing,
        next_due_on=st.none() | st.integers(1, 30).map(june),
        dated=st.integers(0, 1),
        awaiting=st.integers(0, 1),
        undated=st.integers(0, 1),
        settled_on_time=st.integers(0, 1),
        settled_late=st.integers(0, 1),
    ),
)


@given(
    st.sampled_from(CompletionRule),
    st.lists(st.builds(Lead, state=states, primary=st.booleans()), max_size=4),
    st.integers(1, 30).map(june),
    st.sampled_from(Basis),
)
def test_a_task_is_in_a_cell_of_its_pairs_or_has_none_left(
    rule: CompletionRule, leads: list[Lead], today: date, basis: Basis
) -> None:
    """So that the eight cells add up to the total: no task with a pair left is outside, none is in two."""
    cells = {pair_cell(lead.state, today, basis) for lead in leads} - {None}
    cell = task_cell(rule, leads, today, basis)
    assert cell in cells if cells else cell is None
    assert set(deciding(rule, leads)) <= set(leads)


@pytest.mark.parametrize(
    ("standing", "today", "days"),
    [
        pytest.param(DUE_20, 20, 0, id="in term"),
        pytest.param(DUE_20, 21, 1, id="one day"),
        pytest.param(DUE_20, 30, 10, id="runs on"),
        pytest.param(ANSWERED, 30, 0, id="answered by its day"),
        pytest.param(ANSWERED_LATE, 30, 3, id="stopped at the submission"),
        pytest.param(replace(ANSWERED_LATE, next_due_on=june(15)), 30, 15, id="the longest of two"),
        pytest.param(replace(ANSWERED_LATE, next_due_on=june(29)), 30, 3, id="the longest is the stopped one"),
        pytest.param(SENT_BACK, 25, 0, id="respond_by not over"),
        pytest.param(SENT_BACK, 26, 6, id="respond_by over: the whole delay"),
        pytest.param(Standing(), 30, 0, id="nothing owed"),
    ],
)
def test_days_overdue(standing: Standing, today: int, days: int) -> None:
    assert days_overdue(standing.on(Basis.current), june(today)) == days
    assert is_overdue(standing.on(Basis.current), june(today)) is (days > 0)


def test_days_overdue_on_the_first_day_fixed() -> None:
    assert days_overdue(ANSWERED_LATE.on(Basis.original), june(30)) == 13
    assert days_overdue(EXTENDED.on(Basis.original), june(30)) == 10


@pytest.mark.parametrize(
    ("last_day", "today", "soon"),
    [(june(20), 12, False), (june(20), 13, True), (june(20), 20, True), (june(20), 21, False), (None, 20, False)],
)
def test_due_soon_within_seven_days(last_day: date | None, today: int, soon: bool) -> None:
    assert due_soon(last_day, june(today), 7) is soon


def test_late_from_is_midnight_in_can_tho() -> None:
    instant = late_from(june(19))
    assert instant.isoformat() == "2026-06-20T00:00:00+07:00"
    assert instant == datetime(2026, 6, 19, 17, tzinfo=UTC)


def test_last_day_is_the_later_of_the_day_and_respond_by() -> None:
    assert SENT_BACK.on(Basis.current).last_day == june(25)
    assert replace(SENT_BACK, respond_by=june(1)).on(Basis.current).last_day == june(20)
    assert Standing().on(Basis.current).last_day is None


HALF_YEARS = Standing(next_due_on=june(16), open_due_on=june(16), dated=2)
REPORTED = replace(
    HALF_YEARS, next_due_on=date(2026, 12, 16), open_due_on=date(2026, 12, 16), last_settled_due_on=june(16)
)
EARLY = replace(HALF_YEARS, last_settled_due_on=date(2026, 12, 16))
WEEK = Standing(next_due_on=june(17), open_due_on=june(17), dated=3, last_settled_due_on=june(10))
GAP = replace(WEEK, next_due_on=june(3), open_due_on=june(3))
WAITS = Standing(open_due_on=june(16), dated=1)
ASKED_ALONE = replace(REPORTED, next_due_on=june(24), open_due_on=june(24))
OPENED_LATE = Standing(undated=1, opened_late=1, open_due_on=june(1))
NOT_YET = Standing(awaiting=1, conditional=True, open_due_on=june(30))


@pytest.mark.parametrize(
    ("standings", "today", "expected", "missing"),
    [
        pytest.param([HALF_YEARS] * 3, 1, 3, 3, id="before the first the next"),
        pytest.param([HALF_YEARS, REPORTED], 15, 2, 1, id="one has reported in its window"),
        pytest.param([HALF_YEARS, REPORTED], 30, 2, 1, id="June is the latest until December"),
        pytest.param([EARLY, HALF_YEARS], 1, 2, 2, id="December told first is not June"),
        pytest.param([EARLY, REPORTED], 30, 2, 1, id="nor later"),
        pytest.param([WEEK], 16, 1, 0, id="last week's is reported"),
        pytest.param([WEEK], 17, 1, 1, id="and this week's day has come"),
        pytest.param([GAP], 16, 1, 0, id="an older gap is not the latest period"),
        pytest.param([GAP, WEEK], 17, 2, 2, id="but it covers no later one"),
        pytest.param([WAITS, HALF_YEARS], 16, 2, 1, id="what waits for review is reported"),
        pytest.param([ASKED_ALONE, REPORTED], 24, 1, 1, id="a report asked of one lead"),
        pytest.param([OPENED_LATE], 30, 1, 1, id="what was opened late has no period"),
        pytest.param([NOT_YET], 30, 1, 1, id="nor has what waits for its condition"),
        pytest.param([], 30, 0, 0, id="nobody"),
    ],
)
def test_coverage_is_of_the_latest_period_due(
    standings: list[Standing], today: int, expected: int, missing: int
) -> None:
    pairs = [state(one) for one in standings]
    gone = [state(one, status) for one in standings for status in (Status.suspended, Status.cancelled)]
    found = Coverage(expected, expected - missing, 0, missing)
    assert coverage(pairs, june(today)) == coverage([*gone, *pairs], june(today)) == found


@pytest.mark.parametrize(("has_reported", "missing"), [(False, 1), (True, 0)])
def test_without_a_day_whoever_has_reported_at_all_counts(has_reported: bool, missing: int) -> None:
    pair = PairState(Status.in_progress, Standing(undated=1), has_reported=has_reported)
    assert coverage([pair], june(30)) == Coverage(1, 1 - missing, 0, missing)


def test_coverage_counts_who_is_completed_among_those_expected() -> None:
    """One whose report waits, one confirmed, and one whose reports lapsed with its confirmed completion."""
    confirmed = state(Standing(settled_on_time=1, last_settled_due_on=june(16)), Status.completed)
    lapsed = state(Standing(settled_on_time=1, last_settled_due_on=june(3)), Status.completed)
    assert coverage([state(WAITS), confirmed, lapsed], june(20)) == Coverage(2, 2, 1, 0)


def test_on_the_first_days_fixed_an_extension_puts_off_no_report() -> None:
    july = date(2026, 7, 31)
    both = replace(DUE_20, open_due_on=june(20), open_original_due_on=june(20))
    pairs = [state(replace(both, next_due_on=july, open_due_on=july)), state(both)]
    assert coverage(pairs, june(21)) == Coverage(1, 0, 0, 1)
    assert coverage(pairs, june(21), Basis.original) == Coverage(2, 0, 0, 2)
