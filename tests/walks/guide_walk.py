"""The guide, executed as it is written: every page against one service, and what each block prints beside what stands under it.

The Vietnamese pages are walked; the English ones show the same code and output (docs_test.py). No page counts on what another has
done: each keeps to agencies and plans of its own, and passes alone as well (`-k retry`).
"""

import difflib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages import GUIDE, ROOT, Block, blocks_of, is_shown
from tests.walks.service import Service, serving
from tests.walks.walking import furnish, walk

# The Monday that every page names: days and counts are the same in each run.
MONDAY = "2026-06-15T08:00:00+07:00"
PAGES = sorted((GUIDE / "vi").glob("*.md"))
TYPESCRIPT = ROOT / "tools" / "clients" / "node_modules"
OPTIONS = {
    "strict": True,
    "noEmitOnError": True,
    "target": "es2022",
    "module": "nodenext",
    "moduleDetection": "force",
    # What Node 22.18 and later run as it is.
    "erasableSyntaxOnly": True,
    "verbatimModuleSyntax": True,
    "rewriteRelativeImportExtensions": True,
    "skipLibCheck": True,
    "types": ["node"],
    "typeRoots": [str(TYPESCRIPT / "@types")],
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service"), {"TIENDO_CLOCK": MONDAY}) as service:
        yield service


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, tuple[Path, list[Block]]]:
    """A folder for each page, with its programs; those in TypeScript are compiled, all of them at once."""
    top = tmp_path_factory.mktemp("pages")
    furnished = {page: (top / page.stem, blocks_of(page.read_text(encoding="utf-8"))) for page in PAGES}
    for folder, blocks in furnished.values():
        furnish(folder, blocks)
    (top / "package.json").write_text('{"type": "module"}')
    (top / "tsconfig.json").write_text(json.dumps({"compilerOptions": OPTIONS, "include": ["*/*.ts"]}))
    compiled = subprocess.run(
        [TYPESCRIPT / ".bin" / "tsc", "--project", top], capture_output=True, text=True, check=False
    )
    assert compiled.returncode == 0, compiled.stdout
    return furnished


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page(page: Path, service: Service, folders: dict[Path, tuple[Path, list[Block]]]) -> None:
    folder, blocks = folders[page]
    printed = walk(folder, blocks, service, {})
    differing = [_difference(block, out) for block, out in zip(blocks, printed, strict=True)]
    assert not any(differing), "\n".join(differing)


def _difference(block: Block, out: str) -> str:
    if is_shown(block.output, out):
        return ""
    shown = (block.output or "").splitlines()
    lines = difflib.unified_diff(shown, out.splitlines(), f"line {block.line}, shown", "printed", lineterm="", n=1)
    return "\n".join(lines)
