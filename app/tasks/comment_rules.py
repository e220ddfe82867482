"""In whose name a caller may comment on a task: the office of the plan, and those who lead or coordinate there.

Pure. A comment moves nothing: it is open in every status, and on a closed plan too.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.plans.policy import CallerFacts, PlanFacts, monitors

COMMENT_PERMISSION = "comment:write"
COMMENT = "comment"


class Silenced(StrEnum):
    """Why somebody who sees a task may not comment on it."""

    agency_required = "agency-required"
    other_agency = "other-agency"
    not_concerned = "not-concerned"


WORDS: Mapping[Silenced, tuple[str, str]] = MappingProxyType(
    {
        Silenced.agency_required: (
            "Mã truy cập này thuộc nhiều cơ quan: ghi rõ agency trong nội dung gửi.",
            "This token holds several agencies: name the agency in the body.",
        ),
        Silenced.other_agency: (
            "Cơ quan được nêu không thuộc mã truy cập này: mỗi cơ quan tự nêu ý kiến của mình.",
            "The agency named is not one of this token's: each agency speaks for itself.",
        ),
        Silenced.not_concerned: (
            "Chỉ cơ quan chủ trì, phối hợp và cơ quan theo dõi kế hoạch nêu ý kiến về nhiệm vụ này.",
            "Only its leads, its coordinating agencies and the plan's office comment on this task.",
        ),
    }
)


def voices(caller: CallerFacts, plan: PlanFacts, concerned: frozenset[UUID]) -> frozenset[UUID]:
    """The agencies in whose name it may comment; `concerned` are those that lead or coordinate."""
    if monitors(caller, plan):
        return frozenset({plan.monitoring_agency})
    return caller.agencies & concerned if caller.role == "agency" and plan.status != "draft" else frozenset()


def can_comment(
    caller: CallerFacts, plan: PlanFacts, concerned: frozenset[UUID], named: UUID | None
) -> UUID | Silenced:
    """Whose comment it is. `named`: the agency in the body, which a token of one agency, or the office, may leave out."""
    mine = voices(caller, plan, concerned)
    if named is None and len(caller.agencies) > 1 and not monitors(caller, plan):
        return Silenced.agency_required
    if named is not None and named not in caller.agencies:
        return Silenced.other_agency
    spoken = mine if named is None else mine & {named}
    return next(iter(spoken), Silenced.not_concerned)


def comment_may(caller: CallerFacts, plan: PlanFacts, concerned: frozenset[UUID]) -> tuple[str, ...]:
    may = COMMENT_PERMISSION in caller.permissions and voices(caller, plan, concerned)
    return (COMMENT,) if may else ()
