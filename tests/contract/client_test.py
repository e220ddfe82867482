"""The client that compares answers with the contract, itself compared with a contract of two lines."""

from typing import Any

import httpx
import pytest

from tests.client import Broken, Contract

THING = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
PAGE = {
    "type": "object",
    "required": ["items", "next_cursor"],
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
        "next_cursor": {"type": ["string", "null"]},
    },
}
ANSWER = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}
DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {"/v1/things": {"get": {"responses": ANSWER}}},
    "components": {"schemas": {"Thing": THING, "Page": PAGE}},
}


def _answer(body: Any) -> httpx.Response:
    request = httpx.Request("GET", "http://tiendo.test/v1/things")
    return httpx.Response(200, json=body, headers={"x-request-id": "x"}, request=request)


@pytest.fixture
def contract() -> Contract:
    made = Contract(DOCUMENT)
    made.check(_answer({"items": [{"name": "một"}], "next_cursor": None}))
    return made


def test_a_page_of_known_and_new_items_is_sound(contract: Contract) -> None:
    contract.check(_answer({"items": [{"name": "một"}, {"name": "hai"}], "next_cursor": "x"}))
    contract.check(_answer({"items": [], "next_cursor": None}))


@pytest.mark.parametrize(
    "body",
    [
        {"items": [{"name": "một"}, {"name": 2}], "next_cursor": None},
        {"items": [{"name": "một"}, {}], "next_cursor": None},
        {"items": [{"name": "một", "more": 1}], "next_cursor": None},
        {"items": [{"name": "một"}], "next_cursor": 1},
        {"items": [{"name": "một"}]},
        {"items": [{"name": "một"}], "next_cursor": None, "more": 1},
        {"items": {"name": "một"}, "next_cursor": None},
        {"items": None, "next_cursor": None},
        {"next_cursor": None},
        [{"name": "một"}],
    ],
)
def test_whatever_else_is_broken_each_time(contract: Contract, body: Any) -> None:
    for _ in range(2):
        with pytest.raises(Broken):
            contract.check(_answer(body))
