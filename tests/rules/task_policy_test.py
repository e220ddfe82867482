"""Who may see and report: role, relation, state (DESIGN.md §3)."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Permission, Role
from app.tasks.policy import (
    DENIALS,
    PLAN_PERMISSION,
    SUBMIT_PERMISSION,
    Allowed,
    CallerFacts,
    PairFacts,
    PlanFacts,
    Reason,
    TaskFacts,
    can_report,
    can_view,
    pair_may,
    plan_may,
    task_may,
)
from app.tasks.rules import Status

PLAN, OTHER_PLAN, OFFICE, LEAD, SECOND, COORDINATOR, STRANGER = (UUID(int=number) for number in range(1, 8))
TASK = TaskFacts(leads=frozenset({LEAD, SECOND}), coordinating=frozenset({COORDINATOR}))
HEADING = TaskFacts(leads=frozenset(), is_heading=True)
PUBLISHED = PlanFacts(
    id=PLAN, status="published", monitoring_agency=OFFICE, assigned=frozenset({LEAD, SECOND, COORDINATOR})
)
DRAFT, CLOSED = replace(PUBLISHED, status="draft"), replace(PUBLISHED, status="closed")
RESTRICTED = replace(PUBLISHED, restricted=True)


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), frozenset(ROLE_PERMISSIONS[Role(role)]))


def test_permissions_are_those_of_the_first_gate() -> None:
    assert {SUBMIT_PERMISSION, PLAN_PERMISSION} == {Permission.report_submit, Permission.plan_write}


@pytest.mark.parametrize(
    ("who", "draft", "published", "restricted"),
    [
        pytest.param(caller("admin"), True, True, True, id="admin"),
        pytest.param(caller("auditor"), True, True, True, id="auditor"),
        pytest.param(caller("viewer"), False, True, False, id="viewer"),
        pytest.param(caller("office", OFFICE), True, True, True, id="monitoring office"),
        pytest.param(caller("office", STRANGER), False, True, False, id="other office"),
        pytest.param(caller("office", COORDINATOR), False, True, True, id="other office, assigned"),
        pytest.param(caller("agency", OFFICE), False, True, False, id="agency token of the office"),
        pytest.param(caller("agency", LEAD), False, True, True, id="lead"),
        pytest.param(caller("agency", COORDINATOR), False, True, True, id="coordinator"),
        pytest.param(caller("agency", STRANGER), False, True, False, id="foreign agency"),
        pytest.param(caller("submitter", LEAD), False, True, True, id="submitter of the lead"),
        pytest.param(caller("submitter", COORDINATOR), False, False, False, id="submitter of a coordinator"),
        pytest.param(
            replace(caller("admin"), plans=frozenset({OTHER_PLAN})), False, False, False, id="limited to other plans"
        ),
        pytest.param(replace(caller("viewer"), plans=frozenset({PLAN})), False, True, False, id="limited to this plan"),
    ],
)
def test_can_view(who: CallerFacts, draft: bool, published: bool, restricted: bool) -> None:
    assert [can_view(who, plan, TASK) for plan in (DRAFT, PUBLISHED, RESTRICTED)] == [draft, published, restricted]


def test_a_submitter_reads_no_plan() -> None:
    assert not can_view(caller("submitter", LEAD), PUBLISHED)
    assert can_view(caller("agency", LEAD), PUBLISHED)


@pytest.mark.parametrize(
    ("who", "named", "answer"),
    [
        *[
            pytest.param(caller(role, LEAD), LEAD, Reason.role_may_not_report, id=f"{role} for a lead")
            for role in ("admin", "office", "viewer", "auditor")
        ],
        *[
            pytest.param(caller(role, *agencies), named, answer, id=f"{role}: {name}")
            for role in ("agency", "submitter")
            for name, agencies, named, answer in (
                ("own lead, not named", [LEAD], None, LEAD),
                ("own lead, named", [LEAD], LEAD, LEAD),
                ("the second lead", [SECOND], None, SECOND),
                ("one of several, named", [LEAD, COORDINATOR], LEAD, LEAD),
                ("one of several, not named", [LEAD, COORDINATOR], None, Reason.agency_required),
                ("without any agency", [], None, Reason.agency_required),
                ("another's", [LEAD], SECOND, Reason.other_agency),
                ("another's, by a coordinator", [COORDINATOR], LEAD, Reason.other_agency),
                ("coordinating", [COORDINATOR], None, Reason.coordinating_only),
                ("coordinating, one of several", [LEAD, COORDINATOR], COORDINATOR, Reason.coordinating_only),
                ("foreign", [STRANGER], None, Reason.not_a_lead),
            )
        ],
    ],
)
def test_can_report(who: CallerFacts, named: UUID | None, answer: UUID | Reason) -> None:
    expected = DENIALS[answer] if isinstance(answer, Reason) else Allowed(answer)
    assert can_report(who, TASK, named) == expected


def test_an_agency_that_leads_and_coordinates_reports() -> None:
    task = TaskFacts(leads=frozenset({LEAD}), coordinating=frozenset({LEAD}))
    assert can_report(caller("agency", LEAD), task, None) == Allowed(LEAD)


def test_nobody_reports_on_a_heading() -> None:
    assert can_report(caller("agency", LEAD), HEADING, None) == DENIALS[Reason.heading]


@pytest.mark.parametrize("reason", Reason)
def test_each_denial_has_its_words_in_both_languages(reason: Reason) -> None:
    denied = DENIALS[reason]
    assert denied.reason is reason
    assert denied.vi
    assert denied.en
    assert denied.vi != denied.en


BOTH = ("report_progress", "report_completed")


@pytest.mark.parametrize(
    ("who", "plan", "pair", "may"),
    [
        pytest.param(caller("agency", LEAD), PUBLISHED, PairFacts(LEAD, Status.not_started), BOTH, id="own pair"),
        pytest.param(caller("submitter", LEAD), PUBLISHED, PairFacts(LEAD, Status.returned), BOTH, id="submitter"),
        pytest.param(
            caller("agency", LEAD),
            PUBLISHED,
            PairFacts(LEAD, Status.in_progress, owes_completion=False),
            ("report_progress",),
            id="owes reports only",
        ),
        pytest.param(caller("agency", LEAD), PUBLISHED, PairFacts(LEAD, Status.completed), (), id="completed"),
        pytest.param(caller("agency", LEAD), PUBLISHED, PairFacts(LEAD, Status.suspended), (), id="suspended"),
        pytest.param(caller("agency", LEAD), DRAFT, PairFacts(LEAD, Status.not_started), (), id="draft"),
        pytest.param(caller("agency", LEAD), CLOSED, PairFacts(LEAD, Status.in_progress), (), id="closed"),
        pytest.param(caller("agency", LEAD), PUBLISHED, PairFacts(SECOND, Status.not_started), (), id="another's pair"),
        pytest.param(caller("agency", LEAD), PUBLISHED, PairFacts(None, Status.not_started), (), id="nobody's pair"),
        pytest.param(caller("office", LEAD), PUBLISHED, PairFacts(LEAD, Status.not_started), (), id="office"),
        pytest.param(
            replace(caller("agency", LEAD), permissions=frozenset()),
            PUBLISHED,
            PairFacts(LEAD, Status.not_started),
            (),
            id="permission narrowed away",
        ),
    ],
)
def test_pair_may(who: CallerFacts, plan: PlanFacts, pair: PairFacts, may: tuple[str, ...]) -> None:
    assert pair_may(who, plan, pair) == may


def test_task_may_what_one_of_its_pairs_may() -> None:
    both = caller("agency", LEAD, SECOND)
    pairs = [PairFacts(LEAD, Status.completed), PairFacts(SECOND, Status.in_progress)]
    assert task_may(both, PUBLISHED, pairs) == BOTH
    assert task_may(caller("agency", LEAD), PUBLISHED, pairs) == ()


@pytest.mark.parametrize(
    ("who", "draft", "published", "closed"),
    [
        pytest.param(
            caller("office", OFFICE), ("patch", "delete", "publish"), ("patch", "close"), ("reopen",), id="its office"
        ),
        pytest.param(caller("office", STRANGER), (), (), (), id="other office"),
        pytest.param(caller("admin", OFFICE), (), (), (), id="admin"),
        pytest.param(caller("agency", OFFICE), (), (), (), id="agency token of the office"),
        pytest.param(replace(caller("office", OFFICE), permissions=frozenset()), (), (), (), id="narrowed"),
    ],
)
def test_plan_may(who: CallerFacts, draft: tuple[str], published: tuple[str], closed: tuple[str]) -> None:
    assert [plan_may(who, plan) for plan in (DRAFT, PUBLISHED, CLOSED)] == [draft, published, closed]
