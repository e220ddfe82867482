"""Days written month first, as a workbook set to American English shows them: "06/13/2026" can be nothing else, and beside it "06/01/2026" may be
1 June as well as the 6 January that it says here.
"""

import re
from collections.abc import Iterable

NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})(\s?([/.-])\s?)(\d{1,2})(?=\s?\3\s?\d{2}(?:\d{2})?(?![\d/.-]))")
MONTHS, DAYS = 12, 31


def only_month_first(texts: Iterable[str | None]) -> str | None:
    """The first text with a day that is one only when its month stands first."""
    return next((text for text in texts if text and any(_needs_it(found) for found in NUMERIC.finditer(text))), None)


def other_way_round(text: str) -> str | None:
    """The text with each day turned about that could be both; None where there is none."""
    turned = NUMERIC.sub(lambda found: f"{found[4]}{found[2]}{found[1]}" if _may_be_both(found) else found[0], text)
    return turned if turned != text else None


def _needs_it(found: re.Match[str]) -> bool:
    return 1 <= int(found[1]) <= MONTHS < int(found[4]) <= DAYS


def _may_be_both(found: re.Match[str]) -> bool:
    return 1 <= int(found[1]) <= MONTHS and 1 <= int(found[4]) <= MONTHS
