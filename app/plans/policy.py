"""The second gate for plans: what the caller's relation to a plan lets it do.

Pure. The first gate, the token's permission, has been passed, but `may` lists no action that it would refuse. Who sees a plan
at all is `queries.visible_to_caller`, a condition of SQL and of nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

WRITE_PERMISSION = "plan:write"

# A plan's number and date stay empty until it is issued, so a published plan is still patched.
ACTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"draft": ("patch", "delete", "publish"), "published": ("patch", "close"), "closed": ("reopen",)}
)


@dataclass(frozen=True, slots=True)
class CallerFacts:
    role: str
    agencies: frozenset[UUID] = frozenset()
    permissions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    id: UUID
    status: str
    monitoring_agency: UUID


def monitors(caller: CallerFacts, plan: PlanFacts) -> bool:
    return caller.role == "office" and plan.monitoring_agency in caller.agencies


def plan_may(caller: CallerFacts, plan: PlanFacts) -> tuple[str, ...]:
    writes = monitors(caller, plan) and WRITE_PERMISSION in caller.permissions
    return ACTIONS[plan.status] if writes else ()
