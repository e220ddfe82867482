"""Deadlines counted from an event: "chậm nhất 10 ngày sau khi …", "trong vòng 05 ngày làm việc kể từ ngày …", "khi có
yêu cầu".

The event's own words are quoted, not read; one that names several quarters or months is as many events.
"""

import re
from dataclasses import dataclass, replace

from app.deadlines.fold import AT_ONCE
from app.deadlines.named import Named, Shape
from app.deadlines.numerals import QUARTER_VALUE
from app.deadlines.phrases_periods import period_at
from app.deadlines.reading import Trigger, Unit
from app.deadlines.sheet import Sheet, pattern

_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sáu": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20, "ba muoi": 30, "bon muoi lam": 45, "sáu muoi": 60, "chin muoi": 90,
}  # fmt: skip
_UNITS = {
    "ngay": Unit.day,
    "tuan": Unit.week,
    "thang": Unit.month,
    "quy": Unit.month,
    "nam": Unit.year,
    "gio": Unit.hour,
    "tieng": Unit.hour,
    "h": Unit.hour,
}
# A hundred years: beyond it a number is a slip, and no calendar must be left by adding it.
_MOST = {
    Unit.hour: 9_999,
    Unit.day: 9_999,
    Unit.working_day: 9_999,
    Unit.week: 5_000,
    Unit.month: 1_200,
    Unit.year: 100,
}
_COUNT = "|".join(sorted(_WORDS, key=len, reverse=True))
_DURATION = (
    rf"(?:(?P<low>[0-9]{{1,4}})(?: gio| ngay)? (?:-|den|/) )?(?P<n>[0-9]{{1,4}}|nua|{_COUNT})(?: \( [^()]{{1,40}} \))?"
    r" (?P<unit>ngay|tuan|thang|quy|nam|gio|tieng|h)(?: le)?(?P<working> lam viec)?(?! (?:dau|cuoi|thang|lan|gio|"
    r"hang)(?!\S))(?! / )"
)
_LIMIT = (
    r"(?:(?:hoan thanh|thuc hien|bao cao|xong|thoi han|thoi gian|han|cham nhat|muon nhat|tre nhat|khong qua|"
    r"khong vuot qua|toi da|"
    r"trong vong|trong thoi han|trong thoi gian|trong|noi trong|sau|la|va|vao|den|phai|:) )*"
)
_SINCE = (
    r"(?:, )?(?:(?:ke|tinh) tu (?:sau )?(?:khi|luc|thoi diem)|(?:ke|tinh) tu|sau khi|sau thoi diem|sau|tu khi|"
    r"tu luc|tu thoi diem|tu|khi)"
)
_AFTER = pattern(rf"(?P<limit>{_LIMIT}){_DURATION} {_SINCE}(?= [^_\s])")
_BEFORE = pattern(rf"(?P<limit>{_LIMIT}){_DURATION}(?: ,)? truoc(?: khi| thoi diem)?(?= [^_\s])")
_ONCE = pattern(
    rf"(?:{AT_ONCE}(?: lap tuc| sau)? (?:khi|ngay)|{AT_ONCE} sau|ngay (?:lap tuc )?(?:sau )?khi|sau khi|(?:cho )"
    rf"?den khi|"
    r"(?:cham nhat|muon nhat) khi|(?:ke |tinh )?tu (?:khi|luc|thoi diem|ngay(?= [^\d_\s]))|dot xuat (?:khi|theo)|khi|"
    r"sau (?:ngay|thoi diem)(?= [^\d_\s])|"
    r"(?<!thang )(?<!quy )(?<!nam )(?<!tuan )(?<!thu )sau(?= (?!(?:ngay|thang|quy|nam|do|nay|het|_+)(?!\S))"
    r"[^\d\s]))(?= )"
)
_UNTIL_EVENT = pattern(r"truoc(?: (?:khi|thoi diem|ngay(?= [^\d_\s]))(?= )|(?= tet))")
_ON_DEMAND = pattern(r"(?:bao cao )?dot xuat|theo (?:thuc te )?phat sinh|phat sinh(?: den dau)?")
_BARE = pattern(rf"(?P<limit>{_LIMIT}){_DURATION}")
_TAIL = pattern(rf"(?:, )?(?:thi )?{_LIMIT}{_DURATION}")

# Where the words of an event or a reference end and the phrase speaks of its own day again.
BOUNDARY = re.compile(
    r"(?<!\S)(?:[;()_]|(?:(?:, |va |nhung )+)?(?:cham nhat|muon nhat|tre nhat|khong qua|khong muon hon|"
    r"hoan thanh (?:truoc|trong|vao|cham|xong|nam|quy|thang)"
    r"|xong truoc|truoc ngay [0-9]|truoc [0-9]|truoc (?:thang|quy|nam) [0-9i]|den het|han chot|trong (?:thang|quy|"
    r"nam) [0-9iv]|dinh ky|hang (?:ngay|tuan|thang|quy|nam)|thuong xuyen)"
    r"|, (?:bao cao|hoan thanh|trong vong|thoi han|nhung|trinh))(?!\w)"
)
# "Từ khi ban hành đến 31/12/2026"; in the title of a plan "đến năm 2030" is part of its name.
_UNTIL_DAY = pattern(
    r"den (?:ngay |het |cuoi )*(?:[0-9]{1,2} /|thang [0-9]|quy [iv1-4]|nam [0-9]|[0-9]{1,2} thang)(?: \S+)?"
)
_DATE_AHEAD = re.compile(r"(?<!\S), (?:ngay [0-9]|thang [0-9]|quy [iv1-4]|nam [0-9]|[0-9]{1,2} / [0-9])")
_ENDS_WITH_PERIOD = re.compile(r"(?:thang|quy|nam|ngay) (?:[0-9]+|[iv]+)(?: / [0-9]{4})?\s*$")

_SEVERAL = pattern(
    rf"(?P<unit>quy|thang) (?P<values>(?:{QUARTER_VALUE})(?:(?: (?:,|va|/|;))+ (?:quy |thang )?(?:{QUARTER_VALUE})"
    rf"(?! [0-9]))+)"
)
_VALUE = pattern(QUARTER_VALUE)


@dataclass(frozen=True, slots=True)
class Event:
    """`written` is the whole phrase; `start` where it begins in the sheet. `since` is set when the "event" is a named
    day.

    `before`: the thing is due before the event; `unnamed`: only a duration is said; `added`: it comes beside what
    else is owed ("năm 2026 và khi có yêu cầu").
    """

    triggers: tuple[Trigger, ...]
    written: str
    start: int
    since: Named | None = None
    before: bool = False
    unnamed: bool = False
    added: bool = False


def take_events(sheet: Sheet) -> list[Event]:
    events = []
    for sought, sign in ((_AFTER, 1), (_BEFORE, -1)):
        for found in sheet.finds(sought):
            amount, unit = _duration(sheet, found)
            events.append(_event(sheet, found, None if amount is None else amount * sign, unit))
    events += [_backwards(_event(sheet, found, None, None)) for found in sheet.finds(_UNTIL_EVENT)]
    events += [_event(sheet, found, None, None) for found in sheet.finds(_ONCE)]
    for found in sheet.finds(_ON_DEMAND):
        written = sheet.take(*found.span())
        events.append(Event((Trigger(written),), written, found.start()))
    return sorted(events, key=lambda event: event.start)


def _backwards(event: Event) -> Event:
    """As in "trước khi khai mạc 10 ngày"."""
    triggers = tuple(replace(one, amount=None if one.amount is None else -one.amount) for one in event.triggers)
    return replace(event, triggers=triggers, before=True)


def take_durations(sheet: Sheet) -> list[Event]:
    """Durations that do not say since when: "trong vòng 10 ngày"."""
    events = []
    for found in sheet.finds(_BARE):
        amount, unit = _duration(sheet, found)
        written = sheet.take(*found.span())
        events.append(Event((Trigger(written, amount, unit),), written, found.start(), unnamed=True))
    return events


def _duration(sheet: Sheet, found: re.Match[str]) -> tuple[int | None, Unit | None]:
    unit = Unit.working_day if found["working"] and found["unit"] == "ngay" else _UNITS[found["unit"]]
    if found["n"] == "nua":
        # Civil Code 2015, art. 146: half a month is 15 days, half a year 6 months.
        return {Unit.month: (15, Unit.day), Unit.year: (6, Unit.month)}.get(unit, (1, unit))
    amount = _WORDS[found["n"]] if found["n"] in _WORDS else int(found["n"])
    amount *= 3 if found["unit"] == "quy" else 1
    if found["low"]:
        sheet.note("upper_amount", sheet.words.written(found.start("low"), found.end("n")), str(amount))
    if amount > _MOST[unit]:
        sheet.note("impossible_date", sheet.words.written(found.start("n"), found.end("unit")))
        return None, None
    return amount, unit


def _event(sheet: Sheet, found: re.Match[str], amount: int | None, unit: Unit | None) -> Event:
    """The words from here to where the phrase speaks of its own day again are the event's."""
    start, begin = found.start(), found.end() + (sheet.free[found.end() : found.end() + 1] == " ")
    end = boundary(sheet.free, begin, also=_UNTIL_DAY)
    since = _named_day(sheet.free, begin, end)
    whole = end
    tail = _tail(sheet.free, begin, end) if amount is None and since is None else None
    if tail:
        amount, unit = _duration(sheet, tail)
        end, whole = min(end, tail.start() - 1), tail.end()
        sheet.take(*tail.span())
    triggers = tuple(Trigger(text, amount, unit) for text in _several(sheet, begin, end))
    sheet.take(start, found.end())
    sheet.quote(start, whole)
    added = sheet.words.plain[:start].endswith(" va ")
    return Event(triggers, sheet.words.written(start, whole), start, since, added=added)


def _tail(text: str, begin: int, end: int) -> re.Match[str] | None:
    """A duration said last: "sau khi có hướng dẫn 10 ngày", "sau khi có hướng dẫn, chậm nhất 10 ngày"."""
    inside = _TAIL.search(text, begin, end)
    if inside and inside.start() > begin and inside.end() == end:
        return inside
    return _TAIL.match(text, end + 1)


def boundary(text: str, at: int, *, also: re.Pattern[str] = BOUNDARY) -> int:
    """Where quoted words that begin at `at` end."""
    ends = [found.start() for found in (BOUNDARY.search(text, at), also.search(text, at)) if found]
    for ahead in _DATE_AHEAD.finditer(text, at):
        if not _ENDS_WITH_PERIOD.search(text[max(at, ahead.start() - 20) : ahead.start()]):
            ends.append(ahead.start())
            break
    end = min(ends, default=len(text))
    return at + len(text[at:end].rstrip(" ,.:"))


def _named_day(text: str, begin: int, end: int) -> Named | None:
    found = period_at(text, begin)
    return found[0] if found and found[1] == end and found[0].shape is Shape.day else None


def _several(sheet: Sheet, begin: int, end: int) -> list[str]:
    """An event "… GRDP quý II, quý III năm 2026" is two, each with the words around the list."""
    written = sheet.words.written
    found = _SEVERAL.search(sheet.words.plain, begin, end)
    if found is None:
        return [written(begin, end)]
    before, after = written(begin, found.start() - 1), written(found.end() + 1, end)
    unit = written(*found.span("unit"))
    offset = found.start("values")
    values = [written(offset + value.start(), offset + value.end()) for value in _VALUE.finditer(found["values"])]
    gap = "" if after.startswith("/") else " "
    return [f"{before} {unit} {value}{gap}{after}".strip() for value in values]
