"""Rates, each with what it divides by what (DESIGN §5). Pure: figures come in as they were counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.tasks.cell_rules import Cell

DECIMALS = 4
# For an order by rate: in parts of a million, the best first, and after them who has none.
MILLION, LAST = 1_000_000, 1_000_001


@dataclass(frozen=True, slots=True)
class Rate:
    """`rate` is null when there is nothing to divide by: no rate is neither a good one nor a bad one."""

    numerator: int
    denominator: int

    @property
    def rate(self) -> float | None:
        return round(float(Fraction(self.numerator, self.denominator)), DECIMALS) if self.denominator else None

    @property
    def place(self) -> int:
        """Of the rate in a league table, the smallest first; its twin in SQL stands in `league`."""
        return MILLION - self.numerator * MILLION // self.denominator if self.denominator else LAST


COMPLETED = (Cell.completed_late, Cell.completed_on_time, Cell.completed_undated)
TIMED = (Cell.overdue, Cell.completed_late, Cell.completed_on_time)


def completion(cells: Mapping[Cell, int]) -> Rate:
    """Completed ÷ all."""
    return Rate(sum(cells[one] for one in COMPLETED), sum(cells.values()))


def on_time(cells: Mapping[Cell, int]) -> Rate:
    """Completed by its day ÷ what is completed by a day or after it, or overdue: what is still in term says nothing yet."""
    return Rate(cells[Cell.completed_on_time], sum(cells[one] for one in TIMED))


def reporting(on_time: int, late: int, missing: int) -> Rate:
    """What was handed in by its day ÷ what was due: the second rate by which units are named (tỷ lệ cập nhật)."""
    return Rate(on_time, on_time + late + missing)
