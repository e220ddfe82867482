"""`make look`: opens `/docs` and a page of `/problems/` in a Chromium that reaches no network but this host, and looks at them.

    python tools/docs/look.py [FOLDER]    (pictures of the pages are put there)

Without a database: these pages need none. It fails when an operation is missing on the page, or when the page's console says anything:
what the policy of the page refuses, and what cannot be fetched, is said there.
"""

import json
import logging
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
import uvicorn

from app.kernel.contract.openapi import operations
from app.main import create_app
from app.settings import Settings

# Every other name leads nowhere, whatever the machine reaches.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
CHROMIUM = (
    "chromium",
    "--headless=new",
    "--disable-gpu",
    "--enable-logging=stderr",
    "--virtual-time-budget=30000",
    OFFLINE,
)
SAID = re.compile(r":CONSOLE[:(].*|.*Content Security Policy.*")
SECONDS = 120


@contextmanager
def serving() -> Iterator[tuple[str, list[str]]]:
    """The address, and the operations that `/docs` is to show."""
    app = create_app(Settings())
    config = uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", [one["operationId"] for _, _, one in operations(app.openapi())]
    server.should_exit = True
    thread.join()


def opened(address: str, profile: str, *how: str) -> subprocess.CompletedProcess[str]:
    # As root, as in a container, Chromium wants its own sandbox off; it opens our pages and reaches no others.
    command = [*CHROMIUM, "--no-sandbox", f"--user-data-dir={profile}", *how, address]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)


def look(address: str, expected: list[str], profile: str) -> list[str]:
    """What is wrong with the page."""
    page = opened(address, profile, "--dump-dom")
    missing = [f"{address} does not show {one}" for one in expected if one not in page.stdout]
    return missing + [f"{address}: {one}" for one in SAID.findall(page.stderr)]


def main(pictures: Path | None) -> list[str]:
    with serving() as (address, named), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pages = {
            "docs": (f"{address}/docs", named),
            "problem": (f"{address}/problems/stale", ["/problems/stale", "412"]),
        }
        if pictures is not None:
            for name, (page, _) in pages.items():
                opened(page, profile, "--window-size=1300,1600", f"--screenshot={pictures / name}.png")
        return [wrong for page, expected in pages.values() for wrong in look(page, expected, profile)]


if __name__ == "__main__":
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING)
    )  # no line for each request
    wrong = main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    sys.stdout.write(
        json.dumps(wrong, ensure_ascii=False, indent=2) + "\n"
        if wrong
        else "/docs and /problems: shown whole, offline\n"
    )
    sys.exit(bool(wrong))
