"""An import read with its plan as both stand now, for the answer and for the journal."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, literal_column, select

from app.access.reading import for_caller
from app.access.writing import Shown, Work
from app.agencies.models import Agency
from app.documents.imports.beside import beside
from app.documents.imports.compare import Answers, Comparison, compare
from app.documents.imports.doubts import of_past, of_title
from app.documents.imports.draft import Draft
from app.documents.imports.draft_json import from_json
from app.documents.imports.models import PlanImport
from app.documents.imports.queries import LISTED, plan_now
from app.documents.imports.shown import FACTS, Head, answer_again, shown
from app.kernel.reads import Compiled, value
from app.plans.models import Plan

SUMMARY = Compiled(
    for_caller(
        select(LISTED.label("item"), literal_column("1").label("version"))
        .where(PlanImport.id == value("id", Uuid()))
        .subquery("rows")
    )
)


def answers_of(one: PlanImport) -> Answers:
    return {id_: answer_again(held) for id_, held in one.answers.items()}


async def compared_with_plan(work: Work, one: PlanImport, draft: Draft, plan: Plan | None) -> Comparison:
    now = None if plan is None else await plan_now(work, plan, draft)
    compared = await beside(compare, draft, answers_of(one), now)
    # What a commit may still be told; one that is done has published or has not.
    past = of_past(compared.draft, now, work.today) if one.status == "previewed" else []
    unnamed = of_title(draft.title, one.title, one.plan_code) if plan is None else []
    return replace(compared, findings=(*compared.findings, *past, *unnamed))


async def plan_of(work: Work, one: PlanImport) -> Plan | None:
    """The plan of its code, if it is of the same office: drafts of others are not seen here either."""
    wanted = select(Plan).where(Plan.code == one.plan_code, Plan.monitoring_agency_id == one.office_id)
    found: Plan | None = await work.session.scalar(wanted, execution_options={"populate_existing": True})
    return found


async def show_import(
    work: Work,
    one: PlanImport,
    draft: Draft | None = None,
    compared: Comparison | None = None,
    *,
    dry: bool = False,
) -> Shown:
    """`draft` and `compared`: where they are known already."""
    read = await beside(from_json, one.draft) if draft is None else draft
    plan = await plan_of(work, one)
    compared = compared or await compared_with_plan(work, one, read, plan)
    head = Head(
        id=None if dry else one.id,
        status=one.status,
        plan=await _plan(work, one, plan),
        file={
            "name": one.file_name,
            "size": one.file_size,
            "sha256": one.sha256.hex(),
            "format": read.format,
        },
        created_at=None if dry else one.created_at,
        committed_at=one.committed_at,
        version=one.version,
        left_out=one.left_out or (),  # none of one that is not stored
    )
    return await beside(shown, head, compared, work.language), one.version


async def _plan(work: Work, one: PlanImport, plan: Plan | None) -> dict[str, Any]:
    office = (
        await work.session.execute(select(Agency.id, Agency.code, Agency.name).where(Agency.id == one.office_id))
    ).one()
    facts = {name: getattr(plan or one, name) for name in FACTS}
    return {
        "id": plan and plan.id,
        "code": one.plan_code,
        **facts,
        "monitoring_agency": office._asdict(),
        "status": plan and plan.status,
    }


async def record_import(
    work: Work, import_id: UUID, action: str, before: bytes | None, plan_id: UUID | None = None
) -> bytes:
    """Without the rows: what becomes of them is told by the entries of the plan."""
    after, _ = await work.show(SUMMARY, id=import_id)
    await work.record("plan_import", import_id, action, plan_id=plan_id, before=before, after=after)
    return after


async def summary_of(work: Work, import_id: UUID) -> bytes:
    return (await work.show(SUMMARY, id=import_id))[0]
