"""Who makes, changes and drops plans, and what hangs on them."""

from typing import Any

from sqlalchemy import delete, update

from app.kernel.db import Base
from app.plans.models import Annex, Plan, PlanAgency, PlanRelation, Section
from app.tasks.models import Assignment, LegalCitation, Task, TaskAgency, TaskDeadline
from tests.access.more_rows import citation
from tests.access.probe import NO_GRANT, ROW_SECURITY, Probe, adding, rows
from tests.make import world
from tests.make.plans import annex_row, plan_agency_row, plan_row, section_row
from tests.make.tasks import assignment_row, deadline_row, task_agency_row, task_row


def plan_probes() -> list[Probe]:
    return [*_plans(), *_what_hangs_on_plans()]


def _plans() -> list[Probe]:
    made = adding(plan_row(monitoring_agency_id=world.OFFICE))
    retitled = update(Plan).where(Plan.id == world.PLAN).values(title="x")
    given_away = update(Plan).where(Plan.id == world.PLAN).values(monitoring_agency_id=world.OTHER_OFFICE)
    return [
        Probe("office makes a plan", "office", made, rows(1)),
        *(
            Probe(f"{other or 'nobody'} makes a plan of the office", other, made, ROW_SECURITY)
            for other in ("admin", "other_office", "lead", "expired", "")
        ),
        Probe("office changes its plan", "office", retitled, rows(1)),
        *(
            Probe(f"{other or 'nobody'} changes the plan of the office", other, retitled, rows(0))
            for other in ("admin", "other_office", "lead", "auditor", "")
        ),
        Probe("office gives its plan to another", "office", given_away, NO_GRANT),
        Probe("office drops its draft", "office", delete(Plan).where(Plan.id == world.DRAFT), rows(1)),
        Probe("other office drops the draft", "other_office", delete(Plan).where(Plan.id == world.DRAFT), rows(0)),
        Probe("office drops a published plan", "office", delete(Plan).where(Plan.id == world.PLAN), rows(0)),
    ]


def _what_hangs_on_plans() -> list[Probe]:
    draft: dict[str, Any] = {"plan_id": world.DRAFT}
    parts: dict[str, Base] = {
        "a relation": PlanRelation(id=world.uid(801), related_plan_id=world.PLAN, kind="amends", **draft),
        "a named agency": plan_agency_row(agency_id=world.LEAD, **draft),
        "an annex": annex_row(position=2, **draft),
        "a section": section_row(annex_id=world.DRAFT_ANNEX, position=2, **draft),
        "a task": task_row(annex_id=world.DRAFT_ANNEX, number="2", position=2, **draft),
        **_of_task(world.DRAFT_TASK),
    }
    others = ("admin", "other_office", "lead", "")
    foreign: dict[str, Base] = {
        "a section": section_row(annex_id=world.OTHER_ANNEX, position=2, **draft),
        "a task": task_row(annex_id=world.OTHER_ANNEX, number="2", position=2, **draft),
        **_of_task(world.FOREIGN_TASK),
    }
    retitled = update(Task).where(Task.id == world.TASK).values(title="x")
    led = adding(
        task_agency_row(
            plan_id=world.PLAN,
            task_id=world.OTHER_TASK,
            agency_id=world.LEAD,
            assignment_id=world.DRAFT_ASSIGNMENT,
        )
    )
    return [
        *(Probe(f"office adds {name}", "office", adding(row), rows(1)) for name, row in parts.items()),
        *(
            Probe(f"{other or 'nobody'} adds {name}", other, adding(row), ROW_SECURITY)
            for name, row in parts.items()
            for other in others
        ),
        *(
            Probe(f"office adds {name} to what is not its", "office", adding(row), ROW_SECURITY)
            for name, row in foreign.items()
        ),
        Probe("lead makes itself lead of another task", "lead", led, ROW_SECURITY),
        Probe("lead renames its task", "lead", retitled, rows(0)),
        Probe("office renames its task", "office", retitled, rows(1)),
        Probe("lead renames an annex", "lead", update(Annex).values(title="x"), rows(0)),
        Probe("lead renames a section", "lead", update(Section).values(title="x"), rows(0)),
        Probe("office rewrites a deadline", "office", update(TaskDeadline).values(text="x"), NO_GRANT),
        Probe("lead drops who is named", "lead", delete(PlanAgency), rows(0)),
        Probe("office drops a lead", "office", delete(TaskAgency), NO_GRANT),
        Probe("office rewrites an assignment", "office", update(Assignment).values(text="x"), NO_GRANT),
        Probe(
            "office drops citations",
            "office",
            delete(LegalCitation).where(LegalCitation.plan_id == world.PLAN),
            rows(0),
        ),
    ]


def _of_task(task: Any) -> dict[str, Base]:
    """As parts of the draft, to whose office they are refused when the task is another's."""
    named: dict[str, Any] = {"plan_id": world.DRAFT, "task_id": task}
    coordinator = {"agency_id": world.COORDINATOR, **named}
    return {
        "a deadline": deadline_row(**named),
        "a citation": citation(world.uid(803), task, world.DRAFT),
        "an assignment": assignment_row(position=2, **coordinator),
        "an agency of a task": task_agency_row(assignment_id=world.DRAFT_ASSIGNMENT, **coordinator),
    }
