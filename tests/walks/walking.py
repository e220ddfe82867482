"""A page walked from top to bottom: its blocks in one shell, so that what one exports the next finds."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.pages import ROOT, Block
from tests.walks.service import Service, own_environment

# As `make run` prints them.
ADDRESS, ADMIN = "http://127.0.0.1:8000", "tdo_admin_…"
# ASCII's record separator stands in no output of ours.
END = "\x1e"
SECONDS = 120


def furnish(folder: Path, blocks: Sequence[Block]) -> None:
    """What stands in a checkout beside the reader, and the programs of the page."""
    folder.mkdir(exist_ok=True)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "seed").symlink_to(ROOT / "seed")
    for block in blocks:
        if block.language != "sh":
            (folder / block.file_name).write_text(block.code, encoding="utf-8")


def walk(folder: Path, blocks: Sequence[Block], service: Service, settings: Mapping[str, str]) -> list[str]:
    """What each block has printed."""
    script = "\n".join(f"{_command(block, service)}\nprintf '{END}'" for block in blocks)
    environment = own_environment() | dict(settings)
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment | {"PATH": f"{Path(sys.executable).parent}:{environment['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    *printed, rest = done.stdout.split(END)
    assert done.returncode == 0, f"line {blocks[len(printed)].line} failed:\n{rest}\n{done.stderr}"
    return printed


def _command(block: Block, service: Service) -> str:
    match block.language:
        case "sh":
            return block.code.replace(ADDRESS, service.address).replace(ADMIN, service.admin)
        case "python":
            return f"python {block.file_name}"
        case _:
            return f"node {Path(block.file_name).with_suffix('.js')}"
