"""The outermost layer: a request id, the mark of a sandbox's clock, one log line a request, and what is refused before any route
is looked for.
"""

import re
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

import structlog
from starlette.datastructures import Headers
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from app.kernel.clock import Clock, local_instant
from app.kernel.pace import Paced
from app.kernel.problems import BodyTooLarge, BodyTooSlow, InternalError, InvalidRequest, NotAcceptable, Problem
from app.kernel.words import preferred_language

log = structlog.get_logger()

BODY_LIMIT_BYTES = 1_048_576
ACCEPTED = ("*/*", "application/*", "application/json", "application/problem+json")


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

    def __init__(self, app: ASGIApp, particulars: Sequence[Particular] = (), sandbox: Clock | None = None) -> None:
        self.app, self.particulars, self.sandbox = app, particulars, sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope["request_id"] = str(uuid7())
        started, status = time.perf_counter(), 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._marks(request_id)]
            await send(message)

        try:
            await self._pass_on(scope, receive, answer)
        finally:
            _log(scope, status, time.perf_counter() - started)

    def _marks(self, request_id: str) -> list[tuple[bytes, bytes]]:
        clock = [] if self.sandbox is None else [(b"tiendo-clock", local_instant(self.sandbox()).encode())]
        return [(b"x-request-id", request_id.encode()), *clock]

    async def _pass_on(self, scope: Scope, receive: Receive, answer: Send) -> None:
        headers = Headers(scope=scope)
        path = next((one for one in self.particulars if one.path.match(scope["path"])), ORDINARY)
        refused = _refusal(scope, headers, path)
        if refused is not None:
            await _refuse(refused, headers, scope, answer)
            return
        bounded, begun = _Bounded(Paced(receive).receive, path.body_limit), _Begun(answer)
        try:
            await self.app(scope, bounded.receive, begun.send)
        except (BodyTooLarge, BodyTooSlow) as late:
            await _refuse(late, headers, scope, answer)
        except Exception as error:  # noqa: BLE001  the last place before the server, which would print the message
            _log_fault(scope, error)
            # An answer that broke off has no other end than that of its connection, which the server closes.
            if not begun.has_begun:
                await _refuse(InternalError(), headers, scope, answer)


def _refusal(scope: Scope, headers: Headers, path: Particular) -> Problem | None:
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > path.body_limit:
        return BodyTooLarge(limit_bytes=path.body_limit)
    accept = headers.get("accept")
    if accept and scope["path"].startswith("/v1/") and not any(one in accept for one in (*ACCEPTED, *path.produces)):
        return NotAcceptable()
    return None if _is_utf8(scope["query_string"]) else InvalidRequest()


class _Begun:
    """Whether an answer has begun to be sent."""

    def __init__(self, send: Send) -> None:
        self._send, self.has_begun = send, False

    async def send(self, message: Message) -> None:
        self.has_begun = True
        await self._send(message)


class _Bounded:
    """Counts a body that comes in pieces without a declared length."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit, self._left = receive, limit, limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise BodyTooLarge(limit_bytes=self._limit)
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


def _log_fault(scope: Scope, error: Exception) -> None:
    """Type and places only: the message of an exception may quote a report or a token."""
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-5:]
    ]
    log.error("fault", request_id=scope["request_id"], kind=type(error).__name__, places=places)


def _log(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", None)
    log.info(
        "request",
        request_id=scope["request_id"],
        method=scope["method"],
        # The template, not the path: a path may carry what a client thought a name was.
        route=route,
        status=status,
        duration_ms=round(seconds * 1000, 2),
        token_id=scope.get("token_id"),
    )
