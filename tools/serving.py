"""A live server of this checkout, with a database in a folder of its own and the two annexes of 2026, and clients that ask it."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 120


@contextmanager
def served(**settings: str) -> Iterator[httpx.Client]:
    """An admin's client of a server with these settings (`clock="…"` for `TIENDO_CLOCK`), which lives as long as the block."""
    secret = secrets.token_urlsafe(32)
    given = {f"TIENDO_{name.upper()}": one for name, one in settings.items()}
    with (
        tempfile.TemporaryDirectory(prefix="tiendo-tools-", ignore_cleanup_errors=True) as folder,
        _serving(Path(folder), given | {"TIENDO_BOOTSTRAP_TOKEN": secret}) as url,
        client(url, secret) as admin,
    ):
        yield admin


@contextmanager
def _serving(folder: Path, given: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    # Without settings it takes a database of its own, never one that stands in somebody's environment.
    kept = {name: one for name, one in os.environ.items() if not name.startswith("TIENDO_")}
    command = (sys.executable, "-c", "from app.cli import run; run()", "serve", "--port", str(port))
    with (folder / "log").open("w+") as log:
        serving = subprocess.Popen(
            (*command, "--data-dir", folder / "data"), cwd=ROOT, env=kept | given, stdout=log, stderr=log
        )
        try:
            _wait_until_ready(url := f"http://127.0.0.1:{port}", serving, log.name)
            yield url
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait()


def _wait_until_ready(url: str, serving: "subprocess.Popen[bytes]", log: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _is_ready(url):
        if serving.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"tiendo serve does not answer:\n{Path(log).read_text()}")
        time.sleep(0.1)


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def client(url: str, secret: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}, timeout=PATIENCE_SECONDS)


def token(admin: httpx.Client, role: str, agencies: Sequence[str], name: str) -> str:
    return str(asked(admin, "POST", "/v1/tokens", {"name": name, "role": role, "agencies": agencies})["token"])


def asked(caller: httpx.Client, method: str, path: str, body: Any = None, **options: Any) -> Any:
    """The answer; a refusal ends the tool."""
    answer = caller.request(method, path, json=body, **options)
    if answer.is_error:
        sys.exit(f"{method} {path}: {answer.text}")
    return answer.json()
