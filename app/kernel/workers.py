"""A worker ends with the process that started it, even when that one is killed and can tell nobody."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading

GRACE_SECONDS = 10


def stop_with_parent() -> None:
    """Nothing to do in a process that no other of ours has started."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    # Woken by the kernel, which closes the parent's end however it ended: no polling, no Linux-only PDEATHSIG.
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    # One that was still starting, or waits for a database that went with its parent, does not come to the signal.
    threading.Event().wait(GRACE_SECONDS)
    os._exit(1)
