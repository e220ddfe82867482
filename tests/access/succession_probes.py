"""Who puts a successor in the place of an agency, who ends what it did, who can lock the rows; and that a migration moves them all."""

from typing import Any

from sqlalchemy import select, text, update

from app.obligations.models import EventOccurrence, ExtensionRequest, Obligation
from app.plans.models import PlanAgency
from app.tasks.models import Assignment, TaskAgencyState
from tests.access.moves import moving, moving_day, moving_pair
from tests.access.owed_rows import (
    ASKED,
    DATED,
    IN_FORCE,
    LAPSED,
    LATER,
    LEAD,
    OFFICE,
    OTHER_AGENCY,
    OWN_ASSIGNMENT,
    OWN_TASK,
    REJECTED,
    SECOND_ASSIGNMENT,
    SELF_PLAN,
    SUCCESSOR,
    SUSPENDED_PAIR,
    VOIDED,
    WAITING_PAIR,
)
from tests.access.probe import NO_GRANT, ROW_SECURITY, SUPERUSER, TODAY, Lines, Probe, adding, listed, rows
from tests.make import world
from tests.make.tasks import task_agency_row

COORDINATING: dict[str, Any] = {
    "task_id": world.OTHER_TASK,
    "plan_id": world.PLAN,
    "agency_id": SUCCESSOR,
    "assignment_id": SECOND_ASSIGNMENT,
    "role": "coordinating",
}
ELSEWHERE: dict[str, Any] = {
    "agency_id": LEAD,
    "task_id": world.TASK,
    "plan_id": world.OTHER_PLAN,
    "role": "lead",
    "assignment_id": world.DRAFT_ASSIGNMENT,
}
BESIDE = COORDINATING | {"task_id": OWN_TASK, "role": "lead", "assignment_id": OWN_ASSIGNMENT}
PUT = adding(task_agency_row(**COORDINATING))
NAMED = adding(PlanAgency(plan_id=SELF_PLAN, agency_id=SUCCESSOR))
NAMED_BY_NO_TASK = adding(PlanAgency(plan_id=world.PLAN, agency_id=SUCCESSOR))
FOLLOWS_NOBODY = adding(PlanAgency(plan_id=SELF_PLAN, agency_id=OFFICE))
ENDS = update(Assignment).where(Assignment.id == SECOND_ASSIGNMENT).values(ended_on=TODAY)

SUCCEEDED: Lines = (
    ("admin", "puts a successor in its place", PUT, rows(1)),
    (("lead", "other_office", ""), "puts a successor in its place", PUT, ROW_SECURITY),
    ("admin", "puts one where its predecessor does not stand", adding(task_agency_row(**BESIDE)), ROW_SECURITY),
    ("admin", "names a successor in its plan", NAMED, rows(1)),
    (("lead", "other_office"), "names a successor in its plan", NAMED, ROW_SECURITY),
    ("admin", "names in the plan whom no task names", NAMED_BY_NO_TASK, ROW_SECURITY),
    ("admin", "names in the plan who follows nobody", FOLLOWS_NOBODY, ROW_SECURITY),
    ("office", "ends an assignment", ENDS, rows(1)),
    (("admin", "lead", "other_office"), "ends an assignment", ENDS, rows(0)),
)


def succession_probes() -> list[Probe]:
    return [*listed(*SUCCEEDED), *_where_it_does_not_follow(), *_locks(), *_by_a_migration()]


def _where_it_does_not_follow() -> list[Probe]:
    return [
        Probe(
            f"admin puts one where it does not follow: {name}",
            "admin",
            adding(task_agency_row(**COORDINATING | {name: one})),
            ROW_SECURITY,
        )
        for name, one in ELSEWHERE.items()
    ]


def _locks() -> list[Probe]:
    """Whoever could lock a row that is not its to move would stop those whose it is."""
    locked = {
        "a pair": (select(TaskAgencyState.id).where(TaskAgencyState.id == world.PAIR), ("lead", "office", "admin")),
        "what is owed": (select(Obligation.id).where(Obligation.id == DATED), ("lead", "office", "admin")),
        "a request": (select(ExtensionRequest.id).where(ExtensionRequest.id == ASKED), ("lead", "office")),
        "an occurrence": (select(EventOccurrence.id).where(EventOccurrence.id == IN_FORCE), ("office",)),
        "an assignment": (select(Assignment.id).where(Assignment.id == SECOND_ASSIGNMENT), ("office",)),
    }
    callers = ("admin", "office", "other_office", "lead", "coordinator", "other_agency", "viewer", "")
    return [
        *(
            Probe(f"{who or 'nobody'} locks {name}", who, wanted.with_for_update(), rows(int(who in holders)))
            for name, (wanted, holders) in locked.items()
            for who in callers
        ),
        *(
            Probe(
                f"lead locks the table {table}",
                "lead",
                text(f"lock table {table} in share row exclusive mode"),
                NO_GRANT,
            )
            for table in (
                "obligations",
                "task_agency_state",
                "extension_requests",
                "event_occurrences",
                "report_reviews",
            )
        ),
    ]


def _by_a_migration() -> list[Probe]:
    """Which moves rows for nobody in particular: the triggers are for those who serve."""
    everything = {
        "what is owed": moving_day(
            DATED,
            LATER,
            original_due_date=LATER,
            respond_by=LATER,
            state="settled",
            condition="x",
            agency_id=OTHER_AGENCY,
        ),
        "what has lapsed": moving(LAPSED, state="cancelled"),
        "a pair": moving_pair(world.PAIR, status="completed", percent=90, agency_id=world.COORDINATOR),
        "another pair": moving_pair(SUSPENDED_PAIR, status="cancelled"),
        "a third pair": moving_pair(WAITING_PAIR, status="suspended"),
        "a request": update(ExtensionRequest).where(ExtensionRequest.id == REJECTED).values(state="approved"),
        "an open request": update(ExtensionRequest).where(ExtensionRequest.id == ASKED).values(state="withdrawn"),
        "a request to approve": update(ExtensionRequest).where(ExtensionRequest.id == ASKED).values(state="approved"),
        "an occurrence": update(EventOccurrence).where(EventOccurrence.id == VOIDED).values(void_reason="x"),
    }
    return [
        Probe(f"a migration moves {name}", "", statement, rows(1), role=SUPERUSER)
        for name, statement in everything.items()
    ]
