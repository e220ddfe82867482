"""The service as processes of their own, to be killed: `serve` listens on unix sockets, and every process is forked from one that
has imported the application already, so that a new one is there in a tenth of a second instead of three.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from app.main import from_environment
from tests.client import Contract, ContractClient

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0


@dataclass(slots=True)
class Process:
    """One process of the service. Killed with -9 and started again it listens at the same address."""

    forking: "Forking"
    url: str
    socket: Path
    log: Path
    pid: int = 0

    async def start(self) -> None:
        self.pid = self.forking.fork(self.url, self.socket, self.log)
        await _until(self._answers)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    async def stop(self) -> None:
        """As an operator does, and waits for the end."""
        os.kill(self.pid, signal.SIGTERM)
        await _until(self._is_gone)

    def client(self, contract: Contract) -> ContractClient:
        return ContractClient(contract, self.transport)

    @property
    def transport(self) -> httpx.AsyncHTTPTransport:
        return httpx.AsyncHTTPTransport(uds=str(self.socket))

    async def _is_gone(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    async def _answers(self) -> bool:
        async with httpx.AsyncClient(transport=self.transport) as client:
            try:
                return (await client.get("http://tiendo.test/healthz")).is_success
            except httpx.TransportError:
                return False


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not await condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.01)


class Forking:
    def __init__(self, parent: "subprocess.Popen[str]", folder: Path) -> None:
        self._parent, self._folder, self._made = parent, folder, 0

    def process(self, url: str) -> Process:
        self._made += 1
        name = self._folder / str(self._made)
        return Process(self, url, name.with_suffix(".socket"), name.with_suffix(".log"))

    def fork(self, url: str, socket: Path, log: Path) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{url}\t{socket}\t{log}\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())


@contextmanager
def forking() -> Iterator[Forking]:
    """Every process that is left ends with the block."""
    with (
        tempfile.TemporaryDirectory(prefix="tiendo-api-") as folder,
        subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as parent,
    ):
        yield Forking(parent, Path(folder))


def main() -> None:
    """For each line of input, an address, a socket and a log, a process that serves; the end of the input ends them all."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        url, socket, log = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            serve(url, socket, log)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
    os.killpg(0, signal.SIGKILL)


def serve(url: str, socket: str, log: str) -> None:
    """With the settings of `tiendo serve`; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ["TIENDO_DATABASE_URL"] = url
    uvicorn.run(from_environment, factory=True, uds=socket, access_log=False, log_config=None, server_header=False)
    os._exit(0)


if __name__ == "__main__":
    main()
