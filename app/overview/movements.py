"""What has moved from one day to another: two views of the history of pairs beside each other, in one statement."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select

from app.access.reading import for_caller
from app.kernel.reads import SHAPES_KEPT, Compiled
from app.overview.counts import Shape, leads_of, tasks_of
from app.overview.links import task_list
from app.overview.parameters import Span
from app.overview.schemas import Movement, Movements
from app.tasks import cells
from app.tasks.cell_rules import TASK_PRECEDENCE
from app.tasks.filters import NONE, SINCE


@lru_cache(SHAPES_KEPT)
def statement(shape: Shape) -> Compiled:
    """Of an agency: the tasks it leads at the end, whoever led them before."""
    everyone = Shape(shape.view, filters=shape.filters - {"agency"})
    before = tasks_of(leads_of(everyone, "leads_before", SINCE), "before")
    after = tasks_of(leads_of(shape, "leads_after"), "after")
    both = after.join(before, after.c.task_id == before.c.task_id, isouter=True, full="agency" not in shape.filters)
    cell = cells.cell_named(before.c.rank).label("before"), cells.cell_named(after.c.rank).label("after")
    moved = select(*cell, func.count().label("item")).select_from(both).group_by(before.c.rank, after.c.rank)
    return Compiled(for_caller(moved.subquery("rows")))


def shown(span: Span, rows: Iterable[Mapping[str, Any]]) -> Movements:
    """In the order of the cells, first of those before, then of those after; last what was in none."""
    scope = span.question.scope
    items = sorted((_movement(span, row) for row in rows), key=lambda one: (_place(one.before), _place(one.after)))
    told = {"from": span.since, "to": scope.told_on, "basis": scope.basis.value}
    return Movements.model_validate({**told, "items": items})


def _movement(span: Span, row: Mapping[str, Any]) -> Movement:
    before, after = row["before"], row["after"]
    is_now = {"cell": after} if after else {"counted": False}
    link = task_list(span.question.scope, **is_now, cell_before=before or NONE, before=span.since)
    return Movement(before=before, after=after, tasks=row["item"], link=link)


def _place(cell: str | None) -> int:
    return len(TASK_PRECEDENCE) if cell is None else [one.value for one in TASK_PRECEDENCE].index(cell)
