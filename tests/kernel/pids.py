"""Two workers that tell which of them answers, and start as quickly as a process can: `python -m tests.kernel.pids DESCRIPTOR`."""

import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from app.kernel.watching import Watching


async def telling(_: Any, __: Any, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    told = b"%7d" % os.getpid()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"7")]})
    await send({"type": "http.response.body", "body": told})


if __name__ == "__main__":
    config = uvicorn.Config(
        "tests.kernel.pids:telling",
        fd=int(sys.argv[1]),
        workers=2,
        lifespan="off",
        log_config=None,
        timeout_worker_healthcheck=60,
    )
    Watching(config, [config.bind_socket()]).run()
