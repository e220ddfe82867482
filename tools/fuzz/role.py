"""One role's run: the fuzzer in a process of its own, and what is said of it."""

import json
import os
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.fuzz.city import is_answered
from tools.serving import ROOT

HERE = Path(__file__).parent
FUZZER = HERE / ".venv/bin/schemathesis"
# A failure of the service; one of the fuzzer itself, which says nothing of the service; a run that has shown too little, or ended its token.
FAILED, BROKEN, BLIND = 1, 2, 3
SUCCESSES, FAULTS = range(200, 300), range(500, 600)
# Operations that answered the role with a success at least once. With fewer a run shows little, whatever else it says.
FLOOR = {"viewer": 45, "auditor": 47, "submitter": 22, "agency": 50, "office": 60, "admin": 55}


@dataclass(frozen=True, slots=True)
class Run:
    """`things`: what there is to ask about, for `repairs`."""

    role: str
    url: str
    secret: str
    things: dict[str, list[str]]

    @property
    def folder(self) -> Path:
        return HERE / "build" / self.role


def fuzzed(run: Run, seed: int, cases: int) -> int:
    """Tells how it went, and gives the exit status that follows from it."""
    began = time.monotonic()
    shutil.rmtree(run.folder, ignore_errors=True)
    run.folder.mkdir(parents=True)
    (run.folder / "things.json").write_text(json.dumps(run.things), encoding="utf-8")
    with (run.folder / "log").open("w") as log:
        subprocess.run(_command(run, seed, cases), cwd=ROOT, env=_environment(run), stdout=log, stderr=log, check=False)
    said, status = _judged(run, *(_read(run.folder / name) for name in ("report.json", "tally.json")))
    print(f"{run.role}: {said}; {time.monotonic() - began:.0f} s", flush=True)
    if status:
        print((run.folder / "log").read_text(encoding="utf-8"), flush=True)
    return status


def excused(runs: Iterable[Run]) -> Counter[str]:
    """By their reasons, over all operations."""
    counted: Counter[str] = Counter()
    for run in runs:
        for told, times in (_read(run.folder / "tally.json") or {"excused": {}})["excused"].items():
            counted[told.partition(": ")[2]] += times
    return counted


def _command(run: Run, seed: int, cases: int) -> list[str]:
    options = {
        "--url": run.url,
        "--checks": "all",
        "--mode": "all",
        "--max-examples": str(cases),
        "--seed": str(seed),
        "--workers": "1",
        "--report-json-path": str(run.folder / "report.json"),
    }
    given = [part for option in options.items() for part in option]
    config = str(HERE / "schemathesis.toml")
    return [str(FUZZER), "--config-file", config, "run", f"{run.url}/openapi-client.json", *given, "--no-color"]


def _environment(run: Run) -> dict[str, str]:
    files = {"TIENDO_FUZZ_TALLY": run.folder / "tally.json", "TIENDO_FUZZ_THINGS": run.folder / "things.json"}
    return os.environ | {name: str(file) for name, file in files.items()} | {"TIENDO_FUZZ_TOKEN": run.secret}


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def _judged(run: Run, report: Any, tally: Any) -> tuple[str, int]:
    if report is None or tally is None:
        return "the fuzzer did not come to its end", BROKEN
    answered = [[(int(told[:3]), times) for told, times in one.items()] for one in tally["statuses"].values()]
    reached = sum(any(status in SUCCESSES for status, _ in one) for one in answered)
    faults = sum(times for one in answered for status, times in one if status in FAULTS)
    failures, errors = report["test_cases"]["unique_failures"], len(report["errors"])
    said = (
        f"{report['operations']['tested']} operations, {reached} of them with a success (at least {FLOOR[run.role]}), "
        f"{report['test_cases']['generated']} cases, {failures} failures, {faults} answers of 5xx, {errors} errors of the fuzzer, "
        f"{sum(tally['excused'].values())} refusals of valid data excused"
    )
    if failures or faults:
        return said, FAILED
    if errors:
        return said, BROKEN
    return said, 0 if reached >= FLOOR[run.role] and is_answered(run.url, run.secret) else BLIND
