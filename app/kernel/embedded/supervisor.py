"""Who uses the embedded server, from when to when: the first to come starts it, a watching thread starts it again after
a crash, and the last to leave waits until it has stopped.

Owns the order of things under the locks; `cluster` knows how a server is made and started, `keeper` how it ends.
"""

import fcntl
import logging
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from app.kernel.embedded.cluster import Cluster, did_not_start, establish, initialise, is_ready_within, start
from app.kernel.embedded.folder import (
    Folder,
    UnusableFolder,
    not_writable,
    open_folder,
    recorded_socket_folder,
    refuse_other_version,
    server_account,
    socket_folder,
)
from app.kernel.embedded.installation import bundled_bin_dir, own_major_version, reachable_installation
from app.kernel.embedded.locks import become_only_holder, holding, is_held, share
from app.kernel.embedded.server import Server

_log = logging.getLogger(__name__)

_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})
_WATCH_PAUSE = 0.1
_STOP_PAUSE = 0.02
_ATTEMPTS = 3
_READY_WITHIN = 300.0  # a recovery reads all the log since the last checkpoint
_STOPPED_WITHIN = 60.0


@contextmanager
def supervise(
    data_dir: Path, *, bin_dir: Path | None = None, settings: Mapping[str, str] = _NO_SETTINGS
) -> Iterator[Server]:
    """A server on `data_dir` for the length of the block, shared with every other process that does the same.

    Raises UnusableFolder. A server that another process has started keeps the settings it was started with.
    """
    binaries = bundled_bin_dir() if bin_dir is None else bin_dir
    folder = open_folder(data_dir)
    keepers: list[subprocess.Popen[bytes]] = []
    users = _join(folder)
    try:
        with holding(folder.start_lock):
            cluster = _prepared(folder, binaries, settings)
            _ensure_running(cluster, keepers)
        with _watched(cluster, keepers):
            yield cluster.server
    finally:
        if _leave(folder, users):
            for keeper in keepers:
                keeper.wait()


def _join(folder: Folder) -> int:
    try:
        with holding(folder.start_lock):
            return share(folder.users_lock)
    except OSError as error:
        raise not_writable(folder, error) from error


def _prepared(folder: Folder, binaries: Path, settings: Mapping[str, str]) -> Cluster:
    refuse_other_version(folder, own_major_version(binaries))
    try:
        account = server_account(folder)
        sockets = socket_folder(folder, account)
        installation = reachable_installation(binaries, account, sockets)
        return Cluster(folder, account, installation, sockets, settings)
    except OSError as error:
        raise not_writable(folder, error) from error


def _ensure_running(cluster: Cluster, keepers: list[subprocess.Popen[bytes]]) -> None:
    """Under the start lock. A server that is going down is waited for, then followed by a new one.

    Tried again because a server may be killed while it starts, and established even when found running: whoever started
    it may have been killed in between.
    """
    for _ in range(_ATTEMPTS):
        if not _is_ready(cluster):
            if not cluster.folder.cluster.exists():
                initialise(cluster)
            keepers.append(start(cluster))
        if _is_ready(cluster) and establish(cluster):
            return
    raise did_not_start(cluster)


def _is_ready(cluster: Cluster) -> bool:
    try:
        return is_ready_within(cluster, _READY_WITHIN)
    except TimeoutError as error:
        seconds = int(_READY_WITHIN)
        vi, en = (
            f"máy chủ ở đó không trả lời trong {seconds} giây",
            f"the server there has not answered for {seconds} seconds",
        )
        raise UnusableFolder(cluster.folder.data_dir, vi, en) from error


@contextmanager
def _watched(cluster: Cluster, keepers: list[subprocess.Popen[bytes]]) -> Iterator[None]:
    leaving = threading.Event()
    watch = threading.Thread(target=_watch, args=(cluster, keepers, leaving), name="embedded-postgres", daemon=True)
    watch.start()
    try:
        yield
    finally:
        leaving.set()
        watch.join()


def _watch(cluster: Cluster, keepers: list[subprocess.Popen[bytes]], leaving: threading.Event) -> None:
    while not leaving.wait(_WATCH_PAUSE):
        if not cluster.is_running:
            _log.warning("the embedded database ended; it is started again")
            try:
                _start_again(cluster, keepers)
            except Exception:  # noqa: BLE001  the thread is all that can bring the database back, so nothing may end it
                _log.exception("the embedded database could not be started again")


def _start_again(cluster: Cluster, keepers: list[subprocess.Popen[bytes]]) -> None:
    with holding(cluster.folder.start_lock):
        _ensure_running(cluster, keepers)


def _leave(folder: Folder, users: int) -> bool:
    """Whether we were the last: that one waits for the end of the server; the keeper stops it, having got the lock we let go.

    Under the start lock nobody can join meanwhile. When we are not the only holder, either another process shares the
    lock and our share comes at once, or the keeper has slipped in between and the share comes when it has finished.
    """
    with holding(folder.start_lock):
        is_last = become_only_holder(users)
        if not is_last:
            fcntl.flock(users, fcntl.LOCK_SH)
        os.close(users)
        if is_last:
            _await_stop(folder)
    return is_last


def _await_stop(folder: Folder) -> None:
    deadline = time.monotonic() + _STOPPED_WITHIN
    while is_held(folder.server_lock):
        if time.monotonic() > deadline:
            _log.error("the embedded database in %s has not stopped within %d s", folder.home, _STOPPED_WITHIN)
            return
        time.sleep(_STOP_PAUSE)
    with holding(folder.users_lock):  # until the keeper has done the same and ended; it may also have been killed
        sockets = recorded_socket_folder(folder)
        if sockets is not None:
            shutil.rmtree(sockets, ignore_errors=True)
