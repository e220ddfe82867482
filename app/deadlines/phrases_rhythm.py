"""How often a thing comes again: "hằng quý", "06 tháng/năm", "02 lần/năm", "định kỳ tháng, quý, 6 tháng, năm".

A rhythm is a set of report periods, whose days the plan's cut-offs or a named day decide, or an interval as an RFC
5545 rule. Which day of the period is named is read by `phrases_recurring`.
"""

import re
from dataclasses import dataclass, field

from app.deadlines.numerals import number
from app.deadlines.reading import ReportPeriod
from app.deadlines.sheet import Sheet, pattern

_PERIODS = {
    1: ReportPeriod.monthly,
    3: ReportPeriod.quarterly,
    6: ReportPeriod.half_yearly,
    9: ReportPeriod.nine_monthly,
    12: ReportPeriod.yearly,
}
_MONTHS = {"thang": 1, "quy": 3, "nua nam": 6, "ban nien": 6, "nam": 12}
_UNIT_NAMES = {"ngay": "ngày", "tuan": "tuần", "thang": "tháng", "quy": "quý", "nam": "năm"}

_N = r"(?:[0-9]{1,2}|mot|hai|ba|bon|sáu|tam|chin|muoi)"
_UNIT = r"(?:nua nam|ban nien|ngay|tuan|thang|quy|nam)"
_NO_VALUE = r"(?! (?:thu )?[0-9])(?! [ivxl|]+(?!\S))(?! (?:dau|cuoi|nay|sau|toi|tiep|hoc|qua|gieng|thu)(?!\S))"
_EACH = r"(?:hang|moi|tung|cach)"
_ITEM = rf"(?:(?:{_EACH}|ca) )?(?:{_N} )?{_UNIT}{_NO_VALUE}"
_LONG_ITEM = rf"(?:{_EACH} )?(?:{_N} )?(?:thang|quy|nua nam|nam){_NO_VALUE}"
_LAST_ITEM = (
    rf"(?:(?:{_EACH} )?(?:{_N} )?(?:thang|quy){_NO_VALUE}|(?:(?:{_EACH}|ca) )?(?:{_N} )?nam(?! (?:nay|sau|toi|hoc)))"
)
_JOIN = r"(?: (?:,|/|va|hoac|;|-|dinh ky))+ "
_PERIODIC = r"(?:theo )?dinh ky(?: (?:bao cao|theo|vao|la|:|,))*"

_SUMMARIES = pattern(
    r"so ket (?:0?6|sáu) thang(?: dau nam)?(?: ,| va| ;)+ tong ket(?: (?:cuoi |ca )?nam(?! [0-9])|(?= nam [0-9]))"
)
_TIMES_PER_UNIT = pattern(
    rf"(?:it nhat |toi thieu )?(?P<times>{_N}) (?:lan|ky) (?:/|trong|mot|moi|tren|hang|cho)(?: mot| moi)"
    rf"? (?P<unit>(?:{_N} )?{_UNIT}){_NO_VALUE}"
)
_UNIT_TIMES = pattern(
    rf"(?:it nhat |toi thieu )?(?:moi|hang|mot|1) (?P<unit>(?:{_N} )?{_UNIT})(?: it nhat| toi thieu| bao cao|"
    rf" to chuc| thuc hien|,| :)* (?P<times>{_N}) lan"
)
_UNIT_PER_TIME = pattern(
    rf"(?:dinh ky )?(?:moi |cach )?(?P<unit>{_N} {_UNIT}|{_UNIT}) (?:/|mot|moi|x)(?: (?:0?1|mot))? lan"
)
_EACH_LIST = pattern(rf"(?:{_PERIODIC} |theo )?{_EACH} (?:{_N} )?{_UNIT}{_NO_VALUE}(?:{_JOIN}{_ITEM})*")
_PERIODIC_LIST = pattern(rf"(?:{_PERIODIC}|theo(?: tung)?) {_ITEM}(?:{_JOIN}{_ITEM})*")
_BARE_LIST = pattern(rf"(?:{_LONG_ITEM}{_JOIN})+{_LAST_ITEM}")
_LABELLED = r"(?= (?:[(:)]|truoc|gui|nop|vao|cham nhat|muon nhat|ngay [0-9]))"
_HALF_LABEL = pattern(rf"(?:bao cao |so ket |dinh ky )*(?:0?6|sáu) thang(?: dau nam)?{_LABELLED}")
_YEAR_LABEL = pattern(rf"(?:bao cao |tong ket |ca |dinh ky )*nam{_LABELLED}")
_CLASS = pattern(r"cac (?:thang|quy) (?:trong|cua|con lai cua) nam(?! [0-9])")
_ALONE = pattern(r"(?:bao cao )?dinh ky")
_ITEMS = re.compile(rf"(?<!\S)(?:(?P<n>{_N}) )?(?P<unit>{_UNIT})(?!\S)")
_SLASHED = pattern(r"(?:0?6|sáu) thang / (?:0?1 |mot )?nam")


@dataclass(slots=True)
class Rhythm:
    """`periods` from the finest; `rule` when an interval or a named day gives one; `written` as the phrase says it."""

    periods: list[ReportPeriod] = field(default_factory=list)
    rule: str | None = None
    unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.periods or self.rule or self.unknown)

    def add(self, period: ReportPeriod) -> None:
        self.periods = sorted({*self.periods, period}, key=list(ReportPeriod).index)


def take_labels(sheet: Sheet) -> Rhythm:
    """As in "báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12": the days follow, each under its report."""
    rhythm = Rhythm()
    if _HALF_LABEL.search(sheet.free) and _YEAR_LABEL.search(sheet.free):
        sheet.take_all(_HALF_LABEL)
        sheet.take_all(_YEAR_LABEL)
        rhythm.add(ReportPeriod.half_yearly)
        rhythm.add(ReportPeriod.yearly)
    return rhythm


def take_rhythm(sheet: Sheet, rhythm: Rhythm) -> None:
    for found in sheet.finds(_SUMMARIES):
        sheet.take(*found.span())
        rhythm.add(ReportPeriod.half_yearly)
        rhythm.add(ReportPeriod.yearly)
    for sought in (_TIMES_PER_UNIT, _UNIT_TIMES):
        for found in sheet.finds(sought):
            written = sheet.take(*found.span())
            _add_times(sheet, rhythm, number(found["times"]), found["unit"], written)
    for sought in (_UNIT_PER_TIME, _EACH_LIST, _PERIODIC_LIST, _CLASS, _BARE_LIST):
        _take_items(sheet, rhythm, sought)
    _take_alone(sheet, rhythm)


def _take_items(sheet: Sheet, rhythm: Rhythm, sought: re.Pattern[str]) -> None:
    for found in sheet.finds(sought):
        sheet.take(*found.span())
        if _SLASHED.search(found.group()):
            sheet.note("half_year_and_year")
        named = found["unit"] if "unit" in sought.groupindex else found.group()
        for item in _ITEMS.finditer(_without_each_year(named)):
            _add_item(sheet, rhythm, number(item["n"]) if item["n"] else 1, item["unit"])


def _without_each_year(text: str) -> str:
    """The words "các quý trong năm" say where the quarters lie, not that a year is reported."""
    return re.sub(r" (?:trong|cua) nam$", "", text)


def _add_item(sheet: Sheet, rhythm: Rhythm, count: int, unit: str) -> None:
    if unit in _MONTHS:
        _add_months(sheet, rhythm, count * _MONTHS[unit])
    elif count == 1:
        rhythm.add(ReportPeriod.daily if unit == "ngay" else ReportPeriod.weekly)
    else:
        sheet.note("counted_from_start")
        rhythm.rule = f"FREQ=DAILY;INTERVAL={count}" if unit == "ngay" else f"FREQ=WEEKLY;INTERVAL={count};BYDAY=FR"


def _add_months(sheet: Sheet, rhythm: Rhythm, months: int) -> None:
    if months in _PERIODS:
        rhythm.add(_PERIODS[months])
    elif months and 12 % months == 0:
        rhythm.rule = f"FREQ=MONTHLY;BYMONTH={','.join(str(m) for m in range(months, 13, months))};BYMONTHDAY=-1"
        sheet.note("spread_evenly", str(12 // months), "năm")
    elif months % 12 == 0 and months:
        rhythm.rule = f"FREQ=YEARLY;INTERVAL={months // 12};BYMONTH=12;BYMONTHDAY=-1"
        sheet.note("counted_from_start")
    elif months:
        rhythm.rule = f"FREQ=MONTHLY;INTERVAL={months};BYMONTHDAY=-1"
        sheet.note("counted_from_start")
    else:
        rhythm.unknown = True
        sheet.note("rhythm_unknown", "0")


def _add_times(sheet: Sheet, rhythm: Rhythm, times: int, unit_text: str, written: str) -> None:
    """Twice a year is every half-year; a number that does not divide its unit into known periods stays open."""
    item = _ITEMS.fullmatch(unit_text)
    count, unit = (number(item["n"]) if item["n"] else 1, item["unit"]) if item else (1, unit_text)
    if times == 1:
        _add_item(sheet, rhythm, count, unit)
        return
    months = count * _MONTHS.get(unit, 0)
    if unit == "thang" and (count, times) == (1, 2):
        rhythm.rule = "FREQ=MONTHLY;BYMONTHDAY=15,-1"
    elif times and months and months % times == 0:
        _add_months(sheet, rhythm, months // times)
    else:
        rhythm.unknown = True
        sheet.note("rhythm_unknown", written)
        return
    sheet.note("spread_evenly", str(times), _UNIT_NAMES.get(unit, unit))


def _take_alone(sheet: Sheet, rhythm: Rhythm) -> None:
    """The word "định kỳ" adds nothing to a rhythm named elsewhere; alone it leaves the rhythm open."""
    for found in sheet.finds(_ALONE):
        written = sheet.take(*found.span())
        if not rhythm:
            rhythm.unknown = True
            sheet.note("rhythm_unknown", written)
