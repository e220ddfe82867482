"""Makes a plan and changes it while it is a draft: the work of the office that will monitor it."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from app.access.versions import heed_version, require_version
from app.access.writing import Shown, Work
from app.agencies import queries as agencies
from app.kernel.problems import Fault
from app.kernel.text import sort_key
from app.plans import queries
from app.plans.models import Annex, Plan, PlanRelation, Section
from app.plans.office import office_plan, require_draft, require_not_closed, require_office, show_and_record
from app.plans.problems import NotADraft, NotYourPlan, UnknownAnnex
from app.plans.schemas import AnnexCreate, PlanCreate, PlanRelationCreate, PlanUpdate, SectionCreate

# What is filled in when the document is at last issued; everything else of a published plan changes by amendment.
FILLED_IN_LATER = frozenset({"document_number", "issued_on", "issuer"})


async def create_plan(work: Work, draft: PlanCreate) -> Shown:
    office = await agencies.agency_id(work.session, draft.monitoring_agency, "/monitoring_agency")
    plan = Plan(
        id=draft.id or uuid7(),
        monitoring_agency_id=office,
        status="draft",
        sort_key=sort_key(draft.code),
        updated_at=work.now,
        version=1,
        **draft.model_dump(exclude={"id", "monitoring_agency", "policy"}),
        **draft.policy.model_dump(),
    )
    require_office(work.caller, plan)
    if work.caller.plans is not None and plan.id not in work.caller.plans:
        raise NotYourPlan  # a token held to some plans makes no others, nor would it see them
    work.session.add(plan)
    return await show_and_record(work, plan, "create", None)


async def change_plan(work: Work, reference: str, patch: PlanUpdate, if_match: str | None) -> Shown:
    plan, before = await office_plan(work, reference)
    require_not_closed(plan)
    await require_version(work, if_match, "plan", plan)
    changes: dict[str, Any] = patch.model_dump(exclude_unset=True)
    if plan.status != "draft" and not changes.keys() <= FILLED_IN_LATER:
        raise NotADraft(changeable=sorted(FILLED_IN_LATER))
    for name, one in (changes | changes.pop("policy", {})).items():
        setattr(plan, name, one)
    return await show_and_record(work, plan, "change", before)


async def drop_plan(work: Work, reference: str, if_match: str | None) -> None:
    plan, before = await office_plan(work, reference)
    require_draft(plan)
    await heed_version(work, if_match, "plan", plan)
    await work.session.delete(plan)
    await work.record("plan", plan.id, "delete", plan_id=plan.id, before=before)


async def add_annex(work: Work, reference: str, draft: AnnexCreate) -> Shown:
    plan, _ = await office_plan(work, reference)
    require_draft(plan)
    taken = await work.session.scalar(select(func.max(Annex.position)).where(Annex.plan_id == plan.id))
    annex = Annex(
        id=draft.id or uuid7(), plan_id=plan.id, position=(taken or 0) + 1, **draft.model_dump(exclude={"id"})
    )
    work.session.add(annex)
    return await _show_part(work, "annex", annex, queries.ANNEX)


async def add_section(work: Work, reference: str, draft: SectionCreate) -> Shown:
    plan, _ = await office_plan(work, reference)
    require_draft(plan)
    await require_annex(work, plan.id, draft.annex)
    taken = await work.session.scalar(select(func.max(Section.position)).where(Section.annex_id == draft.annex))
    section = Section(
        id=draft.id or uuid7(),
        plan_id=plan.id,
        annex_id=draft.annex,
        label=draft.label,
        title=draft.title,
        position=(taken or 0) + 1,
    )
    work.session.add(section)
    return await _show_part(work, "section", section, queries.SECTION)


async def relate_plan(work: Work, reference: str, draft: PlanRelationCreate) -> Shown:
    """A plan amends, replaces or revokes another: said of published ones too, since documents come later."""
    plan, _ = await office_plan(work, reference)
    related = await queries.visible_id(work, draft.plan, "/plan")
    relation = PlanRelation(
        id=draft.id or uuid7(), plan_id=plan.id, related_plan_id=related, kind=draft.kind, document=draft.document
    )
    work.session.add(relation)
    return await _show_part(work, "plan_relation", relation, queries.RELATION)


async def require_annex(work: Work, plan_id: UUID, annex_id: UUID) -> None:
    known = await work.session.scalar(select(Annex.id).where(Annex.id == annex_id, Annex.plan_id == plan_id))
    if known is None:
        raise UnknownAnnex(faults=[Fault("/annex", UnknownAnnex.title)])


async def _show_part(work: Work, entity: str, part: Annex | Section | PlanRelation, statement: Any) -> Shown:
    shown = await work.show(statement, id=part.id)
    await work.record(entity, part.id, "create", plan_id=part.plan_id, after=shown[0])
    return shown
