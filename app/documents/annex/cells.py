"""Agency cells as assignments: who leads and who coordinates, as the register finds them in the text.

The names are split and found by `agencies.matching`; here they get their role, and the first lead is the primary one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from app.agencies.matching import Found, Part

Split = Callable[[str], tuple[Part, ...]]


class AssignmentRole(StrEnum):
    lead = "lead"
    coordinating = "coordinating"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One name of a cell. `found` is None for a name the register does not know, `separator` what stood before it.

    `narrowed` ("… phụ trách", "… liên quan") means some of the found group, nobody knows which yet: never its members.
    """

    role: AssignmentRole
    text: str
    found: Found | None
    primary: bool
    narrowed: bool
    separator: str


def read_assignments(lead: str, coordinating: str, split: Split) -> tuple[Assignment, ...]:
    leads = list(_named_once(split(lead), AssignmentRole.lead))
    if leads:
        leads[0] = replace(leads[0], primary=True)
    return (*leads, *_named_once(split(coordinating), AssignmentRole.coordinating))


def _named_once(parts: tuple[Part, ...], role: AssignmentRole) -> Iterator[Assignment]:
    seen: set[tuple[UUID, bool]] = set()
    for part in parts:
        named = (part.found.named.id, part.narrowed) if part.found else None
        if named is None or named not in seen:
            yield Assignment(role, part.text, part.found, False, part.narrowed, part.separator)
        if named is not None:
            seen.add(named)
