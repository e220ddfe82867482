"""Answers that are no JSON, and not sent again to who has them (RFC 9110 §13, §14): a stored file, saved and never shown in place,
whole or in part; a document in a format of its own; and a file made for one answer.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO, Annotated, Any

from fastapi import Depends, Header, Response
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema
from starlette.types import Receive, Scope, Send

from app.kernel.etags import names
from app.kernel.file_names import attachment
from app.kernel.ranges import wanted
from app.kernel.storage import Storage

# Whatever it is, a program takes it as bytes and a browser saves it; what it is stands in its description.
MEDIA_TYPE = "application/octet-stream"
SAVED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = SAVED | {"Cache-Control": "private, no-cache", "Accept-Ranges": "bytes"}
PIECE_BYTES = 256 * 1024
Asked = Annotated[str, StringConstraints(max_length=500)] | SkipJsonSchema[None]
BYTES: dict[str, Any] = {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
# What a route that answers with a file declares beside its problems.
DOWNLOAD: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole file.", "content": BYTES},
    206: {"description": "The part that Range asks for; Content-Range says which.", "content": BYTES},
    304: {"description": "Nothing has changed since that ETag."},
}


@dataclass(frozen=True, slots=True)
class File:
    """`sha256` in hexadecimal digits: it is the ETag."""

    key: str
    name: str
    size: int
    sha256: str

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'


@dataclass(frozen=True, slots=True)
class _Conditions:
    """What a request says of the part it wants and the version it has."""

    range: str | None
    if_range: str | None
    if_none_match: str | None


KnownTag = Annotated[Asked, Header(alias="If-None-Match", description="An ETag: 304 while it stands.")]


async def _conditions(
    range_: Annotated[Asked, Header(alias="Range", description="One range of bytes.")] = None,
    if_range: Annotated[Asked, Header(alias="If-Range", description="The ETag that the part has to be of.")] = None,
    if_none_match: KnownTag = None,
) -> _Conditions:
    return _Conditions(range_, if_range, if_none_match)


Conditions = Annotated[_Conditions, Depends(_conditions)]


async def download(storage: Storage, file: File, conditions: _Conditions) -> Response:
    headers = SAFE | {"ETag": file.etag, "Content-Disposition": attachment(file.name)}
    if names([conditions.if_none_match or ""], file.etag):
        return Response(status_code=304, headers=headers)
    part = wanted(conditions.range, conditions.if_range, file.etag, file.size)
    start, end = (0, file.size) if part is None else (part.start, part.end)
    headers["Content-Length"] = str(end - start)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    pieces = await storage.get(file.key, start, end)
    return StreamingResponse(pieces, 200 if part is None else 206, headers, MEDIA_TYPE)


def document(body: bytes, media_type: str, if_none_match: str | None) -> Response:
    headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "Cache-Control": "private, no-cache"}
    if names([if_none_match or ""], headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


class _Passing(StreamingResponse):
    """Closes its file when it has been sent, or its client has gone."""

    file: IO[bytes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.file.close()


def passing(file: IO[bytes], size: int, name: str, media_type: str, headers: Mapping[str, str]) -> Response:
    """A file made for this one answer, from its beginning; it has no other place and is not kept."""
    disposed = {
        "Content-Length": str(size),
        "Content-Disposition": attachment(name),
        "Cache-Control": "private, no-store",
    }
    pieces = iter(
        partial(file.read, PIECE_BYTES), b""
    )  # read in threads, as Starlette does with what is not asynchronous
    answer = _Passing(pieces, headers={**SAVED, **disposed, **headers}, media_type=media_type)
    answer.file = file
    return answer
