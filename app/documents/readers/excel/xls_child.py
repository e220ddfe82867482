"""Reads an old workbook (.xls) from standard input and writes its sheets to standard output as JSON. A program of its own.

calamine trusts what the file says of its own size, and a wrong word there ends the process (a failed allocation cannot be caught);
so it runs in one that may be lost, with little memory and little time. Started by its path: it imports nothing of ours.
"""

import datetime as dt
import io
import json
import sys
from typing import Any

import python_calamine as calamine

NEEDS_PASSWORD = 3
MEMORY = 1_000_000_000
SECONDS = 8
MOST_ROWS, MOST_COLUMNS = 65_536, 256


def main() -> int:
    bound()
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    except calamine.PasswordError:
        return NEEDS_PASSWORD
    shown = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible]
    json.dump([sheet(book.get_sheet_by_name(name)) for name in shown], sys.stdout)
    return 0


def bound() -> None:
    if sys.platform == "win32":  # no such bounds there; the time is bounded by who started us
        return
    import resource  # noqa: PLC0415  absent on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheet(one: calamine.CalamineSheet) -> dict[str, Any]:
    top, left = one.start or (0, 0)
    values = one.to_python()
    rows = {
        top + at: {left + place: written for place, value in enumerate(row) if (written := text(value))}
        for at, row in enumerate(values)
    }
    return {
        "rows": {at: row for at, row in rows.items() if row},
        "merged": one.merged_cell_ranges or [],
        "has_days": any(isinstance(value, dt.date) for row in values for value in row),
    }


def text(value: object) -> str | float:
    """Numbers stay numbers: how they are shown is for the reader to say."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return float(value)
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
