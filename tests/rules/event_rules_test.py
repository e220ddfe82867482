"""What an event makes of what waits for it, and what a void one leaves (DESIGN §5, Events)."""

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Role
from app.obligations.events.rules import Occurred, awaiting, dated, marked_not_yet, met, undone
from app.obligations.policy import EventFacts, event_may
from app.obligations.rules import (
    UNANSWERED,
    ObligationFacts,
    ObligationKind,
    ObligationState,
    Timeliness,
    late,
    timeliness,
)
from app.plans.policy import CallerFacts
from app.tasks.cell_rules import Basis

OFFICE, OTHER = UUID(int=1), UUID(int=2)
AWAITING = ObligationFacts(
    id=UUID(int=1),
    kind=ObligationKind.completion,
    state=ObligationState.awaiting_event,
    has_trigger=True,
)
UNDER_CONDITION = ObligationFacts(
    id=UUID(int=2),
    kind=ObligationKind.completion,
    state=ObligationState.open,
    effective_due_date=date(2026, 6, 30),
    original_due_date=date(2026, 6, 30),
    conditional=True,
)


def july(day: int) -> date:
    return date(2026, 7, day)


# On 1 July, of which the last day is 11 July, heard of on 2 July, or only on the 20th.
IN_TIME, TOO_LATE = Occurred(july(1), known_on=july(2)), Occurred(july(1), known_on=july(20))
LIVE_STATES = (
    ObligationState.awaiting_event,
    ObligationState.answered,
    ObligationState.returned,
    ObligationState.settled,
)


def answered(state: ObligationState, on: date) -> ObligationFacts:
    respond_by = july(30) if state is ObligationState.returned else None
    return replace(AWAITING, state=state, answered_on=on, respond_by=respond_by)


@pytest.mark.parametrize(("event", "opened_late"), [(IN_TIME, False), (TOO_LATE, True)])
def test_what_waited_is_open_with_its_first_day_fixed(event: Occurred, *, opened_late: bool) -> None:
    found = dated(AWAITING, july(11), event)
    assert (found.state, found.effective_due_date, found.original_due_date) == (
        ObligationState.open,
        july(11),
        july(11),
    )
    assert found.opened_late == opened_late
    assert late(found, july(12)) != opened_late
    assert not late(found, july(11))


@pytest.mark.parametrize("state", [ObligationState.answered, ObligationState.settled])
@pytest.mark.parametrize("event", [IN_TIME, TOO_LATE])
@pytest.mark.parametrize("day", [None, date(2026, 6, 21), july(11)])
@pytest.mark.parametrize("basis", Basis)
def test_no_day_makes_an_early_answer_late(
    state: ObligationState, event: Occurred, day: date | None, basis: Basis
) -> None:
    """Also where the phrase counts back from its event: “trước 10 ngày”."""
    for answered_on in (date(2026, 6, 20), date(2026, 6, 30), july(1)):
        found = dated(answered(state, answered_on), day, event)
        assert found.state is state
        assert timeliness(found, basis) is Timeliness.on_time


def test_an_answer_past_a_day_that_nobody_knew_of_is_excused() -> None:
    found = dated(answered(ObligationState.answered, july(15)), july(11), TOO_LATE)
    assert (found.opened_late, timeliness(found)) == (True, Timeliness.undated)
    # Known in time, nothing can have been answered after its day: the day has not come.
    assert timeliness(dated(answered(ObligationState.answered, july(2)), july(11), IN_TIME)) is Timeliness.on_time


def test_one_returned_has_until_it_is_to_respond() -> None:
    found = dated(answered(ObligationState.returned, date(2026, 6, 20)), july(11), TOO_LATE)
    assert (found.state, found.opened_late) == (ObligationState.returned, False)
    assert not late(found, july(30))
    assert late(found, july(31))


@pytest.mark.parametrize("state", LIVE_STATES)
def test_without_a_duration_nothing_is_waited_for_any_more(state: ObligationState) -> None:
    found = dated(replace(AWAITING, state=state, answered_on=july(2)), None, IN_TIME)
    assert not found.waits_for_event
    assert found.due_on(Basis.current) is None
    assert (found.state is ObligationState.open) == (state is ObligationState.awaiting_event)


@pytest.mark.parametrize("state", ObligationState)
def test_only_the_unanswered_are_not_yet(state: ObligationState) -> None:
    found = marked_not_yet(replace(UNDER_CONDITION, state=state))
    assert found.not_yet == (state in UNANSWERED)
    assert not late(found, july(31)) or state not in UNANSWERED


@pytest.mark.parametrize(("new_day", "day", "too_late"), [(None, date(2026, 6, 30), True), (july(31), july(31), False)])
def test_a_condition_that_is_met_ends_the_waiting(new_day: date | None, day: date, *, too_late: bool) -> None:
    found = met(replace(UNDER_CONDITION, not_yet=True), new_day, IN_TIME)
    assert (found.not_yet, found.effective_due_date, found.original_due_date) == (False, day, date(2026, 6, 30))
    assert found.opened_late == too_late


def test_a_day_that_was_never_stopped_runs_on() -> None:
    assert met(UNDER_CONDITION, None, TOO_LATE) == UNDER_CONDITION
    assert late(met(UNDER_CONDITION, None, TOO_LATE), july(1))


@pytest.mark.parametrize("state", [ObligationState.answered, ObligationState.settled])
@pytest.mark.parametrize("new_day", [None, july(11), july(31)])
def test_what_was_answered_while_the_condition_was_not_met_is_on_time(
    state: ObligationState, new_day: date | None
) -> None:
    waiting = replace(UNDER_CONDITION, state=state, not_yet=True, answered_on=july(1))
    for event in (IN_TIME, TOO_LATE):
        assert timeliness(met(waiting, new_day, event)) is Timeliness.on_time


def test_what_awaits_its_event_has_neither_day_nor_delay() -> None:
    for event in (IN_TIME, TOO_LATE):
        assert awaiting(dated(AWAITING, july(11), event)) == AWAITING


@pytest.mark.parametrize("before", [AWAITING, UNDER_CONDITION, replace(UNDER_CONDITION, not_yet=True)])
@pytest.mark.parametrize("event", [IN_TIME, TOO_LATE])
@pytest.mark.parametrize("day", [None, july(11)])
def test_a_void_event_has_changed_nothing(before: ObligationFacts, event: Occurred, day: date | None) -> None:
    after = dated(before, day, event) if before.has_trigger else met(before, day, event)
    assert undone(after, before) == before
    # An answer given meanwhile stands, and so does a return.
    for state in (ObligationState.answered, ObligationState.returned, ObligationState.settled):
        moved = replace(after, state=state, answered_on=july(5))
        assert undone(moved, before) == replace(before, state=state, answered_on=july(5))


def test_what_an_office_may_do_about_an_event() -> None:
    def may(role: str, kind: str, recorded_by: UUID | None, **otherwise: bool) -> tuple[str, ...]:
        who = CallerFacts(role, frozenset({OFFICE}), frozenset(ROLE_PERMISSIONS[Role(role)]))
        how = {"monitored": True, "unanswered": True} | otherwise
        return event_may(who, EventFacts(kind=kind, recorded_by=recorded_by, **how))

    assert may("office", "trigger", None) == ("record_occurrence",)
    assert may("office", "condition", None) == ("record_occurrence", "mark_not_yet")
    assert may("office", "condition", None, unanswered=False) == ("record_occurrence",)
    assert may("office", "condition", OFFICE) == ("void_occurrence",)
    assert may("office", "trigger", OTHER) == ()
    for kind, recorded_by in product(("trigger", "condition"), (None, OFFICE)):
        assert may("office", kind, recorded_by, monitored=False) == ()
        assert {may(role, kind, recorded_by) for role in Role if role != "office"} == {()}
