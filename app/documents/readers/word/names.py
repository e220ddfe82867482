"""The names of WordprocessingML that the reader knows (ISO/IEC 29500-1, 17)."""

from collections.abc import Mapping
from types import MappingProxyType

from app.documents.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
VAL = f"{W}val"

PARAGRAPH, PARAGRAPH_LOOK = f"{W}p", f"{W}pPr"
RUN, RUN_LOOK = f"{W}r", f"{W}rPr"
TABLE, ROW, CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
TEXT_BOX = f"{W}txbxContent"
STYLE_OF_PARAGRAPH, STYLE_OF_RUN, BASED_ON = f"{W}pStyle", f"{W}rStyle", f"{W}basedOn"
BOLD, HIDDEN = f"{W}b", f"{W}vanish"
STRIKE, DOUBLE_STRIKE = f"{W}strike", f"{W}dstrike"
NUMBERED, LIST, LIST_LEVEL = f"{W}numPr", f"{W}numId", f"{W}ilvl"
NONE: Mapping[str, Element] = MappingProxyType({})
# What was struck out in a tracked change, and the older way of saying the same for programs that know only that.
STRUCK = frozenset({f"{W}del", f"{W}moveFrom", FALLBACK})


def children(element: Element | None, *names: str) -> Mapping[str, Element]:
    """Those of these names, by name: looking each up by its path costs a pass over all of them each time."""
    return NONE if element is None else {one.tag: one for one in element.iterchildren(*names)}


def value(element: Element | None) -> str | None:
    """Of an element such as <w:pStyle w:val="…"/>; None when there is none."""
    return None if element is None else element.get(VAL)


def child_value(element: Element, name: str) -> str | None:
    return value(element.find(f"{W}{name}"))
