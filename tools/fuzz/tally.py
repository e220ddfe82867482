"""What was answered: by operation, status and problem, and which known refusals there were. Written when the fuzzer's process ends."""

import atexit
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

PLACE = "TIENDO_FUZZ_TALLY"

statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
excused: Counter[str] = Counter()


def write() -> None:
    told = {"statuses": {name: dict(sorted(counts.items())) for name, counts in statuses.items()}}
    Path(os.environ[PLACE]).write_text(json.dumps(told | {"excused": dict(excused.most_common())}), encoding="utf-8")


if PLACE in os.environ:
    atexit.register(write)
