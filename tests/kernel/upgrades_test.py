"""A request that offers another protocol, as each of Java's client does, is answered as any other: its body is its body."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from app.kernel.pipelines import InTurn

H2C = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
BODY = b"GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (BODY[:5], len(BODY) - 5, BODY[5:])
LAST = b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


async def _telling(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    told = f"{request.method} {request.url.path} {(await request.body()).decode()}"
    await JSONResponse(told)(scope, receive, send)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Path]:
    path = tmp_path / "http"
    config = uvicorn.Config(_telling, uds=str(path), http=InTurn, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn tells it by a flag alone
        await asyncio.sleep(0)
    yield path
    server.should_exit = True
    await running


async def _answers(path: Path, *pieces: bytes) -> list[str]:
    reader, writer = await asyncio.open_unix_connection(str(path))
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    try:
        answered = await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
    bodies = [answer.partition(b"\r\n\r\n")[2] for answer in answered.split(b"HTTP/1.1 200 OK")[1:]]
    return [json.loads(body) for body in bodies]


def _post(offer: bytes, kind: bytes) -> bytes:
    return b"POST /first HTTP/1.1\r\nHost: a\r\n" + offer + kind + b"\r\n"


@pytest.mark.parametrize(("kind", "body"), [(LENGTH, BODY), (CHUNKED, CHUNKS)], ids=["length", "chunked"])
@pytest.mark.parametrize("offer", [H2C, b"Connection: upgrade\r\nUpgrade: websocket\r\n"], ids=["h2c", "websocket"])
async def test_a_body_after_an_offer_is_read_as_a_body(served: Path, offer: bytes, kind: bytes, body: bytes) -> None:
    head, awaited = _post(offer, kind), [f"POST /first {BODY.decode()}", "GET /last "]
    whole = head + body + LAST
    assert await _answers(served, whole) == awaited
    assert await _answers(served, head, body, LAST) == awaited
    assert await _answers(served, *[whole[at : at + 1] for at in range(len(whole))]) == awaited


async def test_an_offer_without_a_body_is_left_unanswered(served: Path) -> None:
    head = b"GET /first HTTP/1.1\r\nHost: a\r\n" + H2C + b"\r\n"
    assert await _answers(served, head + LAST) == ["GET /first ", "GET /last "]
    assert await _answers(served, head, LAST) == ["GET /first ", "GET /last "]


async def test_many_offers_in_one_piece_are_each_left_unanswered(served: Path) -> None:
    head = b"GET /first HTTP/1.1\r\nHost: a\r\n" + H2C + b"\r\n"
    assert await _answers(served, head * 500 + LAST) == ["GET /first "] * 500 + ["GET /last "]
