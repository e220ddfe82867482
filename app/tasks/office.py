"""What the office that monitors a plan may do with a task of it, as SQL tells it beside the task's row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, any_, case, func, literal_column, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import LateralFromClause

from app.access.reading import caller_agencies, caller_role
from app.plans.models import Plan
from app.tasks.cells import FALSE, word
from app.tasks.models import Task, TaskAgencyState, TaskAgencyStateChange
from app.tasks.policy import OfficeFacts
from app.tasks.rules import Status

# The act that ends the pair of nobody, for its members stand in its place.
NAMED = "name_members"


def _is_replaced(pair: Any) -> ColumnElement[bool]:
    """A pair of nobody whose members were named does not come back, but more of them may join."""
    change = aliased(TaskAgencyStateChange, name="ending")
    newest = select(change.action).where(change.pair_id == pair.id).order_by(change.sequence.desc())
    ended_by = newest.limit(literal_column("1")).correlate(pair).scalar_subquery()
    ended = and_(pair.agency_id.is_(None), pair.status == word(Status.cancelled))
    replaced: ColumnElement[bool] = case((ended, ended_by == word(NAMED)), else_=FALSE)
    return replaced


def _office() -> LateralFromClause:
    """`policy.OfficeFacts`; for anybody else no pair is looked at."""
    pair = aliased(TaskAgencyState, name="of_office")
    monitors = and_(caller_role == word("office"), Plan.monitoring_agency_id == any_(caller_agencies))
    is_own = func.coalesce(and_(~Plan.self_review, pair.agency_id == any_(caller_agencies)), FALSE)
    is_nobody = and_(pair.agency_id.is_(None), or_(pair.status != word(Status.cancelled), _is_replaced(pair)))
    columns = select(
        func.array_agg(pair.status.distinct()).filter(~is_own, ~_is_replaced(pair)).label("office_statuses"),
        func.coalesce(func.bool_and(~is_own), literal_column("true")).label("office_decides_all"),
        func.coalesce(func.bool_or(is_nobody), FALSE).label("office_names"),
    )
    return columns.where(pair.task_id == Task.id, monitors).correlate(Task, Plan).lateral("office")


OFFICE = _office()


def office_facts(row: Mapping[str, Any]) -> OfficeFacts:
    statuses = frozenset(Status(one) for one in row["office_statuses"] or ())
    return OfficeFacts(statuses, row["office_decides_all"], row["office_names"])
