"""Of whom a cell of a row with several leads speaks: of all of them, unless its lines name them ("Sở Tài chính: Đã hoàn thành"), as
our exports write it.

Pure.
"""

import re
from collections.abc import Collection, Mapping
from uuid import UUID

from app.kernel.text import match_key

# Of each lead, every name it goes by.
Names = Mapping[UUID, Collection[str]]
NAMED_LINE = re.compile(r"\s*(?:[-–•+*]\s*)?(?P<name>[^:\n]{2,300}?)\s*:\s*(?P<text>.*)")


def progress_of(lead: UUID, progress: Mapping[str, str], names: Names) -> dict[str, str]:
    """The cells of the row as far as they speak of this lead."""
    known = {match_key(name): one for one, spellings in names.items() for name in spellings}
    return {title: _said_of(lead, text, known) for title, text in progress.items()}


def _said_of(lead: UUID, text: str, known: Mapping[str, UUID]) -> str:
    """What stands before the first name is about all, what follows a name about that one until the next."""
    whose: UUID | None = None
    kept: list[str] = []
    for line in text.splitlines():
        found = NAMED_LINE.fullmatch(line)
        named = known.get(match_key(found["name"])) if found else None
        if found and named:
            whose, rest = named, found["text"]
        else:
            rest = line
        if whose in (None, lead):
            kept.append(rest)
    return "\n".join(kept).strip()
