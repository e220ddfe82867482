"""Which of the names of an item nothing answers to. By what the caller sees: a plan, a section or a task beyond that is not there.

Asked only of a batch in which some task was not found by its number, and of its plans together: items that miss are often many, and
each would have its plan read through again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, Text, any_, select

from app.access.reading import NOT_THERE
from app.kernel.problems import Fault, NotFound
from app.kernel.reads import Compiled, value
from app.plans.models import Plan, Section
from app.reports.batch.items import Placed
from app.reports.batch.schemas import ReportBatchItem
from app.tasks.models import Task
from app.tasks.visible import visible_tasks

PLACES = Compiled(
    select(Plan.code, Section.label, Section.title)
    .distinct()
    .select_from(Task)
    .join(Plan, Plan.id == Task.plan_id)
    .join(Section, Section.id == Task.section_id, isouter=True)
    .where(Plan.code == any_(value("plan_codes", ARRAY(Text()))), visible_tasks())
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Plans, and sections by the plan they are of, in which the caller sees a task."""

    plans: Collection[str | None] = frozenset()
    sections: Collection[tuple[str | None, str | None]] = frozenset()


NOTHING = Seen()


def missed_plans(found: Iterable[Placed]) -> list[str]:
    return sorted({one.item.said.plan_code for one in found if not one.tasks and one.item.said.plan_code is not None})


def seen_in(rows: Iterable[Mapping[str, Any]]) -> Seen:
    """A section without a label is named by its title."""
    named = [(row["code"], row["title"] if row["label"] is None else row["label"]) for row in rows]
    return Seen(frozenset(code for code, _ in named), frozenset(named))


def not_found(said: ReportBatchItem, seen: Seen) -> NotFound:
    return NotFound(faults=[Fault(f"/{_missing(said, seen)}", NOT_THERE)])


def _missing(said: ReportBatchItem, seen: Seen) -> str:
    if said.task_id is not None:
        return "task_id"
    if said.plan_code not in seen.plans:
        return "plan_code"
    found = said.section is None or (said.plan_code, said.section) in seen.sections
    return "task_number" if found else "section"
