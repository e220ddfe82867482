"""Requests that a client sends before it has read the last answer (pipelining, RFC 9112 §9.3.2): answered in turn, and parsed in turn.

uvicorn makes of all that it has read requests that wait, and reads on with each answer: a client that sent 4 MB of small ones and read
nothing filled 300 MB in five seconds and held the loop for one of them.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.flow_control import FlowControl

from app.kernel.heads import BoundedHttp

# Parsed at a time, beside what is known to be one body: some two hundred of the shortest requests.
PIECE_BYTES = 4_096
# As many digits as any length of ours has; of a longer one it is enough to know the beginning.
DIGITS = 9


class Held(FlowControl):
    """Reads no further while something of what was read waits for its turn, whoever asks for it."""

    holds = False

    def resume_reading(self) -> None:
        if not self.holds:
            super().resume_reading()


class InTurn(BoundedHttp):
    """What follows a request that waits is kept as it came, and is no more than was read at once."""

    flow: Held

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = memoryview(b"")
        self._body_left = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = Held(transport)

    def data_received(self, data: bytes) -> None:
        self._kept = memoryview(bytes(self._kept) + data)
        self._parse()

    def on_headers_complete(self) -> None:
        lengths = (value.lstrip(b"0")[:DIGITS] for name, value in self.headers if name == b"content-length")
        self._body_left = int(next(lengths, b"") or 0)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._body_left -= len(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._parse()

    def _parse(self) -> None:
        while self._kept and not self.pipeline and not self.transport.is_closing():
            size = max(PIECE_BYTES, self._body_left)
            piece, self._kept = self._kept[:size], self._kept[size:]
            super().data_received(bytes(piece))
        self._read_on(holds=bool(self._kept or self.pipeline))

    def _read_on(self, *, holds: bool) -> None:
        """Only where it was held: what waits for a large body to be taken is for whoever takes it."""
        if holds and not self.flow.holds:
            self.flow.holds = True
            self.flow.pause_reading()
        elif self.flow.holds and not holds:
            self.flow.holds = False
            self.flow.resume_reading()
