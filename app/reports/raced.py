"""Attempts to submit that lose a race are made again: rolled back, and decided on what they then find."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import asyncpg

from app.kernel.db import Connection, Database
from app.reports.problems import Overtaken

ATTEMPTS = 5
Done = TypeVar("Done")


class Raced(Exception):
    """Another attempt was committed between our reading and our writing; everything of ours is rolled back."""

    def __init__(self, pair_id: UUID | None = None) -> None:
        super().__init__()
        self.pair_id = pair_id


async def until_settled(
    database: Database, attempt: Callable[[Connection, UUID | None], Awaitable[Done]], *, dry_run: bool
) -> Done:
    """`attempt` is given its transaction and, after a lost race, the pair it was lost on."""
    contended: UUID | None = None
    refused = False
    for _ in range(ATTEMPTS):
        try:
            async with database.writing(dry_run=dry_run) as connection:
                return await attempt(connection, contended)
        except Raced as raced:
            contended = raced.pair_id
        except asyncpg.UniqueViolationError as violation:
            # The same id from two connections at once: the next round finds the winner's report.
            if violation.constraint_name != "progress_reports_pkey":
                raise
        except asyncpg.InsufficientPrivilegeError:
            # What we were allowed when we read we are not any more, the plan is closed: the next round says why.
            if refused:
                raise
            refused = True
    raise Overtaken
