"""An answer that nobody reads is given up, whether it is still being written or only waits to be read."""

import asyncio
import select
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from app.kernel.pace import Pace
from app.kernel.pipelines import InTurn
from tests.apps import listening

SIZE = 5 * 2**20
PIECES = {"/whole": 1, "/pieces": 40}


async def _much(scope: Scope, _: Receive, send: Send) -> None:
    pieces = PIECES[scope["path"]]
    length = (b"content-length", str(SIZE).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    for left in reversed(range(pieces)):
        await send({"type": "http.response.body", "body": b"x" * (SIZE // pieces), "more_body": left > 0})


@pytest.fixture
async def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    monkeypatch.setattr(InTurn, "pace", Pace(silence=0.1, floor=1_000))
    async with listening(_much, tmp_path / "http") as path:
        yield path


def _request(path: str, more: bytes) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: a\r\n".encode() + more + b"\r\n"


def _is_hung_up(client: socket.socket) -> bool:
    """Without reading what it was sent."""
    poll = select.poll()
    poll.register(client, 0)
    return bool(poll.poll(3_000))


@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"], ids=["kept", "closed"])
@pytest.mark.parametrize("path", PIECES)
async def test_an_answer_that_nobody_reads_is_given_up(served: Path, path: str, more: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(served))
        client.sendall(_request(path, more))
        assert await asyncio.to_thread(_is_hung_up, client)


@pytest.mark.parametrize("path", PIECES)
async def test_one_that_is_read_is_read_to_its_end(served: Path, path: str) -> None:
    reader, writer = await asyncio.open_unix_connection(str(served))
    writer.write(_request(path, b"Connection: close\r\n"))
    answer = await asyncio.wait_for(reader.read(), 10)
    assert len(answer.partition(b"\r\n\r\n")[2]) == SIZE
    writer.close()
