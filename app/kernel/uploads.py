"""One file out of a form (multipart/form-data, RFC 7578), handed on in pieces as they arrive: never the whole of it in memory.

FastAPI would read a form to its end before the route runs. A route that takes a file asks here, once it knows that it wants it.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.requests import ClientDisconnect

from app.kernel.problems import Fault, InvalidRequest, UnsupportedMediaType
from app.kernel.words import Words

FORM = "multipart/form-data"
FIELD = "file"
NO_FORM = Words("biểu mẫu không đọc được", "the form cannot be read")
ONE_FILE = Words("biểu mẫu gồm đúng một tệp, trường “file”", "the form holds exactly one file, in the field “file”")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way. `name` is as the client sent it."""

    name: str
    pieces: AsyncIterator[bytes]


# The body of a route that reads such a form itself, for the contract.
FILE_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "additionalProperties": False,
                    "properties": {FIELD: {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


async def single_file(request: Request) -> Upload:
    """Reads to where the file begins; InvalidRequest, now or among its pieces, for a form that is anything else."""
    form = _Form(_boundary(request))
    arriving = _pieces(request, form)
    first = await anext(arriving, b"")
    return Upload(form.file_name, _all_of(first, arriving))


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != FORM.encode():
        raise UnsupportedMediaType
    if not options.get(b"boundary"):
        raise InvalidRequest(faults=[Fault("", NO_FORM)])
    return options[b"boundary"]


async def _pieces(request: Request, form: "_Form") -> AsyncIterator[bytes]:
    """An empty one first, as soon as the name is known."""
    named = False
    try:
        async for sent in request.stream():
            for piece in form.read(sent):
                named = True
                yield piece
            if form.file_name and not named:
                named = True
                yield b""
    except ClientDisconnect as gone:
        raise InvalidRequest(faults=[Fault("", NO_FORM)]) from gone
    form.finish()


async def _all_of(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


class _Form:
    """What the parser has called back so far."""

    def __init__(self, boundary: bytes) -> None:
        self.file_name = ""
        self._data: list[bytes] = []
        self._head: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._disposition = b""
        self._parts, self._whole = 0, False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_begin": self._begin_head,
                    "on_header_field": lambda data, start, end: self._head[0].extend(data[start:end]),
                    "on_header_value": lambda data, start, end: self._head[1].extend(data[start:end]),
                    "on_header_end": self._end_head,
                    "on_headers_finished": self._name_file,
                    "on_part_data": lambda data, start, end: self._data.append(data[start:end]),
                    "on_end": self._end,
                },
            )
        except FormParserError as error:
            raise InvalidRequest(faults=[Fault("", NO_FORM)]) from error

    def read(self, sent: bytes) -> list[bytes]:
        try:
            self._parser.write(sent)
        except FormParserError as error:
            raise InvalidRequest(faults=[Fault("", NO_FORM)]) from error
        data, self._data = self._data, []
        return data

    def finish(self) -> None:
        if not self._whole or not self._parts:
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)])

    def _begin_part(self) -> None:
        self._parts += 1
        if self._parts > 1:
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)])

    def _begin_head(self) -> None:
        self._head = (bytearray(), bytearray())

    def _end_head(self) -> None:
        if bytes(self._head[0]).lower() == b"content-disposition":
            self._disposition = bytes(self._head[1])

    def _name_file(self) -> None:
        kind, options = parse_options_header(self._disposition.decode("latin-1"))
        if kind != b"form-data" or options.get(b"name") != FIELD.encode() or not options.get(b"filename"):
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)])
        try:
            self.file_name = options[b"filename"].decode()
        except UnicodeDecodeError as error:
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)]) from error

    def _end(self) -> None:
        self._whole = True
