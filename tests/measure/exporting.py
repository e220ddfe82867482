"""Exports the first rows of a plan in a process of its own, and tells what that took: seconds, bytes of memory at their most, bytes
of the file.

    python -m tests.measure.exporting URL DIGEST FORMAT ROWS
"""

import asyncio
import json
import resource
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from app.cli.asking import Asking
from app.documents.exports.asking import Ask
from app.documents.exports.formats import Format
from app.documents.exports.plan import PlanAsked
from app.documents.exports.render import render
from app.documents.exports.sheet import Item, Line
from app.kernel.db import open_database
from app.tasks.parameters import Asked, TasksAsked
from app.tasks.views import NOW
from tests.measure import TODAY


@dataclass(frozen=True, slots=True)
class FirstRows:
    """A document cut off after so many rows, to the next full page."""

    whole: PlanAsked
    rows: int
    file_name: str = ""
    has_foot: bool = True

    async def items(self, ask: Ask) -> AsyncIterator[Iterable[Item]]:
        left = self.rows
        async for page in self.whole.items(ask):
            items = list(page)
            left -= sum(isinstance(one, Line) for one in items)
            yield items
            if left <= 0:
                return


async def export(url: str, digest: bytes, form: Format, rows: int) -> dict[str, Any]:
    begun = perf_counter()
    document = FirstRows(PlanAsked("kh-lon", TasksAsked(Asked(NOW, TODAY), {}), progress=True), rows)
    made = await render(document, form, _asking(url, digest))
    made.file.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": perf_counter() - begun, "memory": most, "size": made.size, "lines": made.lines}


@asynccontextmanager
async def _asking(url: str, digest: bytes) -> AsyncIterator[Ask]:
    async with open_database(url) as database, database.snapshot() as snapshot:
        yield Asking(snapshot, digest, TODAY).rows


if __name__ == "__main__":
    url, digest, form, rows = sys.argv[1:]
    print(json.dumps(asyncio.run(export(url, bytes.fromhex(digest), Format(form), int(rows)))))  # noqa: T201
