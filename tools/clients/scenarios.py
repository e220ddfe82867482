"""The programs in `scenarios/`: how each is run, and what it must have said."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.clients.generators import JAVA, Build
from tools.clients.places import PYTHON, generator_jar
from tools.clients.running import run

ID = "[0-9a-f-]{36}"
# One line a step, in every language the same.
SAID = re.compile(
    rf"""owed (?P<obligation>{ID}) (?P<kind>progress_report) (?P<state>open)
reported (?P<report>{ID}) (?P<status>in_progress)
replayed (?P=report) true
read (?P=report) 2026-06-19 Đã lấy ý kiến các xã
refused 403 /problems/not-your-task
refused 404 /problems/not-found
"""
)


def play(build: Build, environment: Mapping[str, str]) -> None:
    said = run(*_program(build.client.language, build.folder), env=os.environ | {"PYTHONUTF8": "1"} | dict(environment))
    if SAID.fullmatch(said) is None:
        sys.exit(f"{build} said:\n{said}\nand not what is awaited:\n{SAID.pattern}")


def _program(language: str, folder: Path) -> tuple[str | Path, ...]:
    if language == "Python":
        return PYTHON, folder / "scenario.py"
    if language == "TypeScript":
        return "node", folder / "scenario.js"
    utf8 = ("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
    return *JAVA, *utf8, "-cp", f"{folder / 'classes'}{os.pathsep}{generator_jar()}", "Scenario"
