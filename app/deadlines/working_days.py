"""The working week of state bodies: Monday to Friday, less holidays, plus the Saturdays worked in exchange.

Which days those are is data of the calendar feature; here they are given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A make-up day is worked though a weekend; it wins over a holiday of the same date."""

    holidays: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked."""
        return day if self.is_working_day(day) else next(self._from(day, step=1))

    def add_working_days(self, day: date, amount: int) -> date:
        """The `amount`-th working day after `day`, which is not counted (Civil Code 2015, art. 147); negative counts
        back.
        """
        if amount == 0:
            return day
        step = 1 if amount > 0 else -1
        return next(islice(self._from(day, step=step), abs(amount) - 1, None))

    def _from(self, day: date, *, step: int) -> Iterator[date]:
        following = (day + timedelta(days=step * offset) for offset in count(1))
        return (later for later in following if self.is_working_day(later))
