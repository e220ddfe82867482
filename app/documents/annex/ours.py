"""The lines that an export of ours prints around the table: which day its figures are of, and the digest at its foot.

They say nothing about the plan, so an annex of ours that comes back is read as if they were not there; but for one thing: that it
was filtered, and so is not the whole of an annex. In a .csv, where no line stands above the table, the title of a last, empty
column says it.
"""

import re
from collections.abc import Iterable

# What app/documents/exports writes at the head and at the foot; both sides name the phrase here only.
AS_OF = "Số liệu đến ngày"
COUNTED = "Tổng số dòng:"
PART = "Trích:"

OURS = re.compile(rf"(?:{re.escape(AS_OF)}\s+\d|{re.escape(COUNTED)}\s*\d).*", re.DOTALL)


PART_TOLD = re.compile(rf"(?:{re.escape(AS_OF)}\s+\d.*?[\s·])?(?P<part>{re.escape(PART)}\s.*)", re.DOTALL)


def part_told(texts: Iterable[str]) -> str | None:
    """What of a plan it holds, when one of the lines or titles says that it holds a part."""
    return next((found["part"] for text in texts if (found := PART_TOLD.fullmatch(text))), None)


def is_ours(line: str) -> bool:
    return OURS.fullmatch(line) is not None
