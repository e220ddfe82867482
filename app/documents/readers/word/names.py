"""The names of WordprocessingML that the reader knows (ISO/IEC 29500-1, 17)."""

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
# What was struck out in a tracked change, and the older way of saying the same for programs that know only that.
STRUCK = frozenset({f"{W}del", f"{W}moveFrom", FALLBACK})


def value(element: Element | None, name: str) -> str | None:
    """The value of a child such as <w:pStyle w:val="…"/>; None when there is none."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(VAL)


def child(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(f"{W}{name}")
