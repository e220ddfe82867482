"""Lateness of one obligation and the sum of a pair's, checked against the sentences of DESIGN.md §5 by brute force."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.obligations.rules import (
    TIMELINESS,
    UNANSWERED,
    CountsAs,
    ObligationFacts,
    ObligationKind,
    ObligationState,
    Timeliness,
    counts_as,
    last_day,
    late,
    timeliness,
)
from app.obligations.settling import confirmed
from app.obligations.standing import Settled, settled_of, standing
from app.tasks.cell_rules import Basis, Cell, PairState, Standing, days_overdue, pair_cell
from app.tasks.rules import Status

OPEN = ObligationFacts(
    id=UUID(int=1),
    kind=ObligationKind.completion,
    state=ObligationState.open,
    effective_due_date=date(2026, 3, 31),
    original_due_date=date(2026, 3, 31),
)
WAITING = replace(OPEN, state=ObligationState.answered, answered_on=date(2026, 3, 28))
SENT_BACK = replace(WAITING, state=ObligationState.returned, respond_by=date(2026, 4, 20))
EXTENDED = replace(OPEN, effective_due_date=date(2026, 4, 30))
AWAITING = replace(
    OPEN, state=ObligationState.awaiting_event, effective_due_date=None, original_due_date=None, has_trigger=True
)


def april(day: int) -> date:
    return date(2026, 4, day)


@pytest.mark.parametrize(
    ("obligation", "today", "expected"),
    [
        # seed 1, II.13: two pairs, quý I
        pytest.param(OPEN, date(2026, 3, 31), False, id="on its day"),
        pytest.param(OPEN, april(1), True, id="II.13, the other: overdue from 1/4"),
        pytest.param(WAITING, april(9), False, id="II.13: submitted 28/3, waits for review"),
        pytest.param(confirmed(WAITING, date(2026, 3, 28)), april(10), False, id="II.13: confirmed 10/4"),
        pytest.param(replace(WAITING, answered_on=april(2)), april(2), True, id="answered late"),
        pytest.param(SENT_BACK, april(20), False, id="returned, respond_by not over"),
        pytest.param(SENT_BACK, april(21), True, id="returned, respond_by over"),
        pytest.param(replace(SENT_BACK, answered_on=april(2)), april(3), True, id="returned after a late answer"),
        pytest.param(replace(SENT_BACK, respond_by=date(2026, 3, 30)), date(2026, 3, 31), False, id="its term stays"),
        pytest.param(replace(OPEN, opened_late=True), april(1), False, id="opened late"),
        pytest.param(AWAITING, april(1), False, id="awaiting its event"),
        pytest.param(replace(OPEN, not_yet=True), april(1), False, id="condition not yet met"),
        pytest.param(replace(OPEN, state=ObligationState.lapsed), april(1), False, id="lapsed"),
        pytest.param(replace(OPEN, state=ObligationState.cancelled), april(1), False, id="cancelled"),
        pytest.param(replace(WAITING, answered_on=None), april(1), False, id="answered on no known day"),
    ],
)
def test_late(obligation: ObligationFacts, today: date, expected: bool) -> None:
    assert late(obligation, today) is expected


def test_an_extension_never_erases_a_delay() -> None:
    assert not late(EXTENDED, april(1))
    assert late(EXTENDED, april(1), Basis.original)
    assert last_day(EXTENDED) == april(30)
    assert last_day(EXTENDED, Basis.original) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("settled", "current", "original"),
    [
        (confirmed(OPEN, date(2026, 3, 31)), Timeliness.on_time, Timeliness.on_time),
        (confirmed(OPEN, april(1)), Timeliness.late, Timeliness.late),
        (confirmed(EXTENDED, april(1)), Timeliness.on_time, Timeliness.late),
        (confirmed(replace(OPEN, opened_late=True), april(1)), Timeliness.undated, Timeliness.undated),
        (confirmed(AWAITING, april(1)), Timeliness.on_time, Timeliness.on_time),
        (
            confirmed(replace(OPEN, effective_due_date=None, original_due_date=None), april(1)),
            Timeliness.undated,
            Timeliness.undated,
        ),
    ],
)
def test_timeliness(settled: ObligationFacts, current: Timeliness, original: Timeliness) -> None:
    assert timeliness(settled) is current
    assert timeliness(settled, Basis.original) is original


@pytest.mark.parametrize(
    ("obligation", "current", "original"),
    [
        pytest.param(replace(OPEN, effective_due_date=april(2)), "upcoming", "upcoming", id="to come"),
        pytest.param(OPEN, "missing", "missing", id="its day over"),
        pytest.param(EXTENDED, "upcoming", "missing", id="extended"),
        pytest.param(WAITING, "on_time", "on_time", id="in time, waits for review"),
        pytest.param(SENT_BACK, "upcoming", "upcoming", id="sent back, respond_by not over"),
        pytest.param(confirmed(OPEN, april(1)), "late", "late", id="late, and stays so once it is confirmed"),
        pytest.param(confirmed(EXTENDED, april(1)), "on_time", "late", id="in time by its extension"),
        pytest.param(AWAITING, None, None, id="awaiting its event"),
        pytest.param(replace(OPEN, opened_late=True), None, None, id="opened late"),
        pytest.param(replace(OPEN, state=ObligationState.lapsed), None, None, id="lapsed"),
        pytest.param(replace(OPEN, state=ObligationState.cancelled), None, None, id="cancelled"),
    ],
)
def test_counts_as(obligation: ObligationFacts, current: str | None, original: str | None) -> None:
    today = date(2026, 3, 31) if obligation.effective_due_date == april(2) else april(1)
    assert counts_as(obligation, today) == current
    assert counts_as(obligation, today, Basis.original) == original


def test_what_is_due_and_what_is_delayed() -> None:
    assert TIMELINESS["due"] == (CountsAs.on_time, CountsAs.late, CountsAs.missing)
    assert TIMELINESS["delayed"] == (CountsAs.late, CountsAs.missing)
    assert {name: TIMELINESS[name] for name in CountsAs} == {one.value: (one,) for one in CountsAs}


def test_settled_counts() -> None:
    done = [
        confirmed(OPEN, april(1)),
        confirmed(EXTENDED, april(1)),
        confirmed(replace(OPEN, opened_late=True), april(1)),
    ]
    expected = Settled(
        on_time=1,
        late=1,
        original_on_time=0,
        original_late=2,
        undated=1,
        last_due_on=april(30),
        last_original_due_on=date(2026, 3, 31),
    )
    assert settled_of([*done, OPEN, AWAITING]) == expected
    assert Settled().plus(confirmed(AWAITING, april(1))) == Settled(on_time=1, original_on_time=1)


def test_standing_of_nothing_is_what_was_settled() -> None:
    settled = Settled(
        on_time=1,
        late=2,
        original_on_time=3,
        original_late=4,
        undated=5,
        last_due_on=april(30),
        last_original_due_on=april(10),
    )
    assert standing([confirmed(OPEN, april(1))], settled) == Standing(
        settled_on_time=1,
        settled_late=2,
        original_settled_on_time=3,
        original_settled_late=4,
        settled_undated=5,
        last_settled_due_on=april(30),
        last_settled_original_due_on=april(10),
    )


def test_standing_of_one_extended_one_answered_late_one_awaiting_and_two_undated() -> None:
    answered_late = replace(WAITING, answered_on=april(7))
    opened_late = replace(OPEN, opened_late=True, conditional=True)
    undated = replace(OPEN, effective_due_date=None, original_due_date=None)
    assert standing([EXTENDED, answered_late, AWAITING, opened_late, undated], Settled()) == Standing(
        next_due_on=april(30),
        next_original_due_on=date(2026, 3, 31),
        late_answer_due_on=date(2026, 3, 31),
        late_answer_on=april(7),
        original_late_answer_due_on=date(2026, 3, 31),
        original_late_answer_on=april(7),
        open_due_on=date(2026, 3, 31),
        open_original_due_on=date(2026, 3, 31),
        dated=2,
        awaiting=1,
        undated=2,
        opened_late=1,
        conditional=True,
        owes_completion=True,
    )


def test_respond_by_stands_beside_the_day_it_puts_off() -> None:
    """The one first past its day is the other one, whose day comes before `respond_by` of this."""
    both = standing([SENT_BACK, replace(OPEN, effective_due_date=april(10))], Settled())
    assert (both.next_due_on, both.respond_by) == (april(10), None)
    alone = standing([SENT_BACK], Settled())
    assert (alone.next_due_on, alone.respond_by) == (date(2026, 3, 31), april(20))
    assert (alone.next_original_due_on, alone.original_respond_by) == (date(2026, 3, 31), april(20))


@pytest.mark.parametrize(
    ("pair", "shown", "first"),
    [
        pytest.param([WAITING], date(2026, 3, 31), date(2026, 3, 31), id="waits for review"),
        pytest.param(
            [replace(OPEN, opened_late=True)],
            date(2026, 3, 31),
            date(2026, 3, 31),
            id="opened late: its day is still shown",
        ),
        pytest.param(
            [EXTENDED, confirmed(OPEN, april(1))], april(30), date(2026, 3, 31), id="what was settled is not open"
        ),
        pytest.param([AWAITING], None, None, id="no day yet"),
        pytest.param(
            [replace(OPEN, effective_due_date=None)], None, date(2026, 3, 31), id="an amendment took the present day"
        ),
    ],
)
def test_the_earliest_open_day_is_shown(pair: list[ObligationFacts], shown: date | None, first: date | None) -> None:
    found = standing(pair, Settled())
    assert (found.open_due_on, found.open_original_due_on) == (shown, first)


@pytest.mark.parametrize(
    ("after_report", "cell"),
    [
        pytest.param(
            [
                confirmed(replace(OPEN, kind=ObligationKind.progress_report), date(2026, 3, 28)),
                replace(OPEN, effective_due_date=None, original_due_date=None),
            ],
            Cell.undated,
            id="seed 2 row 1: report settled, completion undated",
        ),
        pytest.param(
            [confirmed(AWAITING, april(1)), AWAITING], Cell.awaiting_event, id="seed 2 row 3: one of two done"
        ),
    ],
)
def test_worked_examples(after_report: list[ObligationFacts], cell: Cell) -> None:
    state = PairState(Status.in_progress, standing(after_report, settled_of(after_report)))
    assert pair_cell(state, april(10)) is cell


days = st.integers(1, 12).map(april)


@st.composite
def obligations(draw: st.DrawFn) -> ObligationFacts:
    """As they can be: what was answered, returned or settled has its day; what was returned has `respond_by`."""
    state = draw(st.sampled_from(ObligationState))
    has_trigger = state is ObligationState.awaiting_event or draw(st.booleans())
    undated = state is ObligationState.awaiting_event or draw(st.booleans())
    answered = state in {ObligationState.answered, ObligationState.returned, ObligationState.settled}
    return ObligationFacts(
        id=UUID(int=draw(st.integers(0, 9))),
        kind=draw(st.sampled_from(ObligationKind)),
        state=state,
        effective_due_date=None if undated else draw(days),
        original_due_date=None if undated else draw(days),
        has_trigger=has_trigger,
        opened_late=draw(st.booleans()),
        answered_on=draw(days) if answered else None,
        respond_by=draw(days) if state is ObligationState.returned else None,
    )


def by_the_letter(pair: list[ObligationFacts], today: date, basis: Basis) -> Cell:
    """§5, Cells, read aloud over the obligations themselves."""
    live = [one for one in pair if one.state in UNANSWERED or one.state is ObligationState.answered]
    done = [timeliness(one, basis) for one in pair if one.state is ObligationState.settled]
    if any(late(one, today, basis) for one in live):
        return Cell.overdue
    if any(one.effective_due_date and not one.opened_late for one in live):
        return Cell.in_term
    if any(one.has_trigger and one.effective_due_date is None for one in live):
        return Cell.awaiting_event
    if live:
        return Cell.undated
    if Timeliness.late in done:
        return Cell.completed_late
    return Cell.completed_on_time if Timeliness.on_time in done else Cell.completed_undated


@given(st.lists(obligations(), max_size=6), days, st.sampled_from(Basis))
def test_the_cell_of_the_sum_is_the_cell_by_the_letter(pair: list[ObligationFacts], today: date, basis: Basis) -> None:
    summed = standing(pair, settled_of(pair))
    state = PairState(Status.in_progress, summed)
    assert pair_cell(state, today, basis) is by_the_letter(pair, today, basis)
    live = [one for one in pair if one.live]
    assert summed.dated + summed.awaiting + summed.undated == len(live)
    assert (days_overdue(summed.on(basis), today) > 0) is any(late(one, today, basis) for one in live)
