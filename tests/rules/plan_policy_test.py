"""What a plan's office may do with it, and nobody else (DESIGN.md §3)."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Permission, Role
from app.plans.policy import ACTIONS, WRITE_PERMISSION, CallerFacts, PlanFacts, monitors, plan_may
from app.plans.schemas import PlanStatus

OFFICE, STRANGER = UUID(int=1), UUID(int=2)
PUBLISHED = PlanFacts(UUID(int=10), "published", OFFICE)
PLANS = [replace(PUBLISHED, status=status.value) for status in PlanStatus]


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), frozenset(ROLE_PERMISSIONS[Role(role)]))


def test_each_status_of_a_plan_has_its_actions() -> None:
    assert set(ACTIONS) == set(PlanStatus)


def test_the_permission_is_that_of_the_first_gate() -> None:
    assert Permission.plan_write == WRITE_PERMISSION


@pytest.mark.parametrize(
    ("who", "does"),
    [
        pytest.param(caller("office", OFFICE), True, id="its office"),
        pytest.param(caller("office", STRANGER, OFFICE), True, id="its office and another"),
        pytest.param(caller("office", STRANGER), False, id="other office"),
        pytest.param(caller("office"), False, id="office of no agency"),
        *[
            pytest.param(caller(role, OFFICE), False, id=f"{role} token of the office")
            for role in ("admin", "agency", "submitter", "viewer", "auditor")
        ],
    ],
)
def test_only_its_office_monitors_a_plan(who: CallerFacts, does: bool) -> None:
    assert monitors(who, PUBLISHED) is does
    may = [plan_may(who, plan) for plan in PLANS]
    assert may == ([("patch", "delete", "publish"), ("patch", "close"), ("reopen",)] if does else [(), (), ()])


def test_may_lists_nothing_that_the_token_was_narrowed_from() -> None:
    narrowed = replace(caller("office", OFFICE), permissions=frozenset({"plan:read"}))
    assert monitors(narrowed, PUBLISHED)
    assert [plan_may(narrowed, plan) for plan in PLANS] == [(), (), ()]
