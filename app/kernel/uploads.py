"""One file out of a form (multipart/form-data, RFC 7578), handed on in pieces as they arrive: never the whole of it in memory.

FastAPI would read a form to its end before the route runs. A route that takes a file asks here, once it knows that it wants it. It
may name a few short fields that stand beside the file, in any order; any other part of the form is refused.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.requests import ClientDisconnect

from app.kernel.problems import BodyTooLarge, Fault, InvalidRequest, UnsupportedMediaType
from app.kernel.words import Words

FORM = "multipart/form-data"
FIELD = "file"
NO_FORM = Words("biểu mẫu không đọc được", "the form cannot be read")
ONE_FILE = Words("biểu mẫu gồm đúng một tệp, trường “file”", "the form holds exactly one file, in the field “file”")
ONCE = Words("trường này được gửi hai lần", "this field is sent twice")
UNKNOWN = Words("biểu mẫu này không có trường đó", "this form has no such field")
NO_TEXT = Words("không phải văn bản ngắn bằng UTF-8", "this is no short text in UTF-8")
# A field says which or when: a code, a title, a day.
FIELD_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way. `name` is as the client sent it."""

    name: str
    pieces: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form with a file that is small enough to be held, and the fields beside it."""

    name: str
    data: bytes
    fields: Mapping[str, str]


def file_form(fields: type[BaseModel] | None = None) -> dict[str, Any]:
    """The body of a route that reads such a form itself, for the contract; `fields`: what it reads those beside the file into."""
    told = {} if fields is None else fields.model_json_schema()
    beside = {name: _beside(schema) for name, schema in told.get("properties", {}).items()}
    schema = {
        "type": "object",
        "required": [FIELD, *told.get("required", ())],
        "additionalProperties": False,
        "properties": {FIELD: {"type": "string", "format": "binary"}, **beside},
    }
    return {"requestBody": {"required": True, "content": {FORM: {"schema": schema}}}}


def _beside(schema: dict[str, Any]) -> dict[str, Any]:
    """Nothing in a form is null: what is not there is not sent."""
    (kind,) = [one for one in schema.get("anyOf", [{}]) if one.get("type") != "null"]
    return {name: one for name, one in (schema | kind).items() if name != "anyOf" and one is not None}


FILE_FORM = file_form()


async def single_file(request: Request) -> Upload:
    """Reads to where the file begins; InvalidRequest, now or among its pieces, for a form that is anything else."""
    form = _Form(_boundary(request))
    arriving = _pieces(request, form)
    first = await anext(arriving, b"")
    return Upload(form.file_name, _all_of(first, arriving))


async def file_with_fields(
    request: Request, fields: Iterable[str], limit: int, hold: Callable[[int], None] = lambda _: None
) -> Sent:
    """The whole form: BodyTooLarge for a file of more than `limit` bytes, InvalidRequest for a part that is not among `fields`.

    `hold`: told how many more bytes are held; it may refuse them.
    """
    form, data = _Form(_boundary(request), fields), bytearray()
    async for piece in _pieces(request, form):
        hold(len(piece))
        data += piece
        if len(data) > limit:
            raise BodyTooLarge(limit_bytes=limit)
    return Sent(form.file_name, bytes(data), form.texts())


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

    def __init__(self, boundary: bytes, fields: Iterable[str] = ()) -> None:
        self.file_name = ""
        self._known = frozenset(fields)
        self._fields: dict[str, bytearray] = {}
        self._field: bytearray | None = None
        self._data: list[bytes] = []
        self._head: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._disposition = b""
        self._whole = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_begin": self._begin_head,
                    "on_header_field": lambda data, start, end: self._head[0].extend(data[start:end]),
                    "on_header_value": lambda data, start, end: self._head[1].extend(data[start:end]),
                    "on_header_end": self._end_head,
                    "on_headers_finished": self._name_part,
                    "on_part_data": lambda data, start, end: self._take(data[start:end]),
                    "on_end": self._end,
                },
            )
        except FormParserError as error:
            raise InvalidRequest(faults=[Fault("", NO_FORM)]) from error

    def read(self, sent: bytes) -> list[bytes]:
        """The next pieces of the file."""
        try:
            self._parser.write(sent)
        except FormParserError as error:
            raise InvalidRequest(faults=[Fault("", NO_FORM)]) from error
        data, self._data = self._data, []
        return data

    def finish(self) -> None:
        if not self._whole or not self.file_name:
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)])

    def texts(self) -> dict[str, str]:
        return {name: _text(name, bytes(written)) for name, written in self._fields.items()}

    def _begin_part(self) -> None:
        self._field, self._disposition = None, b""

    def _begin_head(self) -> None:
        self._head = (bytearray(), bytearray())

    def _end_head(self) -> None:
        if bytes(self._head[0]).lower() == b"content-disposition":
            self._disposition = bytes(self._head[1])

    def _name_part(self) -> None:
        kind, options = parse_options_header(self._disposition.decode("latin-1"))
        name = options.get(b"name", b"").decode("latin-1")
        if kind == b"form-data" and self._known and b"filename" not in options:
            self._begin_field(name)
        elif kind != b"form-data" or name != FIELD or not options.get(b"filename") or self.file_name:
            raise InvalidRequest(faults=[Fault(f"/{FIELD}", ONE_FILE)])
        else:
            self.file_name = _text(FIELD, options[b"filename"])

    def _begin_field(self, name: str) -> None:
        if name in self._fields or name not in self._known:
            raise InvalidRequest(faults=[Fault(f"/{name}", ONCE if name in self._fields else UNKNOWN)])
        self._field = self._fields[name] = bytearray()

    def _take(self, data: bytes) -> None:
        if self._field is None:
            self._data.append(data)
            return
        self._field += data
        if len(self._field) > FIELD_BYTES:
            raise InvalidRequest(faults=[Fault("", NO_TEXT)])

    def _end(self) -> None:
        self._whole = True


def _text(name: str, written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise InvalidRequest(faults=[Fault(f"/{name}", ONE_FILE if name == FIELD else NO_TEXT)]) from error
