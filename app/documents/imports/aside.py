"""Reads a file in a process of its own, so that the service goes on answering and no file can take its time, memory or secrets.

One process a file: it is forked in a few milliseconds, and whatever the file made of it ends with it. Rejected: a thread, which cannot
be ended; a pool, in which one bad file breaks the reading of its neighbours and whose memory never goes back; a process started for
each file, which takes a fourth of a second of CPU to load the readers.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from app.agencies.matching import Named
from app.documents.imports import reading
from app.documents.imports.problems import refusal_of, too_much
from app.documents.imports.readers import PROGRAM, Readers
from app.kernel.limits import FILE_BYTES
from app.kernel.problems import Unavailable

SECONDS = 30
# A reader takes a core: the others wait, and not for ever.
AT_ONCE = 2
TURN_SECONDS = 20
RETRY_AFTER_SECONDS = "10"
PIECE_BYTES = 2**18
# Of all the files together that are on their way or wait for their turn: whoever sends a hundred at once shall not fill the memory.
MOST_HELD = 6 * FILE_BYTES


class Aside:
    """What one process of the service reads files by; made and closed with the application."""

    def __init__(self, program: Sequence[str] = PROGRAM, seconds: float = SECONDS, held: int = MOST_HELD) -> None:
        self.readers, self._seconds, self._left = Readers(program), seconds, held
        self._turns = asyncio.Semaphore(AT_ONCE)

    @contextmanager
    def holding(self) -> Iterator[Callable[[int], None]]:
        """Told of each piece of a file that is held; Unavailable when all files together are more than may be."""
        mine = 0

        def hold(size: int) -> None:
            nonlocal mine
            if size > self._left:
                raise Unavailable(headers={"Retry-After": RETRY_AFTER_SECONDS})
            self._left -= size
            mine += size

        try:
            yield hold
        finally:
            self._left += mine

    async def read(
        self,
        data: bytes,
        name: str,
        register: tuple[Sequence[Named], Sequence[Named]],
        *,
        year: int | None,
        issued_on: date | None,
    ) -> str:
        """The draft as `draft.to_json` writes it; the problem of what was refused, or of a file that takes more than a file may."""
        request = reading.request_of(name, register, year, issued_on)
        try:
            async with asyncio.timeout(TURN_SECONDS):
                await self._turns.acquire()
        except TimeoutError as busy:
            raise Unavailable(headers={"Retry-After": RETRY_AFTER_SECONDS}) from busy
        try:
            answer = await self._asked(request + data)
        finally:
            self._turns.release()
        if answer.startswith('{"slug":'):
            raise refusal_of(answer)
        return answer

    async def _asked(self, sent: bytes) -> str:
        with self.readers.one() as reader:
            try:
                async with asyncio.timeout(self._seconds):
                    answer = await _answer(reader, sent)
            except OSError as ended:  # late, or gone before it had all of the file
                raise too_much() from ended
        if not answer.endswith(reading.END):
            raise too_much()
        return answer.removesuffix(reading.END).decode()


async def _answer(reader: socket.socket, sent: bytes) -> bytes:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(reader, sent)
    reader.shutdown(socket.SHUT_WR)
    pieces = [await loop.sock_recv(reader, PIECE_BYTES)]
    while pieces[-1]:
        pieces.append(await loop.sock_recv(reader, PIECE_BYTES))
    return b"".join(pieces)
