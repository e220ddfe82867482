"""NDJSON: one JSON value a line, as files of exports and logs are written. https://github.com/ndjson/ndjson-spec"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

MEDIA_TYPE = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """One that is no JSON, by its number in the body as a person counts."""

    number: int


def items_of(body: bytes, most: int) -> list[Any]:
    """One more than `most` where there are more: no further line is read. An empty line in between is a broken one."""
    lines = islice(BytesIO(body.rstrip()), most + 1)
    return [_item(number, line) for number, line in enumerate(lines, 1)]


def _item(number: int, line: bytes) -> Any:
    try:
        return json.loads(line.decode())
    except (ValueError, RecursionError):
        return BrokenLine(number)


def as_lines(items: Sequence[bytes]) -> bytes:
    return b"".join(item + b"\n" for item in items)


def as_object(items: Sequence[bytes]) -> bytes:
    return b'{"items":[' + b",".join(items) + b"]}"
