"""One role's run: the fuzzer in a process of its own, and what its two reports say."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.serving import ROOT

HERE = Path(__file__).parent
FUZZER = HERE / ".venv/bin/schemathesis"
FAILED, BROKEN, BLIND = 1, 2, 3
# Operations that answered the role with a success at least once: fewer, and the run has shown little whatever else it says.
FLOOR = {"viewer": 1, "auditor": 1, "submitter": 1, "agency": 1, "office": 1, "admin": 1}


@dataclass(frozen=True, slots=True)
class Run:
    role: str
    url: str
    secret: str
    kept: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    said: str
    status: int


def fuzzed(run: Run, seed: int, cases: int) -> Outcome:
    shutil.rmtree(run.folder, ignore_errors=True)
    run.folder.mkdir(parents=True)
    with (run.folder / "log").open("w") as log:
        subprocess.run(_command(run, seed, cases), cwd=ROOT, env=_environment(run), stdout=log, stderr=log, check=False)
    return _judged(run, _read(run.folder / "report.json"), _read(run.folder / "tally.json"))


def _command(run: Run, seed: int, cases: int) -> list[str]:
    given = {"--url": run.url, "--header": f"Authorization: Bearer {run.secret}", "--checks": "all", "--mode": "all"}
    given |= {
        "--max-examples": str(cases),
        "--seed": str(seed),
        "--workers": "1",
        "--report-json-path": f"{run.folder}/report.json",
    }
    options = [part for option in given.items() for part in option]
    config = str(HERE / "schemathesis.toml")
    return [str(FUZZER), "--config-file", config, "run", f"{run.url}/openapi-client.json", *options, "--no-color"]


def _environment(run: Run) -> dict[str, str]:
    told = {"TIENDO_FUZZ_TALLY": str(run.folder / "tally.json"), "TIENDO_FUZZ_KEPT": run.kept}
    return os.environ | told | {"SCHEMATHESIS_HOOKS": ""}


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _judged(run: Run, report: Any, tally: Any) -> Outcome:
    cases, failures, errors = report["test_cases"], report["failures"], report["errors"]
    reached = sum(any(int(status) < 300 for status in counts) for counts in tally["statuses"].values())
    faults = sum(
        count for counts in tally["statuses"].values() for status, count in counts.items() if int(status) >= 500
    )
    said = (
        f"{run.role}: {report['operations']['tested']} operations, {reached} with a success, {cases['generated']} cases, "
        f"{cases['unique_failures']} failures, {faults} of 5xx, {len(errors)} errors of the fuzzer"
    )
    status = FAILED if failures or faults else BROKEN if errors else BLIND if reached < FLOOR[run.role] else 0
    return Outcome(said, status)
