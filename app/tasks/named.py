"""What filters of lists and counts name, and whether the caller sees it.

A thing that is not there and one that is not for the caller are the same. To a submitter, which sees no plan and no register, a plan
is there when its agencies lead something in it, and an agency when it is its own.
"""

from typing import Any

from sqlalchemy import ColumnElement, Uuid, and_, any_, or_, select
from sqlalchemy.orm import aliased

from app.access.reading import Names, caller_agencies, caller_role, same_thing
from app.agencies.models import Agency, AgencyGroup
from app.agencies.queries import agency_asked, is_member
from app.kernel.reads import value
from app.plans.models import Annex, Plan, Section
from app.plans.queries import visible_to_caller
from app.tasks.cells import word
from app.tasks.models import Task
from app.tasks.visible import leads_it, visible_tasks

_sees_all_of_a_plan = caller_role != word("submitter")


def _seen_plan() -> ColumnElement[bool]:
    led = select(Task.id).where(Task.plan_id == Plan.id, leads_it(Task, caller_agencies)).correlate(Plan).exists()
    return and_(visible_to_caller(), or_(_sees_all_of_a_plan, led))


def _inside_a_plan(table: Any, name: str) -> ColumnElement[bool]:
    of = select(table.id).join(Plan, Plan.id == table.plan_id)
    return of.where(table.id == value(name, Uuid()), _seen_plan()).exists()


def _task() -> ColumnElement[bool]:
    of = select(Task.id).join(Plan, Plan.id == Task.plan_id)
    return of.where(Task.id == value("task", Uuid()), visible_tasks()).exists()


def _agency(name: str) -> ColumnElement[bool]:
    one = aliased(Agency)
    seen = or_(_sees_all_of_a_plan, one.id == any_(caller_agencies))
    return select(one.id).where(one.id.in_(agency_asked(name)), seen).exists()


def _group() -> ColumnElement[bool]:
    one, group = aliased(Agency), aliased(AgencyGroup)
    own = select(one.id).where(one.id == any_(caller_agencies), is_member(group, one)).correlate(group).exists()
    return select(group.id).where(same_thing(group, "group"), or_(_sees_all_of_a_plan, own)).exists()


NAMES = Names(
    {
        "plan": select(Plan.id).where(same_thing(Plan, "plan"), _seen_plan()).exists(),
        "annex": _inside_a_plan(Annex, "annex"),
        "section": _inside_a_plan(Section, "section"),
        "task": _task(),
        "agency": _agency("agency"),
        "lead": _agency("lead"),
        "group": _group(),
    }
)
