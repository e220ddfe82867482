"""How slowly a body may come: who sends a byte a minute holds a connection, and for a file the place it is kept in, for nothing.

uvicorn bounds the silence between two requests and not that inside one; a proxy in front may, and need not be there.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Message, Receive

from app.kernel.limits import FORM_BYTES
from app.kernel.problems import BodyTooSlow


@dataclass(frozen=True, slots=True)
class Pace:
    """`silence`: seconds without a byte; `floor`: bytes a second, asked for once a body has been coming for `grace` seconds. The slowest
    mobile line of an office brings twice that.
    """

    silence: float = 30.0
    grace: float = 60.0
    floor: int = 4_000

    def latest(self, now: float, begun: float, got: int) -> float:
        """When the next byte has to be there."""
        return min(now + self.silence, begun + self.grace + got / self.floor)


USUAL = Pace()


class Paced:
    """Receives a body; BodyTooSlow when it falls behind its pace. What comes after a body, the end of the connection, may take its time."""

    def __init__(self, receive: Receive, pace: Pace = USUAL) -> None:
        self._receive, self._pace = receive, pace
        self._begun: float | None = None
        self._got = 0
        self._whole = False

    async def receive(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._latest()):
                message = await self._receive()
        except TimeoutError as slow:
            # What is still to come of the body would be taken for the next request.
            raise BodyTooSlow(headers={"Connection": "close"}) from slow
        self._got += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        return message

    def _latest(self) -> float:
        now = asyncio.get_running_loop().time()
        if self._begun is None:
            self._begun = now
        return self._pace.latest(now, self._begun, self._got)


class Rest:
    """What is still to come of a body when its request has been answered: most clients send it before they read why they were refused.
    Nobody receives it any more; `give_up` is called when it falls behind its pace or is larger than any body may be.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, give_up: Callable[[], None], pace: Pace = USUAL) -> None:
        self._loop, self._give_up, self._pace = loop, give_up, pace
        self._begun = self._last = loop.time()
        self._got = 0
        self._look()

    def came(self, size: int) -> None:
        self._got, self._last = self._got + size, self._loop.time()
        if self._got > FORM_BYTES:
            self._give_up()

    def end(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        """One timer that is set again when it was too early: bytes come more often than it."""
        latest = self._pace.latest(self._last, self._begun, self._got)
        if self._loop.time() >= latest:
            self._give_up()
        else:
            self._timer = self._loop.call_at(latest, self._look)
