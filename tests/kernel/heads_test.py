"""A request whose head, or whose trailers, never end is cut off; one that comes slowly, or in one piece with its body, is answered."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.kernel.heads import HEAD_LIMIT_BYTES
from app.kernel.limits import HEAD_FIELDS, URL_BYTES
from tests.apps import listening, without_database


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Path]:
    """The application without a database behind it: nothing here gets beyond the head but `/healthz`."""
    async with listening(without_database(), tmp_path / "http") as path:
        yield path


async def _answer(path: Path, *pieces: bytes, most: int = 15) -> bytes:
    reader, writer = await asyncio.open_unix_connection(str(path))
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await asyncio.wait_for(reader.read(most), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_head_without_end_is_refused(served: Path) -> None:
    endless = (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ", *[b"x" * 65_536] * 3)
    head, _, body = (await _answer(served, *endless, most=2_000)).partition(b"\r\n\r\n")
    fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    problem = json.loads(body)
    assert (head[:12], fields[b"content-type"], fields[b"connection"]) == (
        b"HTTP/1.1 431",
        b"application/problem+json",
        b"close",
    )
    assert (problem["type"], problem["limit_bytes"]) == ("/problems/head-too-large", HEAD_LIMIT_BYTES)
    assert problem["request_id"].encode() == fields[b"x-request-id"]


async def test_a_million_headers_are_cut_off(served: Path) -> None:
    many = (b"GET /healthz HTTP/1.1\r\nHost: a\r\n", *[b"X-A: b\r\n" * 2_000] * 500)
    assert await _answer(served, *many) == b""


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"X-A: b\r\n" * (HEAD_FIELDS - 1), 200),  # and Host
        (b"X-A: b\r\n" * HEAD_FIELDS, 431),
        (b"X-A: %s\r\n" % (b"b" * (HEAD_LIMIT_BYTES - 100)), 200),
        (b"X-A: %s\r\n" % (b"b" * 100_000), 431),
    ],
)
async def test_a_head_that_comes_in_one_piece_is_bounded_as_well(served: Path, head: bytes, status: int) -> None:
    answer = await _answer(served, b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 %d" % status)


@pytest.mark.parametrize(("length", "status"), [(URL_BYTES, 422), (URL_BYTES + 1, 414), (100_000, 414)])
async def test_an_address_is_bounded(served: Path, length: int, status: int) -> None:
    """Beyond 64 KiB the parser makes nothing of it, and it is told the same."""
    path = b"/healthz?" + b"a" * (length - len(b"/healthz"))
    answer = await _answer(served, b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path)
    assert answer.startswith(b"HTTP/1.1 %d" % status)


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00", b"GET /healthz HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nA b: c\r\n\r\n"]
)
async def test_what_is_no_request_is_told_so(served: Path, sent: bytes) -> None:
    head, _, body = (await _answer(served, sent, most=2_000)).partition(b"\r\n\r\n")
    assert (head[:12], json.loads(body)["type"]) == (b"HTTP/1.1 400", "/problems/malformed")


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
    async with listening(reading, tmp_path / "http") as path:
        assert await _answer(path, head + b" " * size) == b"HTTP/1.1 200 OK"
        assert await _answer(path, head, b" " * size) == b"HTTP/1.1 200 OK"
        assert await _answer(path, head, *[b" " * 4096] * (size // 4096)) == b"HTTP/1.1 200 OK"


CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
TRAILERS = b"0\r\nAuthorization: Bearer a\r\nIdempotency-Key: b\r\nExpect: 100-continue\r\n\r\n"


async def _telling(scope: Scope, receive: Receive, send: Send) -> None:
    """What the headers are when the body has come, to its last trailer."""
    request = Request(scope, receive)
    await request.body()
    await Response(b",".join(name for name, _ in scope["headers"]))(scope, receive, send)


async def test_trailers_are_no_headers(tmp_path: Path) -> None:
    async with listening(_telling, tmp_path / "http") as path:
        for pieces in ([CHUNKED + TRAILERS], [CHUNKED, TRAILERS[:9], TRAILERS[9:]]):
            answer = await _answer(path, *pieces, most=2_000)
            assert answer.startswith(b"HTTP/1.1 200 OK")
            assert answer.endswith(b"host,transfer-encoding")


@pytest.mark.parametrize("more", [b"X-A: b\r\n" * 2_000, b"X-Long" + b"g" * 16_000])
async def test_trailers_without_end_are_cut_off(tmp_path: Path, more: bytes) -> None:
    async with listening(_telling, tmp_path / "http") as path:
        assert await _answer(path, CHUNKED + b"0\r\n", *[more] * 500) == b""


async def test_what_is_said_of_a_piece_without_end_is_cut_off(tmp_path: Path) -> None:
    async with listening(_telling, tmp_path / "http") as path:
        assert await _answer(path, CHUNKED + b"1;", *[b"a" * 16_000] * 500) == b""


async def test_trailers_as_long_as_a_head_may_be_are_read(tmp_path: Path) -> None:
    async with listening(_telling, tmp_path / "http") as path:
        long = b"X-Long: " + b"a" * (HEAD_LIMIT_BYTES - 1_000) + b"\r\n\r\n"
        assert await _answer(path, CHUNKED + b"0\r\n", long) == b"HTTP/1.1 200 OK"
