"""Which row stands under which, which are headings, and what a child without a lead or a deadline of its own takes from the row above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.annex.columns import Role
from app.documents.annex.rows import Row

LETTER = re.compile(r"[a-zđ]")
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Inherited:
    """A row with what it took from those above it, and of which columns."""

    row: Row
    roles: frozenset[Role]


def with_parents(rows: Sequence[Row]) -> tuple[Row, ...]:
    """14.1 stands under 14. A lettered row stands under the numbered one above it and is known as "14.a": letters begin
    again under each number, and a number is unique in its section. A row without number stands under a heading only.
    """
    placed: list[Row] = []
    known: dict[tuple[int | None, str], int] = {}
    above: int | None = None
    for row in rows:
        if above is not None and rows[above].section != row.section:
            above = None
        number, parent = _number_and_parent(row, placed, known, above)
        placed.append(replace(row, fields=replace(row.fields, number=number), parent=parent))
        if number:
            known[row.section, number] = len(placed) - 1
        if row.fields.number[:1].isdecimal():
            above = len(placed) - 1
    return tuple(placed)


def _number_and_parent(
    row: Row, placed: Sequence[Row], known: dict[tuple[int | None, str], int], above: int | None
) -> tuple[str, int | None]:
    number = row.fields.number
    if above is not None and LETTER.fullmatch(number):
        return f"{placed[above].fields.number}.{number}", above
    if not number:
        return number, above if above is not None and placed[above].owes_nothing else None
    while "." in number and len(number) <= LONGEST_NUMBER:
        number = number.rpartition(".")[0]
        if (row.section, number) in known:
            return row.fields.number, known[row.section, number]
    return row.fields.number, None


def headings_of(rows: Sequence[Row]) -> frozenset[int]:
    """Which rows stand over others only. One that asks for a product and has none below it is a task that lacks who owes it and when."""
    parents = {row.parent for row in rows}
    return frozenset(
        at for at, row in enumerate(rows) if row.owes_nothing and (at in parents or not row.fields.deliverable)
    )


def with_inherited(rows: Sequence[Row]) -> tuple[Inherited, ...]:
    """A parent stands above its children, so what it took itself goes on to them."""
    out: list[Inherited] = []
    for row in rows:
        out.append(Inherited(row, frozenset()) if row.parent is None else _from(out[row.parent].row, row))
    return tuple(out)


def _from(parent: Row, row: Row) -> Inherited:
    lead, deadline = row.fields.lead or parent.fields.lead, row.fields.deadline or parent.fields.deadline
    takes_lead = bool(lead) and not row.fields.lead
    coordinating = row.fields.coordinating or (parent.fields.coordinating if takes_lead else "")
    fields = replace(row.fields, lead=lead, coordinating=coordinating, deadline=deadline)
    pairs = (
        (Role.lead, row.fields.lead, lead),
        (Role.coordinating, row.fields.coordinating, coordinating),
        (Role.deadline, row.fields.deadline, deadline),
    )
    return Inherited(replace(row, fields=fields), frozenset(role for role, own, taken in pairs if own != taken))
