"""What the items of a batch say, or what is wrong with each, found out a few at a time: meanwhile others are answered.

Not by the framework, which validates a body in one go and before it is known who sent it.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.kernel.contract.bodies import known_fields
from app.kernel.faults import MOST_FAULTS, Telling
from app.kernel.idempotency import request_digest
from app.kernel.problems import Fault
from app.kernel.words import Words
from app.reports.batch.lines import BrokenLine
from app.reports.batch.schemas import PATH, ReportBatchItem, SentItem

# So many items are read, or decided, in a few milliseconds; then others have their turn.
IN_ONE_GO = 5
# An item with more wrong is none of ours, and to list it all costs more than to find it.
MOST_OF_AN_ITEM = 10 * MOST_FAULTS
BROKEN_LINE = Words("Dòng {number} không phải là JSON hợp lệ", "Line {number} is not valid JSON")
UNNAMED = Words(
    "Không hợp lệ; không nêu lỗi nữa, vì lô này có quá nhiều lỗi",
    "Not valid; what is wrong is not named, for there is too much of it in this batch",
)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """What an item says, or what is wrong with it. `digest` is of what it says and not of how that is written: a queue that is sent
    again in other batches, and in the other form, sends the same items.
    """

    said: ReportBatchItem | None
    digest: bytes = b""
    faults: Sequence[Fault] = ()


async def read_items(items: Sequence[SentItem]) -> list[ReadItem]:
    telling = Telling()
    read = []
    for place, item in enumerate(items):
        read.append(_read(item.sent, telling))
        if place % IN_ONE_GO == 0:
            await asyncio.sleep(0)
    return read


def _read(sent: Any, telling: Telling) -> ReadItem:
    if isinstance(sent, BrokenLine):
        return ReadItem(None, faults=[Fault("", BROKEN_LINE.with_values(number=sent.number))])
    try:
        said = ReportBatchItem.model_validate(sent)
    except ValidationError as invalid:
        return ReadItem(None, faults=_faults(invalid, telling))
    return ReadItem(said, _digest(sent))


def _faults(invalid: ValidationError, telling: Telling) -> list[Fault]:
    if telling.faults <= 0 or invalid.error_count() > MOST_OF_AN_ITEM:
        return [Fault("", UNNAMED)]
    errors = invalid.errors(include_url=False, include_input=False)
    located = [{**error, "loc": ("body", *error["loc"])} for error in errors]
    return telling.faults_of(located, lambda path: known_fields(ReportBatchItem, path))


def _digest(sent: dict[str, Any]) -> bytes:
    said = {name: one for name, one in sent.items() if name != "idempotency_key"}
    return request_digest("POST", PATH, json.dumps(said, sort_keys=True).encode())
