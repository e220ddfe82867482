"""Who may report, and what `may` lists of a task and of an obligation: role, relation, state (DESIGN.md §3)."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Permission, Role
from app.obligations.policy import obligation_may
from app.obligations.rules import ObligationKind, ObligationState
from app.plans.policy import WRITE_PERMISSION, CallerFacts, PlanFacts
from app.tasks.policy import (
    DENIALS,
    SUBMIT_PERMISSION,
    Allowed,
    OfficeFacts,
    PairFacts,
    Reason,
    TaskFacts,
    can_report,
    pair_may,
    task_may,
)
from app.tasks.rules import Status

OFFICE, LEAD, SECOND, COORDINATOR, STRANGER = (UUID(int=number) for number in range(1, 6))
TASK = TaskFacts(leads=frozenset({LEAD, SECOND}), coordinating=frozenset({COORDINATOR}))
HEADING = TaskFacts(leads=frozenset(), is_heading=True)
PUBLISHED = PlanFacts(UUID(int=10), "published", OFFICE)
DRAFT, CLOSED = replace(PUBLISHED, status="draft"), replace(PUBLISHED, status="closed")


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), frozenset(ROLE_PERMISSIONS[Role(role)]))


def test_permissions_are_those_of_the_first_gate() -> None:
    assert {SUBMIT_PERMISSION, WRITE_PERMISSION} == {Permission.report_submit, Permission.plan_write}


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
    assert pair_may(who, plan.status, pair) == may


def test_task_may_what_one_of_its_pairs_may() -> None:
    both = caller("agency", LEAD, SECOND)
    pairs = [PairFacts(LEAD, Status.completed), PairFacts(SECOND, Status.in_progress)]
    assert task_may(both, PUBLISHED, pairs) == BOTH
    assert task_may(caller("agency", LEAD), PUBLISHED, pairs) == ()


@pytest.mark.parametrize(
    ("who", "draft", "published", "closed"),
    [
        pytest.param(caller("office", OFFICE), ("patch",), ("patch", "amend"), (), id="its office"),
        pytest.param(caller("office", STRANGER), (), (), (), id="other office"),
        pytest.param(caller("office", LEAD), (), (), (), id="office token of the lead"),
        pytest.param(caller("admin"), (), (), (), id="admin"),
        pytest.param(caller("agency", OFFICE), (), (), (), id="agency token of the office"),
        pytest.param(caller("agency", LEAD), (), BOTH, (), id="lead"),
        pytest.param(replace(caller("office", OFFICE), permissions=frozenset()), (), (), (), id="narrowed"),
    ],
)
def test_task_may(
    who: CallerFacts, draft: tuple[str, ...], published: tuple[str, ...], closed: tuple[str, ...]
) -> None:
    pair = PairFacts(LEAD, Status.not_started)
    assert [task_may(who, plan, [pair]) for plan in (DRAFT, PUBLISHED, CLOSED)] == [draft, published, closed]


@pytest.mark.parametrize(
    ("office", "may"),
    [
        pytest.param(OfficeFacts(), ("patch", "amend"), id="a heading: its text"),
        pytest.param(OfficeFacts(frozenset({Status.not_started})), ("suspend", "cancel", "patch", "amend"), id="begun"),
        pytest.param(
            OfficeFacts(frozenset({Status.completed, Status.suspended})),
            ("resume", "cancel", "reopen", "patch", "amend"),
            id="what at least one lead allows",
        ),
        pytest.param(OfficeFacts(decides_all=False), ("patch",), id="led by its own agency"),
        pytest.param(
            OfficeFacts(frozenset({Status.cancelled}), decides_all=False),
            ("reopen", "patch", "amend"),
            id="led by its own agency and another",
        ),
        pytest.param(OfficeFacts(names_members=True), ("patch", "amend", "name_members"), id="a lead is nobody yet"),
    ],
)
def test_what_the_office_may(office: OfficeFacts, may: tuple[str, ...]) -> None:
    assert task_may(caller("office", OFFICE), PUBLISHED, [], office) == may
    assert task_may(caller("office", OFFICE), DRAFT, [], office) == ("patch",)
    for nobody in (caller("office", STRANGER), caller("agency", OFFICE), caller("viewer"), caller("admin")):
        assert task_may(nobody, PUBLISHED, [], office) == ()


ANSWERS = {ObligationKind.completion: "report_completed", ObligationKind.progress_report: "report_progress"}
LIVE = {ObligationState.open, ObligationState.awaiting_event, ObligationState.returned, ObligationState.answered}


@pytest.mark.parametrize("kind", ObligationKind)
@pytest.mark.parametrize("state", ObligationState)
def test_its_lead_may_answer_what_is_still_open(kind: ObligationKind, state: ObligationState) -> None:
    pair = PairFacts(LEAD, Status.in_progress)
    may = obligation_may(caller("agency", LEAD), "published", pair, kind, state)
    assert may == ((ANSWERS[kind],) if state in LIVE else ())
    assert obligation_may(caller("agency", SECOND), "published", pair, kind, state) == ()
    assert obligation_may(caller("agency", LEAD), "closed", pair, kind, state) == ()
