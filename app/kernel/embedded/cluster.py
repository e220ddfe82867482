"""One cluster in its folder: made once, started, asked whether it is ready, and given its roles and its database.

Owns how postgres is called; who may call it and when is the supervisor's, which holds the start lock around everything
here.

Access: no TCP at all, and `trust` on a unix socket in a folder of mode 700 that only the server's account and root can
enter. A password beside it (scram) would be read from a file by the very same two, would stand in every URL and process
list, and cost each connection 4,096 rounds of hashing; it would keep nobody out.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import asyncpg

from app.kernel import roles
from app.kernel.embedded import keeper
from app.kernel.embedded.folder import Folder, UnusableFolder
from app.kernel.embedded.installation import SERVER_ENVIRONMENT, Account, Installation, run_as
from app.kernel.embedded.locks import belong_to_folder, holding, is_held, open_lock
from app.kernel.embedded.server import DATABASE, SUPERUSER, Server

_Result = TypeVar("_Result")
_PAUSE = 0.02
_NOT_YET = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
_GONE = (OSError, asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, asyncpg.InterfaceError)
_COMPLAINTS = re.compile("FATAL|PANIC|ERROR|error:|could not|HINT")
_OUR_OWN_ASKING = "the database system is "


@dataclass(frozen=True, slots=True)
class Cluster:
    folder: Folder
    account: Account
    installation: Installation
    sockets: Path
    settings: Mapping[str, str]

    @property
    def server(self) -> Server:
        return Server(self.sockets, self.installation.major_version)

    @property
    def is_running(self) -> bool:
        return is_held(self.folder.server_lock)


def initialise(cluster: Cluster) -> None:
    """Made beside its place and moved there when whole: a start that is killed half way leaves only rubbish, removed by
    the next one. initdb inherits the server's lock: should it outlive us, the next start waits for its end.
    """
    home = cluster.folder.home
    for rubbish in home.glob("initdb-*"):
        shutil.rmtree(rubbish, ignore_errors=True)
    begun = Path(tempfile.mkdtemp(prefix="initdb-", dir=home))
    try:
        _initdb(cluster, begun)
        begun.rename(cluster.folder.cluster)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    _sync(home)


def start(cluster: Cluster) -> subprocess.Popen[bytes]:
    """The keeper above a new postgres. The lock is taken here and inherited there, so no moment is without a holder."""
    with (
        holding(cluster.folder.server_lock) as server_lock,
        _within_reach(cluster.folder.cluster, cluster.account) as (path, descriptor),
        _descriptor(open_lock(cluster.folder.users_lock)) as users_lock,
        _descriptor(_new_log(cluster.folder)) as log,
    ):
        _forget_dead_server(cluster)
        numbers = (cluster.account.uid, cluster.account.gid, server_lock, descriptor, users_lock)
        python = [sys.executable, "-I", "-S", str(Path(keeper.__file__).absolute())]
        return subprocess.Popen(  # noqa: S603  our own binaries
            [*python, *map(str, numbers), str(cluster.sockets), *_command(cluster, path)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=SERVER_ENVIRONMENT,
            pass_fds=(server_lock, descriptor, users_lock),
            start_new_session=True,  # a Ctrl-C at the terminal is for the application, which needs the database to finish
        )


def is_ready_within(cluster: Cluster, seconds: float) -> bool:
    """False when the server ended instead. A server that still recovers or shuts down is waited for."""
    return _in_a_thread(_become_ready(cluster, seconds))


def establish(cluster: Cluster) -> bool:
    """Roles, database and rights, written again by everyone who comes; False when the server ended meanwhile."""
    try:
        _in_a_thread(_establish(cluster.server))
    except _GONE:
        return False
    return True


def did_not_start(cluster: Cluster) -> UnusableFolder:
    return _refused(cluster, cluster.folder.log.read_text(errors="replace"))


def _initdb(cluster: Cluster, target: Path) -> None:
    if cluster.account.is_other:
        os.chown(target, cluster.account.uid, cluster.account.gid)
    with (
        holding(cluster.folder.server_lock) as server_lock,
        _within_reach(target, cluster.account) as (path, descriptor),
    ):
        command = [str(cluster.installation.bin_dir / "initdb"), f"--pgdata={path}", f"--username={SUPERUSER}"]
        # C and not C.UTF-8: the only locale that every platform and version has; nothing of ours sorts or folds by
        # locale (DESIGN §2).
        command += ["--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--no-locale", "--data-checksums"]
        command += ["--no-sync"] if cluster.settings.get("fsync") == "off" else []
        done = run_as(cluster.account, command, (server_lock, descriptor))
    if done.returncode != 0:
        raise _refused(cluster, done.stderr)


def _command(cluster: Cluster, path: str) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.sockets),
        "unix_socket_permissions": "0700",
        "cluster_name": DATABASE,
        "timezone": "UTC",
        "log_timezone": "UTC",
        **cluster.settings,
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [str(cluster.installation.bin_dir / "postgres"), "-D", path, *options]


@contextmanager
def _within_reach(path: Path, account: Account) -> Iterator[tuple[str, int]]:
    """A name of the folder that works for the account, valid where the descriptor is inherited.

    Another account may be unable to walk down to the folder (a checkout below /root), and no mode above ours is
    changed. An open descriptor needs no walk: /proc/self/fd/N leads into the folder itself.
    """
    with _descriptor(os.open(path, os.O_RDONLY | os.O_DIRECTORY)) as descriptor:
        yield (f"/proc/self/fd/{descriptor}" if account.is_other else str(path)), descriptor


@contextmanager
def _descriptor(opened: int) -> Iterator[int]:
    try:
        yield opened
    finally:
        os.close(opened)


def _new_log(folder: Folder) -> int:
    """Of this start alone; the log of the start before stays beside it."""
    with suppress(FileNotFoundError):
        folder.log.replace(folder.log.with_suffix(".log.1"))
    log = os.open(folder.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    belong_to_folder(log, folder.home)
    return log


def _forget_dead_server(cluster: Cluster) -> None:
    """We hold the server's lock, so nothing lives; postgres itself goes by a process id, which another process may have
    by now.
    """
    (cluster.folder.cluster / "postmaster.pid").unlink(missing_ok=True)
    for socket in cluster.sockets.glob(".s.PGSQL.*"):
        socket.unlink()


def _in_a_thread(coroutine: Coroutine[None, None, _Result]) -> _Result:
    """The caller may have an event loop running; asyncio.run wants a thread without one."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, coroutine).result()


async def _become_ready(cluster: Cluster, seconds: float) -> bool:
    async with asyncio.timeout(seconds):
        while cluster.is_running:
            try:
                connection = await asyncpg.connect(cluster.server.superuser_url())
            except _NOT_YET:
                await asyncio.sleep(_PAUSE)
            else:
                await connection.close()
                return True
    return False


async def _establish(server: Server) -> None:
    await _execute(server.superuser_url(), roles.role_statements(roles.OWNER, roles.LOGIN))
    connection = await asyncpg.connect(server.superuser_url())
    try:
        if not await connection.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", DATABASE):
            await connection.execute(f"CREATE DATABASE {roles.quoted(DATABASE)} OWNER {roles.quoted(roles.OWNER)}")
    finally:
        await connection.close()
    await _execute(server.superuser_url(DATABASE), roles.database_statements(DATABASE, roles.OWNER, roles.LOGIN))


async def _execute(url: str, statements: list[str]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _refused(cluster: Cluster, said: str) -> UnusableFolder:
    lines = said.strip().splitlines()
    complaints = [line for line in lines if _COMPLAINTS.search(line) and _OUR_OWN_ASKING not in line]
    quoted = " | ".join(complaints[:2] or lines[-2:])
    vi, en = f"PostgreSQL không chạy được ở đó ({quoted})", f"PostgreSQL does not run there ({quoted})"
    return UnusableFolder(cluster.folder.data_dir, vi, en)


def _sync(directory: Path) -> None:
    with _descriptor(os.open(directory, os.O_RDONLY | os.O_DIRECTORY)) as opened:
        os.fsync(opened)
