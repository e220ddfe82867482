"""The numbers that Word writes by itself: "1.", "a)", "II", "14.1". They stand nowhere in the text, and the column STT is full of them.

Lists made from one definition (w:abstractNum) count on together; a list may begin anew by overriding a start (ISO/IEC 29500-1, 17.9).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.documents.readers.word.names import VAL, W, child_value
from app.documents.readers.xml import Element, is_on, number

LEVELS = 9
# "Phần thứ %1." is long for the text around a number.
LONGEST_TEXT = 60
PLACE = re.compile(r"%([1-9])")
# Bullets are letters of picture fonts, which have no meaning in Unicode; in a plan each opens an item of a list.
PRINTED_DASHES = frozenset("-–—+*•·")
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MOST_ROMAN = 3_999


def _roman(count: int) -> str:
    if not 0 < count <= MOST_ROMAN:
        return str(count)
    written = ""
    for worth, letters in ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written


def _letters(count: int) -> str:
    """A … Z, AA, BB, …: Word repeats the letter."""
    if count < 1:
        return str(count)
    times, at = divmod(count - 1, 26)
    return chr(ord("A") + at) * min(times + 1, 30)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restarts_after: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """One list: whose counters it moves, its levels, and where it begins anew."""

    definition: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


class Numbering:
    """Counts while the document is read: each numbered paragraph is to be asked for once, in its order."""

    def __init__(self, root: Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def level_of(self, list_id: int, style: str | None) -> int:
        """A style names its list only; the level that it stands for names the style."""
        known = self._lists.get(list_id)
        levels = known.levels if known else ()
        return next((at for at, one in enumerate(levels) if style and one.style == style), 0)

    def label(self, list_id: int, level: int) -> str:
        known = self._lists.get(list_id)
        if known is None or not 0 <= level < LEVELS:
            return ""
        counts = self._counted(known, list_id, level)
        return _label(known.levels, counts, level)

    def _counted(self, known: Numbered, list_id: int, level: int) -> list[int | None]:
        counts = self._counts.setdefault(known.definition, [None] * LEVELS)
        before, start = counts[level], known.starts.get(level)
        if start is not None and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counts[level] = start
        else:
            counts[level] = known.levels[level].start if before is None else before + 1
        for below in range(level + 1, LEVELS):
            after = known.levels[below].restarts_after
            if after is None or level < after:
                counts[below] = None
        return counts


def _label(levels: tuple[Level, ...], counts: list[int | None], level: int) -> str:
    shown = levels[level]
    if shown.format == "bullet":
        return shown.text if shown.text in PRINTED_DASHES else "-"

    def place(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        count = counts[at]
        return _written(levels[at], levels[at].start if count is None else count, is_legal=shown.is_legal)

    return PLACE.sub(place, shown.text).strip()


def _written(level: Level, count: int, *, is_legal: bool) -> str:
    write = FORMATS.get(level.format, str)
    return str(count) if is_legal and level.format != "none" else write(count)


def _lists(root: Element) -> dict[int, Numbered]:
    definitions = {str(one.get(f"{W}abstractNumId")): one for one in root.iterchildren(f"{W}abstractNum")}
    named = {style: one for one in definitions.values() if (style := child_value(one, "styleLink"))}
    found = {}
    for one in root.iterchildren(f"{W}num"):
        list_id, definition = number(one.get(f"{W}numId")), str(child_value(one, "abstractNumId"))
        element = definitions.get(definition)
        if list_id is not None and element is not None:
            real = named.get(child_value(element, "numStyleLink") or "", element)
            found[list_id] = _numbered(str(real.get(f"{W}abstractNumId")), real, one)
    return found


def _numbered(definition: str, element: Element, one: Element) -> Numbered:
    levels = _levels(element, [Level()] * LEVELS)
    starts: dict[int, int] = {}
    for override in one.iterchildren(f"{W}lvlOverride"):
        levels = _levels(override, levels)
        at, start = number(override.get(f"{W}ilvl")), number(child_value(override, "startOverride"))
        if at is not None and start is not None:
            starts[at] = start
    return Numbered(definition, tuple(levels), starts)


def _levels(parent: Element, base: list[Level]) -> list[Level]:
    levels = list(base)
    for one in parent.iterchildren(f"{W}lvl"):
        at = number(one.get(f"{W}ilvl"))
        if at is not None and at < LEVELS:
            levels[at] = _level(one, levels[at])
    return levels


def _level(one: Element, base: Level) -> Level:
    start = number(child_value(one, "start"))
    return replace(
        base,
        start=base.start if start is None else start,
        format=child_value(one, "numFmt") or base.format,
        text=(child_value(one, "lvlText") or "")[:LONGEST_TEXT],
        is_legal=bool(is_on(one.find(f"{W}isLgl"), VAL)),
        restarts_after=number(child_value(one, "lvlRestart")),
        style=child_value(one, "pStyle"),
    )
