"""What a batch is decided on: `OPEN` finds the caller and whom and what the items name, `LOCK` has the pairs wait for nobody else, and
`LOAD` gives for each item the row that `reports.load` gives for one.

Loaded after the lock: nothing of it changes until the batch is written. Pairs in the order of their ids, as every act takes them
(`obligations.held`): batches that cross take turns.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    column,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import TableValuedAlias
from sqlalchemy.sql.selectable import LateralFromClause
from sqlalchemy.types import TypeEngine

from app.access.reading import caller_agencies
from app.agencies.models import Agency
from app.kernel.reads import Compiled, as_list, value
from app.plans.models import Plan, Section
from app.plans.queries import is_called
from app.reports.load import OPENED, known_report, opening, seen_task, superseded_report
from app.tasks.cells import word
from app.tasks.models import Task, TaskAgency, TaskAgencyState
from app.tasks.visible import visible_tasks


def rows_of(name: str, columns: Mapping[str, TypeEngine[Any]]) -> TableValuedAlias:
    """Rows that arrive with the request, an array for each of their columns: `name_column`."""
    arrays = [value(f"{name}_{one}", ARRAY(type_, dimensions=1)) for one, type_ in columns.items()]
    named = [column(one, type_) for one, type_ in columns.items()]
    return func.unnest(*arrays).table_valued(*named, name=name).render_derived(name=name)


NAMES: dict[str, TypeEngine[Any]] = {"name": Text(), "id": Uuid()}
NUMBERED: dict[str, TypeEngine[Any]] = {"place": Integer(), "plan_code": Text(), "section": Text(), "number": Text()}
ASKED: dict[str, TypeEngine[Any]] = {
    "place": Integer(),
    "task_id": Uuid(),
    "agency_id": Uuid(),
    "report_id": Uuid(),
    "supersedes_id": Uuid(),
    "key": Text(),
}


def _agencies() -> ColumnElement[Any]:
    """Those that items name, by each name that was used."""
    named = rows_of("names", NAMES)
    is_it = or_(Agency.id == named.c.id, Agency.code == named.c.name, Agency.e_identifier == named.c.name)
    return as_list(select(named.c.name, Agency.id).join(Agency, is_it), "agencies", ["name", "id"])


def _candidates() -> ColumnElement[Any]:
    """The visible tasks with the numbers that items name, and which of the caller's agencies lead each."""
    asked = rows_of("numbered", NUMBERED)
    leads = select(func.array_agg(TaskAgency.agency_id)).where(
        TaskAgency.task_id == Task.id,
        TaskAgency.role == word("lead"),
        TaskAgency.agency_id == any_(caller_agencies),
    )
    in_section = or_(asked.c.section.is_(None), is_called(Section, asked.c.section))
    found = (
        select(asked.c.place, Task.id, leads.correlate(Task).scalar_subquery().label("leads"))
        .select_from(asked)
        .join(Plan, Plan.code == asked.c.plan_code)
        .join(Task, and_(Task.plan_id == Plan.id, Task.number == asked.c.number))
        .join(Section, Section.id == Task.section_id, isouter=True)
        .where(visible_tasks(), in_section)
    )
    return as_list(found, "candidates", ["place", "id"])


OPEN = Compiled(select(OPENED, _agencies().label("agencies"), _candidates().label("candidates")))
# In the context that OPEN has set: row security hides the pairs from whoever may not move them.
LOCK = Compiled(
    select(TaskAgencyState.id)
    .where(
        TaskAgencyState.task_id == any_(value("task_ids", ARRAY(Uuid()))),
        TaskAgencyState.agency_id == any_(value("agency_ids", ARRAY(Uuid()))),
    )
    .order_by(TaskAgencyState.id)
    .with_for_update(key_share=True)
)


def _kept(key: ColumnElement[Any]) -> LateralFromClause:
    """The answer kept under an item's own key."""
    found = opening(key, "under_key")
    columns = select(found.c.request_digest, found.c.status, found.c.location, found.c.body)
    return columns.where(key.is_not(None)).lateral("kept")


def _load() -> Compiled:
    asked = rows_of("asked", ASKED)
    beside = (
        _kept(asked.c.key),
        seen_task(asked.c.task_id, asked.c.agency_id),
        known_report(asked.c.report_id),
        superseded_report(asked.c.supersedes_id),
    )
    joined: Any = asked
    for one in beside:
        joined = joined.join(one, true(), isouter=True)
    return Compiled(select(asked.c.place, *beside).select_from(joined).order_by(asked.c.place))


LOAD = _load()
