"""A request whose head never ends is cut off; one that comes slowly, or in one piece with its body, is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.kernel.heads import HEAD_LIMIT_BYTES, BoundedHttp
from app.main import create_app
from app.settings import Settings


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Path]:
    """The application without a database behind it: nothing here gets beyond the head but `/healthz`."""
    async with serving(create_app(Settings()), tmp_path / "http") as path:
        yield path


@asynccontextmanager
async def serving(app: Any, path: Path) -> AsyncIterator[Path]:
    config = uvicorn.Config(app, uds=str(path), http=BoundedHttp, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn tells it by a flag alone
        await asyncio.sleep(0)
    try:
        yield path
    finally:
        server.should_exit = True
        await running


async def _answer(path: Path, *pieces: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(str(path))
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await asyncio.wait_for(reader.read(15), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_head_without_end_is_cut_off(served: Path) -> None:
    endless = (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ", *[b"x" * 65_536] * 3)
    assert await _answer(served, *endless) == b""


async def test_a_million_headers_are_cut_off(served: Path) -> None:
    many = (b"GET /healthz HTTP/1.1\r\nHost: a\r\n", *[b"X-A: b\r\n" * 2_000] * 500)
    assert await _answer(served, *many) == b""


async def test_a_head_that_comes_letter_by_letter_is_answered(served: Path) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert await _answer(served, *[request[at : at + 1] for at in range(len(request))]) == b"HTTP/1.1 200 OK"


async def test_a_body_larger_than_a_head_may_be_is_no_head(served: Path) -> None:
    body = b" " * (HEAD_LIMIT_BYTES * 4)
    head = b"POST /v1/agencies HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    assert (await _answer(served, head % len(body) + body)).startswith(b"HTTP/1.1 4")
    half = len(body) // 2
    assert (await _answer(served, head % len(body), body[:half], body[half:])).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("size", [HEAD_LIMIT_BYTES * 2, HEAD_LIMIT_BYTES * 40])
async def test_a_large_body_is_read_to_its_end_before_it_is_answered(tmp_path: Path, size: int) -> None:
    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        read = len(await Request(scope, receive).body())
        await Response(status_code=200 if read == size else 500)(scope, receive, send)

    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % size
    async with serving(reading, tmp_path / "http") as path:
        assert await _answer(path, head + b" " * size) == b"HTTP/1.1 200 OK"
        assert await _answer(path, head, b" " * size) == b"HTTP/1.1 200 OK"
        assert await _answer(path, head, *[b" " * 4096] * (size // 4096)) == b"HTTP/1.1 200 OK"
