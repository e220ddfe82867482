"""The lines that an export of ours prints around the table: which day its figures are of, and the digest at its foot.

They say nothing about the plan, so an annex of ours that comes back is read as if they were not there.
"""

import re

# What app/documents/exports writes at the head and at the foot; both sides name the phrase here only.
AS_OF = "Số liệu đến ngày"
COUNTED = "Tổng số dòng:"

OURS = re.compile(rf"(?:{re.escape(AS_OF)}\s+\d|{re.escape(COUNTED)}\s*\d).*", re.DOTALL)


def is_ours(line: str) -> bool:
    return OURS.fullmatch(line) is not None
