"""The README's walk, executed as it is written: its commands in its order, against the service its first command starts."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.kernel.embedded_test import wait_until

ROOT = Path(__file__).resolve().parents[1]
TIENDO = Path(sys.executable).parent / "tiendo"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
READY_SECONDS = 60


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address and the admin token of what `make run` starts, on a free port and an empty folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    token = secrets.token_urlsafe(40)
    command = [
        str(TIENDO),
        "serve",
        "--port",
        str(port),
        "--data-dir",
        str(tmp_path / "data"),
    ]
    log = (tmp_path / "serve.log").open("w+")
    process = subprocess.Popen(command, env=os.environ | {"TIENDO_BOOTSTRAP_TOKEN": token}, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, address)
        yield address, token
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        log.close()


def _wait_until_ready(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)  # between two questions to a server that is starting, not in place of one
    pytest.fail(f"not ready within {READY_SECONDS} s, exit status {process.poll()}")


def test_the_walk(service: tuple[str, str], tmp_path: Path) -> None:
    address, token = service
    blocks = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    script = "\n".join(blocks).replace("http://127.0.0.1:8000", address).replace("tdo_admin_…", token)
    script = script.replace(".venv/bin/tiendo", str(TIENDO))
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=os.environ | {"TIENDO_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    statuses = re.findall(r"^(\d{3})$", done.stdout, re.MULTILINE)
    assert statuses == ["201", "403"], done.stdout
    assert '"settled":[{"obligation_id":' in done.stdout
    assert "This agency only coordinates on the task: its lead agency reports." in done.stdout
    assert "ket-luan-thu-tuong-2026 · " in done.stdout
    assert "đầu mối quá hạn / leads overdue" in done.stdout
    assert "đầu mối đang chờ / leads waiting" in done.stdout
    assert '"cell": "overdue"' in done.stdout
    assert '"review":{"state":"confirmed"' in done.stdout
    assert '"state":"approved"' in done.stdout
    httpx.get(f"{address}/v1/agencies/so-tai-chinh/calendar.ics", params={"token": "tdo_agency_bi-mat"})
    log = tmp_path / "serve.log"
    wait_until(lambda: "calendar.ics" in log.read_text(encoding="utf-8"))  # the line follows the answer
    assert "bi-mat" not in log.read_text(encoding="utf-8"), "a token in an address reaches no log"
    assert "{'added': 0, 'changed': 0, 'unchanged': 26}" in done.stdout, done.stdout
