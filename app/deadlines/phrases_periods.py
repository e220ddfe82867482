"""Days and periods as phrases name them: one atom of text → one `Named`.

Each family is a pattern over folded words and the function that makes it a value; the order of `ATOMS` is from the
longest name to the shortest. Lists, ranges and the words before a name ("trước", "đến hết") are in `phrases_points`.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from app.deadlines.cutoffs import MONTHS_IN_YEAR
from app.deadlines.cutoffs import ROMAN as ROMAN_QUARTERS
from app.deadlines.named import LAST_WEEK, Named, Part, Shape
from app.deadlines.numerals import QUARTER_VALUE, ROMAN, number, quarter_number
from app.deadlines.reading import Precision
from app.deadlines.sheet import pattern

Found = re.Match[str]

HALF_YEAR, CENTURY, FULL_YEAR, MOST_WEEKS = 6, 100, 4, 6
_YEAR_TAIL = (
    r"(?:(?: (?:/|,|-|\.|\())?(?: cua)?(?: trong)?(?: nam)? (?P<year>[0-9]{4})(?! [0-9])(?! / [0-9])(?: \))?"
    r"| /(?: nam)? (?P<short>[0-9]{2})(?! [/0-9])"
    r"|(?: ,)?(?: cua)? nam (?P<relative>nay|sau|toi|ke tiep|tiep theo))?"
)
_MONTH = r"(?:thang|thg|t)(?: \.)?"
_MONTH_WORD = r"gieng|mot|hai|ba|tư|sáu|bay|tam|chin|muoi mot|muoi hai|muoi|chap|nam(?= nam [0-9]{4}| / [0-9]{4})"
_MONTH_VALUE = rf"(?P<month>[0-9]{{1,2}}(?! %)|{_MONTH_WORD})"
_QUARTER = r"(?:quy|qui|q)(?: \.)?(?: so| thu)?"
_ORDINAL = r"(?P<week>[0-9]{1,2}|[iv]+|mot|hai|ba|tư|bon|nam|dau tien|dau|cuoi cung|cuoi)"
_COUNT = r"(?P<count>nua|(?:[0-9]{1,2}|hai|ba|bon|tư|sáu|tam|chin|muoi)(?= thang| t)) (?:thang |t )?"

_RELATIVE_YEARS = {"nay": 0, "sau": 1, "toi": 1, "ke tiep": 1, "tiep theo": 1}
_RELATIVE_UNITS = {"nay": 0, "hien tai": 0, "sau": 1, "toi": 1, "ke tiep": 1, "tiep theo": 1}
_PARTS = {
    "dau": Part.start,
    "giua": Part.middle,
    "cuoi": Part.end,
    "10 ngay dau": Part.first_ten,
    "10 ngay cuoi": Part.last_ten,
    "ngay dau tien": Part.start,
    "ngay dau": Part.start,
    "ngay cuoi cung": Part.end,
    "ngay cuoi": Part.end,
    "nua dau": Part.first_half,
    "nua cuoi": Part.end,
    "thuong tuan": Part.first_ten,
    "trung tuan": Part.second_ten,
    "ha tuan": Part.last_ten,
    "het": Part.whole,
}


def _dated(named: Named, found: Found) -> Named:
    """`named` with the year its text gives, if it does."""
    groups = found.groupdict()
    if year := groups.get("year"):
        two_digits = len(year) < FULL_YEAR
        return replace(named, year=int(year) + 2000 * two_digits, two_digits=two_digits)
    if short := groups.get("short"):
        return replace(named, year=2000 + int(short), two_digits=True)
    if relative := groups.get("relative"):
        return replace(named, year_offset=_RELATIVE_YEARS[relative])
    return named


def months(first: int, last: int, precision: Precision) -> Named:
    return Named(Shape.months, precision, first, last)


IMPOSSIBLE = Named(Shape.impossible, Precision.none)


def _day(found: Found) -> Named:
    return _dated(Named(Shape.day, Precision.day, int(found["day"]), number(found["month"])), found)


def month(value: int) -> Named:
    return months(value, value, Precision.month) if 1 <= value <= MONTHS_IN_YEAR else IMPOSSIBLE


def quarter(value: int) -> Named:
    return months(3 * value - 2, 3 * value, Precision.quarter) if 1 <= value <= len(ROMAN_QUARTERS) else IMPOSSIBLE


def _month(found: Found) -> Named:
    return _dated(month(number(found["month"])), found)


def _quarter(found: Found) -> Named:
    return _dated(quarter(quarter_number(found["quarter"])), found)


def _part_of(unit: Callable[[Found], Named]) -> Callable[[Found], Named]:
    def made(found: Found) -> Named:
        return replace(unit(found), part=_PARTS[found["part"]])

    return made


def _first_months(found: Found) -> Named:
    count = HALF_YEAR if found["count"] == "nua" else number(found["count"])
    if not 1 <= count <= MONTHS_IN_YEAR:
        return IMPOSSIBLE
    precision = {HALF_YEAR: Precision.half, 9: Precision.nine_months}.get(count, Precision.months)
    return _dated(months(1, count, precision), found)


def _last_months(found: Found) -> Named:
    count = HALF_YEAR if found["count"] == "nua" else number(found["count"])
    if not 1 <= count <= MONTHS_IN_YEAR:
        return IMPOSSIBLE
    return _dated(months(13 - count, 12, Precision.half if count == HALF_YEAR else Precision.months), found)


def _end_unit(found: Found) -> Named:
    """As in "tháng cuối năm", "quý đầu năm"."""
    size, precision = (3, Precision.quarter) if found["unit"] == "quy" else (1, Precision.month)
    first = 1 if found["end"].startswith("dau") else 13 - size
    return _dated(months(first, first + size - 1, precision), found)


def _year(found: Found) -> Named:
    return _dated(months(1, 12, Precision.year), found)


def _years(found: Found) -> Named:
    first, last = int(found["first"]), int(found["last"])
    last += first // CENTURY * CENTURY if last < CENTURY else 0
    return Named(Shape.years, Precision.term, first, last)


def _week(found: Found) -> Named:
    text = found["week"]
    if text.startswith("cuoi"):
        ordinal = LAST_WEEK
    else:
        ordinal = 1 if text.startswith("dau") else number(text) or ROMAN.get(text, 0)
    if not (ordinal == LAST_WEEK or 1 <= ordinal <= MOST_WEEKS):
        return IMPOSSIBLE
    return _dated(Named(Shape.week_of_month, Precision.week, ordinal, number(found["month"])), found)


def _week_of_year(found: Found) -> Named:
    return _dated(Named(Shape.week_of_year, Precision.week, int(found["week"])), found)


def _around_issue(found: Found) -> Named:
    unit = found["unit"]
    precision = {"tuan": Precision.week, "thang": Precision.month, "quy": Precision.quarter}[unit]
    shape = Shape.week_of_year if unit == "tuan" else Shape.months
    groups = found.groupdict()
    offset = _RELATIVE_UNITS.get(groups.get("which") or "nay", 0)
    part = _PARTS.get(groups.get("part") or "", Part.whole)
    return Named(shape, precision, part=part, issue_offset=offset)


_UNVALUED = (
    r"(?! [0-9.])(?! [ivxl|]+(?!\S))"
    r"(?! (?:gieng|mot|hai|ba|tư|sáu|bay|tam|chin|muoi|chap|so|thu|dau|cuoi|giua|bon))"
)
_UNIT_END = rf"(?P<unit>thang|quy|tuan){_UNVALUED}"
_WHICH = r" (?P<which>nay|hien tai|sau|toi|ke tiep|tiep theo)(?! khi)"
_PART = (
    r"(?P<part>10 ngay dau|10 ngay cuoi|ngay dau tien|ngay dau|ngay cuoi cung|ngay cuoi|nua dau|nua cuoi|dau|giua|"
    r"cuoi|thuong tuan|trung tuan|ha tuan)(?: cua)?"
)
_MONTH_ATOM = rf"{_MONTH} {_MONTH_VALUE}{_YEAR_TAIL}"
_QUARTER_ATOM = rf"{_QUARTER} (?P<quarter>{QUARTER_VALUE}){_YEAR_TAIL}"
_YEAR_ATOM = r"nam(?: \.)? (?:(?P<year>[0-9]{4})|(?P<relative>nay|sau|toi|ke tiep|tiep theo)(?! khi))"

_SAME_SIGNS = r"(?:ngay )?(?P<day>[0-9]{1,2}) (?P<s>[/.-]) (?P<month>[0-9]{1,2}) (?P=s)"
_YEARS = (
    r"(?:(?:giai doan|nhiem ky|thoi ky)(?: nam| tu nam)? |(?:trong )?cac nam(?: tu)? |nam )?"
    r"(?<!hoc )(?P<first>[0-9]{4})(?: -| den| den nam| - nam) (?P<last>[0-9]{4}|[0-9]{2}(?! [/.0-9]))"
)

ATOMS: tuple[tuple[re.Pattern[str], Callable[[Found], Named]], ...] = tuple(
    (pattern(text), make)
    for text, make in (
        (r"(?:ngay )?(?P<year>[0-9]{4}) (?P<s>[-/]) (?P<month>[0-9]{1,2}) (?P=s) (?P<day>[0-9]{1,2})", _day),
        (rf"{_SAME_SIGNS} (?P<year>[0-9]{{4}}|[0-9]{{2}})(?! [/0-9])", _day),
        (r"(?:ngay )?(?P<day>[0-9]{1,2}) / (?P<month>[0-9]{1,2}) [.-] (?P<year>[0-9]{4})(?! [/0-9])", _day),
        (
            rf"(?:ngay )?(?:mung |mong )?(?P<day>[0-9]{{1,2}})(?: /| ,)?(?: cua)? thang {_MONTH_VALUE}{_YEAR_TAIL}",
            _day,
        ),
        (rf"(?:ngay )?(?P<day>[0-9]{{1,2}}) / (?P<month>[0-9]{{1,2}})(?! / [0-9]){_YEAR_TAIL}", _day),
        (rf"ngay (?P<day>[0-9]{{1,2}}) [.-] (?P<month>[0-9]{{1,2}})(?! [./-] [0-9]){_YEAR_TAIL}", _day),
        (rf"tuan(?: le)?(?: thu)? {_ORDINAL}(?: cua)?(?: trong)? {_MONTH_ATOM}", _week),
        (r"tuan(?: le)?(?: thu)? (?P<week>[0-9]{1,2})(?: /| cua| ,)?(?: nam)? (?P<year>[0-9]{4})", _week_of_year),
        (rf"{_PART} {_MONTH_ATOM}", _part_of(_month)),
        (rf"{_PART} {_QUARTER_ATOM}", _part_of(_quarter)),
        (_MONTH_ATOM, _month),
        (_QUARTER_ATOM, _quarter),
        (rf"{_COUNT}(?:dau|tu dau)(?: cua)?(?: nam)?{_YEAR_TAIL}", _first_months),
        (rf"{_COUNT}cuoi(?: cung)?(?: cua)?(?: nam)?{_YEAR_TAIL}", _last_months),
        (rf"nua nam (?P<count>dau){_YEAR_TAIL}", lambda found: _dated(months(1, 6, Precision.half), found)),
        (rf"nua nam (?P<count>cuoi){_YEAR_TAIL}", lambda found: _dated(months(7, 12, Precision.half), found)),
        (r"(?P<count>0?[1-9]|1[0-2]) thang (?:cua )?nam (?P<year>[0-9]{4})", _first_months),
        (r"(?<!vong )(?<!han )(?<!qua )(?<!nhat )(?<!da )(?<!gian )(?P<count>0?9) thang(?! [/0-9a-z_])", _first_months),
        (rf"(?P<unit>quy|thang) (?P<end>dau tien|cuoi cung|dau|cuoi)(?: cua)? nam{_YEAR_TAIL}", _end_unit),
        (_YEARS, _years),
        (rf"{_PART}(?: {_YEAR_ATOM})", _part_of(_year)),
        (rf"{_PART}(?: nam)(?: (?P<year>[0-9]{{4}}))?", _part_of(_year)),
        (rf"(?:ca |tron |suot )?{_YEAR_ATOM}", _year),
        (r"(?:trong )?(?:ca|trong|tron|het) nam(?! [0-9])", _year),
        (rf"(?:(?P<part>dau|giua|cuoi) )?{_UNIT_END}{_WHICH}", _around_issue),
        (rf"(?:(?P<part>dau|giua|cuoi) ){_UNIT_END}", _around_issue),
        (rf"(?:trong|het) {_UNIT_END}(?:{_WHICH})?", _around_issue),
        (r"(?P<month>[0-9]{1,2}) [/-] (?P<year>[0-9]{4})(?! [/0-9])", _month),
        (r"(?<![/.-] )(?P<year>(?:19|20|21)[0-9]{2})(?! [/.-])", _year),
    )
)


def period_at(text: str, at: int) -> tuple[Named, int] | None:
    """The longest name that begins at this place of a sheet's free text, and where it ends."""
    for sought, make in ATOMS:
        found = sought.match(text, at)
        if found and found.end() > at:
            return make(found), found.end()
    return None
