"""What the embedded server keeps below the data folder, and whether it may: `postgres/` with the cluster, its locks and
its log.

Owns these paths, the checks before anything is started, and the short folder of the unix socket; never changes a mode
or an owner above `postgres/`.
"""

import os
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.kernel.embedded.installation import Account, account_name, unprivileged_account
from app.kernel.embedded.locks import belong_to_folder

_PRIVATE = 0o700


class UnusableFolder(Exception):
    """Tells in both languages which folder, why, and what to do."""

    def __init__(self, folder: Path, vi: str, en: str) -> None:
        self.folder = folder
        self.vi = f"Không dùng được thư mục dữ liệu {folder}: {vi}. Hãy chọn thư mục khác bằng --data-dir."
        self.en = f"The data folder {folder} cannot be used: {en}. Choose another one with --data-dir."
        super().__init__(f"{self.vi}\n{self.en}")


@dataclass(frozen=True, slots=True)
class Folder:
    data_dir: Path

    @property
    def home(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def start_lock(self) -> Path:
        """Held by whoever initialises, starts, attaches or leaves."""
        return self.home / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the server; held alone by the keeper that stops it."""
        return self.home / "users.lock"

    @property
    def server_lock(self) -> Path:
        """Inherited by postgres and its backends: as long as one of them lives, it is held."""
        return self.home / "server.lock"

    @property
    def socket_record(self) -> Path:
        return self.home / "socket-folder"


def open_folder(data_dir: Path) -> Folder:
    folder = Folder(data_dir.absolute())
    try:
        folder.home.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        entries = {entry.name for entry in folder.home.iterdir()}
    except (FileExistsError, NotADirectoryError) as error:
        at = error.filename
        raise UnusableFolder(folder.data_dir, f"{at} không phải là thư mục", f"{at} is not a folder") from error
    except OSError as error:
        raise not_writable(folder, error) from error
    _refuse_foreign_owner(folder)
    if (folder.data_dir / "PG_VERSION").exists() or (entries and folder.start_lock.name not in entries):
        raise _holds_something_else(folder, folder.home if entries else folder.data_dir)
    return folder


def not_writable(folder: Folder, error: OSError) -> UnusableFolder:
    who = account_name(os.geteuid())
    vi, en = f"tài khoản {who} không tạo được tệp ở đó", f"the account {who} cannot make files there"
    return UnusableFolder(folder.data_dir, f"{vi} ({error.strerror})", f"{en} ({error.strerror})")


def cluster_version(folder: Folder) -> int | None:
    """The major version that wrote the cluster; None before the first start."""
    if not os.path.lexists(folder.cluster):
        return None
    try:
        return int((folder.cluster / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        raise _holds_something_else(folder, folder.cluster) from error


def refuse_other_version(folder: Folder, ours: int) -> None:
    theirs = cluster_version(folder)
    if theirs not in (None, ours):
        vi = f"dữ liệu ở đó của PostgreSQL {theirs}, chương trình này chạy PostgreSQL {ours}; hãy xuất bằng bản cũ rồi nạp lại"
        en = f"its data was written by PostgreSQL {theirs} and this is PostgreSQL {ours}; dump with the old release and load again"
        raise UnusableFolder(folder.data_dir, vi, en)


def server_account(folder: Folder) -> Account:
    """Who runs postgres: ourselves or, when we are root, whom the cluster belongs to already, else an account without
    rights.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_other=False)
    if sys.platform != "linux":  # the way into the folder that needs no change of modes is Linux's own
        raise UnusableFolder(
            folder.data_dir, "hãy chạy bằng tài khoản thường, không phải root", "run as an ordinary user, not as root"
        )
    if not folder.cluster.exists():
        return unprivileged_account()
    owner = folder.cluster.stat()
    if owner.st_uid == 0:
        vi = f"{folder.cluster} thuộc về root, mà PostgreSQL không chạy bằng root"
        raise UnusableFolder(
            folder.data_dir, vi, f"{folder.cluster} belongs to root, and PostgreSQL does not run as root"
        )
    return Account(owner.st_uid, owner.st_gid, is_other=True)


def socket_folder(folder: Folder, account: Account) -> Path:
    """A folder with a short path, mode 700, of the server's account; the same again after a crash, so that addresses
    stay good.

    A unix socket's path ends at some 107 bytes (sockaddr_un) and the data folder may lie deeper. The name is random and
    remembered, not made from the folder's: a name that others can foretell could be taken by them first.
    """
    known = recorded_socket_folder(folder)
    if known is not None and _is_ours(known, account):
        return known
    made = Path(tempfile.mkdtemp(prefix="tiendo-", dir=_short_temporary_folder()))
    if account.is_other:
        os.chown(made, account.uid, account.gid)
    record = os.open(folder.socket_record, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(record, "w") as file:
        belong_to_folder(record, folder.home)
        file.write(str(made))
    return made


def recorded_socket_folder(folder: Folder) -> Path | None:
    try:
        text = folder.socket_record.read_text()
    except FileNotFoundError:
        return None
    return Path(text) if text else None


def _is_ours(known: Path, account: Account) -> bool:
    try:
        known.mkdir(mode=_PRIVATE)
    except FileExistsError:
        found = known.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and stat.S_IMODE(found.st_mode) == _PRIVATE
    except OSError:
        return False
    if account.is_other:
        os.chown(known, account.uid, account.gid)
    return True


def _short_temporary_folder() -> str:
    return "/tmp" if os.access("/tmp", os.W_OK | os.X_OK) else tempfile.gettempdir()  # noqa: S108  TMPDIR may be too long for a socket


def _refuse_foreign_owner(folder: Folder) -> None:
    owner = folder.home.stat().st_uid
    if os.geteuid() not in (0, owner):
        name = account_name(owner)
        vi = f"{folder.home} thuộc về tài khoản {name}; hãy chạy bằng tài khoản ấy"
        raise UnusableFolder(folder.data_dir, vi, f"{folder.home} belongs to the account {name}; run as that account")


def _holds_something_else(folder: Folder, where: Path) -> UnusableFolder:
    vi, en = f"{where} chứa thứ không phải do Tiến độ tạo ra", f"{where} holds something that Tiến độ did not make"
    return UnusableFolder(folder.data_dir, vi, en)
