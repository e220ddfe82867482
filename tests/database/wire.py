"""A wire between the service and PostgreSQL that counts the round trips on it and can be cut at a chosen moment.

It understands as much of the protocol as that needs (PostgreSQL documentation, Message Formats): every message is a letter, a
length and a body, except the first of a connection, which has no letter.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import Enum, auto
from pathlib import Path

from app.kernel.embedded import Server

SOCKET = ".s.PGSQL.5432"
READY_FOR_QUERY = b"Z"
# With a semicolon as the driver's own transactions say it, without as our short ones do.
COMMITS, COMMITTED = ((b"Q", b"commit\0"), (b"Q", b"COMMIT;\0")), (b"C", b"COMMIT\0")
GONE = (asyncio.IncompleteReadError, ConnectionError)


class Moment(Enum):
    before_commit = auto()  # it never reaches the server, which rolls back
    after_commit = auto()  # the server has committed and said so; nobody hears it


class Wire:
    """`round_trips`: how many times the server has said that it awaits the next query."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = Server(folder, server.major_version)
        self.round_trips = 0
        self._upstream = str(server.directory / SOCKET)
        self._moment: Moment | bytes | None = None
        self._instead: Callable[[], None] = _nothing

    def cut_once(self, moment: Moment | bytes, instead: Callable[[], None] | None = None) -> None:
        """At the next such moment, or before the next statement with these words, the connection ends on both sides; `instead` is done
        just before.
        """
        self._moment, self._instead = moment, instead or _nothing

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(self._upstream)
        try:
            server_writer.write(await _first(reader))
            async with asyncio.TaskGroup() as both:
                both.create_task(self._upwards(reader, server_writer))
                both.create_task(self._downwards(server_reader, writer))
        except* GONE:
            pass
        finally:
            for end in (writer, server_writer):
                end.close()

    async def _upwards(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            message = await _message(reader)
            if message in COMMITS:
                self._cut_if(Moment.before_commit)
            if isinstance(self._moment, bytes) and self._moment in message[1].lower():
                self._cut_if(self._moment)
            writer.write(_written(*message))
            await writer.drain()

    async def _downwards(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            message = await _message(reader)
            if message == COMMITTED:
                self._cut_if(Moment.after_commit)
            self.round_trips += message[0] == READY_FOR_QUERY
            writer.write(_written(*message))
            await writer.drain()

    def _cut_if(self, moment: Moment | bytes) -> None:
        if self._moment is moment:
            self._moment = None
            self._instead()
            raise ConnectionResetError


def _nothing() -> None:
    pass


@asynccontextmanager
async def wired(server: Server) -> AsyncIterator[Wire]:
    # The name of a socket has to be short, so its folder is made by itself.
    with tempfile.TemporaryDirectory(prefix="tiendo-wire-") as folder:
        wire = Wire(server, Path(folder))
        listening = await asyncio.start_unix_server(wire.serve, str(Path(folder) / SOCKET))
        async with listening:
            yield wire


async def _first(reader: asyncio.StreamReader) -> bytes:
    length = await reader.readexactly(4)
    return length + await reader.readexactly(int.from_bytes(length) - 4)


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    letter, length = await reader.readexactly(1), await reader.readexactly(4)
    return letter, await reader.readexactly(int.from_bytes(length) - 4)


def _written(letter: bytes, body: bytes) -> bytes:
    return letter + (len(body) + 4).to_bytes(4) + body
