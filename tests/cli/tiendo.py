"""Runs the command as an operator does: a process of its own, told by its environment where the database is."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from typing import Any

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


async def tiendo(database: Clone | None, *arguments: str, **variables: str) -> Finished:
    """`variables` stand over the addresses of the database; an empty one takes its variable away."""
    addresses = (
        {"TIENDO_DATABASE_URL": database.serving_url, "TIENDO_DATABASE_OWNER_URL": database.owner_url}
        if database
        else {}
    )
    kept = {name: one for name, one in os.environ.items() if not name.startswith("TIENDO_")}
    environment = {name: one for name, one in (kept | addresses | variables).items() if one}
    started = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await started.communicate()
    assert started.returncode is not None
    return Finished(started.returncode, out.decode(), err.decode())


def refused(finished: Finished, *said: str, status: int = 1) -> bool:
    """An expected failure: its status, every one of these words on standard error, and no traceback."""
    assert (finished.status, finished.out) == (status, ""), finished
    assert "Traceback" not in finished.err, finished.err
    missing = [words for words in said if words not in finished.err]
    assert not missing, finished.err
    return True
