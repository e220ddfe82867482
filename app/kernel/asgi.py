"""The outermost layer: a request id, the mark of a sandbox's clock, one log line a request, and what is refused before any route
is looked for.
"""

import time
import traceback
from typing import Any
from urllib.parse import unquote_to_bytes

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from app.kernel.clock import Clock, local_instant
from app.kernel.problems import BodyTooLarge, InternalError, InvalidRequest, NotAcceptable, Problem
from app.kernel.words import preferred_language

log = structlog.get_logger()

BODY_LIMIT_BYTES = 1_048_576
ACCEPTED = ("*/*", "application/*", "application/json", "application/problem+json")


class Outermost:
    """Plain ASGI: a layer of Starlette's BaseHTTPMiddleware costs a task and a queue for each request."""

    def __init__(self, app: ASGIApp, body_limit: int = BODY_LIMIT_BYTES, sandbox: Clock | None = None) -> None:
        self.app, self.body_limit, self.sandbox = app, body_limit, sandbox

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
        refused = self._refusal(scope, headers)
        if refused is not None:
            await _refuse(refused, headers, scope, answer)
            return
        bounded = _Bounded(receive, self.body_limit)
        try:
            await self.app(scope, bounded.receive, answer)
        except BodyTooLarge as too_large:
            await _refuse(too_large, headers, scope, answer)
        except Exception as error:  # noqa: BLE001  the last place before the server, which would print the message
            _log_fault(scope, error)
            await _refuse(InternalError(), headers, scope, answer)

    def _refusal(self, scope: Scope, headers: Headers) -> Problem | None:
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.body_limit:
            return BodyTooLarge(limit_bytes=self.body_limit)
        accept = headers.get("accept")
        if accept and scope["path"].startswith("/v1/") and not any(one in accept for one in ACCEPTED):
            return NotAcceptable()
        return None if _is_utf8(scope["query_string"]) else InvalidRequest()


class _Bounded:
    """Counts a body that comes in pieces without a declared length."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise BodyTooLarge
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
