"""`tiendo summary`: the eight cells of a plan as one bar, what its agencies owe, and which of them are behind."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from app.cli.asking import asking
from app.cli.shown import day, numbers, print_line, print_table, words
from app.kernel.clock import Clock
from app.overview import counts
from app.overview import summary as overview
from app.overview.counts import Part
from app.overview.parameters import question
from app.overview.schemas import AgencyTally, PlanSummary, Rate
from app.overview.windows import ALWAYS
from app.tasks.cell_rules import Basis, Cell

MOST_AGENCIES = 12


class Look(NamedTuple):
    """`glyph`: the cell's part of the bar, told apart without colour too."""

    glyph: str
    colour: str
    vi: str
    en: str


LOOKS: Mapping[Cell, Look] = {
    Cell.overdue: Look("█", "red", "quá hạn", "overdue"),
    Cell.in_term: Look("▒", "blue", "trong hạn", "in term"),
    Cell.awaiting_event: Look("?", "magenta", "chờ sự kiện", "awaiting an event"),
    Cell.undated: Look("░", "cyan", "không thời hạn", "undated"),
    Cell.suspended: Look("-", "bright_black", "tạm dừng", "suspended"),
    Cell.completed_late: Look("x", "yellow", "hoàn thành quá hạn", "completed late"),
    Cell.completed_on_time: Look("▓", "green", "hoàn thành đúng hạn", "completed on time"),
    Cell.completed_undated: Look("=", "bright_green", "hoàn thành, không hạn", "completed, undated"),
}


async def ask(
    owner_url: str, serving_url: str, clock: Clock, plan: str, as_of: date | None, basis: Basis
) -> PlanSummary:
    async with asking(owner_url, serving_url, clock) as asked:
        of = question(asked.view(as_of, basis), ALWAYS, plan=plan)
        statement = counts.statement(of.shape(Part.section, Part.agency, of_plan=True))
        return overview.of_plan(of, await asked.rows(statement, **of.values))


def show(console: Console, told: PlanSummary) -> None:
    basis = "" if told.basis == Basis.current else ", theo hạn ban đầu / by the original days"
    print_line(console, f"{told.plan.code} · {day(told.as_of)}{basis} · {told.total} nhiệm vụ / tasks", "bold")
    cells, leads = _by_cell(told.cells.model_dump()), _by_cell(told.lead_cells.model_dump())
    if console.is_terminal:
        print_line(console, bar(cells, console.width))
    columns = [words("", "", 4), words("ô", "cell"), numbers("nhiệm vụ", "tasks"), numbers("", "%")]
    columns += [numbers("đầu mối", "leads")]
    print_table(console, columns, [_cell(cell, cells, leads) for cell in Cell])
    print_table(console, [words("cùng xem", "beside them"), numbers("", "")], _beside(told))
    _show_agencies(console, told.agencies)


def _cell(cell: Cell, cells: Mapping[Cell, int], leads: Mapping[Cell, int]) -> tuple[str | Text, ...]:
    look, number = LOOKS[cell], cells[cell]
    share = f"{100 * number / sum(cells.values()):.0f}" if number else ""
    return Text(look.glyph * 2, look.colour), f"{look.vi} / {look.en}", str(number), share, str(leads[cell])


def _by_cell(figures: Mapping[str, int]) -> dict[Cell, int]:
    return {cell: figures[cell] for cell in Cell}


def bar(cells: Mapping[Cell, int], width: int) -> Text:
    """Each cell that has a task has a part, however few: an overdue one must not be rounded away."""
    held = [cell for cell in Cell if cells[cell]]
    shared, before, drawn = width - len(held), 0, Text()
    for cell in held:
        after = before + cells[cell]
        long = 1 + _end(after, shared, cells) - _end(before, shared, cells)
        drawn.append(LOOKS[cell].glyph * long, LOOKS[cell].colour)
        before = after
    return drawn


def _end(tasks: int, width: int, cells: Mapping[Cell, int]) -> int:
    """Where a part ends; rounded once from the beginning, so that the parts are as wide as the whole."""
    return round(tasks * width / sum(cells.values()))


def _rate(rate: Rate) -> str:
    told = "–" if rate.rate is None else f"{100 * rate.rate:.1f}%"
    return f"{told} ({rate.numerator}/{rate.denominator})"


def _beside(told: PlanSummary) -> Sequence[tuple[str, str]]:
    days, owed, rates = told.overdue_days, told.obligations, told.rates
    return (
        (
            "quá hạn 1–7 · 8–30 · 31–90 · >90 ngày / days overdue",
            f"{days.d1_7} · {days.d8_30} · {days.d31_90} · {days.d91_up}",
        ),
        ("sắp đến hạn / due soon", str(told.due_soon)),
        ("trong hạn, chờ xác nhận / in term, awaiting confirmation", str(told.awaiting_confirmation)),
        ("có điều kiện / conditional", str(told.conditional)),
        ("giao khi đã quá hạn / opened late", str(told.opened_late)),
        ("nghĩa vụ đến hạn / obligations due", str(owed.due)),
        ("– đúng hạn · trễ · còn thiếu / on time · late · missing", f"{owed.on_time} · {owed.late} · {owed.missing}"),
        ("nghĩa vụ sắp tới / obligations upcoming", str(owed.upcoming)),
        ("tỷ lệ hoàn thành / completion", _rate(rates.completion)),
        ("tỷ lệ đúng hạn / on time", _rate(rates.on_time)),
        ("tỷ lệ báo cáo / reporting", _rate(rates.reporting)),
    )


def _show_agencies(console: Console, agencies: Sequence[AgencyTally]) -> None:
    """Who is behind, the most overdue first; at a terminal not more than fit on a page."""
    behind = [one for one in agencies if one.cells.overdue or one.obligations.missing]
    behind.sort(key=lambda one: (-one.cells.overdue, -one.obligations.missing))
    shown = behind[:MOST_AGENCIES] if console.is_terminal else behind
    columns = [words("cơ quan", "agency"), numbers("quá hạn", "overdue"), numbers("còn thiếu", "missing")]
    columns += [numbers("tổng", "total"), numbers("đúng hạn", "on time")]
    print_table(console, columns, [_agency(one) for one in shown])
    if len(behind) > len(shown):
        print_line(console, f"… và {len(behind) - len(shown)} cơ quan nữa / and {len(behind) - len(shown)} more")


def _agency(one: AgencyTally) -> tuple[str | Text, ...]:
    name = one.agency.name if one.agency else "chưa rõ cơ quan / nobody yet"
    overdue = Text(str(one.cells.overdue), "red" if one.cells.overdue else "default")
    return name, overdue, str(one.obligations.missing), str(one.total), _rate(one.rates.on_time)
