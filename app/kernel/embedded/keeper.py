"""The process between the application and postgres, run by path: `keeper.py UID GID SERVER_FD CLUSTER_FD USERS_FD
SOCKETS POSTGRES ARGUMENT…`.

Owns one postmaster from its birth to its death, and stops it as soon as no process shares the users' lock: that the
kernel gives us the lock is the one message that a kill -9 of the application cannot prevent. Imports nothing of `app`
and everything before it gives up root, for afterwards it may not be able to read any of it.

Rejected: PR_SET_PDEATHSIG of the application on postgres, which would stop the server below a second `serve` that
shares the folder; and leaving the orphan to be found at the next start, which may never come.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import sys
import threading

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> int:
    uid, gid, server_lock, cluster, users_lock = (int(text) for text in arguments[:5])
    sockets, command = arguments[5], arguments[6:]
    give_up_root(uid, gid)
    os.set_inheritable(users_lock, False)
    keeper = os.getpid()
    postgres = os.fork()
    if postgres == 0:
        become_postgres(command, keeper)
    for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    for theirs in {server_lock, cluster}:
        os.close(theirs)
    unused = threading.Event()
    threading.Thread(target=stop_when_unused, args=(users_lock, postgres, unused), daemon=True).start()
    _, status = os.waitpid(postgres, 0)
    if unused.is_set():
        shutil.rmtree(sockets, ignore_errors=True)
    return 0 if status == 0 else 1


def give_up_root(uid: int, gid: int) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def become_postgres(command: list[str], keeper: int) -> None:
    if sys.platform == "linux":
        # A keeper that is killed takes postgres along; the application then starts both again. Elsewhere postgres is
        # found running.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != keeper:
            os._exit(1)
    try:
        os.execve(command[0], command, os.environ)  # noqa: S606  no shell is wanted
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror}\n")
        sys.stderr.flush()
    os._exit(127)


def stop_when_unused(users_lock: int, postgres: int, unused: threading.Event) -> None:
    fcntl.flock(users_lock, fcntl.LOCK_EX)
    unused.set()
    with contextlib.suppress(ProcessLookupError):
        os.kill(postgres, signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
