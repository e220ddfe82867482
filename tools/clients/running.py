"""Commands: what they say is shown only when they fail."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What it printed. Its failure ends `make clients`."""
    ended = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    if ended.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{ended.stdout}{ended.stderr}\nexit status {ended.returncode}")
    return ended.stdout
