"""The outermost layer: a request id, the mark of a sandbox's clock, one log line a request, and what is refused before any route
is looked for.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from app.kernel.accepting import takes
from app.kernel.clock import Clock, local_instant
from app.kernel.deprecation import ANNOUNCED
from app.kernel.limits import BODY_BYTES, HEAD_BYTES, HEAD_FIELDS, URL_BYTES
from app.kernel.logs import log_fault, log_gone, log_request
from app.kernel.pace import Paced
from app.kernel.problems import (
    BodyTooLarge,
    BodyTooSlow,
    HeadTooLarge,
    InternalError,
    InvalidRequest,
    Malformed,
    NotAcceptable,
    Problem,
    UnsupportedMediaType,
    UrlTooLong,
)
from app.kernel.rates import WEIGHING, Admission, Admitting, QuotaExceeded, Rates, Table, Turn
from app.kernel.words import Words, preferred_language

BODY_LIMIT_BYTES = BODY_BYTES
# A refusal costs next to nothing, thousands in a second do not: told at once, the refusals of a flood alone made the others wait six
# times as long (tests/measure/fairness.py). Whoever sends the next request when it has the answer to the last gets it no sooner than this.
HELD_SECONDS = 0.25
PRODUCED = ("application/json", "application/problem+json")
# The methods whose routes read one.
WITH_BODIES = frozenset({"POST", "PUT", "PATCH"})
IDENTITY = "identity"
# RFC 9112 §3.2: of two, one server on the way believes the first and the next the second.
ONE_HOST = Words("HTTP/1.1 cần đúng một tiêu đề Host", "HTTP/1.1 needs exactly one Host header")
UNCODED = Words("Gửi nội dung không nén", "Send the body without a content coding")


@dataclass(frozen=True, slots=True)
class Particular:
    """A path on which larger bodies are taken than elsewhere, or that answers in another media type than JSON."""

    path: re.Pattern[str]
    body_limit: int = BODY_LIMIT_BYTES
    produces: tuple[str, ...] = ()


def particular(path: str, *, body_limit: int = BODY_LIMIT_BYTES, produces: tuple[str, ...] = ()) -> Particular:
    """`path`: the template of a route; its feature says what is particular, and the application hands it in."""
    return Particular(compile_path(path)[0], body_limit, produces)


ORDINARY = Particular(re.compile(""))


class Outermost:
    """Plain ASGI: a layer of Starlette's BaseHTTPMiddleware costs a task and a queue for each request."""

    def __init__(
        self,
        app: ASGIApp,
        particulars: Sequence[Particular] = (),
        sandbox: Clock | None = None,
        admitting: Admitting | None = None,
    ) -> None:
        self.app, self.particulars, self.sandbox = app, particulars, sandbox
        self.admitting = admitting or Admitting(Rates(), Table.alone())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope["request_id"] = str(uuid7())
        started, status = time.perf_counter(), 500
        headers = Headers(scope=scope)
        admission = self.admitting.admit(scope, headers)
        scope[WEIGHING] = partial(self.admitting.weigh, scope, admission)

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self.admitting.recognise(scope, admission)
                marks = (*self._marks(request_id), *admission.headers(), *scope.get(ANNOUNCED, ()))
                message["headers"] = [*message.get("headers", ()), *marks]
            await send(message)

        try:
            await self._answer(scope, headers, admission, receive, answer)
        finally:
            log_request(scope, status, time.perf_counter() - started)

    def _marks(self, request_id: str) -> list[tuple[bytes, bytes]]:
        clock = [] if self.sandbox is None else [(b"tiendo-clock", local_instant(self.sandbox()).encode())]
        return [(b"x-request-id", request_id.encode()), *clock]

    async def _answer(
        self, scope: Scope, headers: Headers, admission: Admission, receive: Receive, answer: Send
    ) -> None:
        if admission.refusal is None:
            await self._pass_on(scope, headers, self.admitting.turn(scope, admission), receive, answer)
            return
        await asyncio.sleep(HELD_SECONDS)
        await _refuse(admission.refusal, headers, scope, answer)

    async def _pass_on(self, scope: Scope, headers: Headers, turn: Turn, receive: Receive, answer: Send) -> None:
        path = next((one for one in self.particulars if one.path.match(scope["path"])), ORDINARY)
        refused = _refusal(scope, headers, path)
        if refused is not None:
            await _refuse(refused, headers, scope, answer)
            return
        bounded, begun = _Bounded(Paced(receive).receive, path.body_limit, turn), _Begun(answer, turn)
        try:
            if not _is_to_be_read(scope, headers):
                await turn.begin()
            await self.app(scope, bounded.receive, begun.send)
        except ClientDisconnect:
            log_gone(scope)
            # Nobody reads it; it is no fault of ours either, as which a request without an answer would be counted.
            await _refuse(Malformed(), headers, scope, answer)
        except (BodyTooLarge, BodyTooSlow, QuotaExceeded) as refusal:
            await _refuse(refusal, headers, scope, answer)
        except Exception as error:  # noqa: BLE001  the last place before the server, which would print the message
            log_fault(scope, error)
            # An answer that broke off has no other end than that of its connection, which the server closes.
            if not begun.has_begun:
                await _refuse(InternalError(), headers, scope, answer)
        finally:
            turn.end()


def _is_to_be_read(scope: Scope, headers: Headers) -> bool:
    """Whether a body is waited for. That of a GET says nothing (RFC 9110 §9.3.1) and no route reads it; a length of 00 is one of nothing."""
    comes = bool(headers.get("content-length", "").strip("0")) or "transfer-encoding" in headers
    return comes and scope["method"] in WITH_BODIES


def _refusal(scope: Scope, headers: Headers, path: Particular) -> Problem | None:
    if scope["http_version"] == "1.1" and len(headers.getlist("host")) != 1:
        return Malformed(ONE_HOST, headers={"Connection": "close"})
    return _too_much(scope, headers, path) or _unsuited(scope, headers, path)


def _too_much(scope: Scope, headers: Headers, path: Particular) -> Problem | None:
    if len(headers.raw) > HEAD_FIELDS or sum(len(name) + len(one) for name, one in headers.raw) > HEAD_BYTES:
        return HeadTooLarge(limit_bytes=HEAD_BYTES, limit_fields=HEAD_FIELDS)
    if len(scope["raw_path"]) + len(scope["query_string"]) > URL_BYTES:
        return UrlTooLong(limit_bytes=URL_BYTES)
    fits = _fits(headers.get("content-length", "0"), path.body_limit)
    return None if fits else BodyTooLarge(limit_bytes=path.body_limit)


def _unsuited(scope: Scope, headers: Headers, path: Particular) -> Problem | None:
    accept = headers.get("accept")
    if accept and scope["path"].startswith("/v1/") and not takes(accept, (*PRODUCED, *path.produces)):
        return NotAcceptable()
    if headers.get("content-encoding", IDENTITY).strip().lower() != IDENTITY:
        # RFC 9110 §12.5.3: which codings of a body are taken; a bomb of a megabyte that becomes a gigabyte is none of them.
        return UnsupportedMediaType(UNCODED, headers={"Accept-Encoding": IDENTITY})
    return None if _is_utf8(scope["query_string"]) else InvalidRequest()


def _fits(length: str, limit: int) -> bool:
    # The digits are counted first: zeros may stand before them without end, and Python converts no more than 4,300.
    digits = length.lstrip("0")
    return length.isascii() and length.isdigit() and len(digits) <= len(str(limit)) and int(digits or "0") <= limit


class _Begun:
    """Whether an answer has begun to be sent."""

    def __init__(self, send: Send, turn: Turn) -> None:
        self._send, self._turn, self.has_begun = send, turn, False

    async def send(self, message: Message) -> None:
        self.has_begun = True
        self._turn.end()
        await self._send(message)


class _Bounded:
    """Counts a body that comes in pieces without a declared length."""

    def __init__(self, receive: Receive, limit: int, turn: Turn) -> None:
        self._receive, self._limit, self._left, self._turn = receive, limit, limit, turn

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise BodyTooLarge(limit_bytes=self._limit)
        if not message.get("more_body", False):
            await self._turn.begin()
        return message


def _is_utf8(query: bytes) -> bool:
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return False
    return True


async def _refuse(problem: Problem, headers: Headers, scope: Scope, send: Send) -> None:
    # Written here and not by the app's handler: this layer stands outside the routes and their exception handlers.
    document: Any = problem.response(preferred_language(headers.get("accept-language", "")), scope["request_id"])
    await document(scope, _nothing_more, send)


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}
