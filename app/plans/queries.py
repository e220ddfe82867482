"""Reads of plans, and the one place that says which plans a caller sees."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Text, Uuid, and_, any_, literal_column, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.access.caller import Caller
from app.access.reading import (
    LIMIT,
    Listing,
    caller_agencies,
    caller_plans,
    caller_role,
    for_caller,
    naming,
    same_thing,
)
from app.access.roles import ROLES_THAT_SEE_ALL, Permission
from app.access.writing import Work
from app.agencies.queries import agency_ref
from app.kernel.problems import Fault, NotFound
from app.kernel.reads import Compiled, Rows, Shapes, as_object, spliced, value
from app.kernel.schema import as_uuid
from app.kernel.words import Words
from app.plans.models import Annex, Plan, PlanAgency, PlanRelation, Section
from app.plans.policy import CallerFacts, PlanFacts, plan_may
from app.plans.problems import UnknownPlan

SEE_ALL: ColumnElement[Any] = literal_column(f"array[{', '.join(repr(r.value) for r in sorted(ROLES_THAT_SEE_ALL))}]")


def visible_to_caller(plan: Any = Plan) -> ColumnElement[bool]:
    """Drafts for their office, restricted plans for the agencies named in them, the rest for everyone; not those beyond
    the plans a token is held to.
    """
    named = select(PlanAgency.plan_id).where(
        PlanAgency.plan_id == plan.id, PlanAgency.agency_id == any_(caller_agencies)
    )
    return and_(
        or_(caller_plans.is_(None), plan.id == any_(caller_plans)),
        or_(
            caller_role == any_(SEE_ALL),
            and_(caller_role == literal_column("'office'"), plan.monitoring_agency_id == any_(caller_agencies)),
            and_(plan.status != literal_column("'draft'"), or_(~plan.restricted, named.correlate(plan).exists())),
        ),
    )


def is_called(section: Any, name: ColumnElement[Any]) -> ColumnElement[bool]:
    """What the plan itself calls a section: its label, or its title where it has none."""
    return or_(section.label == name, and_(section.label.is_(None), section.title == name))


def _plans(condition: ColumnElement[bool]) -> Rows:
    policy = select(
        Plan.before_is_inclusive,
        Plan.roll_over,
        Plan.cutoffs,
        Plan.submission_lag_working_days,
        Plan.due_soon_days,
        Plan.reporting,
        Plan.completion_counts,
        Plan.return_keeps_date,
        Plan.self_review,
    )
    shown = select(
        Plan.id,
        Plan.code,
        Plan.title,
        Plan.type,
        Plan.document_number,
        Plan.issued_on,
        Plan.issuer,
        agency_ref(Plan.monitoring_agency_id, "monitoring_agency", Plan).label("monitoring_agency"),
        Plan.year,
        Plan.starts_on,
        Plan.ends_on,
        Plan.published_on,
        Plan.closed_on,
        Plan.status,
        Plan.restricted,
        as_object(policy, "policy", Plan).label("policy"),
        Plan.version,
    )
    item = as_object(shown, "shown", Plan).label("item")
    facts = (Plan.sort_key, Plan.id, Plan.version, Plan.status, Plan.monitoring_agency_id)
    return select(item, *facts).where(visible_to_caller(), condition)


def _page(condition: ColumnElement[bool]) -> Rows:
    rows = _plans(condition).order_by(Plan.sort_key, Plan.id).limit(LIMIT).subquery("rows")
    return for_caller(rows, "sort_key", "id")


def with_may(row: Mapping[str, Any], caller: Caller) -> bytes:
    may = plan_may(caller_facts(caller), PlanFacts(row["id"], row["status"], row["monitoring_agency_id"]))
    return spliced(row["item"], may=may)


def caller_facts(caller: Caller) -> CallerFacts:
    return CallerFacts(caller.role, caller.agencies, caller.permissions)


PLANS = Listing(
    Shapes(
        _page,
        {
            "status": Plan.status == value("status", Text()),
            "year": Plan.year == value("year", Integer()),
            "after": tuple_(Plan.sort_key, Plan.id)
            > tuple_(value("after_sort_key", Text()), value("after_id", Uuid())),
        },
    ),
    Permission.plan_read,
    {"sort_key": str, "id": UUID},
    with_may,
)
PLAN = Compiled(for_caller(_plans(same_thing(Plan)).subquery("rows")))


def _listed_inside(table: Any, columns: Sequence[Any], places: Mapping[str, Any], *conditions: Any) -> Listing:
    """A list of a plan's own rows; `places` are its order: column by name."""
    types: dict[str, tuple[type, Any]] = {"position": (int, Integer()), "id": (UUID, Uuid())}

    item = as_object(select(*columns), "shown", table).label("item")
    inside = (
        select(item, *places.values())
        .join(Plan, Plan.id == table.plan_id)
        .where(visible_to_caller(), same_thing(Plan), *conditions)
    )

    def build(condition: ColumnElement[bool]) -> Rows:
        rows = inside.where(condition).order_by(*places.values()).limit(LIMIT).subquery("rows")
        return for_caller(rows, *places)

    after = tuple_(*places.values()) > tuple_(*(value(f"after_{name}", types[name][1]) for name in places))
    return Listing(Shapes(build, {"after": after}), Permission.plan_read, {name: types[name][0] for name in places})


ANNEX_COLUMNS = (Annex.id, Annex.label, Annex.title, Annex.column_titles, Annex.deadline_purpose, Annex.position)
SECTION_COLUMNS = (Section.id, Section.annex_id, Section.label, Section.title, Section.position)
_related = aliased(Plan)
RELATION_COLUMNS = (
    PlanRelation.id,
    PlanRelation.kind,
    as_object(
        select(_related.id, _related.code).where(_related.id == PlanRelation.related_plan_id), "plan", PlanRelation
    ).label("plan"),
    PlanRelation.document,
)
ANNEXES = _listed_inside(Annex, ANNEX_COLUMNS, {"position": Annex.position, "id": Annex.id})
SECTIONS = _listed_inside(Section, SECTION_COLUMNS, {"position": Section.position, "id": Section.id})
# A published plan may refer to a draft or a restricted plan: whoever does not see that does not learn of it here.
_sees_related = select(_related.id).where(_related.id == PlanRelation.related_plan_id, visible_to_caller(_related))
RELATIONS = _listed_inside(
    PlanRelation, RELATION_COLUMNS, {"id": PlanRelation.id}, _sees_related.correlate(PlanRelation).exists()
)


def _one_inside(table: Any, columns: Sequence[Any]) -> Compiled:
    item = as_object(select(*columns), "shown", table).label("item")
    of = select(item, literal_column("1").label("version")).where(table.id == value("id", Uuid()))
    return Compiled(for_caller(of.subquery("rows")))


ANNEX = _one_inside(Annex, ANNEX_COLUMNS)
SECTION = _one_inside(Section, SECTION_COLUMNS)
RELATION = _one_inside(PlanRelation, RELATION_COLUMNS)


async def locked(session: AsyncSession, reference: str) -> Plan | None:
    """The plan for a change; whether the caller sees it is asked before."""
    named = or_(Plan.id == as_uuid(reference), Plan.code == reference)
    found: Plan | None = await session.scalar(select(Plan).where(named).with_for_update(key_share=True))
    return found


async def visible_id(work: Work, reference: str, pointer: str) -> UUID:
    """The id of the plan that a body names, or UnknownPlan at `pointer` when the caller does not see it."""
    try:
        await work.show(PLAN, **naming(reference))
    except NotFound:
        said = Words(f"Không có kế hoạch “{reference}”", f"No plan “{reference}”")
        raise UnknownPlan(faults=[Fault(pointer, said)]) from None
    named = or_(Plan.id == as_uuid(reference), Plan.code == reference)
    return (await work.session.scalars(select(Plan.id).where(named))).one()
