"""The days that a count looks at: given as two days, or as a month, a quarter or a year.

Pure. Calendar periods and not the reporting periods of NĐ 09/2019: figures are asked for by month and quarter (NĐ 335/2025).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """Both days are in it; one that is not given leaves its end open. `is_period`: a month, a quarter or a year."""

    first: date | None = None
    last: date | None = None
    is_period: bool = False

    def within(self, other: "Window") -> "Window":
        """What both have in common."""
        firsts = [one for one in (self.first, other.first) if one is not None]
        lasts = [one for one in (self.last, other.last) if one is not None]
        return Window(max(firsts, default=None), min(lasts, default=None))


ALWAYS = Window()


def asked(
    first: date | None, last: date | None, month: str | None, quarter: str | None, year: int | None
) -> Window | None:
    """The window a request gives; none when it gives two, or one that ends before it begins. `2026-06`, `2026-Q2`, `2026`."""
    periods = (month and of_month(month), quarter and of_quarter(quarter), year and _months(year, 1, 12))
    given = [one for one in periods if one]
    if first is not None or last is not None:
        given.append(Window(first, last))
    is_reversed = first is not None and last is not None and last < first
    return None if len(given) > 1 or is_reversed else next(iter(given), ALWAYS)


def of_month(written: str) -> Window:
    year, number = (int(part) for part in written.split("-"))
    return _months(year, number, number)


def of_quarter(written: str) -> Window:
    year, number = (int(part) for part in written.split("-Q"))
    return _months(year, 3 * number - 2, 3 * number)


def _months(year: int, first: int, last: int) -> Window:
    return Window(date(year, first, 1), date(year, last, monthrange(year, last)[1]), is_period=True)


def ends(window: Window, today: date) -> tuple[date, date] | None:
    """The two days at whose ends it is looked what has moved: of a period, those before it began and when it, or today, ends."""
    if window.first is None:
        return None
    if window.is_period and window.last is not None:
        return window.first - timedelta(days=1), min(window.last, today)
    return window.first, window.last or today
