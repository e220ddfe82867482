"""Which clients are made of the contract, and how.

openapi-generator makes all of its languages in one process: starting it costs as much as making three of them.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.clients.places import BUILD, NODE_TOOLS, OPENAPI_PYTHON_CLIENT, generator_jar
from tools.clients.running import run

# Half of the time of a process that lives for seconds went into compiling it better.
JAVA = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass(frozen=True, slots=True)
class Client:
    """`needs`: the commands without which it is not made; `options`: those of openapi-generator, which names it `name`."""

    name: str
    language: str
    needs: tuple[str, ...]
    make: Callable[[Path, Path], None] | None = None
    options: Mapping[str, str] = field(default_factory=dict)


def openapi_python_client(contract: Path, folder: Path) -> None:
    # Its hooks call ruff on what it has made; nobody edits that.
    settings = folder / "settings.yaml"
    settings.write_text("post_hooks: []\n")
    made = folder / "tiendo"
    options = ("--config", settings, "--path", contract, "--meta", "none", "--output-path", made, "--fail-on-warning")
    run(OPENAPI_PYTHON_CLIENT, "generate", *options)


def openapi_typescript(contract: Path, folder: Path) -> None:
    # Without the option a field of a request that has a default may not be left out.
    options = ("--output", folder / "tiendo.d.ts", "--default-non-nullable", "false")
    run(NODE_TOOLS / "openapi-typescript", contract, *options)


CLIENTS = (
    Client("openapi-python-client", "Python", (), openapi_python_client),
    Client("python", "Python", ("java",), options={"packageName": "tiendo"}),
    Client("openapi-typescript", "TypeScript", ("node", "npm"), openapi_typescript),
    # .js: a module that Node finds, and not only a bundler
    Client("typescript-fetch", "TypeScript", ("java", "node", "npm"), options={"importFileExtension": ".js"}),
    Client(
        "java",
        "Java",
        ("java", "javac"),
        options={
            "library": "native",
            # Of a library more; an absent member and a null one are the same to a report.
            "openApiNullable": "false",
            "invokerPackage": "tiendo",
            "apiPackage": "tiendo.api",
            "modelPackage": "tiendo.model",
            "hideGenerationTimestamp": "true",
        },
    ),
    Client("kotlin", "Kotlin", ("java",), options={"packageName": "tiendo"}),
    Client("csharp", "C#", ("java",), options={"packageName": "Tiendo"}),
    Client("dart", "Dart", ("java",), options={"pubName": "tiendo"}),
    Client("swift6", "Swift", ("java",), options={"projectName": "Tiendo"}),
)
NO_TESTS_NOR_PAGES = {"apiTests": "false", "modelTests": "false", "apiDocs": "false", "modelDocs": "false"}


@dataclass(frozen=True, slots=True)
class Build:
    """A client made of the contract of an age, `today` or `older`."""

    client: Client
    age: str

    @property
    def contract(self) -> Path:
        return contract_of(self.age)

    @property
    def folder(self) -> Path:
        return BUILD / self.age / self.client.name

    def __str__(self) -> str:
        return f"{self.client.language}, {self.client.name} of the contract {self.age}"


def contract_of(age: str) -> Path:
    return BUILD / f"{age}.json"


def generate(builds: Iterable[Build]) -> None:
    configured = []
    for build in builds:
        build.folder.mkdir(parents=True)
        if build.client.make is not None:
            build.client.make(build.contract, build.folder)
        else:
            configured.append(_configured(build))
    if configured:
        run(*JAVA, "-jar", generator_jar(), "batch", "--fail-fast", "--threads", "2", *configured, cwd=BUILD)


def _configured(build: Build) -> Path:
    """The paths in it are taken from BUILD: it reads one as an address, in which a space may not stand."""
    # TypeScript's has no folder of its own: there the client stands beside the program as in the other languages.
    made = build.folder / "tiendo" if build.client.language == "TypeScript" else build.folder
    written = build.folder / "generator.json"
    configuration = {
        "generatorName": build.client.name,
        "inputSpec": str(build.contract.relative_to(BUILD)),
        "outputDir": str(made.relative_to(BUILD)),
        "additionalProperties": build.client.options,
        "globalProperties": NO_TESTS_NOR_PAGES,
    }
    written.write_text(json.dumps(configuration, indent=2))
    return written
