"""`/docs` and what it loads: everything from this host, at addresses that hold behind any name and path of a proxy."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from app.kernel.pages import ASSETS
from tests.apps import without_database


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    """Without a database: the pages need none."""
    transport = httpx.ASGITransport(without_database())
    async with httpx.AsyncClient(transport=transport, base_url="http://tiendo.test") as client:
        yield client


async def test_the_page_loads_only_what_this_host_serves(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/docs")).text
    addresses = [one for one in re.findall(r'(?:src|href)="([^"]*)"', page) if one != "data:,"]
    assert len(addresses) == 4
    for address in addresses:
        assert not re.match(r"/|[a-z]+:", address), "relative, so that a proxy may put a path before it"
        assert (await browser.get(f"/{address}")).status_code == 200


async def test_the_page_may_talk_to_this_host_only(browser: httpx.AsyncClient) -> None:
    policy = (await browser.get("/docs")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "http" not in policy


async def test_the_script_opens_our_document_and_no_validator(browser: httpx.AsyncClient) -> None:
    script = (await browser.get("/docs/assets/docs.js")).text
    assert 'url: "openapi.json"' in script
    assert "validatorUrl: null" in script
    assert (await browser.get("/openapi.json")).json()["openapi"] == "3.1.0"


async def test_an_asset_that_is_not_there_is_a_problem(browser: httpx.AsyncClient) -> None:
    for path in ("/docs/assets/nothing.js", "/docs/assets/../pages.py", "/docs/assets/%2e%2e/pages.py", "/docs/assets"):
        answer = await browser.get(path)
        assert answer.status_code == 404
        assert answer.json()["type"] == "/problems/not-found"


def test_swagger_ui_comes_with_its_licence() -> None:
    assert {"LICENSE", "NOTICE"} <= {file.name for file in (ASSETS / "swagger-ui").iterdir()}
