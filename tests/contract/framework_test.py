"""What the framework itself refuses, over HTTP: each time a problem document with the id of the request, in the language asked for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.asgi import BODY_LIMIT_BYTES
from tests.apps import listening
from tests.callers import Tokens
from tests.conftest import StoppedClock


@dataclass(frozen=True, slots=True)
class Refused:
    """`sent`: as options of the client; `says`: members of the document, `carries`: headers of the answer; `by`: whose token."""

    method: str
    path: str
    status: int
    slug: str
    sent: dict[str, Any] = field(default_factory=dict)
    says: dict[str, Any] = field(default_factory=dict)
    carries: dict[str, str] = field(default_factory=dict)
    by: str = "admin"


def _fault(pointer: str, message: str) -> dict[str, Any]:
    return {"errors": [{"pointer": pointer, "message": message}]}


def _body(content: bytes = b"{}", **headers: str) -> dict[str, Any]:
    return {"content": content, "headers": {name.replace("_", "-"): value for name, value in headers.items()}}


TABLE = {
    "no such path": Refused("GET", "/v1/khong-co", 404, "not-found"),
    "no such path outside /v1": Refused("GET", "/khong-co", 404, "not-found"),
    "a slash too many": Refused("GET", "/v1/agencies/", 404, "not-found"),
    "no such page asset": Refused("GET", "/docs/assets/khong-co.js", 404, "not-found"),
    "a method of another path": Refused(
        "DELETE", "/v1/agencies", 405, "method-not-allowed", carries={"Allow": "GET, POST"}
    ),
    "a method of no route": Refused(
        "PUT", "/v1/agencies/so-y-te", 405, "method-not-allowed", carries={"Allow": "GET, PATCH"}
    ),
    "a method of three routes": Refused(
        "POST", "/v1/plans/kh-01-2026", 405, "method-not-allowed", carries={"Allow": "DELETE, GET, PATCH"}
    ),
    "a method of a page": Refused("POST", "/docs", 405, "method-not-allowed", carries={"Allow": "GET"}),
    "no JSON wanted": Refused("GET", "/v1/agencies", 406, "not-acceptable", {"headers": {"Accept": "text/html"}}),
    "JSON with no weight": Refused(
        "GET", "/v1/agencies", 406, "not-acceptable", {"headers": {"Accept": "application/json;q=0, text/html"}}
    ),
    "a body declared too large": Refused(
        "POST",
        "/v1/agencies",
        413,
        "body-too-large",
        _body(b" " * (BODY_LIMIT_BYTES + 1), Content_Type="application/json"),
        {"limit_bytes": BODY_LIMIT_BYTES},
    ),
    "a body that is text": Refused(
        "POST", "/v1/agencies", 415, "unsupported-media-type", _body(Content_Type="text/plain")
    ),
    "a body of no kind": Refused("POST", "/v1/agencies", 415, "unsupported-media-type", _body()),
    "a form where JSON is taken": Refused(
        "PATCH", "/v1/agencies/so-y-te", 415, "unsupported-media-type", {"data": {"name": "x"}, "headers": {"If-Match": "*"}}
    ),
    "JSON where a form is taken": Refused("POST", "/v1/plan-imports", 415, "unsupported-media-type", {"json": {}}, by="office"),
    "a compressed body": Refused(
        "POST",
        "/v1/agencies",
        415,
        "unsupported-media-type",
        _body(b"\x1f\x8b", Content_Type="application/json", Content_Encoding="gzip"),
        carries={"Accept-Encoding": "identity"},
    ),
    "a body that is no JSON": Refused(
        "POST",
        "/v1/agencies",
        422,
        "invalid-request",
        _body(b"{", Content_Type="application/json"),
        _fault("", "The body is not valid JSON"),
    ),
    "no body": Refused("POST", "/v1/agencies", 422, "invalid-request", says=_fault("", "The body is missing")),
    "a number that is none": Refused(
        "GET", "/v1/agencies?limit=x", 422, "invalid-request", says=_fault("limit", "Must be an integer")
    ),
    "an id that is none": Refused(
        "GET", "/v1/tasks/x", 422, "invalid-request", says=_fault("task_id", "Must be a UUID")
    ),
    "a parameter that is misspelt": Refused(
        "GET", "/v1/tasks?agnecy=x", 422, "invalid-request", says=_fault("agnecy", "No such parameter; nearest: “agency”")
    ),
    "a parameter like no other": Refused(
        "GET", "/v1/agencies?zzz=1", 422, "invalid-request", says=_fault("zzz", "No such parameter")
    ),
    "a parameter twice": Refused(
        "GET", "/v1/agencies?limit=1&limit=2", 422, "invalid-request", says=_fault("limit", "This parameter is given once")
    ),
    "a parameter where none is taken": Refused(
        "GET", "/healthz?deep=1", 422, "invalid-request", says=_fault("deep", "No such parameter")
    ),
}  # fmt: skip


def _bearer(tokens: Tokens, name: str) -> str:
    return f"Bearer {tokens.made[name][1].token}"


@pytest.fixture
async def browser(app: FastAPI, tokens: Tokens, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """By hand and not by the tests' own client, which would look for the same things."""
    sent = {"Authorization": _bearer(tokens, "admin"), "Accept-Language": "en"}
    async with listening(app, tmp_path / "http") as path:
        transport = httpx.AsyncHTTPTransport(uds=str(path))
        async with httpx.AsyncClient(transport=transport, base_url="http://tiendo.test", headers=sent) as client:
            yield client


def _is_told(answer: httpx.Response, refused: Refused) -> None:
    document = answer.json()
    assert (answer.status_code, document["type"]) == (refused.status, f"/problems/{refused.slug}")
    assert document["status"] == refused.status
    assert document["request_id"] == answer.headers["X-Request-Id"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] == "en"
    assert {name: document[name] for name in refused.says} == refused.says
    assert {name: answer.headers[name] for name in refused.carries} == refused.carries


async def test_the_frameworks_own_errors_are_problems(browser: httpx.AsyncClient, tokens: Tokens) -> None:
    # In one test: a server that listens costs more than all its refusals.
    for refused in TABLE.values():
        browser.headers["Authorization"] = _bearer(tokens, refused.by)
        _is_told(await browser.request(refused.method, refused.path, **refused.sent), refused)


async def test_a_body_of_unknown_length_that_grows_too_large(browser: httpx.AsyncClient) -> None:
    async def growing() -> AsyncIterator[bytes]:
        for _ in range(BODY_LIMIT_BYTES // 65_536 + 2):
            yield b" " * 65_536

    answer = await browser.post("/v1/agencies", content=growing(), headers={"Content-Type": "application/json"})
    _is_told(answer, Refused("POST", "", 413, "body-too-large", says={"limit_bytes": BODY_LIMIT_BYTES}))


async def test_what_is_no_http_is_told_so_too(browser: httpx.AsyncClient) -> None:
    answer = await browser.request("BREW", "/v1/agencies", headers={"Accept-Language": "vi"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed")
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
    assert answer.headers["Content-Type"] == "application/problem+json"


async def test_a_fault_of_ours(browser: httpx.AsyncClient, clock: StoppedClock) -> None:
    # The first thing that asks for the time breaks.
    clock.now = None  # type: ignore[assignment]
    answer = await browser.get("/v1/me")
    _is_told(answer, Refused("GET", "", 500, "internal-error", says={"errors": []}))
    assert "NoneType" not in answer.text
    assert (await browser.get("/healthz")).status_code == 200, "and the service goes on"


def test_the_table_has_each_of_them() -> None:
    assert {refused.status for refused in TABLE.values()} == {404, 405, 406, 413, 415, 422}
