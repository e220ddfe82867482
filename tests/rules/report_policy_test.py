"""Who may review or withdraw a report, and what `may` offers of it (DESIGN.md §3)."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.plans.policy import CallerFacts, PlanFacts
from app.reports.policy import ReportFacts, report_may, review_denied, withdraw_denied
from app.tasks.rules import Action, Status, allowed_actions

OFFICE, LEAD, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
PERMISSIONS = frozenset({"report:submit", "report:review"})
REPORT = ReportFacts(
    agency=LEAD, led_by=LEAD, plan=PlanFacts(UUID(int=9), "published", OFFICE), pair_status=Status.awaiting_confirmation
)
OFFICES = replace(REPORT, agency=OFFICE)
REVIEWS, WITHDRAWS, ATTACHES = ("confirm", "return"), ("withdraw", "attach"), ("attach",)


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), PERMISSIONS)


@pytest.mark.parametrize(
    ("who", "report", "review", "withdraw", "may"),
    [
        pytest.param(caller("office", OFFICE), REPORT, None, "not-your-report", REVIEWS, id="its office"),
        pytest.param(caller("office", OTHER), REPORT, "not-your-plan", "not-your-report", (), id="another office"),
        pytest.param(caller("office", OFFICE), OFFICES, "own-agency", "not-your-report", (), id="its own agency's"),
        pytest.param(
            caller("office", OFFICE),
            replace(OFFICES, self_review=True),
            None,
            "not-your-report",
            REVIEWS,
            id="its own agency's, as the plan allows",
        ),
        pytest.param(caller("office", OFFICE, LEAD), REPORT, "own-agency", "not-your-report", (), id="one of two"),
        pytest.param(
            caller("agency", OFFICE), REPORT, "not-your-plan", "not-your-report", (), id="the office's agency"
        ),
        pytest.param(caller("agency", LEAD), REPORT, "not-your-plan", None, WITHDRAWS, id="who sent it"),
        pytest.param(caller("agency", OTHER, LEAD), REPORT, "not-your-plan", None, WITHDRAWS, id="a gateway"),
        pytest.param(caller("agency", OTHER), REPORT, "not-your-plan", "not-your-report", (), id="another agency"),
        pytest.param(
            caller("agency", LEAD),
            replace(REPORT, led_by=OTHER),
            "not-your-plan",
            "not-your-report",
            ATTACHES,
            id="succeeded",
        ),
        pytest.param(caller("submitter", LEAD), REPORT, "not-your-plan", "not-your-report", ATTACHES, id="a script"),
        pytest.param(caller("admin"), REPORT, "not-your-plan", "not-your-report", (), id="admin"),
    ],
)
def test_the_second_gate(
    who: CallerFacts, report: ReportFacts, review: str | None, withdraw: str | None, may: tuple[str, ...]
) -> None:
    assert (review_denied(who, report), withdraw_denied(who, report)) == (review, withdraw)
    assert report_may(who, report) == may
    assert report_may(replace(who, permissions=frozenset()), report) == ()


@pytest.mark.parametrize(
    ("report", "attaches"),
    [
        pytest.param(replace(REPORT, reviewed=True, ended=True), (), id="confirmed"),
        pytest.param(replace(REPORT, reviewed=True), ATTACHES, id="returned"),
        pytest.param(replace(REPORT, plan=replace(REPORT.plan, status="closed")), ATTACHES, id="closed"),
    ],
)
def test_what_is_over_is_over_for_both_and_evidence_comes_until_it_ends(
    report: ReportFacts, attaches: tuple[str, ...]
) -> None:
    assert report_may(caller("office", OFFICE), report) == ()
    assert report_may(caller("agency", LEAD), report) == attaches


def test_one_whose_place_another_has_taken_may_be_withdrawn_only() -> None:
    superseded = replace(REPORT, superseded=True)
    assert report_may(caller("office", OFFICE), superseded) == ()
    assert report_may(caller("agency", LEAD), superseded) == WITHDRAWS


@pytest.mark.parametrize("status", Status)
def test_may_offers_what_the_status_allows(status: Status) -> None:
    report, allowed = replace(REPORT, pair_status=status), allowed_actions(status)
    found = report_may(caller("office", OFFICE), report) + report_may(caller("agency", LEAD), report)
    moves = {one for one in allowed if one in (Action.confirm, Action.return_, Action.withdraw)}
    assert set(found) == {*moves, "attach"}
