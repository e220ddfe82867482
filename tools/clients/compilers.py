"""Generated clients, each with its scenario beside it, compiled as strictly as their language can."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from tools.clients.generators import Build
from tools.clients.places import HERE, NODE_TOOLS, PYTHON, SCENARIOS, STAND_INS, generator_jar
from tools.clients.running import run

# Python compiles what it imports: every module, those that no scenario comes to as well.
IMPORT_ALL = """
import importlib, pkgutil, tiendo
for module in pkgutil.walk_packages(tiendo.__path__, "tiendo."):
    importlib.import_module(module.name)
"""


def compile_all(builds: Iterable[Build]) -> None:
    languages = set()
    for build in builds:
        shutil.copytree(SCENARIOS / build.client.name, build.folder, dirs_exist_ok=True)
        languages.add(build.client.language)
        if build.client.language == "Python":
            run(PYTHON, "-W", "error", "-c", IMPORT_ALL, cwd=build.folder)
        if build.client.language == "Java":
            _javac(build.folder)
    if "TypeScript" in languages:
        run(NODE_TOOLS / "tsc", "--project", HERE)


def _javac(folder: Path) -> None:
    sources = [*folder.glob("src/main/java/**/*.java"), *STAND_INS.glob("**/*.java"), folder / "Scenario.java"]
    options = ("-encoding", "UTF-8", "-nowarn", "-proc:none", "-cp", generator_jar(), "-d", folder / "classes")
    run("javac", *options, *sources)
