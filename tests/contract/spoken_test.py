"""Every operation is told in both languages, and has an example of what is sent and answered that is sent, and was answered."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from app import main
from app.kernel.contract.openapi import Json, operations
from app.kernel.contract.spoken import SHOWN, bodies, in_both_languages, with_examples
from app.vietnamese import OPERATIONS
from tests.access.requests import REQUESTS, valid
from tests.client import registered, validator_at
from tests.contract.examples import body_of
from tests.contract.service import document

DOCUMENT: Json = document()
EXAMPLES: dict[str, Any] = json.loads(Path(main.__file__).with_name("examples.json").read_text(encoding="utf-8"))
REGISTRY = registered(DOCUMENT)
CALLERS = 14  # of the table: the n-th sends body(n)
FORM_FILE = b"x"


def test_every_operation_is_told_in_vietnamese_and_none_that_is_gone() -> None:
    assert {operation["operationId"] for _, _, operation in operations(DOCUMENT)} == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_translation_is_whole_sentences(name: str) -> None:
    assert not OPERATIONS[name].summary.endswith(".")
    assert OPERATIONS[name].description.endswith(".")


def test_every_body_has_an_example_and_none_is_of_nobody() -> None:
    assert {name for _, name in bodies(DOCUMENT)} == set(EXAMPLES), "run `make examples`"
    assert DOCUMENT["components"]["examples"].keys() == EXAMPLES.keys()
    assert all(media["examples"] for media, _ in bodies(DOCUMENT))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_its_schema_says(name: str) -> None:
    validator = validator_at(f"/components/schemas/{name}", REGISTRY)
    assert [fault.message for fault in validator.iter_errors(EXAMPLES[name])] == []


def _sent() -> dict[str, list[Any]]:
    """What the table of callers sends to a real application (tests/access/matrix_test.py), by the name of its schema."""
    by_row = {f"{method.upper()} {path}": operation for path, method, operation in operations(DOCUMENT)}
    found: dict[str, list[Any]] = {}
    for row in REQUESTS:
        content = by_row[row.partition(" # ")[0]].get("requestBody", {}).get("content", {})
        named = [media["schema"]["$ref"].rpartition("/")[2] for kind, media in content.items() if kind in SHOWN]
        for name in named:
            found.setdefault(name, []).extend(body_of(valid(row).sent(n)) for n in range(1, CALLERS + 1))
    return found


def test_an_example_of_what_is_sent_is_sent_by_the_tests() -> None:
    sent = _sent()
    assert [name for name in sent if EXAMPLES[name] not in sent[name]] == []


def test_an_operation_nobody_has_translated_stays_in_english() -> None:
    document = {"paths": {"/a": {"get": {"operationId": "getA", "summary": "Get a", "description": "One."}}}}
    assert in_both_languages(deepcopy(document), {}) == document
    told = in_both_languages(deepcopy(document), {"getA": ("Xem a", "Một.")})["paths"]["/a"]["get"]
    assert (told["summary"], told["description"]) == ("Xem a / Get a", "Một.\n\nOne.")


def test_an_example_stands_once_for_all_who_send_or_answer_it() -> None:
    media: Json = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}, "text/plain": {"schema": {}}}
    document: Json = {
        "paths": {"/a": {"get": {"operationId": "getA", "responses": {"200": {"content": media}, "404": {}}}}},
        "components": {"schemas": {"A": {}}},
    }
    shown = with_examples(document, {"A": {"x": 1}, "Unused": {}})
    assert shown["components"]["examples"] == {"A": {"value": {"x": 1}}}
    assert media["application/json"]["examples"] == {"A": {"$ref": "#/components/examples/A"}}
    assert "examples" not in media["text/plain"]
