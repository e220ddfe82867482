"""Opens a plan with the progress columns of an imported annex: reads each row for each of its leads, and states what it says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.access.writing import Work
from app.agencies.models import Agency
from app.plans.models import Plan
from app.plans.office import office_plan
from app.reports.opening.entries import entries_of
from app.reports.opening.leads import Names
from app.reports.opening.open_with_state import Opened, Stated, open_with_state
from app.reports.opening.unclear import Unclear
from app.tasks.models import TaskAgencyState


@dataclass(frozen=True, slots=True)
class StatedRow:
    """`progress`: the cells of a task's row by the titles of their columns."""

    task_id: UUID
    progress: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnclearRow:
    """It makes no entry for any of its leads, and the finding says why; once for a row whose leads share the cell."""

    task_id: UUID
    why: Unclear


@dataclass(frozen=True, slots=True)
class OpenedFromRows:
    opened: Opened
    unclear: tuple[UnclearRow, ...]


async def open_from_rows(work: Work, reference: str, rows: Iterable[StatedRow], digest: bytes) -> OpenedFromRows:
    """`reference`: of a published plan of the caller's office; `digest`: the SHA-256 of the file."""
    plan, _ = await office_plan(work, reference)
    found = list(_read(work, plan, rows, await _leads(work, plan)))
    stated = [one for one in found if isinstance(one, Stated)]
    unclear = tuple(one for one in found if isinstance(one, UnclearRow))
    return OpenedFromRows(await open_with_state(work, plan, stated, digest), unclear)


async def _leads(work: Work, plan: Plan) -> Mapping[UUID, Names]:
    """Of each task, its leads and all their names."""
    pair = TaskAgencyState
    wanted = select(pair.task_id, Agency.id, Agency.name, Agency.short_name, Agency.aliases)
    found: dict[UUID, dict[UUID, list[str]]] = defaultdict(dict)
    for row in await work.session.execute(
        wanted.join(Agency, Agency.id == pair.agency_id).where(pair.plan_id == plan.id)
    ):
        found[row.task_id][row.id] = [row.name, *filter(None, [row.short_name]), *row.aliases]
    return found


def _read(
    work: Work, plan: Plan, rows: Iterable[StatedRow], leads: Mapping[UUID, Names]
) -> Iterator[Stated | UnclearRow]:
    for row in rows:
        found = entries_of(row.progress, leads.get(row.task_id, {}), work.today, plan.starts_on)
        if isinstance(found, tuple):
            yield from (UnclearRow(row.task_id, why) for why in found)
        else:
            yield from (Stated(row.task_id, agency, entry) for agency, entry in found.items())
