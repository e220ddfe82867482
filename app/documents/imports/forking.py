"""A process that has the readers loaded and knows nothing else: for each file it is told of it forks one, which reads that file and ends.

What `reading` is as a program, which `readers.py` starts with no secret in its environment. Its standard input is a socket on which
come, for each file, the connection of its reader and a lifeline: the end of a pipe whose other end the service holds while it wants an
answer. Rejected: multiprocessing's forkserver, which is started with the environment of the service, secrets and all, and loads the
service's own program in each fork.
"""

import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable


def serve(read: Callable[[], None]) -> None:
    """`read`: what a reader does, from its standard input to its standard output."""
    orders = socket.socket(fileno=0)
    with selectors.DefaultSelector() as waiting:
        waiting.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is orders:
                    lifeline, pid = _forked(orders, read)
                    waiting.register(lifeline, selectors.EVENT_READ, pid)
                else:
                    waiting.unregister(key.fileobj)
                    _end(key.fd, key.data)


def _forked(orders: socket.socket, read: Callable[[], None]) -> tuple[int, int]:
    _, handed_over, _, _ = socket.recv_fds(orders, 1, 2)
    if not handed_over:
        os.killpg(
            0, signal.SIGKILL
        )  # the service has ended, in whatever way: so does this process with all its readers
    connection, lifeline = handed_over
    pid = os.fork()
    if pid == 0:
        _read(connection, read)
    os.close(connection)
    return lifeline, pid


def _read(connection: int, read: Callable[[], None]) -> None:
    """Never returns; holds nothing of another file."""
    try:
        os.dup2(connection, sys.stdin.fileno())
        os.dup2(connection, sys.stdout.fileno())
        os.closerange(sys.stderr.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        read()
        sys.stdout.flush()
    finally:
        os._exit(0)  # an answer that is not whole tells of what went wrong


def _end(lifeline: int, pid: int) -> None:
    """Waited for only here, so that its id is nobody else's yet when it is killed."""
    os.close(lifeline)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
