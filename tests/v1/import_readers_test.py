"""The processes that read the files of imports: what each may take, what it knows, and that none outlives whoever wanted its answer."""

import asyncio
import os
import select
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice

import pytest

from app.agencies.matching import Named
from app.documents.imports.aside import Aside
from app.documents.imports.problems import UnreadableFile
from app.documents.imports.readers import ROOT, Readers

NOBODY: tuple[list[Named], list[Named]] = ([], [])
SECONDS = 20
IN_BOUNDS = "__import__('importlib').import_module('app.documents.imports.reading')"
SLEEPS = "(print(os.getpid(), flush=True), time.sleep(30))"
# A service with one file on its way: it tells who forks the readers, and the reader.
SERVICE = """
import time
from app.documents.imports.readers import Readers
from tests.v1.import_readers_test import SLEEPS, doing
readers = Readers(doing(SLEEPS))
with readers.one() as reader:
    reader.setblocking(True)
    print(readers.pid, int(reader.recv(99)), flush=True)
    time.sleep(60)
"""


def doing(what: str) -> tuple[str, str]:
    """A program whose readers do nothing but this."""
    return "-c", f"import os, time; from app.documents.imports.forking import serve; serve(lambda: {what})"


@contextmanager
def readers(what: str) -> Iterator[Readers]:
    with closing(Readers(doing(what))) as made:
        yield made


@pytest.mark.parametrize(
    ("does", "seconds"),
    [
        ("time.sleep(60)", 0.5),
        (f"({IN_BOUNDS}.bound(), bytearray(2**31), print('{{}}\\0'))", SECONDS),
        ("os.kill(os.getpid(), 9)", SECONDS),
        ("print('{}', flush=True)", SECONDS),
    ],
    ids=["takes too long", "takes too much", "is killed", "comes to no end"],
)
async def test_a_file_that_takes_more_than_it_may_is_refused(does: str, seconds: float) -> None:
    aside = Aside(doing(does), seconds)
    with closing(aside.readers), pytest.raises(UnreadableFile):
        await aside.read(b"", "x", NOBODY, year=None, issued_on=None)


def test_a_reader_knows_no_secret_and_holds_nothing_but_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENDO_DATABASE_URL", "postgresql://secret")
    with readers("print(*os.environ, *os.listdir('/proc/self/fd'), flush=True)") as made, made.one() as reader:
        told = read(reader).split()
    assert {one for one in told if not one.isdecimal()} <= {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}
    # Its input, output and errors; and for this very list, the folder.
    assert {one for one in told if one.isdecimal()} == {"0", "1", "2", "3"}


def test_a_reader_ends_when_nobody_wants_its_answer_any_more() -> None:
    with readers(SLEEPS) as made:
        with made.one() as reader, made.one() as other:
            assert read(other, 1)
            ended = os.pidfd_open(int(read(reader, 1)))
        assert is_over(ended)
        with made.one() as reader:
            assert read(reader, 1)


def test_who_forks_them_is_started_again_when_it_has_been_killed() -> None:
    with readers("print('read', flush=True)") as made:
        with made.one() as reader:
            assert read(reader) == "read\n"
        first = made.pid
        assert first is not None
        ended = os.pidfd_open(first)
        os.kill(first, signal.SIGKILL)
        assert is_over(ended)
        with made.one() as reader:
            assert read(reader) == "read\n"


async def test_they_end_with_a_service_that_is_killed() -> None:
    service = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVICE, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}
    )
    assert service.stdout is not None
    told = (await service.stdout.readline()).split()
    ended = [os.pidfd_open(int(pid)) for pid in told]
    service.kill()
    await service.wait()
    assert [is_over(one) for one in ended] == [True, True]


def read(reader: socket.socket, pieces: int | None = None) -> str:
    """So many pieces, or all there is."""
    reader.setblocking(True)
    told = iter(partial(reader.recv, 9999), b"")
    return b"".join(islice(told, pieces)).decode()


def is_over(process: int) -> bool:
    """Once the kernel says so; False when it does not."""
    try:
        return bool(select.select([process], [], [], SECONDS)[0])
    finally:
        os.close(process)
