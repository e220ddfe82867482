"""Begins an import with the answers that were given to the file before it, for the same plan and year: who mends one row of an annex
and sends it again does not settle the others anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text, cast, select

from app.access.writing import Work
from app.agencies.matching import Named
from app.documents.imports.answers import Answer, new_names, settled
from app.documents.imports.beside import beside
from app.documents.imports.carried import Earlier, Now, carried
from app.documents.imports.draft import Draft
from app.documents.imports.draft_json import from_json
from app.documents.imports.models import PlanImport
from app.documents.imports.show import answers_of
from app.documents.imports.shown import stored


async def carry_over(
    work: Work, columns: Mapping[str, Any], draft: Draft, register: tuple[Sequence[Named], Sequence[Named]]
) -> dict[str, Any]:
    """The answers that an import of these columns begins with, and the agencies that they ask for."""
    before = await _answered_before(work, columns)
    if before is None:
        return {"answers": {}, "new_agencies": []}
    now = Now(draft, columns["issued_on"], {one.id for kind in register for one in kind})
    answers = await beside(_carried, before, now)
    kept = {id_: stored(one) for id_, one in answers.items()}
    return {"answers": kept, "new_agencies": new_names(settled(draft, answers))}


async def _answered_before(work: Work, columns: Mapping[str, Any]) -> PlanImport | None:
    """The newest that somebody has answered: one that was sent by mistake in between takes nothing away."""
    same = [getattr(PlanImport, name) == columns[name] for name in ("office_id", "plan_code", "year")]
    answered = select(PlanImport).where(*same, cast(PlanImport.answers, Text) != "{}")
    # Ids go up with time, also under a sandbox's clock that stands.
    newest = answered.order_by(PlanImport.created_at.desc(), PlanImport.id.desc())
    found: PlanImport | None = await work.session.scalar(newest.limit(1))
    return found


def _carried(before: PlanImport, now: Now) -> dict[str, Answer]:
    is_committed = before.status == "committed"
    return carried(Earlier(from_json(before.draft), answers_of(before), before.issued_on, is_committed), now)
