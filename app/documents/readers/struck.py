"""What of a text is struck through, or hidden: an amended annex strikes the old words and writes the new ones beside them.

The new ones are read and the old ones kept apart, to be told: read together, two agencies would lead where one was put in the place of the
other. Where no word stands beside it, what is struck is the text: a person may have meant it gone, and is asked.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

WORD = re.compile(r"[^\W_]")


class Piece(NamedTuple):
    text: str
    struck: bool
    hidden: bool = False


class Parted(NamedTuple):
    """`faint`: all of the text is struck through."""

    text: str
    faint: bool
    left_out: str


def parted(pieces: Sequence[Piece], between: str = "") -> Parted:
    """`between` stands between two pieces that are read, as between lines; pieces left out side by side are one."""
    if not any(one.struck or one.hidden for one in pieces):  # nearly always
        return Parted(between.join(one.text for one in pieces), faint=False, left_out="")
    shown = [one for one in pieces if not one.hidden]
    faint = any(one.struck and one.text.strip() for one in shown) and not _has_word(shown)
    told = [(one.hidden or (one.struck and not faint), one.text) for one in pieces]
    groups = [(is_left_out, [text for _, text in group]) for is_left_out, group in groupby(told, lambda one: one[0])]
    left_out = (between.join(texts).strip() for is_left_out, texts in groups if is_left_out)
    return Parted(
        between.join(text for is_left_out, text in told if not is_left_out),
        faint,
        (between or " ").join(filter(None, left_out)),
    )


def _has_word(pieces: Iterable[Piece]) -> bool:
    return any(not one.struck and WORD.search(one.text) for one in pieces)
