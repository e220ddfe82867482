"""A cell's value as the sheet shows it: 14.10 under the format 0.00 is a row's number, 0.5 under 0% is 50%, 46193 may be a day.

Days come out as Vietnamese offices write them (20/6/2026), whatever the language of the machine that made the file.
"""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

# Formats that Excel knows by number alone (ISO/IEC 29500-1, 18.8.30); those for East Asian days among them.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "d/m/yyyy"),
}  # fmt: skip
# What of a format is no place for a digit or a part of a day: text in quotes, escaped or stretched letters, colours and languages.
LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
# "Tháng "0 and "Quý "0"/2026": what a number says with them, it does not say alone.
WORDS_BEFORE = re.compile(r'(?:\[[^\]]*\])*\s*"(?P<words>[^"]*[^\W\d_][^"]*)"(?=.)')
WORDS_AFTER = re.compile(r'(?<=.)"(?P<words>[^"]*\w[^"]*)"\s*\Z')
DECIMALS = re.compile(r"0\.([0#?]+)")
DAY_PART, DIGIT = re.compile(r"[ymdhs]"), re.compile(r"[0#?]")
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  a day on paper has no zone
LAST_DAY = 2_958_466
# More digits than Excel keeps are noise of the arithmetic: 0.1 + 0.2 is 0.3.
DIGITS = 15
MOST_DECIMALS = 30
WHOLE = 1e15


Shown = Callable[[float], str]


@lru_cache(256)
def number_format(code: int, custom: str | None, *, from_1904: bool = False) -> Shown:
    written_as = (BUILT_IN.get(code, "General") if custom is None else custom).partition(";")[0]
    before, after = WORDS_BEFORE.match(written_as), WORDS_AFTER.search(written_as)
    shown = _shown_as(LITERAL.sub("", written_as).lower(), from_1904=from_1904)
    if before is None and after is None:
        return shown
    return lambda value: f"{before['words'] if before else ''}{shown(value)}{after['words'] if after else ''}"


def _shown_as(shown: str, *, from_1904: bool) -> Shown:
    if "general" in shown:
        return plain
    if DAY_PART.search(shown) and not DIGIT.search(shown.replace(".0", "")):
        return lambda value: day(value, shown, FIRST_DAY_1904 if from_1904 else FIRST_DAY)
    if not DIGIT.search(shown):
        return plain
    decimals = DECIMALS.search(shown)
    places = decimals[1][:MOST_DECIMALS] if decimals else ""
    if "%" in shown:
        return lambda value: f"{_fixed(value * 100, places)}%"
    return lambda value: _fixed(value, places)


def plain(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < WHOLE else f"{value:.{DIGITS}g}"


def _fixed(value: float, places: str) -> str:
    """0 is a decimal that is always shown, # one that is shown when it is not naught."""
    if not math.isfinite(value) or abs(value) >= WHOLE:
        return plain(value)
    whole, _, decimals = f"{value:.{len(places)}f}".partition(".")
    least = places.count("0")
    kept = decimals[:least] + decimals[least:].rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def day(value: float, shown: str, first: datetime) -> str:
    """`shown` says which parts: "mm/yyyy" is a month, and stays one."""
    if not 0 <= value < LAST_DAY:
        return plain(value)
    return written(first + timedelta(seconds=round(value * 86_400)), shown)


def written(moment: datetime, shown: str = "d/m/yyyy h:mm") -> str:
    clock = f"{moment.hour}:{moment.minute:02d}"
    if "y" not in shown and "d" not in shown:
        return clock
    date = f"{moment.month}/{moment.year}" if "d" not in shown else f"{moment.day}/{moment.month}/{moment.year}"
    has_clock = "h" in shown and (moment.hour or moment.minute)
    return f"{clock} {date}" if has_clock else date
