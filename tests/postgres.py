"""The one PostgreSQL that a test run uses: started by the controlling process, found by the workers of pytest-xdist
through the environment.

Owns where it comes from (TIENDO_TEST_PG_BIN, else the wheel) and its settings; databases and templates in it belong to
conftest.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.embedded import Server, supervise

BINARIES_VARIABLE = "TIENDO_TEST_PG_BIN"
_RUNNING_VARIABLE = "TIENDO_TEST_PG_RUNNING"

# Nothing here outlives the run, so nothing is made safe against a power cut.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def chosen_binaries() -> Path | None:
    """None means those of the wheel."""
    named = os.environ.get(BINARIES_VARIABLE)
    return Path(named) if named else None


@contextmanager
def started_cluster() -> Iterator[Server]:
    """For the controlling process. Processes that it starts inside the block find the server with `running_cluster`."""
    with (
        tempfile.TemporaryDirectory(prefix="tiendo-tests-") as folder,
        supervise(Path(folder), bin_dir=chosen_binaries(), settings=SETTINGS) as server,
    ):
        os.environ[_RUNNING_VARIABLE] = f"{server.major_version} {server.directory}"
        try:
            yield server
        finally:
            del os.environ[_RUNNING_VARIABLE]


def running_cluster() -> Server:
    """For a worker; KeyError when no cluster was started above it."""
    version, directory = os.environ[_RUNNING_VARIABLE].split(" ", 1)
    return Server(Path(directory), int(version))
