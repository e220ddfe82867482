"""405 names every method that its path takes (RFC 9110 §15.5.6), though each stands in a route of its own."""

import httpx
import pytest

from app.kernel.contract.openapi import METHODS
from tests.apps import without_database

APP = without_database()
TRIED = [method for method in METHODS if method != "trace"]


async def _refused(method: str, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://tiendo.test") as client:
        return await client.request(method, path)


@pytest.mark.parametrize("path", APP.openapi()["paths"])
async def test_every_path_names_its_methods(path: str) -> None:
    taken = APP.openapi()["paths"][path].keys()
    place = path.replace("{", "").replace("}", "")
    for method in TRIED:
        if method not in taken:
            # Whatever else is wrong with the request: a path without the method has no parameters that could be.
            answer = await _refused(method, f"{place}?strange=1")
            assert answer.status_code == 405
            assert set(answer.headers["Allow"].split(", ")) == {one.upper() for one in taken}


async def test_a_page_outside_the_contract_names_its_own() -> None:
    answer = await _refused("POST", "/docs")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
