"""The outermost layer: identifiers, limits, and what is refused before a route is looked for."""

import asyncio
import json
from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kernel.asgi import BODY_LIMIT_BYTES, Outermost, particular
from tests.callers import Callers
from tests.client import ContractClient

JSON = {"Content-Type": "application/json"}


async def test_each_answer_has_a_request_id_of_its_own(callers: Callers) -> None:
    answers = [await callers.viewer.get(path) for path in ("/v1/agencies", "/v1/agencies", "/v1/khong-co", "/")]
    ids = [UUID(one.headers["x-request-id"]) for one in answers]
    assert len(set(ids)) == len(answers)
    assert {one.version for one in ids} == {7}


async def test_a_request_id_of_the_client_is_not_taken_over(callers: Callers) -> None:
    answer = await callers.viewer.get("/v1/agencies", headers={"X-Request-Id": "mine"})
    assert answer.headers.get_list("x-request-id") != ["mine"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "json"])
async def test_who_accepts_no_json_is_told(callers: Callers, accept: str) -> None:
    answer = await callers.viewer.get("/v1/agencies", headers={"Accept": accept})
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/json", "application/*", "text/html, application/json;q=0.9", "", "application/problem+json"],
)
async def test_who_accepts_json_gets_it(callers: Callers, accept: str) -> None:
    assert (await callers.viewer.get("/v1/agencies", headers={"Accept": accept})).status_code == 200


@pytest.mark.parametrize("length", [BODY_LIMIT_BYTES + 1, 10**12])
async def test_a_body_declared_too_large_is_refused_unread(callers: Callers, length: int) -> None:
    answer = await callers.admin.post("/v1/agencies", headers=JSON | {"Content-Length": str(length)})
    assert (answer.status_code, answer.json()["limit_bytes"]) == (413, BODY_LIMIT_BYTES)


@pytest.mark.parametrize("length", ["-1", "x", "1.5", ""])
async def test_a_length_that_is_no_number_is_refused(app: FastAPI, length: str) -> None:
    assert await _status(app, [(b"content-length", length.encode())]) in {400, 413, 422}


@pytest.mark.parametrize("length", [b"0" * 5_000, b"9" * 5_000, b"0" * 5_000 + b"9" * 30, "²".encode("latin-1")])
async def test_a_length_of_any_number_of_digits_is_read_as_one(app: FastAPI, length: bytes) -> None:
    awaited = 413 if length.strip(b"0") else 401
    assert await _status(app, [(b"content-length", length)]) == awaited


async def test_two_hosts_are_refused(app: FastAPI) -> None:
    start, body = await _answers(app, [(b"host", b"t")])
    assert (start["status"], json.loads(body["body"])["type"]) == (400, "/problems/malformed")
    assert (b"connection", b"close") in start["headers"]


async def test_a_client_that_goes_is_no_fault(app: FastAPI, capsys: pytest.CaptureFixture[str]) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    form = [(b"content-type", b"application/x-www-form-urlencoded")]
    await _answers(app, form, "/oauth2/token", gone)
    logged = capsys.readouterr().out
    assert "client gone" in logged
    assert "status=400" in logged
    assert "fault" not in logged


async def test_a_body_that_grows_too_large_is_cut_off(callers: Callers) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 65_536
            yield b" " * 65_536

    answer = await callers.admin.request("POST", "/v1/agencies", content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert read <= BODY_LIMIT_BYTES + 2 * 65_536


async def test_a_body_of_exactly_the_limit_is_read(callers: Callers) -> None:
    body = b'{"code":"a","name":"A","kind":"office"}'
    padded = body + b" " * (BODY_LIMIT_BYTES - len(body))
    answer = await callers.admin.request("POST", "/v1/agencies", content=padded, headers=JSON)
    assert answer.status_code == 201


async def test_a_method_that_a_path_does_not_take_is_told_which_it_takes(callers: Callers) -> None:
    answer = await callers.viewer.delete("/v1/agencies")
    assert (answer.status_code, answer.json()["type"]) == (405, "/problems/method-not-allowed")
    assert {one.strip() for one in answer.headers["allow"].split(",")} == {"GET", "POST"}


async def test_a_path_with_a_slash_too_many_is_not_redirected(callers: Callers) -> None:
    assert (await callers.viewer.get("/v1/agencies/")).status_code == 404


@pytest.mark.parametrize("sent", ["Bearer", "Bearer ", "Basic eDp5", "Bearer x", "bearer tdo_admin_x", "Bearer \u00e9"])
async def test_what_is_no_token_is_challenged(http: ContractClient, sent: str) -> None:
    answer = await http.get("/v1/agencies", headers=[(b"Authorization", sent.encode())])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="tiendo"')


async def test_a_fault_is_told_without_what_it_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    async def broken(_: Scope, __: Receive, ___: Send) -> None:
        raise RuntimeError("secret of a report")

    async with httpx.AsyncClient(transport=httpx.ASGITransport(Outermost(broken)), base_url="http://t") as client:
        answer = await client.get("/v1/agencies")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "secret" not in answer.text
    assert "secret" not in capsys.readouterr().out


async def test_an_answer_that_broke_off_is_followed_by_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    async def broken(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("secret of a report")

    sent = await _answers(Outermost(broken), [])
    assert [one["type"] for one in sent] == ["http.response.start"]
    assert "secret" not in capsys.readouterr().out


async def test_what_is_particular_of_a_path_holds_there_only() -> None:
    async def reading(_: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    app = Outermost(reading, [particular("/v1/{thing}/file", body_limit=BODY_LIMIT_BYTES * 2, produces=("text/x",))])
    length = [(b"content-length", str(BODY_LIMIT_BYTES + 1).encode())]
    for path, status in (("/v1/a/file", 204), ("/v1/a/file/b", 413), ("/v1/agencies", 413)):
        assert (await _answers(app, length, path))[0]["status"] == status
    twice = [(b"content-length", str(BODY_LIMIT_BYTES * 2 + 1).encode())]
    assert (await _answers(app, twice, "/v1/a/file"))[0]["status"] == 413
    for path, status in (("/v1/a/file", 204), ("/v1/agencies", 406)):
        assert (await _answers(app, [(b"accept", b"text/x")], path))[0]["status"] == status


async def test_the_log_has_the_route_and_not_what_was_asked(
    callers: Callers, capsys: pytest.CaptureFixture[str]
) -> None:
    await callers.viewer.get("/v1/agencies/so-tai-chinh")
    await callers.viewer.get("/v1/agencies?q=bi-mat")
    logged = capsys.readouterr().out
    assert "/v1/agencies/{agency}" in logged
    assert str(callers.viewer.token_id) in logged
    for secret in ("so-tai-chinh", "bi-mat", callers.viewer.token or ""):
        assert secret not in logged


async def test_many_requests_at_once_are_all_answered(callers: Callers) -> None:
    answers = await asyncio.gather(*(callers.viewer.get("/v1/agencies/so-y-te") for _ in range(100)))
    assert {one.status_code for one in answers} == {200}


async def _status(app: FastAPI, headers: list[tuple[bytes, bytes]]) -> int:
    return int((await _answers(app, headers))[0]["status"])


async def _answers(
    app: ASGIApp, headers: list[tuple[bytes, bytes]], path: str = "/v1/agencies", receive: Receive | None = None
) -> list[Message]:
    """The answer to a request whose headers no client library would send."""
    sent: list[Message] = []
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"t"), *headers],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("t", 80),
        "client": ("t", 1),
        "root_path": "",
        "extensions": {},
    }

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive or nothing, send)
    return sent
