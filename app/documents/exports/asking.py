"""How the rows of a document are asked for: statement by statement of one state of the database, a page at a time."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol

import asyncpg

from app.access.reading import Listing
from app.kernel.reads import Compiled

# Some hundred kilobytes at most, and few enough statements.
PAGE = 200


class Ask(Protocol):
    """Asks as somebody, whom each statement finds anew; only the rows that hold an item."""

    async def __call__(self, statement: Compiled, **values: Any) -> list[asyncpg.Record]: ...


async def pages(
    ask: Ask, listing: Listing, filters: Mapping[str, Any], values: Mapping[str, Any], size: int = PAGE
) -> AsyncIterator[list[asyncpg.Record]]:
    """All rows of a list in its order, each page by where the one before it ended."""
    given = {name: one for name, one in filters.items() if one is not None}
    shape, known = tuple(given), {**values, **given, "limit": size}
    while True:
        rows = await ask(listing.shapes.compiled(shape), **known)
        yield rows
        if len(rows) < size:
            return
        shape = (*given, "after")
        known |= {f"after_{name}": rows[-1][name] for name in listing.places}
