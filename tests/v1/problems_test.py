"""`/problems/{slug}`: what the `type` of every problem resolves to."""

import re
from collections.abc import AsyncIterator
from html import escape

import httpx
import pytest

from app.kernel.problems import CATALOGUE
from tests.apps import without_database
from tests.client import Contract, ContractClient

LANGUAGES = {"vi": "Cần làm gì", "en": "What to do"}


@pytest.fixture(scope="module")
async def reader(contract: Contract) -> AsyncIterator[ContractClient]:
    """Without a database: the pages need none."""
    async with ContractClient(contract, httpx.ASGITransport(without_database())) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CATALOGUE)
async def test_every_problem_has_its_page(reader: ContractClient, slug: str, language: str) -> None:
    answer = await reader.get(f"/problems/{slug}", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text
    title, other = (CATALOGUE[slug].title.in_(one) for one in (language, *(LANGUAGES.keys() - {language})))  # type: ignore[arg-type]
    assert f"<h1>{escape(title)}</h1>" in answer.text
    assert f"<h2>{escape(other)}</h2>" in answer.text
    assert LANGUAGES[language] in answer.text
    assert '<a href="./">' in answer.text
    assert "$" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_index_leads_to_them_all(language: str) -> None:
    """By addresses that hold behind any path of a proxy."""
    transport = httpx.ASGITransport(without_database())
    async with httpx.AsyncClient(transport=transport, base_url="http://tiendo.test", follow_redirects=True) as browser:
        answer = await browser.get("/problems", headers={"Accept-Language": language})
    assert (answer.status_code, answer.url.path, answer.headers["Content-Language"]) == (200, "/problems/", language)
    assert f'<html lang="{language}">' in answer.text
    assert set(re.findall(r'<a href="([^"]*)"', answer.text)) == CATALOGUE.keys()
    titles = [escape(title) for one in CATALOGUE.values() for title in (one.title.vi, one.title.en)]
    assert [one for one in titles if f">{one}</dd>" not in answer.text] == []
    assert "$" not in answer.text


@pytest.mark.parametrize("slug", CATALOGUE)
async def test_every_problem_is_data_too(reader: ContractClient, slug: str) -> None:
    answer = await reader.get(f"/problems/{slug}", headers={"Accept": "application/json", "Accept-Language": "en"})
    body = answer.json()
    assert body == {
        "type": f"/problems/{slug}",
        "title": CATALOGUE[slug].title.en,
        "status": CATALOGUE[slug].status,
        "cure": body["cure"],
    }
    assert body["cure"].endswith(".")


async def test_the_cure_is_the_problems_own(reader: ContractClient) -> None:
    answer = await reader.get("/problems/stale", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert "new ETag" in answer.json()["cure"]


@pytest.mark.parametrize("accept", ["", "*/*", "text/html,application/json;q=0.9"])
async def test_a_page_is_what_comes_unless_json_alone_is_asked_for(reader: ContractClient, accept: str) -> None:
    answer = await reader.get("/problems/stale", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("slug", ["nothing-like-it", "about"])
async def test_an_unknown_slug_is_not_found(reader: ContractClient, slug: str) -> None:
    answer = await reader.get(f"/problems/{slug}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


@pytest.mark.parametrize("slug", ["Stale", "a--b", "x" * 101, "%3Cscript%3E"])
async def test_what_cannot_be_a_slug_is_refused(reader: ContractClient, slug: str) -> None:
    assert (await reader.get(f"/problems/{slug}")).status_code == 422
