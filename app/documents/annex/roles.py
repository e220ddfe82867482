"""Who of an agency cell leads and who coordinates, by what the cell says of its names: "Chủ trì: …", "PH: …", "Sở Y tế (CT)".

A column has its own role for the names of which the cell says nothing. Where one column stands for both, and where the cell gives a role
to some of its names only, the role of the others is a guess, and told.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from app.agencies.matching import Part

_BODY = r"(?:(?:cơ quan|đơn vị)\s{1,3})?"
_LEADS = r"chủ\s{1,3}trì|CT"
_ALSO = r"phối\s{1,3}hợp|PH"
LABEL = re.compile(
    rf"{_BODY}(?<!\w)(?:(?P<lead>{_LEADS})\s{{0,3}}:"
    rf"|(?P<also>{_ALSO})\s{{0,3}}(?:thực\s{{1,3}}hiện\s{{0,3}})?:|phối\s{{1,3}}hợp\s{{0,3}}(?:với|cùng)(?!\w)\s{{0,3}}:?)",
    re.IGNORECASE,
)
# Without a colon or "với" it is a role only behind a separator or "chủ trì": it may be a word of a name.
SPOKEN = re.compile(
    rf"(?:[,;.(\n–—-]\s*|(?<!\w)chủ\s{{1,3}}trì\s{{0,3}}[,;.]?\s{{1,3}}){_BODY}phối\s{{1,3}}hợp\s{{1,3}}(?=\w)(?!(?:nội dung|một phần|phần)(?!\w))",
    re.IGNORECASE,
)
# "Sở A chủ trì; Sở B, Sở C phối hợp": each role behind its names.
BEHIND = re.compile(
    r"(?P<lead>.+?)\s*\(?chủ\s+trì\)?\s*[,;.\n–—-]\s*(?P<also>.+?)\s*(?<!\()(?<!\w)phối\s+hợp\W*",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_SPOKEN = 500
# Behind one name: in brackets, where more may be said ("chủ trì nội dung b"), or in plain words.
MARK = re.compile(
    rf"\(\s{{0,3}}{_BODY}(?:(?P<lead>{_LEADS})|(?P<also>{_ALSO}))(?!\w)(?P<of>[^()\n]{{0,80}})\)"
    rf"|(?<=\w)\s{{1,3}}(?:là\s{{1,3}})?{_BODY}(?:(?P<leads>chủ\s{{1,3}}trì)|(?P<coordinates>phối\s{{1,3}}hợp))(?=\s{{0,3}}(?:[,;./\n]|\Z))",
    re.IGNORECASE,
)
BETWEEN = " \n\t;,.:(-–—+•*/"
GROUPS = frozenset({";", "\n"})

Split = Callable[[str], tuple[Part, ...]]


class AssignmentRole(StrEnum):
    lead = "lead"
    coordinating = "coordinating"


LEAD, ALSO = AssignmentRole.lead, AssignmentRole.coordinating


@dataclass(frozen=True, slots=True)
class Given:
    """A name of a cell and the role that the cell gives it, if any. `guessed`: nothing says it, or it is said of a part of the work only."""

    part: Part
    role: AssignmentRole | None
    guessed: bool = False


def roles_in(cell: str, split: Split) -> list[Given]:
    return [one for role, text in _stretches(cell) for one in _marked(text, role, split)]


def of_lead_column(given: Sequence[Given], *, stands_for_both: bool) -> list[Given]:
    """Names without a role lead, unless the cell says of another that it does, or the column is that of the others too."""
    if any(one.role is LEAD for one in given):
        return [one if one.role else replace(one, role=ALSO, guessed=True) for one in given]
    if not stands_for_both or any(one.role for one in given):
        return [one if one.role else replace(one, role=LEAD) for one in given]
    leads = _first_group([one.part for one in given])
    return [replace(one, role=LEAD if at < leads else ALSO, guessed=at >= leads) for at, one in enumerate(given)]


def of_coordinating_column(given: Sequence[Given]) -> list[Given]:
    """One that is said to lead stays where the column has it: who leads stands in another."""
    return [replace(one, role=ALSO, guessed=one.role is LEAD) for one in given]


def _first_group(parts: Sequence[Part]) -> int:
    """How many names stand before the first ";" or line break; where there is none, the first name is alone."""
    grouped = any(part.separator in GROUPS for part in parts[1:])
    return 1 + sum(1 for _ in takewhile(lambda part: part.separator not in GROUPS, parts[1:])) if grouped else 1


def _stretches(cell: str) -> Iterator[tuple[AssignmentRole | None, str]]:
    """The cell by its labels; what stands before the first has no role."""
    labels = list(LABEL.finditer(cell))
    if not any(label["lead"] is None for label in labels):
        spoken = SPOKEN.search(cell)
        labels = sorted([*labels, *([spoken] if spoken else [])], key=lambda label: label.start())
    behind = BEHIND.fullmatch(cell) if not labels and len(cell) <= LONGEST_SPOKEN else None
    if behind is not None:
        yield LEAD, behind["lead"].rstrip(BETWEEN)
        yield ALSO, behind["also"].rstrip(BETWEEN)
        return
    if not labels:
        yield None, cell
        return
    head = cell[: labels[0].start()].rstrip(BETWEEN)
    if head.strip(BETWEEN):
        yield None, head
    for at, label in enumerate(labels):
        text = (
            cell[label.end() : labels[at + 1].start()].rstrip(BETWEEN) if at + 1 < len(labels) else cell[label.end() :]
        )
        opened = "(" in label[0] or "(" in cell[max(0, label.start() - 1) : label.start()]
        yield _role(label), text.strip().removesuffix(")") if opened else text.strip()


def _role(label: re.Match[str]) -> AssignmentRole:
    return LEAD if label.groupdict().get("lead") else ALSO


def _marked(text: str, role: AssignmentRole | None, split: Split) -> Iterator[Given]:
    at = 0
    for mark in MARK.finditer(text):
        yield from _before(mark, split(text[at : mark.start()].strip(BETWEEN)), role)
        at = mark.end()
    rest = text[at:].lstrip(BETWEEN) if at else text
    yield from (Given(part, role) for part in (split(rest) if rest or not at else ()))


def _before(mark: re.Match[str], parts: Sequence[Part], role: AssignmentRole | None) -> Iterator[Given]:
    """The mark is that of the last name; "A, B chủ trì" says it of both."""
    said = LEAD if mark["lead"] or mark["leads"] else ALSO
    for part in parts[:-1]:
        yield Given(part, LEAD if mark["leads"] and role is None else role)
    for part in parts[-1:]:
        yield Given(part, said, guessed=bool((mark["of"] or "").strip()))
