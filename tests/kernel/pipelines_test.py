"""Requests sent before the last answer was read are answered in their order, and few of them are held at a time."""

import asyncio
from asyncio import StreamReader
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.kernel.pipelines import PIECE_BYTES, InTurn
from tests.apps import listening

SHORTEST = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
# Around a piece, and far beyond what is read of a body before somebody takes it.
SIZES = (0, 1, PIECE_BYTES - 60, PIECE_BYTES, PIECE_BYTES + 1, 200_000, 3, 700_000, 0)


async def _echoing(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(await Request(scope, receive).body())(scope, receive, send)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Path]:
    async with listening(_echoing, tmp_path / "http") as path:
        yield path


async def _answer(reader: StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    return await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))


async def _answers(path: Path, sent: Sequence[bytes], number: int) -> list[bytes]:
    """Read only when all has been sent."""
    reader, writer = await asyncio.open_unix_connection(str(path))
    for piece in sent:
        writer.write(piece)
        await asyncio.sleep(0)
    async with asyncio.timeout(20):
        told = [await _answer(reader) for _ in range(number)]
    writer.close()
    return told


@pytest.mark.parametrize("cut", [1_000, PIECE_BYTES, 10_000_000])
async def test_all_are_answered_in_their_order(served: Path, cut: int) -> None:
    bodies = [b"%d" % place + b"x" * size for place, size in enumerate(SIZES * 2)]
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
    whole = b"".join(SHORTEST * 2 + head % len(one) + one for one in bodies)
    pieces = [whole[at : at + cut] for at in range(0, len(whole), cut)]
    told = await _answers(served, pieces, 3 * len(bodies))
    assert [one for one in told if one] == bodies


async def test_few_of_a_thousand_are_held_at_a_time(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0

    def seen(protocol: InTurn) -> None:
        nonlocal most
        headed(protocol)
        most = max(most, len(protocol.pipeline))

    headed = InTurn.on_headers_complete
    monkeypatch.setattr(InTurn, "on_headers_complete", seen)
    assert await _answers(served, [SHORTEST * 3_000], 3_000) == [b""] * 3_000
    assert 1 < most < PIECE_BYTES / len(SHORTEST) + 1
