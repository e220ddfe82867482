"""Agency cells as assignments: who leads and who coordinates, as the register finds them in the text.

The names are split and found by `agencies.matching`, who has which role is for roles.py to say; the first lead is the primary one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from app.agencies.matching import Found
from app.documents.annex.roles import (
    AssignmentRole,
    Given,
    Split,
    of_coordinating_column,
    of_lead_column,
    roles_in,
)

__all__ = ["Assignment", "AssignmentRole", "Split", "read_assignments", "written"]

SPACED = frozenset({"và", "hoặc", "+", "&", "|", "-"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One name of a cell. `found` is None for a name the register does not know, `separator` what stood before it.

    `narrowed` ("… phụ trách", "… liên quan") means some of the found group, nobody knows which yet: never its members.
    `column`: of which cell it is; `guessed`: that it has this role there is not said.
    """

    role: AssignmentRole
    text: str
    found: Found | None
    primary: bool
    narrowed: bool
    separator: str
    column: AssignmentRole
    guessed: bool


def read_assignments(
    lead: str, coordinating: str, split: Split, *, stands_for_both: bool = False
) -> tuple[Assignment, ...]:
    """`stands_for_both`: the column of the leads is that of who coordinates, too."""
    own = of_lead_column(roles_in(lead, split), stands_for_both=stands_for_both)
    others = of_coordinating_column(roles_in(coordinating, split))
    named = (*_assigned(own, AssignmentRole.lead), *_assigned(others, AssignmentRole.coordinating))
    leads = list(_named_once(one for one in named if one.role is AssignmentRole.lead))
    if leads:
        leads[0] = replace(leads[0], primary=True)
    return (*leads, *_named_once(one for one in named if one.role is AssignmentRole.coordinating))


def written(names: Iterable[Assignment]) -> str:
    """Names of one cell as they stand there, without what was said of them."""
    text = ""
    for one in names:
        between = (
            f" {one.separator} "
            if one.separator in SPACED
            else f"{one.separator} "
            if one.separator in ",;"
            else one.separator
        )
        text += f"{between or ', '}{one.text}" if text else one.text
    return text


def _assigned(given: Iterable[Given], column: AssignmentRole) -> Iterator[Assignment]:
    for one in given:
        part = one.part
        role = one.role or column
        yield Assignment(role, part.text, part.found, False, part.narrowed, part.separator, column, one.guessed)


def _named_once(names: Iterable[Assignment]) -> Iterator[Assignment]:
    seen: set[tuple[UUID, bool]] = set()
    for one in names:
        named = (one.found.named.id, one.narrowed) if one.found else None
        if named is None or named not in seen:
            yield one
        if named is not None:
            seen.add(named)
