"""Requests for a later day: every step from every state, whose each step is, and what is put off (DESIGN §5, Extensions)."""

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Permission, Role
from app.obligations.extensions.rules import (
    OF_OFFICE,
    PROMISING,
    STEPS,
    ExtensionAction,
    ExtensionState,
    RequestFacts,
    allowed_steps,
    can_be_put_off,
    put_off,
    to_put_off,
)
from app.obligations.policy import EXTENSION_PERMISSION, extension_may, obligation_may
from app.obligations.rules import UNANSWERED, ObligationFacts, ObligationKind, ObligationState, late
from app.plans.policy import CallerFacts, PlanFacts
from app.tasks.cell_rules import Basis
from app.tasks.policy import PairFacts
from app.tasks.rules import Status

OFFICE, LEAD, OTHER = (UUID(int=number) for number in range(1, 4))
PLAN = PlanFacts(UUID(int=10), "published", OFFICE)
DUE, ASKED = date(2026, 3, 31), date(2026, 4, 15)
OPEN = ObligationFacts(
    id=UUID(int=1),
    kind=ObligationKind.completion,
    state=ObligationState.open,
    effective_due_date=DUE,
    original_due_date=DUE,
)
# state → the steps that it allows, and where each leads.
TABLE = {
    "open": {"approve": "approved", "reject": "rejected", "counter": "countered", "withdraw": "withdrawn"},
    "countered": {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn"},
    "approved": {},
    "rejected": {},
    "accepted": {},
    "declined": {},
    "withdrawn": {},
}
EVERYBODY = [(role, agencies) for role in Role for agencies in ((OFFICE,), (LEAD,), (OTHER,), (OFFICE, LEAD))]


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), frozenset(ROLE_PERMISSIONS[Role(role)]))


def request(state: ExtensionState, *, movable: bool = True, agency: UUID = LEAD) -> RequestFacts:
    return RequestFacts(agency=agency, state=state, can_be_put_off=movable)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(ExtensionState)
    for state, action in product(ExtensionState, ExtensionAction):
        assert STEPS.get((state, action)) == TABLE[state].get(action)


def test_the_permission_is_that_of_the_first_gate() -> None:
    assert Permission.extension_request == EXTENSION_PERMISSION


@pytest.mark.parametrize("state", ExtensionState)
def test_only_what_takes_nothing_away_is_left_of_an_obligation_that_is_answered(state: ExtensionState) -> None:
    allowed = set(allowed_steps(request(state)))
    assert allowed == set(TABLE[state])
    assert set(allowed_steps(request(state, movable=False))) == allowed - PROMISING


@pytest.mark.parametrize("state", ExtensionState)
@pytest.mark.parametrize("self_review", [False, True])
@pytest.mark.parametrize(("role", "agencies"), EVERYBODY)
def test_the_office_decides_and_the_lead_answers(
    role: Role, agencies: tuple[UUID, ...], state: ExtensionState, *, self_review: bool
) -> None:
    """Whoever holds the lead's office token as well decides nothing, unless the plan says that it may."""
    may = set(extension_may(caller(role, *agencies), PLAN, request(state), self_review=self_review))
    decides = role == "office" and OFFICE in agencies and (self_review or LEAD not in agencies)
    answers = role == "agency" and LEAD in agencies
    assert may == {one for one in TABLE[state] if (decides if one in OF_OFFICE else answers)}
    for status in ("draft", "closed"):
        plan = replace(PLAN, status=status)
        assert extension_may(caller(role, *agencies), plan, request(state), self_review=self_review) == ()


def test_a_narrowed_token_may_not_what_it_was_not_given() -> None:
    for role, agency in (("office", OFFICE), ("agency", LEAD)):
        narrowed = replace(caller(role, agency), permissions=frozenset())
        assert extension_may(narrowed, PLAN, request(ExtensionState.open), self_review=False) == ()


@pytest.mark.parametrize("state", ObligationState)
def test_what_is_unanswered_and_has_a_day_may_be_put_off(state: ObligationState) -> None:
    obligation = replace(OPEN, state=state)
    assert can_be_put_off(obligation, ASKED) == (state in UNANSWERED)
    assert not can_be_put_off(obligation, DUE)
    assert not can_be_put_off(replace(obligation, not_yet=True), ASKED)
    assert not can_be_put_off(replace(obligation, effective_due_date=None), ASKED)


def test_without_a_name_the_only_completion_with_a_day_is_meant() -> None:
    report = replace(OPEN, id=UUID(int=2), kind=ObligationKind.progress_report)
    undated = replace(OPEN, id=UUID(int=3), effective_due_date=None)
    second = replace(OPEN, id=UUID(int=4))
    assert to_put_off((OPEN, report, undated), None) == (OPEN,)
    assert to_put_off((report, undated), None) == ()
    assert to_put_off((OPEN, report, second), None) == (OPEN, second)
    assert to_put_off((OPEN, report), report.id) == (report,)
    assert to_put_off((OPEN, undated), undated.id) == ()


def test_an_extension_erases_no_delay() -> None:
    extended = put_off(OPEN, ASKED, date(2026, 4, 2))
    assert (extended.effective_due_date, extended.original_due_date) == (ASKED, DUE)
    assert not late(extended, ASKED)
    assert late(extended, date(2026, 4, 16))
    assert late(extended, date(2026, 4, 1), Basis.original)
    assert put_off(extended, date(2026, 5, 4), ASKED).original_due_date == DUE


@pytest.mark.parametrize(("today", "still_late"), [(date(2026, 4, 15), False), (date(2026, 4, 16), True)])
def test_what_was_opened_too_late_gets_its_first_fair_day_if_it_can_still_be_kept(
    today: date, *, still_late: bool
) -> None:
    extended = put_off(replace(OPEN, opened_late=True), ASKED, today)
    assert extended.opened_late == still_late
    assert extended.original_due_date == (DUE if still_late else ASKED)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("role", "agencies"), EVERYBODY)
def test_its_lead_may_ask_while_it_is_at_work(role: Role, agencies: tuple[UUID, ...], status: Status) -> None:
    def asks(plan_status: str = "published", *, can_be_extended: bool = True) -> bool:
        pair = PairFacts(LEAD, status)
        kind, state = ObligationKind.completion, ObligationState.open
        who = caller(role, *agencies)
        may = obligation_may(who, plan_status, pair, kind, state, can_be_extended=can_be_extended)
        return "request_extension" in may

    at_work = status in {Status.not_started, Status.in_progress, Status.awaiting_confirmation, Status.returned}
    assert asks() == (role == "agency" and LEAD in agencies and at_work)
    assert not asks("closed")
    assert not asks(can_be_extended=False)
