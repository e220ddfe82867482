"""How slowly an answer may be read: who asks for much and reads nothing holds it in memory, and its connection, for nothing.

uvicorn waits for a full buffer to empty as long as it takes, and so does a connection that is closed with something left in it.
"""

import asyncio
from typing import Any

from app.kernel.pace import USUAL
from app.kernel.upgrades import Http1


class ReadInTime(Http1):
    """Looks at what is left of an answer each time the silence that is allowed has passed."""

    pace = USUAL

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owed = 0
        self._next_look: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_no_more()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def _watch(self) -> None:
        self._look_no_more()
        self._owed = self.transport.get_write_buffer_size()
        # Between the two nothing is waited for but the application, which may add to what is left.
        if self._owed and (self.flow.write_paused or self.cycle.response_complete):
            self._next_look = self.loop.call_later(self.pace.silence, self._look)

    def _look(self) -> None:
        left = self.transport.get_write_buffer_size()
        if left and self._owed - left < self.pace.floor * self.pace.silence:
            self.transport.abort()
        else:
            self._watch()

    def _look_no_more(self) -> None:
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
