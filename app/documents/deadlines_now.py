"""Which phrases of a task are in force: what each stands in the place of, and what came by amendment beside the annex's own.

Pure: an export prints what an import compares.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

AMENDMENT, CELL, TITLE = "amendment", "cell", "title"


@dataclass(frozen=True, slots=True)
class Phrase:
    """`source`: where it was first said; `replaces_id`: in the place of which one an amendment has put it."""

    id: Hashable
    source: str
    text: str
    replaces_id: Hashable | None = None


@dataclass(frozen=True, slots=True)
class DeadlinesNow:
    """`cell`: what stands in the deadline cell; `second`: those of the title; `added`: those that an amendment has put beside them."""

    cell: Phrase | None
    second: tuple[str, ...]
    added: tuple[str, ...]


def in_force(phrases: Iterable[Phrase]) -> DeadlinesNow:
    """`phrases`: all that the task has and had, in the order in which they came. The first one set where the cell was empty fills it."""
    rows = list(phrases)
    source: dict[Hashable, str] = {}
    for one in rows:
        source[one.id] = source.get(one.replaces_id, one.source)
    replaced = {one.replaces_id for one in rows}
    last = [one for one in rows if one.id not in replaced]
    added = [one for one in last if source[one.id] == AMENDMENT]
    cell = next((one for one in last if source[one.id] == CELL), None) or (added.pop(0) if added else None)
    second = tuple(one.text for one in last if source[one.id] == TITLE)
    return DeadlinesNow(cell, second, tuple(one.text for one in added))
