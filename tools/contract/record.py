"""`make openapi`: writes the contract, the one for generators, and what has changed since the last entry of the changelog.

python tools/contract/record.py [YYYY-MM-DD]
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from app import main
from app.kernel.contract import for_generators, written
from app.kernel.contract.changelog import laid_out, recorded, unexplained
from app.kernel.contract.openapi import Json
from app.settings import Settings

APP = Path(main.__file__).parent
CONTRACT, CLIENT, CHANGELOG = (APP / name for name in ("openapi.json", "openapi-client.json", "changelog.json"))
BASELINE = Path(__file__).with_name("baseline.json")
ASKED = "These break clients. Undo them, or write the reason of each in app/changelog.json (vi and en):"


def record(day: str) -> list[str]:
    """Writes the four files; the breaking changes for which nobody has said why."""
    generated = main.create_app(Settings()).openapi()
    baseline, changelog = recorded(day, _read(CONTRACT), generated, _read(BASELINE), _read(CHANGELOG))
    _write(BASELINE, laid_out(baseline))
    _write(CHANGELOG, written(changelog))
    _write(CONTRACT, written(generated))
    _write(CLIENT, written(for_generators(generated)))
    return list(unexplained(changelog))


def _read(path: Path) -> Json:
    read: Json = json.loads(path.read_text(encoding="utf-8"))
    return read


def _write(path: Path, text: str) -> None:
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


if __name__ == "__main__":
    unsaid = record(sys.argv[1] if len(sys.argv) > 1 else datetime.now(UTC).date().isoformat())
    if unsaid:
        sys.stderr.write("\n  ".join([ASKED, *unsaid]) + "\n")
