"""What a cell may hold, in any of the formats. Pure."""

import re
from datetime import date

from app.documents.admitted import MAX_CELL

# XML 1.0 §2.2: what a document may not hold, escaped or not.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CUT_OFF = "…"


def fit(text: str) -> str:
    """Nothing that makes a file unreadable, and no more than a spreadsheet's cell can hold."""
    legal = _ILLEGAL.sub("", text)
    return legal if len(legal) <= MAX_CELL else legal[: MAX_CELL - len(_CUT_OFF)] + _CUT_OFF


def day(on: date | str | None) -> str:
    """As documents write it; from PostgreSQL's JSON it comes as text."""
    if on is None:
        return ""
    return f"{date.fromisoformat(on) if isinstance(on, str) else on:%d/%m/%Y}"
