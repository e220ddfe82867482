"""One awkward fragment: its name, the document drawn (drawn.py), what a careful reader makes of it and is told (said.py)."""

from typing import NamedTuple

from tests.rules.documents.drawn import USUAL


class Trouble(NamedTuple):
    name: str
    fragment: str
    reads: str
    tells: str


def trouble(name: str, fragment: str, reads: str, tells: str = "") -> Trouble:
    """Rows under the usual header of six columns."""
    return Trouble(name, f"{USUAL}\n{fragment.strip()}", reads, tells)


def as_it_stands(name: str, fragment: str, reads: str, tells: str = "") -> Trouble:
    """A document with a header of its own."""
    return Trouble(name, fragment.strip(), reads, tells)
