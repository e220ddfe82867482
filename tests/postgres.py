"""The PostgreSQL that a test run uses: whose binaries (TIENDO_TEST_PG_BIN, else the wheel's) and which settings. Starting it, and
the databases in it, belong to conftest.
"""

import os
from pathlib import Path

# Nothing here outlives the run, so nothing is made safe against a power cut.
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def chosen_binaries() -> Path | None:
    """None means those of the wheel."""
    named = os.environ.get("TIENDO_TEST_PG_BIN")
    return Path(named) if named else None
