"""What `make run` starts, on a free port and an empty folder."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

TIENDO = Path(sys.executable).parent / "tiendo"
READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Service:
    address: str
    admin: str
    folder: Path
    log: Path


def own_environment() -> dict[str, str]:
    """Without settings of the machine: a walk never reaches a database that is somebody's."""
    return {name: one for name, one in os.environ.items() if not name.startswith("TIENDO_")}


@contextmanager
def serving(folder: Path, settings: Mapping[str, str]) -> Iterator[Service]:
    port, admin = _free_port(), secrets.token_urlsafe(40)
    service = Service(f"http://127.0.0.1:{port}", admin, folder / "data", folder / "serve.log")
    command = (str(TIENDO), "serve", "--port", str(port), "--data-dir", str(service.folder))
    environment = own_environment() | {"TIENDO_BOOTSTRAP_TOKEN": admin, **settings}
    with service.log.open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_until_ready(process, service)
            yield service
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_until_ready(process: "subprocess.Popen[bytes]", service: Service) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{service.address}/readyz", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)  # between two questions to a server that is starting, not in place of one
    pytest.fail(
        f"not ready within {READY_SECONDS} s, exit status {process.poll()}:\n{service.log.read_text(encoding='utf-8')}"
    )
