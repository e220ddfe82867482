"""Which tasks the caller sees: the one place that says it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, any_, or_, select

from app.access.reading import caller_agencies, caller_role
from app.plans.models import Plan
from app.plans.queries import visible_to_caller
from app.tasks.cells import word
from app.tasks.models import Task, TaskAgency


def leads_it(task: Any, agencies: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether one of the agencies leads the task, groups expanded."""
    named = TaskAgency.task_id == task.id, TaskAgency.role == word("lead"), TaskAgency.agency_id == any_(agencies)
    return select(TaskAgency.task_id).where(*named).correlate(task).exists()


def visible_tasks(task: Any = Task, plan: Any = Plan) -> ColumnElement[bool]:
    """What belongs to a visible plan; a submitter sees of it only what its agencies lead."""
    narrowed = or_(caller_role != word("submitter"), leads_it(task, caller_agencies))
    return and_(visible_to_caller(plan), narrowed)
