"""On which day of each period a recurring thing is due: "thứ Tư", "trước ngày 15", "ngày 25 của tháng cuối quý".

"Trước ngày 15" is written as its last day in time, the 14th, like every `before` of a reading. Days 29 to 31 fall on
the month's last day where the month is shorter (Civil Code 2015, art. 148).
"""

import re
from dataclasses import dataclass

from app.deadlines.phrases_points import Point
from app.deadlines.phrases_rhythm import Rhythm
from app.deadlines.reading import Boundary, CutoffRule, ReportPeriod
from app.deadlines.rrule import WEEKDAYS
from app.deadlines.sheet import MASK, Sheet, pattern

_WEEKDAY_WORDS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "tu": 2, "4": 2, "nam": 3, "5": 3, "sáu": 4, "sau": 4, "6": 4,
    "bay": 5, "7": 5,
    "nhat": 6, "cn": 6,
}  # fmt: skip
_MONTHS_OF = {
    ReportPeriod.monthly: ("", "", ""),
    ReportPeriod.quarterly: ("1,4,7,10", "2,5,8,11", "3,6,9,12"),
    ReportPeriod.half_yearly: ("1,7", "3,9", "6,12"),
    ReportPeriod.nine_monthly: ("1", "5", "9"),
    ReportPeriod.yearly: ("1", "6", "12"),
}
_FIRST, _MIDDLE, _LAST = range(3)
SHORTEST_MONTH, LONGEST_MONTH, MIDDLE = 28, 31, 15
_PLACES = {"dau": _FIRST, "thu nhat": _FIRST, "thu 1": _FIRST, "giua": _MIDDLE, "thu hai": _MIDDLE, "thu 2": _MIDDLE}
_ORDINALS = {"dau": 1, "cuoi": -1, "nhat": 1, "1": 1, "hai": 2, "2": 2, "ba": 3, "3": 3, "tư": 4, "4": 4}

_BEFORE = (
    r"(?P<before>(?:(?:cham nhat|muon nhat|den|la|vao) )*truoc (?:ngay )?)?(?:(?:cham nhat|muon nhat|vao|den het|"
    r"den|la|khong qua|trong|ngay|mung|mong|cac) )*"
)
# "T6/2026" is June.
_WEEKDAY = r"(?:(?:ngay )?(?:thu|t) (?:hai|ba|tư|tu|nam|sáu|sau|bay|[2-7](?! / [0-9]))|chu nhat|cn)"
_WEEKDAY_LIST = (
    rf"{_WEEKDAY}(?:(?: (?:,|va|;|/|hoac))+ (?:{_WEEKDAY}|(?:hai|ba|tư|nam|sáu|bay|[2-7])(?= (?:hang|moi|,|va|_))))*"
)
_EVERY = pattern(rf"(?:moi|hang)(?= {_WEEKDAY})")
_WEEKDAYS = pattern(rf"{_BEFORE}(?:(?:sang|chieu|toi|cuoi ngay) )*(?P<days>{_WEEKDAY_LIST})")
_NTH = r"(?:tuan )?(?P<nth>dau tien|dau|cuoi cung|cuoi|thu (?:nhat|hai|ba|tư|[1-4]))"
_NTH_WEEKDAY = pattern(rf"{_BEFORE}(?P<days>{_WEEKDAY})(?: cua)? {_NTH}(?: cua| trong)*(?: thang)?")
# Of "từ ngày 15 đến 20" only the end is due.
_FROM_DAY = r"(?:(?:tu )?(?:ngay )?[0-9]{1,2} (?:-|den)(?: het)?(?: ngay)? )?"
_NOT_AFTER = r"(?<!/ )(?<!\. )(?<!thang )(?<!quy )(?<!nam )"
_DAYS = rf"{_NOT_AFTER}{_FROM_DAY}(?P<days>[0-9]{{1,2}}(?:(?: (?:,|va|;))+ (?:ngay )?[0-9]{{1,2}}(?! [/.-] [0-9]))*)"
_NOT_A_DATE = (
    r"(?! [/.:-] [0-9])(?! thang (?:[0-9]|gieng|mot|hai|ba|tư|sáu|bay|tam|chin|muoi|chap))(?! (?:ngay|lan|gio|h|"
    r"nam|tuan|thang|quy|%)(?!\S)(?! _))"
)
_OF_MONTH = (
    r"(?: cua)? thang (?P<place>dau tien|dau|giua|cuoi cung|cuoi|thu nhat|thu hai|thu ba|thu [123])"
    r"(?: cua| trong)*(?: moi| hang| tung)*(?: (?P<of>quy|ky|nam)(?! (?:[0-9]|[ivx]+(?!\S))))?(?: sau| tiep theo| do)?"
)
_DAY_OF_MONTH = pattern(rf"{_BEFORE}{_DAYS}{_OF_MONTH}")
_DAY_OF_NEXT = pattern(
    rf"{_BEFORE}{_DAYS}(?: cua)?(?: dau)? thang (?:sau lien ke|sau|tiep theo|ke tiep|lien ke|tiep sau|lien sau)"
)
_DAY = pattern(rf"{_BEFORE}{_DAYS}{_NOT_A_DATE}")
_EDGE = pattern(
    rf"{_BEFORE}(?:ngay |thang (?=cuoi))?(?P<edge>cuoi cung|cuoi|dau tien|dau|giua)(?: cua)?(?: (?P<of>tuan|"
    rf"thang|quy|nam))?(?= _| ,|$| \)| ;)"
)


@dataclass(frozen=True, slots=True)
class Due:
    """When within its period; without a rule the plan's cut-offs decide."""

    rule: str | None
    boundary: Boundary = Boundary.inclusive
    decided_by: CutoffRule = CutoffRule.named


def take_day_rhythm(sheet: Sheet, rhythm: Rhythm) -> None:
    """A rhythm said by its day alone: "mỗi thứ Sáu", "ngày 15 của tháng cuối quý"."""
    if sheet.take_all(_EVERY):
        rhythm.add(ReportPeriod.weekly)
        return
    found = next(sheet.finds(_DAY_OF_MONTH), None)
    if found and found["of"] == "quy":
        rhythm.add(ReportPeriod.quarterly)
    elif next(sheet.finds(_DAY_OF_NEXT), None):
        sheet.note("read_as_monthly")
        rhythm.add(ReportPeriod.monthly)


def take_due(sheet: Sheet, rhythm: Rhythm) -> Due:
    finest = rhythm.periods[0] if rhythm.periods else None
    if rhythm.rule is not None:
        return _interval(sheet, rhythm.rule)
    if finest is ReportPeriod.daily:
        return Due("FREQ=DAILY")
    if finest is ReportPeriod.weekly:
        return _weekly(sheet, others=len(rhythm.periods) > 1)
    if finest is None:
        return Due(None, decided_by=CutoffRule.default)
    named = _nth_weekday(sheet, finest) or _day_of_month(sheet, finest) or _edge(sheet, finest)
    return named or Due(None, decided_by=CutoffRule.plan)


def _interval(sheet: Sheet, rule: str) -> Due:
    weekly = rule.startswith("FREQ=WEEKLY")
    found = next(sheet.finds(_WEEKDAYS), None) if weekly else None
    if found is None:
        return Due(rule, decided_by=CutoffRule.default)
    sheet.take(*found.span())
    return Due(rule.replace("BYDAY=FR", f"BYDAY={_by_day(found['days'], 0)}"))


def _weekly(sheet: Sheet, *, others: bool) -> Due:
    found = next(sheet.finds(_WEEKDAYS), None)
    if found:
        sheet.take(*found.span())
        before = bool(found["before"])
        days = _by_day(found["days"], -1 if before else 0)
        return _decided(f"FREQ=WEEKLY;BYDAY={days}", before=before, others=others)
    edge = next(sheet.finds(_EDGE), None)
    if edge:
        sheet.take(*edge.span())
    if edge and edge["edge"].startswith("dau"):
        sheet.note("first_day_by_default")
        return _decided("FREQ=WEEKLY;BYDAY=MO", others=others)
    sheet.note("friday_by_default")
    return Due("FREQ=WEEKLY;BYDAY=FR", decided_by=CutoffRule.plan if others else CutoffRule.default)


def _decided(rule: str, *, before: bool = False, others: bool = False) -> Due:
    """A week's day is named; of longer periods reported as well the plan's cut-offs still decide."""
    boundary = Boundary.before if before else Boundary.inclusive
    return Due(rule, boundary, CutoffRule.plan if others else CutoffRule.named)


def take_weekdays(sheet: Sheet, points: list[Point]) -> set[int]:
    """Weekdays said beside a day ("thứ Sáu, ngày 19/6/2026", "19/6/2026 (thứ Sáu)"), Monday is 0."""
    stretches = [sheet.words.plain[point.start : point.end] for point in points]
    days = {day for stretch in stretches for found in _WEEKDAYS.finditer(stretch) for day in _weekdays(found["days"])}
    for found in sheet.finds(_WEEKDAYS):
        if not found["before"]:
            sheet.take(*found.span())
            days |= _weekdays(found["days"])
    return days


def _weekdays(text: str) -> set[int]:
    return {_WEEKDAY_WORDS[word] for word in text.split() if word in _WEEKDAY_WORDS}


def _by_day(text: str, shift: int) -> str:
    return ",".join(WEEKDAYS[day] for day in sorted({(day + shift) % 7 for day in _weekdays(text)}))


def _nth_weekday(sheet: Sheet, finest: ReportPeriod) -> Due | None:
    """As in "thứ Sáu cuối cùng của tháng"."""
    found = next(sheet.finds(_NTH_WEEKDAY), None)
    if found is None:
        return None
    sheet.take(*found.span())
    ordinal = next(number for word, number in _ORDINALS.items() if word in found["nth"].split())
    months = _MONTHS_OF[finest][_LAST]
    return _decided(_monthly_rule(months, f"BYDAY={ordinal}{_by_day(found['days'], 0)}"))


def _day_of_month(sheet: Sheet, finest: ReportPeriod) -> Due | None:
    months = _MONTHS_OF[finest]
    if found := next(sheet.finds(_DAY_OF_MONTH), None):
        chosen = months[_PLACES.get(found["place"].removesuffix(" tien"), _LAST)]
    elif found := next(sheet.finds(_DAY_OF_NEXT), None):
        chosen = months[_FIRST]
    elif found := next((day for day in sheet.finds(_DAY) if _says_day(sheet.free, day)), None):
        chosen = months[_LAST]
        if chosen:
            sheet.note("last_month_by_default")
    else:
        return None
    written = sheet.take(*found.span())
    days = sorted({int(day) for day in re.findall(r"[0-9]+", found["days"])})
    if not all(1 <= day <= LONGEST_MONTH for day in days):
        sheet.note("impossible_date", written)
        return Due(None)
    before = bool(found["before"])
    return _decided(_days_rule(chosen, [day - before for day in days]), before=before)


def _says_day(text: str, found: re.Match[str]) -> bool:
    """A bare number is a day only right before the rhythm ("25 hằng tháng")."""
    named = found["before"] or {"ngay", "mung", "mong"} & set(found.group().split())
    return bool(named) or text.startswith(" " + MASK, found.end())


def _days_rule(months: str, days: list[int]) -> str:
    if days == [0]:
        shifted = ",".join(sorted((str((int(m) - 2) % 12 + 1) for m in months.split(",") if m), key=int))
        return _monthly_rule(shifted, "BYMONTHDAY=-1")
    if days[-1] in {29, 30} and (len(days) == 1 or days[-2] < SHORTEST_MONTH):
        every = [*days[:-1], *range(SHORTEST_MONTH, days[-1] + 1)]
        places = ",".join(str(place) for place in [*range(1, len(days)), -1])
        return _monthly_rule(months, f"BYMONTHDAY={_listed(every)};BYSETPOS={places}")
    return _monthly_rule(months, "BYMONTHDAY=" + _listed([-1 if day in {0, LONGEST_MONTH} else day for day in days]))


def _listed(days: list[int]) -> str:
    return ",".join(str(day) for day in days)


def _edge(sheet: Sheet, finest: ReportPeriod) -> Due | None:
    """As in "ngày cuối cùng của quý", "cuối mỗi tháng"."""
    found = next(sheet.finds(_EDGE), None)
    if found is None:
        return None
    sheet.take(*found.span())
    place = {"dau": _FIRST, "giua": _MIDDLE}.get(found["edge"].removesuffix(" tien"), _LAST)
    months, before = _MONTHS_OF[finest][place], bool(found["before"])
    if place == _LAST:
        return _decided(_monthly_rule(months, f"BYMONTHDAY={-1 - before}"), before=before)
    if place == _FIRST:
        sheet.note("first_day_by_default")
    return _decided(_days_rule(months, [(1, MIDDLE)[place] - before]), before=before)


def _monthly_rule(months: str, day: str) -> str:
    return f"FREQ=MONTHLY;BYMONTH={months};{day}" if months else f"FREQ=MONTHLY;{day}"
