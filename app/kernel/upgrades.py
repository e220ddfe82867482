"""Offers of another protocol (`Upgrade`, RFC 9110 §7.8), which a server may leave unanswered, as this one does.

Java's own client makes one with every request over plain HTTP. The parser takes what follows such a head for the other protocol: a
body was lost, and read as the next request.
"""

import sys
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

OFFER = b"upgrade"


class Http1(HttpToolsProtocol):
    """A request with an offer is read anew without it; uvicorn's hooks for WebSockets, of which we have none, serve that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._piece = self._unread = memoryview(b"")

    def data_received(self, data: bytes) -> None:
        self._unread = memoryview(data)
        while self._unread:
            self._piece, self._unread = self._unread, memoryview(b"")
            super().data_received(self._piece)  # type: ignore[arg-type]  # the parser takes any buffer

    def _should_upgrade(self) -> bool:
        return any(name == OFFER for name, _ in self.headers)

    def handle_websocket_upgrade(self) -> None:
        """Called while the parser's exception is handled, which says where in the piece the head ended."""
        ended = sys.exception()
        assert ended is not None
        lines = [b"%s: %s\r\n" % field for field in self.headers if field[0] != OFFER]
        request = f"{self.scope['method']} ".encode() + self.url + f" HTTP/{self.scope['http_version']}\r\n".encode()
        super().data_received(b"".join([request, *lines, b"\r\n"]))
        self._unread = self._piece[ended.args[0] :]
