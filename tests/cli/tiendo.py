"""Runs the command as an operator does, told by its environment where the database is.

`process` starts it for real, which costs seconds of imports; `here` calls the same entry point in a thread of the test.
"""

import asyncio
import io
import json
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from app.cli import run
from tests.clones import ROOT, Clone

COMMAND = (sys.executable, "-c", "from app.cli import run; run()")


@dataclass(frozen=True, slots=True)
class Finished:
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


async def process(database: Clone, *arguments: str, **variables: str) -> Finished:
    started = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=ROOT,
        env=environment_of(database) | variables,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await started.communicate()
    assert started.returncode is not None
    return Finished(started.returncode, out.decode(), err.decode())


async def here(database: Clone | None, *arguments: str, **variables: str) -> Finished:
    """`variables` stand over the addresses of the database; an empty one takes its variable away."""
    environment = {name: one for name, one in (environment_of(database) | variables).items() if one}
    return await asyncio.to_thread(_called, arguments, environment)


def _called(arguments: tuple[str, ...], environment: Mapping[str, str]) -> Finished:
    out, err, status = io.StringIO(), io.StringIO(), 0
    # The arguments and the environment are those of the process: the entry point takes them from nowhere else.
    with (
        patch.object(sys, "argv", ["tiendo", *arguments]),
        patch.dict(os.environ, environment, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            run()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
    return Finished(status, out.getvalue(), err.getvalue())


def environment_of(database: Clone | None) -> dict[str, str]:
    kept = {name: one for name, one in os.environ.items() if not name.startswith("TIENDO_")}
    if database is None:
        return kept
    return kept | {"TIENDO_DATABASE_URL": database.serving_url, "TIENDO_DATABASE_OWNER_URL": database.owner_url}


def refused(finished: Finished, *said: str, status: int = 1) -> None:
    """An expected failure: its status, every one of these words on standard error, and no traceback."""
    assert (finished.status, finished.out) == (status, ""), finished
    assert "Traceback" not in finished.err, finished.err
    assert finished.err.strip()
    missing = [words for words in said if words not in finished.err]
    assert not missing, finished.err
