"""Requests over bare sockets, cheap enough that whoever sends them is not what is measured: at a steady pace, or as many as will go.

`python -m tests.measure.asking` floods from a process of its own; what it is to send comes on its standard input.
"""

import asyncio
import json
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import cycle
from typing import Any

HOST = "127.0.0.1"
Connection = tuple[StreamReader, StreamWriter]


def request(token: str, method: str, path: str, body: Any = None) -> bytes:
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: tiendo.test\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(content)}\r\n"
    return f"{head}Content-Type: application/json\r\n\r\n".encode() + content


async def answered(connection: Connection, sent: bytes) -> int:
    """The status; the body is read to its end."""
    reader, writer = connection
    writer.write(sent)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _, _, length = head.partition(b"content-length: ")
    await reader.readexactly(int(length.partition(b"\r\n")[0]))
    return int(head.split(b" ", 2)[1])


async def at_a_pace(port: int, requests: Sequence[bytes], per_second: float, seconds: float) -> list[tuple[int, float]]:
    """Each with its status and how long after its appointed moment it was answered, so that one which had to wait its turn counts
    what it waited. As many connections as are needed.
    """
    idle: list[Connection] = []
    begun = time.perf_counter()

    async def one(number: int, sent: bytes) -> tuple[int, float]:
        appointed = begun + number / per_second
        await asyncio.sleep(appointed - time.perf_counter())
        connection = idle.pop() if idle else await asyncio.open_connection(HOST, port)
        status = await answered(connection, sent)
        idle.append(connection)
        return status, time.perf_counter() - appointed

    told = await asyncio.gather(*(one(at, sent) for at, sent in zip(range(int(per_second * seconds)), cycle(requests))))
    for _, writer in idle:
        writer.close()
    return told


async def flood(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Counter[int]:
    """On each connection the next one as soon as the last is answered."""
    counted: Counter[int] = Counter()

    async def on_one(place: int) -> None:
        connection = await asyncio.open_connection(HOST, port)
        for sent in cycle([*requests[place % len(requests) :], *requests[: place % len(requests)]]):
            counted[await answered(connection, sent)] += 1

    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(on_one(place) for place in range(connections)))
    return counted


def main() -> None:
    told = json.load(sys.stdin)
    requests = [one.encode() for one in told["requests"]]
    counted = asyncio.run(flood(told["port"], requests, told["connections"], told["seconds"]))
    json.dump(counted, sys.stdout)


if __name__ == "__main__":
    main()
