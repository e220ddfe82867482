"""Agency cells as assignments: who leads and who coordinates, as the register finds them in the text.

The names are split and found by `agencies.matching`; here they get their role, and the first lead is the primary one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from app.agencies.matching import Found, Part

COORDINATING = re.compile(
    r"(?:(?:cơ quan|đơn vị)\s{1,3})?(?<!\w)phối\s{1,3}hợp\s{0,3}(?:thực\s{1,3}hiện\s{0,3})?(?::|với(?!\w)\s{0,3}:?)",
    re.IGNORECASE,
)
# Without a colon or "với" it is a role only behind a separator or "chủ trì": it may be a word of a name.
SPOKEN = re.compile(
    r"(?:[,;.(\n–—-]\s*|(?<!\w)chủ\s{1,3}trì\s{0,3}[,;.]?\s{1,3})(?:(?:cơ quan|đơn vị)\s{1,3})?phối\s{1,3}hợp\s{1,3}(?=\w)",
    re.IGNORECASE,
)
# "Sở A chủ trì; Sở B phối hợp": each role behind its names.
BEHIND = re.compile(
    r"(?P<lead>.+?)\s*\(?chủ\s+trì\)?\s*[,;.\n–—-]\s*(?P<also>.+?)\s*\(?phối\s+hợp\)?\W*", re.IGNORECASE | re.DOTALL
)
LONGEST_SPOKEN = 500
LEADING = re.compile(r"\A\W{0,5}(?:(?:cơ quan|đơn vị)\s{1,3})?chủ\s{1,3}trì\s{0,3}:\s*", re.IGNORECASE)
BETWEEN = " \n\t;,.:(-–—+•*"

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
    cell = apart(lead)
    leads = list(_named_once(split(cell.lead), AssignmentRole.lead))
    if leads:
        leads[0] = replace(leads[0], primary=True)
    also = (*split(cell.coordinating), *split(coordinating))
    return (*leads, *_named_once(also, AssignmentRole.coordinating))


@dataclass(frozen=True, slots=True)
class LeadCell:
    lead: str
    coordinating: str


def apart(cell: str) -> LeadCell:
    """A lead cell that names both, as in "Sở Y tế; phối hợp: Sở Nội vụ" or "Chủ trì: …" over "Phối hợp: …"."""
    for role in (COORDINATING, SPOKEN):
        found = role.search(cell)
        if found is not None and cell[: found.start()].strip(BETWEEN):
            lead = LEADING.sub("", cell[: found.start()].rstrip(BETWEEN))
            return LeadCell(lead, cell[found.end() :].strip().removesuffix(")"))
    behind = BEHIND.fullmatch(cell) if len(cell) <= LONGEST_SPOKEN else None
    if behind is not None:
        return LeadCell(behind["lead"].rstrip(BETWEEN), behind["also"].rstrip(BETWEEN))
    return LeadCell(LEADING.sub("", cell), "")


def _named_once(parts: tuple[Part, ...], role: AssignmentRole) -> Iterator[Assignment]:
    seen: set[tuple[UUID, bool]] = set()
    for part in parts:
        named = (part.found.named.id, part.narrowed) if part.found else None
        if named is None or named not in seen:
            yield Assignment(role, part.text, part.found, False, part.narrowed, part.separator)
        if named is not None:
            seen.add(named)
