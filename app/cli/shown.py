"""How commands show what they found: Vietnamese first with English below it, a table at a terminal and plain lines in a pipe."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

Cell = str | Text

out, err = Console(), Console(stderr=True)


def day(on: date | None) -> str:
    """As it is written in documents."""
    return "" if on is None else f"{on:%d/%m/%Y}"


def task_called(task: dict[str, Any]) -> str:
    """As one finds it in the document: `II.13`; a row without a number has none."""
    return ".".join(one for one in (task["section"], task["number"]) if one)


def numbers(vi: str, en: str) -> Column:
    """As wide as it needs: a figure that is cut off is a wrong one."""
    return Column(f"{vi}\n{en}", justify="right", no_wrap=True)


def words(vi: str, en: str, most: int | None = None) -> Column:
    """At most so wide; those without a bound share what the others leave."""
    return Column(f"{vi}\n{en}", no_wrap=True, overflow="ellipsis", max_width=most, ratio=1 if most is None else None)


def print_table(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """In a pipe the same cells with tabs between them, whole: nothing is cut off for a script."""
    if not console.is_terminal:
        headings = [" / ".join(str(one.header).split("\n")).strip(" /") for one in columns]
        # To the file itself: rich would write blanks for the tabs.
        console.file.writelines("\t".join(str(one) for one in row) + "\n" for row in (headings, *rows))
        return
    table = Table(*(one.copy() for one in columns), box=box.SIMPLE_HEAD, expand=True, show_edge=False, padding=(0, 1))
    for row in rows:
        table.add_row(*(Text(one) if isinstance(one, str) else one for one in row))
    console.print(table)
    console.print()


def print_line(console: Console, text: Cell, style: str | None = None) -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
