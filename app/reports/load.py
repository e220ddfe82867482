"""What a submission is decided on, in one statement: the caller and the answer kept under its key, the task as the caller sees
it, the pair of the reporting agency with all it still owes, and a report that already has the id. A batch (`batch.load`) asks the same of
many at once.

`opening` sets the context that the policies of the next statement read; nothing in this one depends on it, and no row is
locked: the write that follows holds only while the pair is still the version loaded here. Who has lost that race once locks
the pair and loads again.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    and_,
    case,
    column,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.expression import TableValuedAlias
from sqlalchemy.sql.selectable import LateralFromClause

from app.access.reading import CALLER, caller_columns, same_thing
from app.agencies.models import Agency
from app.kernel.reads import Compiled, as_list, value
from app.obligations.models import Obligation
from app.obligations.queries import is_one_of
from app.obligations.rules import LIVE
from app.plans.models import Plan, Section
from app.reports.models import ProgressReport
from app.tasks.models import Task, TaskAgency, TaskAgencyState
from app.tasks.progress import PAIR_COLUMNS
from app.tasks.visible import visible_tasks

_agency = aliased(Agency, name="reporting")


def opening(key: ColumnElement[Any], name: str) -> TableValuedAlias:
    """The caller, and the answer kept under its key."""
    return func.opening(value("digest", LargeBinary()), key).table_valued(
        *caller_columns(),
        column("request_digest", LargeBinary),
        column("status", SmallInteger),
        column("location", Text),
        column("body", Text),
        name=name,
    )


OPENED = opening(value("key", Text()), "opened")


def _named_agency() -> ColumnElement[Any]:
    """The agency the body names by id, code or e-identifier; when it names none, the token's own if it is just one."""
    named = same_thing(Agency, "agency")
    only = select(CALLER.c.agency_ids[1]).where(func.cardinality(CALLER.c.agency_ids) == literal_column("1"))
    return case(
        (
            value("agency_code", Text()).is_not(None),
            select(Agency.id).where(named).limit(literal_column("1")).scalar_subquery(),
        ),
        else_=only.scalar_subquery(),
    )


def _has_role(role: str) -> ColumnElement[Any]:
    wanted = (
        TaskAgency.task_id == Task.id,
        TaskAgency.agency_id == _agency.id,
        TaskAgency.role == literal_column(f"'{role}'"),
    )
    return select(TaskAgency.task_id).where(*wanted).correlate(Task, _agency).exists()


def _owed() -> ColumnElement[Any]:
    columns = select(
        Obligation.id,
        Obligation.kind,
        Obligation.state,
        Obligation.nominal_due_date,
        Obligation.effective_due_date,
        Obligation.original_due_date,
        Obligation.window_from,
        Obligation.trigger.is_not(None).label("has_trigger"),
        Obligation.condition.is_not(None).label("conditional"),
        Obligation.not_yet,
        Obligation.opened_late,
        Obligation.answered_on,
        Obligation.respond_by,
        Obligation.period_label,
        Obligation.period_start_on,
        Obligation.period_end_on,
    )
    of_pair = Obligation.pair_id == TaskAgencyState.id, is_one_of(Obligation.state, LIVE)
    return as_list(columns.where(*of_pair), "owed", ["id"], TaskAgencyState)


def seen_task(task_id: ColumnElement[Any], agency: ColumnElement[Any]) -> LateralFromClause:
    """The task as the caller sees it, with the pair of the reporting agency and all that it still owes."""
    section = select(Section.label).where(Section.id == Task.section_id).correlate(Task).scalar_subquery()
    pair = [getattr(TaskAgencyState, name).label(f"pair_{name}") for name in ("id", "version", *PAIR_COLUMNS)]
    return (
        select(
            Task.id.label("task_id"),
            Task.number,
            Task.title,
            Task.is_heading,
            section.label("section"),
            Plan.id.label("plan_id"),
            Plan.code.label("plan_code"),
            Plan.status.label("plan_status"),
            Plan.monitoring_agency_id,
            Plan.starts_on,
            Plan.completion_counts,
            Plan.return_keeps_date,
            _agency.id.label("agency_id"),
            _agency.code.label("agency_code"),
            _agency.name.label("agency_name"),
            _has_role("lead").label("leads"),
            _has_role("coordinating").label("coordinates"),
            *pair,
            _owed().label("owed"),
        )
        .select_from(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .join(_agency, _agency.id == agency, isouter=True)
        .join(
            TaskAgencyState,
            and_(TaskAgencyState.task_id == Task.id, TaskAgencyState.agency_id == _agency.id),
            isouter=True,
        )
        .where(Task.id == task_id, visible_tasks())
        .lateral("loaded")
    )


def known_report(report_id: ColumnElement[Any]) -> LateralFromClause:
    columns = select(
        ProgressReport.request_digest.label("known_digest"),
        ProgressReport.agency_id.label("known_agency_id"),
        ProgressReport.task_id.label("known_task_id"),
    )
    return columns.where(ProgressReport.id == report_id).lateral("known")


def superseded_report(supersedes_id: ColumnElement[Any]) -> LateralFromClause:
    """The report that this one corrects, if it is one of the same agency on the same task: decided by the caller."""
    columns = select(
        ProgressReport.agency_id.label("superseded_agency_id"),
        ProgressReport.task_id.label("superseded_task_id"),
        ProgressReport.settled.label("superseded_settled"),
    )
    return columns.where(ProgressReport.id == supersedes_id).lateral("superseded")


def _statement() -> Compiled:
    beside = (
        seen_task(value("task_id", Uuid()), _named_agency()),
        known_report(value("report_id", Uuid())),
        superseded_report(value("supersedes_id", Uuid())),
    )
    joined: Any = OPENED
    for one in beside:
        joined = joined.join(one, true(), isouter=True)
    return Compiled(select(OPENED, *beside).select_from(joined))


LOAD = _statement()
# In the context that LOAD has set: row security hides the pair from whoever may not move it.
LOCK = Compiled(
    select(TaskAgencyState.id).where(TaskAgencyState.id == value("pair_id", Uuid())).with_for_update(key_share=True)
)
