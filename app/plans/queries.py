"""Reads of plans, and the one place that says which plans a caller sees."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Select, Text, Uuid, and_, any_, literal_column, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.access.reading import Listing, caller_agencies, caller_plans, caller_role, for_caller, same_thing
from app.access.roles import ROLES_THAT_SEE_ALL, Permission
from app.agencies.queries import agency_ref
from app.kernel.reads import Compiled, Shapes, as_object, value
from app.plans.models import Annex, Plan, PlanAgency, PlanRelation, Section

SEE_ALL: ColumnElement[Any] = literal_column(f"array[{', '.join(repr(r.value) for r in sorted(ROLES_THAT_SEE_ALL))}]")
LIMIT = value("limit", Integer())


def visible_to_caller(plan: Any = Plan) -> ColumnElement[bool]:
    """Drafts for their office, restricted plans for the agencies named in them, the rest for everyone; not those beyond
    the plans a token is held to."""
    named = select(PlanAgency.plan_id).where(PlanAgency.plan_id == plan.id, PlanAgency.agency_id == any_(caller_agencies))
    return and_(
        or_(caller_plans.is_(None), plan.id == any_(caller_plans)),
        or_(
            caller_role == any_(SEE_ALL),
            and_(caller_role == literal_column("'office'"), plan.monitoring_agency_id == any_(caller_agencies)),
            and_(plan.status != literal_column("'draft'"), or_(~plan.restricted, named.correlate(plan).exists())),
        ),
    )
