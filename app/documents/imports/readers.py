"""The readers of one process of the service: forked, one a file, from a process that is started by the first file and stays."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import app

ROOT = Path(app.__file__).parents[1]
PROGRAM = ("-m", "app.documents.imports.reading")


class Readers:
    """`program`: what the interpreter is told to run; it ends with the process that has started it, even when that one is killed."""

    def __init__(self, program: Sequence[str] = PROGRAM) -> None:
        self._program = program
        self._parent: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    @contextmanager
    def one(self) -> Iterator[socket.socket]:
        """The connection to a new one, which ends with the block whatever it is about."""
        with ExitStack() as held:
            mine, its = (held.enter_context(one) for one in socket.socketpair())
            ends = os.pipe()
            with ExitStack() as handed_over:
                handed_over.callback(os.close, ends[0])
                held.callback(os.close, ends[1])
                socket.send_fds(self._running(), [b"\n"], [its.fileno(), ends[0]])
            its.close()
            mine.setblocking(False)
            yield mine

    @property
    def pid(self) -> int | None:
        return None if self._parent is None else self._parent.pid

    def close(self) -> None:
        if self._parent is not None and self._orders is not None:
            self._orders.close()
            self._parent.wait()
            self._parent = self._orders = None

    def _running(self) -> socket.socket:
        if self._parent is not None and self._parent.poll() is not None:
            self.close()
        if self._orders is None:
            self._orders, its = socket.socketpair()
            with its:
                self._parent = subprocess.Popen(  # noqa: S603  our own program
                    [sys.executable, *self._program],
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
                    start_new_session=True,  # its group is itself and its readers
                )
        return self._orders
