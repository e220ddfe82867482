"""A live server with the two annexes of 2026, and what a scenario finds there: a commune that owes reports, and what is not its own."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tools.clients.places import ROOT

# The communes owe their report of the second quarter by 20 June.
TODAY = "2026-06-19T08:00:00+07:00"
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class City:
    """`url` serves; `elsewhere` is a task that no commune leads, `hidden` a plan that only its office may see."""

    url: str
    admin: httpx.Client
    communes: list[str]
    elsewhere: str
    hidden: str

    def environment(self, commune: str) -> dict[str, str]:
        """Of a program that reports for that commune."""
        given = {"TOKEN": _token(self.admin, "agency", commune), "ELSEWHERE": self.elsewhere, "HIDDEN": self.hidden}
        return {"TIENDO": self.url, **given}


@contextmanager
def city() -> Iterator[City]:
    token = secrets.token_urlsafe(32)
    with (
        tempfile.TemporaryDirectory(prefix="tiendo-clients-", ignore_cleanup_errors=True) as folder,
        _serving(Path(folder), token) as url,
        _client(url, token) as admin,
    ):
        yield _furnished(url, admin)


@contextmanager
def _serving(folder: Path, token: str) -> Iterator[str]:
    port = _free_port()
    # Without settings it takes a database of its own, never one that stands in somebody's environment.
    kept = {name: one for name, one in os.environ.items() if not name.startswith("TIENDO_")}
    environment = kept | {"TIENDO_BOOTSTRAP_TOKEN": token, "TIENDO_CLOCK": TODAY}
    command = (sys.executable, "-c", "from app.cli import run; run()", "serve", "--port", str(port))
    with (folder / "log").open("w+") as log:
        serving = subprocess.Popen(
            (*command, "--data-dir", folder / "data"), cwd=ROOT, env=environment, stdout=log, stderr=log
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


def _furnished(url: str, admin: httpx.Client) -> City:
    communes = _asked(admin, "GET", "/v1/agency-groups/communes/members?limit=200")["items"]
    others = _asked(admin, "GET", "/v1/tasks?lead=so-tai-chinh&limit=1")["items"]
    draft = {"code": "du-thao-2027", "title": "Dự thảo chương trình công tác năm 2027", "type": "work_program"}
    dated = {"year": 2027, "starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    with _client(url, _token(admin, "office", "vp-ubnd")) as office:
        hidden = _asked(office, "POST", "/v1/plans", draft | dated | {"monitoring_agency": "vp-ubnd"})
    return City(url, admin, [commune["code"] for commune in communes], others[0]["id"], hidden["id"])


def _token(admin: httpx.Client, role: str, agency: str) -> str:
    wanted = {"name": f"make clients: {agency}", "role": role, "agencies": [agency]}
    return str(_asked(admin, "POST", "/v1/tokens", wanted)["token"])


def _client(url: str, token: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE_SECONDS)


def _asked(client: httpx.Client, method: str, path: str, body: Any = None) -> Any:
    answer = client.request(method, path, json=body)
    if answer.is_error:
        sys.exit(f"{method} {path}: {answer.text}")
    return answer.json()
