"""A body that does not come is given up: on a real socket, with a bound of some hundredths of a second."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.limits import FORM_BYTES
from app.kernel.pace import Pace, Paced
from app.kernel.pipelines import InTurn
from app.kernel.problems import BodyTooSlow
from tests.apps import listening
from tests.callers import Callers
from tests.make import files
from tests.v1.attachments_test import place, stored

HASTY = Pace(silence=0.05)
FORM = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + files.PDF,
    b"multipart/form-data; boundary=b",
)
JSON = (b'{"period":', b"application/json")


def hasty(app: ASGIApp, pace: Pace = HASTY) -> ASGIApp:
    async def paced(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, Paced(receive, pace).receive, send)

    return paced


async def _begun(socket: Path, path: str, token: str | None, begun: bytes, kind: bytes) -> bytes:
    """All that comes back, to the end of the connection, for a body of a thousand bytes more than are ever sent."""
    reader, writer = await asyncio.open_unix_connection(str(socket))
    head = (
        f"POST {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(begun) + 1000}\r\n"
    )
    writer.write(head.encode() + b"Content-Type: %s\r\n\r\n" % kind + begun)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()


@pytest.mark.parametrize(("begun", "kind"), [FORM, JSON], ids=["a file", "json"])
async def test_a_body_that_stops_is_refused_its_connection_closed_and_nothing_of_it_kept(
    app: FastAPI, callers: Callers, tmp_path: Path, begun: bytes, kind: bytes
) -> None:
    path = await place(callers.lead)
    to = path if kind == FORM[1] else "/v1/plans"
    async with listening(hasty(app), tmp_path / "http") as socket:
        answer = await _begun(socket, to, callers.lead.token, begun, kind)
    head, _, document = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in head
    assert b"connection: close" in head.lower()
    assert json.loads(document)["type"] == "/problems/body-too-slow"
    assert stored(tmp_path) == []


async def _received(pace: Pace, pauses: Sequence[float], size: int = 1) -> int:
    """How many bytes of a body are taken whose pieces come after these pauses."""
    pieces = iter(pauses)

    async def receive() -> Message:
        pause = next(pieces, None)
        await asyncio.sleep(pause or 0)
        return {"type": "http.request", "body": b"x" * size, "more_body": pause is not None}

    paced, got, more = Paced(receive, pace), 0, True
    while more:
        message = await paced.receive()
        got, more = got + len(message["body"]), message["more_body"]
    return got


async def test_pieces_that_never_stop_and_never_get_anywhere_are_given_up() -> None:
    crawling = partial(_received, Pace(silence=30, grace=0.02, floor=1000), [0.004] * 50)
    with pytest.raises(BodyTooSlow):
        await crawling()
    assert await crawling(size=1000) == 51_000


async def test_the_end_of_a_connection_may_take_its_time() -> None:
    """Who streams an answer waits for it."""
    came: Iterator[Message] = iter(
        [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]
    )

    async def receive() -> Message:
        message = next(came)
        await asyncio.sleep(0.02 if message["type"] == "http.disconnect" else 0)
        return message

    paced = Paced(receive, Pace(silence=0.005))
    assert [(await paced.receive())["type"] for _ in range(2)] == ["http.request", "http.disconnect"]


REFUSED = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"


async def _refusing(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers without a look at the body, as what needs no look at it to be refused."""
    await Response(status_code=401)(scope, receive, send)


@pytest.fixture
async def refusing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    monkeypatch.setattr(InTurn, "pace", Pace(silence=0.1, grace=0.3, floor=1_000))
    async with listening(_refusing, tmp_path / "http") as path:
        yield path


async def test_what_is_still_to_come_of_an_answered_request_is_not_awaited_for_ever(refusing: Path) -> None:
    reader, writer = await asyncio.open_unix_connection(str(refusing))
    writer.write(REFUSED)
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 401")
    writer.write(b"x")
    # Less than uvicorn's own five seconds, which a byte lifts.
    with suppress(ConnectionError):
        assert await asyncio.wait_for(reader.read(), 3) == b""
    writer.close()


async def test_it_may_come_after_the_answer_and_another_request_after_it(refusing: Path) -> None:
    reader, writer = await asyncio.open_unix_connection(str(refusing))
    for _ in range(3):
        writer.write(REFUSED)
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 401")
        writer.write(b"x" * 500)
        await writer.drain()
        writer.write(b"x" * 500)
    writer.close()


async def test_more_than_any_body_may_be_is_not_read_to_its_end(refusing: Path) -> None:
    reader, writer = await asyncio.open_unix_connection(str(refusing))
    writer.write(REFUSED.replace(b"1000", b"%d" % 10**12))
    await reader.readuntil(b"\r\n\r\n")
    sent, piece = 0, b"x" * 2**20
    with suppress(ConnectionError):
        while sent < 4 * FORM_BYTES:
            writer.write(piece)
            await writer.drain()
            sent += len(piece)
    assert FORM_BYTES // 2 < sent < 2 * FORM_BYTES
    writer.close()
