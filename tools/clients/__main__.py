"""`make clients`: clients of the contract in seven languages, compiled, and run against a live server where they can be.

Each is made twice: of the contract of today, and of an older one that lacks a field of each answer and a value of each set that may
grow. Both have to work.
"""

import argparse
import json
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.kernel.contract.openapi import Json
from tools.clients.city import city
from tools.clients.compilers import compile_all
from tools.clients.generators import CLIENTS, Build, Client, contract_of, generate
from tools.clients.older import older
from tools.clients.places import BUILD, SCENARIOS
from tools.clients.scenarios import play


def main() -> None:
    parser = argparse.ArgumentParser(prog="make clients", description=__doc__)
    parser.add_argument("contract", type=Path, help="The document without webhooks.")
    _write_contracts(json.loads(parser.parse_args().contract.read_text()))
    clients = [client for client in CLIENTS if _can_be_made(client)]
    run_too = [client for client in clients if (SCENARIOS / client.name).is_dir()]
    today = [Build(client, "today") for client in clients]
    played = [Build(client, age) for age in ("today", "older") for client in run_too]
    with _timed("generate"):
        generate([*today, *(build for build in played if build not in today)])
    with _timed("compile"):
        compile_all(played)
    with _timed("play"):
        _play(played)


def _can_be_made(client: Client) -> bool:
    missing = [command for command in client.needs if shutil.which(command) is None]
    if missing:
        print(f"SKIPPED: {client.language}, {client.name}: {' and '.join(missing)} not found on PATH")
    return not missing


def _write_contracts(today: Json) -> None:
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    contract_of("today").write_text(json.dumps(today))
    contract_of("older").write_text(json.dumps(older(today)))


def _play(builds: Sequence[Build]) -> None:
    with city() as found:
        for build, commune in zip(builds, found.communes, strict=False):
            play(build, found.environment(commune))
            print(f"works: {build}")


@contextmanager
def _timed(part: str) -> Iterator[None]:
    began, before = time.monotonic(), _processor_seconds()
    yield
    print(
        f"{part}: {time.monotonic() - began:.0f} s, {_processor_seconds() - before:.0f} s of the processor", flush=True
    )


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
