"""How many requests of one caller a process works on at the same time; the others wait in line, each caller in its own.

A rate says how often, not how dear: what a caller may send within its rate is more than a busy machine can do, and all of it at once
is what the others would feel. So the share that anybody takes of a moment is bounded, and nobody is refused for it.
"""

import asyncio
from weakref import WeakValueDictionary

from app.kernel.rates.problems import QuotaExceeded

PATIENCE_SECONDS = 10.0
POLICY = "at-once"


class Turn:
    """Of one request. Begun when it has come whole and ended when its answer begins: a slow line at either end is no work."""

    def __init__(self, gate: asyncio.Semaphore | None) -> None:
        self._gate = gate
        self._holds = False

    async def begin(self) -> None:
        if self._gate is None or self._holds:
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._gate.acquire()
        except TimeoutError:
            raise QuotaExceeded.of(POLICY, retry_after=1) from None
        self._holds = True

    def end(self) -> None:
        if self._gate is not None and self._holds:
            self._gate.release()
        self._gate = None


class Turns:
    """`most`: null for no bound."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        # A caller has a line as long as a request of it is there.
        self._gates: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    def of(self, caller: int) -> Turn:
        if self._most is None:
            return Turn(None)
        gate = self._gates.get(caller)
        if gate is None:
            gate = self._gates[caller] = asyncio.Semaphore(self._most)
        return Turn(gate)
