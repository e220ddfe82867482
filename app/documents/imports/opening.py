"""Takes the progress columns of a committed file as the state at opening of its plan (`reports.opening`)."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from app.access.writing import Work
from app.documents.imports.beside import beside
from app.documents.imports.compare import Answers, compare
from app.documents.imports.draft import Draft
from app.documents.imports.problems import OpeningUnclear
from app.documents.imports.queries import plan_now
from app.documents.imports.shown import left_out_row
from app.kernel.words import Words
from app.plans.models import Plan
from app.reports.opening.open_from_rows import OpenedFromRows, StatedRow, open_from_rows
from app.reports.opening.unclear import WORDS


async def open_plan(
    work: Work, plan: Plan, draft: Draft, answers: Answers, digest: bytes, *, leave_out: bool
) -> list[dict[str, Any]]:
    """What was left out, as it is kept. OpeningUnclear, with each row and why, unless it is to be: the state is given once."""
    task_of = await _tasks_of_rows(work, plan, draft, answers)
    stated = [StatedRow(task_of[place], said) for place, said in _said(draft) if place in task_of]
    found = await open_from_rows(work, plan.code, stated, digest)
    left_out = list(_left_out(found, {id_: place for place, id_ in task_of.items()}))
    if left_out and not leave_out:
        raise OpeningUnclear(left_out=[left_out_row(one, work.language) for one in left_out])
    return left_out


async def _tasks_of_rows(work: Work, plan: Plan, draft: Draft, answers: Answers) -> Mapping[int, UUID]:
    now = await plan_now(work, plan, draft)
    compared = await beside(compare, draft, answers, now)
    return {item.row: item.task.id for item in compared.items if item.row is not None and item.task is not None}


def _said(draft: Draft) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Other columns too: a tracking sheet of the office's own says "Tình trạng" where an export of ours says "Trạng thái"."""
    for place, row in enumerate(draft.rows):
        if row.progress or row.notes:
            yield place, {**dict(row.notes), **row.progress}


def _left_out(found: OpenedFromRows, row_of: Mapping[UUID, int]) -> Iterator[dict[str, Any]]:
    for unclear in found.unclear:
        yield _kept(row_of[unclear.task_id], None, unclear.why.code, Words(*WORDS[unclear.why.code]))
    for one in found.opened.left_out:
        yield _kept(row_of[one.stated.task_id], one.stated.agency_id, one.why.code, one.why.words)


def _kept(row: int, agency_id: UUID | None, code: str, message: Words) -> dict[str, Any]:
    return {"row": row, "agency_id": agency_id and str(agency_id), "code": code, "message": [message.vi, message.en]}
