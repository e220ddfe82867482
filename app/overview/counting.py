"""Asks for a count, and where nothing came of it, whether what it was asked of is there: zeros would be taken for good news."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

from app.access.reading import Reader
from app.access.roles import Permission
from app.kernel.reads import Compiled
from app.overview.counts import Source
from app.overview.parameters import Question
from app.tasks.named import NAMES


async def count(reader: Reader, statement: Compiled, of: Question, **more: Any) -> Sequence[asyncpg.Record]:
    """One statement, and a second one for nothing but zeros. `more`: what the statement needs beside what was asked."""
    _, rows = await reader.rows(statement, Permission.task_read, **{**of.values, **more})
    if not any(_tells(row) for row in rows):
        await reader.must_know(NAMES, Permission.task_read, {**of.given, **of.values})
    return rows


def _tells(row: Mapping[str, Any]) -> bool:
    """A movement tells of one task or more; of the figures of a summary those of its plan are none."""
    if "source" not in row:
        return True
    return row["source"] != Source.plan and any(json.loads(row["item"]).values())
