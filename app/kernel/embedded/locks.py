"""Locks that the kernel releases when their holder dies, however it dies: flock on files of the embedded server's
folder.

A list of process ids would need somebody to cross out the dead; in a container, where ids come round again, it would
name the wrong ones.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A description of its own for each call, not inherited by other programs. The file belongs to whom its folder
    belongs to.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    belong_to_folder(lock, path.parent)
    return lock


def belong_to_folder(file: int, folder: Path) -> None:
    """What root makes in somebody's folder stays usable for them."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(file, owner.st_uid, owner.st_gid)


@contextmanager
def holding(path: Path) -> Iterator[int]:
    """Waits for the lock; it ends with the block unless another process has inherited the descriptor."""
    lock = open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def share(path: Path) -> int:
    """Waits while another holds the lock for itself alone. Closing the descriptor gives the share back."""
    lock = open_lock(path)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def is_held(path: Path) -> bool:
    lock = open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def become_only_holder(shared: int) -> bool:
    """Whether nobody else shares or holds it. The share is lost when somebody does: the system call converts by letting
    go first.
    """
    try:
        fcntl.flock(shared, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
