"""Answers that a client may hold and ask about again (RFC 9110 §8.8.3, §13.1.2): whoever still has it is told 304. And what a client
says in return of the version that it has.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import Request, Response

JSON = "application/json"
# An entity tag (§8.8.3), and a list of them with what a recipient passes over between its commas (§5.6.1.2).
TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
TAGS = re.compile(rf"[ \t,]*+{TAG}(?:[ \t]*+,[ \t,]*+{TAG})*+[ \t,]*+")
NO_TAGS = "If-Match là * hoặc các ETag trong ngoặc kép, y như đã nhận / If-Match is *, or ETags in quotation marks as they came"
# What is answered depends on who asks and in which language, and is asked about again before it is used again.
HELD: Mapping[str, str] = MappingProxyType(
    {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Language"}
)
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


def tag_of(body: bytes, version: int) -> str:
    """`"version.digest"` of one thing. The digest covers what the caller, the day and the language make of it."""
    return f'"{version}.{zlib.crc32(body):08x}"'


def tag_of_page(body: bytes) -> str:
    """Of a list, which has no version: its length stands beside its digest. A cryptographic one would cost each page five times as much."""
    return f'"{len(body):x}-{zlib.crc32(body):08x}"'


def as_tags(if_match: str) -> str:
    """What stands in If-Match (§13.1.1), or ValueError: who sends a version without its marks has lost no race with anybody."""
    if if_match.strip() != "*" and not TAGS.fullmatch(if_match):
        raise ValueError(NO_TAGS)
    return if_match


def names(lines: Sequence[str], tag: str) -> bool:
    """Whether If-None-Match names it: a list of tags, or * for any. Compared weakly: a proxy that compresses marks the tag as weak."""
    named = {one.strip().removeprefix("W/") for line in lines for one in line.split(",")}
    return not named.isdisjoint({tag, "*"})


def conditional(request: Request, body: bytes, tag: str, more: Mapping[str, str] = NOTHING_MORE) -> Response:
    """200 with the body, or 304 (§15.4.5) with the headers that tell how long it holds. `more` go with the body."""
    held = {"ETag": tag, **HELD}
    if names(request.headers.getlist("if-none-match"), tag):
        return Response(status_code=304, headers=held)
    return Response(body, headers=held | dict(more), media_type=JSON)
