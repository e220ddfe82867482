"""Who may comment on a task, and in whose name."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.access.roles import ROLE_PERMISSIONS, Permission, Role
from app.plans.policy import CallerFacts, PlanFacts
from app.tasks.comment_rules import COMMENT_PERMISSION, WORDS, Silenced, can_comment, comment_may

OFFICE, LEAD, COORDINATOR, STRANGER = (UUID(int=number) for number in range(1, 5))
CONCERNED = frozenset({LEAD, COORDINATOR})
PUBLISHED = PlanFacts(UUID(int=10), "published", OFFICE)
DRAFT, CLOSED = replace(PUBLISHED, status="draft"), replace(PUBLISHED, status="closed")


def caller(role: str, *agencies: UUID) -> CallerFacts:
    return CallerFacts(role, frozenset(agencies), frozenset(ROLE_PERMISSIONS[Role(role)]))


def test_the_permission_is_that_of_the_first_gate() -> None:
    assert Permission.comment_write == COMMENT_PERMISSION


@pytest.mark.parametrize("reason", Silenced)
def test_each_refusal_has_its_words_in_both_languages(reason: Silenced) -> None:
    vi, en = WORDS[reason]
    assert vi
    assert en
    assert vi != en


@pytest.mark.parametrize(
    ("who", "named", "answer"),
    [
        pytest.param(caller("office", OFFICE), None, OFFICE, id="office"),
        pytest.param(caller("office", OFFICE, STRANGER), None, OFFICE, id="office of several, its plan's"),
        pytest.param(caller("office", OFFICE, LEAD), LEAD, Silenced.not_concerned, id="office for a lead"),
        pytest.param(caller("office", STRANGER), None, Silenced.not_concerned, id="another office"),
        pytest.param(caller("office", LEAD), None, Silenced.not_concerned, id="office token of a lead"),
        pytest.param(caller("agency", LEAD), None, LEAD, id="lead"),
        pytest.param(caller("agency", COORDINATOR), COORDINATOR, COORDINATOR, id="coordinator, named"),
        pytest.param(caller("agency", LEAD, COORDINATOR), None, Silenced.agency_required, id="several, not named"),
        pytest.param(caller("agency", LEAD, COORDINATOR), LEAD, LEAD, id="several, named"),
        pytest.param(caller("agency", LEAD), COORDINATOR, Silenced.other_agency, id="for another"),
        pytest.param(caller("agency", STRANGER), None, Silenced.not_concerned, id="stranger"),
        pytest.param(caller("agency", OFFICE), None, Silenced.not_concerned, id="agency token of the office"),
        pytest.param(caller("submitter", LEAD), None, Silenced.not_concerned, id="submitter"),
        pytest.param(caller("viewer"), None, Silenced.not_concerned, id="viewer"),
    ],
)
def test_can_comment(who: CallerFacts, named: UUID | None, answer: UUID | Silenced) -> None:
    assert can_comment(who, PUBLISHED, CONCERNED, named) == answer
    assert can_comment(who, CLOSED, CONCERNED, named) == answer


@pytest.mark.parametrize(
    ("who", "draft", "published"),
    [
        pytest.param(caller("office", OFFICE), True, True, id="office"),
        pytest.param(caller("agency", LEAD), False, True, id="lead"),
        pytest.param(caller("agency", STRANGER), False, False, id="stranger"),
        pytest.param(caller("submitter", LEAD), False, False, id="submitter"),
        pytest.param(replace(caller("agency", LEAD), permissions=frozenset()), False, False, id="narrowed"),
    ],
)
def test_comment_may(who: CallerFacts, draft: bool, published: bool) -> None:
    assert [bool(comment_may(who, plan, CONCERNED)) for plan in (DRAFT, PUBLISHED)] == [draft, published]
