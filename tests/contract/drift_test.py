"""The contract is one text: what is generated, what is committed and what is served are the same, on any day and machine."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import httpx

from app import main
from app.kernel.contract import for_generators, written
from app.kernel.contract.breaking import breaking
from tests.apps import without_database

COMMITTED = Path(main.__file__).with_name("openapi.json")
COMMITTED_FOR_GENERATORS = COMMITTED.with_name("openapi-client.json")
GENERATE = (
    "import sys; from app.kernel.contract import written; from app.main import create_app; "
    "from app.settings import Settings; sys.stdout.reconfigure(encoding='utf-8'); "
    "print(written(create_app(Settings()).openapi()), end='')"
)


async def _served(path: str) -> str:
    transport = httpx.ASGITransport(without_database())
    async with httpx.AsyncClient(transport=transport, base_url="http://tiendo.test") as client:
        return (await client.get(path)).text


@cache
def _generated() -> str:
    return written(without_database().openapi())


def test_the_committed_file_is_what_is_generated() -> None:
    committed = COMMITTED.read_text(encoding="utf-8")
    broken = [str(one) for one in breaking(json.loads(committed), without_database().openapi())]
    assert broken == [], "these break clients: undo them, or run `make openapi` and say why in app/changelog.json"
    assert committed == _generated(), "run `make openapi` and look at the difference"


async def test_what_is_served_is_what_is_generated() -> None:
    assert await _served("/openapi.json") == _generated()


async def test_generators_get_the_same_without_webhooks_and_lines() -> None:
    document = without_database().openapi()
    told = for_generators(document | {"webhooks": {}})
    batch = "/v1/reports/batch"
    sent = [list(one["paths"][batch]["post"]["requestBody"]["content"]) for one in (document, told)]
    assert sent == [["application/json", "application/x-ndjson"], ["application/json"]]
    assert {name: one for name, one in told["paths"].items() if name != batch} == {
        name: one for name, one in document["paths"].items() if name != batch
    }
    assert {**told, "paths": None} == {**document, "paths": None}
    assert await _served("/openapi-client.json") == written(for_generators(document))
    assert COMMITTED_FOR_GENERATORS.read_text(encoding="utf-8") == written(for_generators(document))


def test_it_does_not_depend_on_the_process_that_generates_it() -> None:
    # Another seed of hashes is another order of sets.
    answer = subprocess.run(
        [sys.executable, "-c", GENERATE],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        cwd=COMMITTED.parents[1],
        capture_output=True,
        check=True,
    )
    assert answer.stdout.decode() == _generated()
