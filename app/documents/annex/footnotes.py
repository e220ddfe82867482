"""Footnotes of an annex: the marks in its cells ("5(*)", "Sở Y tế¹", "Quý II [1]") and the lines below the table they lead to.

Text keeps its marks, as written; what is read from it (a number, a day) is read without them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SUPERSCRIPT = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_MARK = rf"\(\*{{1,3}}\)|\[(?:\d{{1,2}}|\*{{1,3}})\]|[{SUPERSCRIPT}]{{1,2}}|\*{{1,3}}"
MARK = re.compile(_MARK)
# After a word: "(1)" before one numbers a list.
NUMBERED_MARK = re.compile(r"(?<=\w)\s?\(\d{1,2}\)(?!\s?\w)")
LINE = re.compile(rf"(?P<mark>{_MARK}|\(\d{{1,2}}\))\s*+[:.]?\s*+\w.*", re.DOTALL)
REMARK = re.compile(r"(?:ghi chú|chú thích)\s*[:.].*", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Footnote:
    """`mark` as it stands before the text, "" for a remark ("Ghi chú: …") that no row refers to."""

    mark: str
    written: str


def read_footnote(line: str) -> Footnote | None:
    found = LINE.fullmatch(line)
    if found:
        return Footnote(found["mark"], line)
    remark = REMARK.fullmatch(line)
    return Footnote("", line) if remark else None


def marks_in(texts: Iterable[str]) -> frozenset[str]:
    found = (one for text in texts for pattern in (MARK, NUMBERED_MARK) for one in pattern.findall(text))
    return frozenset(one.strip() for one in found)


def without_marks(text: str) -> str:
    return NUMBERED_MARK.sub("", MARK.sub("", text)).strip() if MARK.search(text) or "(" in text else text
