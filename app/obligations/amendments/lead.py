"""An agency becomes a lead of a task that is published already: it owes every completion, and the reports due from that day on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from uuid_utils.compat import uuid7

from app.access.writing import Work
from app.obligations.amendments.fit import Asked, fit
from app.obligations.held import Held
from app.plans.models import PlanAgency
from app.tasks.models import Assignment, Task, TaskAgency, TaskAgencyState
from app.tasks.rules import Action, Status

LEAD = "lead"


async def take_lead(
    work: Work,
    task: Task,
    asked_now: Asked,
    agencies: Sequence[UUID],
    led: Mapping[UUID, Held],
    *,
    is_primary: bool,
    next_position: int,
    action: str,
) -> list[Held]:
    """The pairs, to be recorded. `led`: those that agencies had and lost, which go on; a pair is never there twice."""
    held = [
        led.get(agency) or _new(work, task, agency, is_primary=is_primary, position=next_position + place)
        for place, agency in enumerate(agencies)
    ]
    await work.session.flush()  # what they owe refers to the pairs
    await fit(work, asked_now, [(one, asked_now.deadlines.places) for one in held], action)
    for one in held:
        if one.pair.status == Status.cancelled:
            one.move(Action.reopen, work.now)
    return held


def _new(work: Work, task: Task, agency_id: UUID, *, is_primary: bool, position: int) -> Held:
    pair = TaskAgencyState(
        id=uuid7(),
        task_id=task.id,
        plan_id=task.plan_id,
        agency_id=agency_id,
        is_primary=is_primary,
        position=position,
        version=0,  # recording the act counts it
    )
    work.session.add(pair)
    return Held(pair, [])


async def name_leads(work: Work, assignment: Assignment, agencies: Sequence[UUID], *, named: bool) -> None:
    """Among the agencies of task and plan, which authorisation and filters read; who stands there already stays as it is."""
    role: dict[str, Any] = {"task_id": assignment.task_id, "role": LEAD, "assignment_id": assignment.id, "named": named}
    of_task = [{**role, "plan_id": assignment.plan_id, "agency_id": agency} for agency in agencies]
    of_plan = [{"plan_id": assignment.plan_id, "agency_id": agency} for agency in agencies]
    await work.session.execute(insert_or_skip(TaskAgency).on_conflict_do_nothing(), of_task)
    await work.session.execute(insert_or_skip(PlanAgency).on_conflict_do_nothing(), of_plan)
