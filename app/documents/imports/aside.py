"""Reads a file in a process of its own, so that the service goes on answering and no file can take its time, memory or secrets.

One process a file: it starts in a fifth of a second, and whatever the file made of it ends with it. Rejected: a thread, which cannot be
ended; a pool, in which one bad file breaks the reading of its neighbours and whose memory never goes back.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import app
from app.agencies.matching import Named
from app.documents.imports import reading
from app.documents.imports.problems import refusal_of, too_much
from app.kernel.limits import FILE_BYTES
from app.kernel.problems import Unavailable

ROOT = Path(app.__file__).parents[1]
MODULE = reading.__name__
SECONDS = 30
# A reader takes a core: the others wait, and not for ever.
AT_ONCE = 2
TURN_SECONDS = 20
RETRY_AFTER_SECONDS = "10"
# Of all the files together that are on their way or wait for their turn: whoever sends a hundred at once shall not fill the memory.
MOST_HELD = 6 * FILE_BYTES


class Aside:
    """What one process of the service reads files by; made with the application."""

    def __init__(
        self, command: Sequence[str] = (sys.executable, "-m", MODULE), seconds: float = SECONDS, held: int = MOST_HELD
    ) -> None:
        self._command, self._seconds, self._left = command, seconds, held
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
        child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        try:
            async with asyncio.timeout(self._seconds):
                answer, _ = await child.communicate(sent)
        except TimeoutError as late:
            raise too_much() from late
        finally:
            await _end(child)
        if child.returncode:
            raise too_much()
        return answer.decode()


async def _end(child: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        child.kill()
    await child.wait()
