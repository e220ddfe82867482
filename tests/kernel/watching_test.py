"""A worker that is killed is replaced, whatever another one is doing."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clones import ROOT

PATIENCE_SECONDS = 30


@pytest.fixture
async def serving(tmp_path: Path) -> AsyncIterator[Path]:
    """A socket that takes connections whether or not somebody is there who accepts them."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "http"))
        listening.listen()
        command = (sys.executable, "-m", "tests.kernel.pids", str(listening.fileno()))
        parent = await asyncio.create_subprocess_exec(*command, cwd=ROOT, pass_fds=(listening.fileno(),))
    yield tmp_path / "http"
    parent.terminate()
    await parent.wait()


async def _who_answers(path: Path) -> int:
    async with asyncio.timeout(PATIENCE_SECONDS):
        reader, writer = await asyncio.open_unix_connection(str(path))
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        answer = await reader.read()
    writer.close()
    return int(answer.partition(b"\r\n\r\n")[2])


async def test_nobody_is_waited_for_while_another_is_missing(serving: Path) -> None:
    """One that is stopped is to its parent as one that starts: it lives, and does not answer."""
    stopped = await _who_answers(serving)
    os.kill(stopped, signal.SIGSTOP)
    answered = []
    try:
        for _ in range(2):
            answered.append(await _who_answers(serving))
            os.kill(answered[-1], signal.SIGKILL)
    finally:
        os.kill(stopped, signal.SIGCONT)
    assert len({stopped, *answered}) == 3
