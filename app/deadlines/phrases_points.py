"""Points: a named day or period with the word before it ("trước", "đến hết", "từ"), and the ranges and lists they
form.
"""

import re
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from itertools import accumulate

from app.deadlines.named import Named, Shape
from app.deadlines.numerals import QUARTER_VALUE, quarter_number
from app.deadlines.phrases_periods import IMPOSSIBLE, month, period_at, quarter
from app.deadlines.reading import Precision
from app.deadlines.sheet import Sheet, pattern


class Side(StrEnum):
    """Where a point lies on the way to the deadline."""

    plain = "plain"
    within = "within"
    before = "before"
    until = "until"
    start = "start"
    after = "after"


@dataclass(frozen=True, slots=True)
class Point:
    """`first` differs from `last` in a range only; both are names whose year may be missing. `start`, `end` lie in
    the sheet.
    """

    first: Named
    last: Named
    side: Side
    start: int
    end: int
    written: str
    is_range: bool = False


_LEADS = {
    Side.after: "khong truoc|khong som hon|som nhat|sau khi het|sau",
    Side.before: "truoc thoi diem|truoc thoi han|truoc han|truoc",
    Side.start: "bat dau tu|bat dau vao|bat dau trong|bat dau|ke tu|tinh tu|khoi dau tu|tu",
    Side.until: (
        "truoc va trong|trong va truoc|truoc hoac trong|trong hoac truoc|khong sau|"
        "khong muon hon|khong tre hon|khong cham hon|khong vuot qua|khong qua|cham nhat|muon nhat|tre nhat|cho den het|"
        "truoc khi het|truoc het|den het|cho den|den|toi|het|han chot|han cuoi|(?:ke )?tu nay (?:cho )"
        "?(?:den het|den|toi)"
    ),
    Side.within: "trong|noi trong",
    Side.plain: (
        "(?:buoi )?(?:sang|chieu|trua)|cuoi gio|tucthi|vao|thoi han|thoi gian|thoi diem|han|la|o|:|"
        "(?:ngay )?(?:thu (?:hai|ba|tư|nam|sáu|bay|[2-7])|chu nhat)(?: ,)?"
    ),
}  # from the strongest: "chậm nhất trước ngày" is before
_LEAD = {side: re.compile(rf"(?<!\S)(?:{text}) $") for side, text in _LEADS.items()}
_REACH = 40
MIDNIGHT, MINUTES_IN_HOUR = 24, 60

_RANGE_WORD = pattern(r"(?:- >|-|~|den het|cho den het|cho den|den|toi)(?: het)?")
_LIST_WORD = pattern(r"(?:(?:,|;) )?(?:,|va|&|;|/|\+|hoac)")
_AFTER_BARE = r"(?! (?!va\b|hoac\b|nam\b|hang\b|den\b|moi\b|cua\b)[^\W\d])"
_BARE = {
    Precision.quarter: pattern(rf"(?P<value>{QUARTER_VALUE}){_AFTER_BARE}"),
    Precision.month: pattern(rf"(?P<value>0?[1-9]|1[0-2])(?! -){_AFTER_BARE}"),
}
_TAIL_YEAR = pattern(r"(?:[/,-] )?(?:(?:cua )?nam )?(?P<year>[0-9]{4})(?! [/-])")
_LONE_DAY = pattern(
    r"(?:ngay )?(?P<day>[0-9]{1,2})"
    r"(?= (?:-|den|toi|,|va|den ngay|va ngay|, ngay) (?:ngay )?[0-9]{1,2} (?:[/.-] [0-9]|thang))"
)
_IN_LIST = re.compile(r"(?:[ ,;/&+]|\([^()]*\)|(?<!\w)va(?!\w))*")
_LONE_MONTH = pattern(r"(?P<month>0?[1-9]|1[0-2])(?= - [0-9]{1,2} / [0-9]{4})")
TIME = pattern(
    r"(?:(?:truoc|luc|vao luc|vao|truoc luc|cham nhat|cham nhat la|den) )?"
    r"(?P<hour>[0-9]{1,2}) (?:gio|h|g|:)(?: (?P<minute>[0-9]{2}))?(?: phut| p)?(?: ,)?"
    r"(?= (?:sang|chieu|toi|ngay|thu|chu nhat|hang|moi|cac ngay|trong ngay|cung ngay))"
)
_BARE_TIME = pattern(
    r"(?:truoc|luc|vao luc|vao|truoc luc) (?P<hour>[0-9]{1,2}) (?:gio|h|g|:)(?: (?P<minute>[0-9]{2}))?(?: phut| p)?"
)


def take_time(sheet: Sheet) -> time | None:
    """The hour named with a day. Midnight at a day's end is the day itself, so 24:00 is no time."""
    for sought in (TIME, _BARE_TIME):
        for found in sheet.finds(sought):
            hour, minute = int(found["hour"]), int(found["minute"] or 0)
            if hour <= MIDNIGHT and minute < MINUTES_IN_HOUR:
                sheet.take(*found.span())
                return None if hour == MIDNIGHT else time(hour, minute)
    return None


def take_points(sheet: Sheet) -> list[Point]:
    """All points of the phrase in order; what they are made of is taken."""
    points: list[Point] = []
    at = 0
    while at < len(sheet.free):
        points += _points_at(sheet, at)
        at = points[-1].end if points and points[-1].end > at else _next_word(sheet.free, at)
    points = [_with_month(point, points[index + 1 :]) for index, point in enumerate(points)]
    return list(accumulate(points, lambda one, next_one: _with_side(sheet.spoken, one, next_one)))


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at)
    return len(text) if space < 0 else space + 1


def _points_at(sheet: Sheet, at: int) -> list[Point]:
    """One point, a range, or a list that shares its unit ("tháng 4, 8, 12")."""
    begun = _name_at(sheet.free, at)
    if begun is None:
        return []
    side, start = _lead(sheet.free, at)
    if side is Side.plain and sheet.free.startswith("trong ", at):
        side = Side.within
    named, end = begun
    ended = _range_end(sheet.free, end, named)
    if ended is not None:
        last, end = ended
        names = [(named, last)]
    else:
        shared, end = _shared(sheet.free, end, named)
        names = [(name, name) for name in shared]
    written = sheet.take(start, end)
    return [Point(first, last, side, start, end, written, is_range=first is not last) for first, last in names]


def _name_at(text: str, at: int) -> tuple[Named, int] | None:
    found = period_at(text, at)
    if found is None and (lone := _LONE_MONTH.match(text, at)):
        return month(int(lone["month"])), lone.end()
    if found is None and (lone := _LONE_DAY.match(text, at)):
        return Named(Shape.day, Precision.day, int(lone["day"])), lone.end()
    return found


def _lead(text: str, at: int) -> tuple[Side, int]:
    """The strongest of the words that stand before a name, and where they begin."""
    sides = {Side.plain}
    while True:
        window = text[max(0, at - _REACH) : at]
        found = [(len(match.group()), side) for side, lead in _LEAD.items() if (match := lead.search(window))]
        if not found:
            return next(side for side in _LEADS if side in sides), at
        length, side = max(found)
        sides.add(side)
        at -= length


def _range_end(text: str, end: int, first: Named) -> tuple[Named, int] | None:
    word = _RANGE_WORD.match(text, end + 1)
    if word is None or first.shape is Shape.years:
        return None
    return _name_at(text, word.end() + 1) or _bare(text, word.end() + 1, first)


def _shared(text: str, end: int, first: Named) -> tuple[list[Named], int]:
    names = [first]
    while word := _LIST_WORD.match(text, end + 1):
        following = word.end() + 1
        item = _bare(text, following, first) if _name_at(text, following) is None else None
        if item is None:
            break
        names.append(item[0])
        end = item[1]
    return names, end


def _bare(text: str, at: int, like: Named) -> tuple[Named, int] | None:
    """A value without its unit, as in "Quý II, III/2026"."""
    sought = _BARE.get(like.precision)
    value = sought.match(text, at) if sought else None
    if value is None:
        return None
    named = (
        quarter(quarter_number(value["value"])) if like.precision is Precision.quarter else month(int(value["value"]))
    )
    tail = _TAIL_YEAR.match(text, value.end() + 1)
    return (named.in_year(int(tail["year"])), tail.end()) if tail else (named, value.end())


def _with_side(text: str, earlier: Point, point: Point) -> Point:
    """In "trước ngày 15/6 và 15/12" the word before the first of a list stands before all."""
    listed = point.side is Side.plain and _IN_LIST.fullmatch(text[earlier.end : max(earlier.end, point.start)])
    return replace(point, side=earlier.side) if listed and earlier.side in {Side.before, Side.until} else point


def _with_month(point: Point, later: list[Point]) -> Point:
    """In "15 và 30/6" a day without a month has that of the next point, in a range that of its end."""
    if point.first.shape is not Shape.day or point.first.last:
        return point
    owner = next(
        (name for name in [point.last, *(p.last for p in later)] if name.shape is Shape.day and name.last), None
    )
    if owner is None:
        return replace(point, first=IMPOSSIBLE, last=IMPOSSIBLE)
    first = replace(point.first, last=owner.last, year=owner.year)
    return replace(point, first=first, last=point.last if point.is_range else first)
