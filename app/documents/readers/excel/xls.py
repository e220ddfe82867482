"""The sheets of an old workbook (.xls), read by calamine in a process that may be lost (xls_child.py).

It does not tell what is bold nor how a number is shown: 14.10 comes as 14.1, 50% as 0.5, and the month 6/2026 as its first day.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.documents.admitted import refuse_bytes, refuse_rows
from app.documents.as_written import cell
from app.documents.readers import refuse
from app.documents.readers.excel.sheet import Range, Sheet
from app.documents.readers.excel.values import plain
from app.documents.readers.excel.xls_child import NEEDS_PASSWORD, SECONDS

CHILD = Path(__file__).with_name("xls_child.py")


def read_old_sheets(data: bytes) -> Iterator[Sheet]:
    refuse_bytes(len(data))
    for one in _told_by_child(data):
        refuse_rows(len(one["rows"]))
        rows = {int(at): {int(place): _cell(value) for place, value in row.items()} for at, row in one["rows"].items()}
        merged = (Range(top, left, bottom, right) for (top, left), (bottom, right) in one["merged"])
        yield Sheet(rows, tuple(merged), unsure_days=one["has_days"])


def _told_by_child(data: bytes) -> Any:
    command = [sys.executable, "-I", str(CHILD)]
    try:
        told = subprocess.run(  # noqa: S603  our own program
            command, input=data, capture_output=True, timeout=SECONDS + 1, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refuse.broken() from error
    if told.returncode == NEEDS_PASSWORD:
        raise refuse.encrypted()
    if told.returncode != 0:
        raise refuse.broken()
    return json.loads(told.stdout)


def _cell(value: str | float) -> Any:
    return cell(plain(value) if isinstance(value, float | int) else value)
