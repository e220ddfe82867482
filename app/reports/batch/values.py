"""The values of `write.SUBMIT_ALL`: its rows as JSON, written in pieces between which the others have their turn."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from app.reports.batch.write import CLAIM, STEP, TOUCH

ROWS_IN_ONE_GO = 50


async def values_of(columns: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What each report writes, in the order in which they were decided, and the keys to claim."""
    last = {one["pair_id"]: place for place, one in enumerate(columns)}
    steps = [{**one, "is_last": last[one["pair_id"]] == place} for place, one in enumerate(columns)]
    return {
        "steps": await _written(STEP, steps),
        "touches": await _written(TOUCH, _touches(columns)),
        **{f"claim_{name}": [one[name] for one in claims] for name in CLAIM},
        "claims": len(claims),
    }


async def _written(names: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> str:
    parts = []
    for start in range(0, len(rows), ROWS_IN_ONE_GO):
        some = [{name: row[name] for name in names} for row in rows[start : start + ROWS_IN_ONE_GO]]
        parts.append(json.dumps(some, default=_as_text)[1:-1])
        await asyncio.sleep(0)
    return f"[{','.join(parts)}]"


def _as_text(one: Any) -> str:
    """As PostgreSQL reads it: bytes, and days, of which the last is the one that has no end."""
    if isinstance(one, bytes):
        return f"\\x{one.hex()}"
    return "infinity" if one == date.max else str(one)


def _touches(columns: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    same = ("report_id", "plan_id", "agency_id", "action", "now", "today")
    touches = [
        {"id": id_, "state": state, "answered_on": answered_on, "settled_on": settled_on, "settled_by": settled_by}
        | {name: one[name] for name in same}
        for one in columns
        for id_, state, answered_on, settled_on, settled_by in zip(
            *(one[f"touched_{name}"] for name in ("ids", "states", "answered_on", "settled_on", "settled_by")),
            strict=True,
        )
    ]
    times: Counter[UUID] = Counter(one["id"] for one in touches)
    last = {one["id"]: place for place, one in enumerate(touches)}
    return [one | {"times": times[one["id"]], "is_last": last[one["id"]] == place} for place, one in enumerate(touches)]
