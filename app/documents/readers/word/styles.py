"""What a style says of a text as far as an annex cares: bold, hidden, struck through, numbered. A style is based on another, which it overrides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.documents.readers.word.names import (
    BASED_ON,
    BOLD,
    DOUBLE_STRIKE,
    HIDDEN,
    LIST,
    LIST_LEVEL,
    NUMBERED,
    PARAGRAPH_LOOK,
    RUN_LOOK,
    STRIKE,
    VAL,
    W,
    children,
    value,
)
from app.documents.readers.xml import Element, is_on, number

# Styles are based on one another some levels deep; in a circle only when broken.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """None where nothing is said. `list_id` 0 says "not numbered", other than its base."""

    bold: bool | None = None
    hidden: bool | None = None
    list_id: int | None = None
    level: int | None = None
    faint: bool | None = None

    def over(self, base: "Look") -> "Look":
        if self is NOTHING_SAID:
            return base
        numbered = base if self.list_id is None else self
        return Look(
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
            numbered.list_id,
            numbered.level if self.level is None else self.level,
            base.faint if self.faint is None else self.faint,
        )


NOTHING_SAID = Look()
RUN_LOOKS = frozenset({BOLD, HIDDEN, STRIKE, DOUBLE_STRIKE})


def look_of_run(said: Mapping[str, Element]) -> Look:
    """As the properties of a run say."""
    if not RUN_LOOKS & said.keys():
        return NOTHING_SAID
    struck = [is_on(said[one], VAL) for one in (STRIKE, DOUBLE_STRIKE) if one in said]
    return Look(is_on(said.get(BOLD), VAL), is_on(said.get(HIDDEN), VAL), faint=any(struck) if struck else None)


def look_of_list(said: Mapping[str, Element]) -> Look:
    """As the properties of a paragraph say."""
    numbered = said.get(NUMBERED)
    if numbered is None:
        return NOTHING_SAID
    within = children(numbered)
    return Look(list_id=number(value(within.get(LIST))), level=number(value(within.get(LIST_LEVEL))))


class Styles:
    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root.iter(f"{W}style"))
        self._elements = {str(one.get(f"{W}styleId")): one for one in found}
        usual = (one for one in found if one.get(f"{W}type") == "paragraph" and is_on(one, f"{W}default"))
        self._usual = next((str(one.get(f"{W}styleId")) for one in usual if one.get(f"{W}default")), "")
        self.of = cache(self._of)

    def of_paragraph(self, style: str | None) -> Look:
        return self.of(style or self._usual)

    def _of(self, style: str | None) -> Look:
        found = NOTHING_SAID
        for _ in range(DEEPEST):
            element = self._elements.get(style or "")
            if element is None:
                break
            said = children(element)
            found = found.over(look_of_list(children(said.get(PARAGRAPH_LOOK))))
            found = found.over(look_of_run(children(said.get(RUN_LOOK))))
            style = value(said.get(BASED_ON))
        return found
