"""Pages of documentation as they are walked: blocks of commands, each with the output that stands under it.

    ```sh
    curl -sS "$TIENDO/healthz"
    ```

    ```json
    {"status": "ok"}
    ```

A fence in `sh`, `python` or `ts` is run where it stands; one in `json` or `text` right under it is what it prints, and where there is none
it prints nothing. A program whose first line names a file (`# queue.py`, `// queue.ts`) is kept under that name for those that follow.
Code that is indented instead of fenced is shown and not run.

`…` stands for what differs from run to run: within a line for anything but a quotation mark, alone on a line for any lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs"

FENCE = re.compile(r"^```(\w*)\n(.*?)^```\n?", re.DOTALL | re.MULTILINE)
FILE_NAME = re.compile(r"(?:#|//) ([\w-]+\.(?:py|ts))\n")
COMMANDS, OUTPUTS = frozenset({"sh", "python", "ts"}), frozenset({"json", "text"})
SUFFIXES = {"python": "py", "ts": "ts"}
ELLIPSIS = "…"


class PageFault(Exception):
    """A page that is not of this form; says where."""


@dataclass(frozen=True, slots=True)
class Block:
    """`line`: of its fence, as an editor counts; `output`: what stands under it, null where nothing does."""

    language: str
    code: str
    line: int
    output: str | None = None

    @property
    def file_name(self) -> str:
        """Of a program: the name that it gives itself, or one from its place."""
        named = FILE_NAME.match(self.code)
        return named[1] if named else f"at-line-{self.line}.{SUFFIXES[self.language]}"


def blocks_of(page: str) -> list[Block]:
    blocks: list[Block] = []
    ended = None
    for fence in FENCE.finditer(page):
        language, code, line = fence[1], fence[2], page.count("\n", 0, fence.start()) + 1
        if language in COMMANDS:
            blocks.append(Block(language, code, line))
        elif language in OUTPUTS and ended is not None and not page[ended : fence.start()].strip():
            blocks[-1] = replace(blocks[-1], output=code)
        else:
            raise PageFault(f"line {line}: neither a command nor the output of one ({language or 'no language'})")
        ended = fence.end() if language in COMMANDS else None
    return blocks


def is_shown(expected: str | None, printed: str) -> bool:
    """Whether the page shows what was printed."""
    pattern = "".join(map(_pattern, (expected or "").splitlines()))
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed.splitlines())) is not None


def _pattern(line: str) -> str:
    if line.strip() == ELLIPSIS:
        return r"(?:.*\n)*?"
    return r'[^"\n]+'.join(map(re.escape, line.rstrip().split(ELLIPSIS))) + "\n"


def code_of(page: str) -> Iterator[tuple[str, str, str | None]]:
    """What two translations of a page have in common."""
    return ((one.language, one.code, one.output) for one in blocks_of(page))
