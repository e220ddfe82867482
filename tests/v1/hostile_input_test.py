"""Whatever is sent to whichever operation: a refusal with its problem document, never a fault, and nothing is stored.

Read from the contract: an operation that is added is attacked from the day it stands in the table of callers.
"""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.kernel.asgi import BODY_LIMIT_BYTES
from app.kernel.limits import URL_BYTES
from tests.access.matrix_test import COLUMNS, TABLE, operation_of
from tests.access.more_rows import more_rows
from tests.access.requests import NAMED, valid
from tests.callers import Caller, Tokens
from tests.client import Broken, Contract, ContractClient
from tests.clones import Clone

JSON = {"Content-Type": "application/json"}
TEN_MEGABYTES = b'{"name":"' + b"x" * 10 * 2**20 + b'"}'
TOO_LARGE = b" " * (BODY_LIMIT_BYTES + 1)
DEEP = 100_000
LONGEST_URL = 60_000  # of what the client would send at all
# Refused item by item where the batch itself holds, and each item in its own words.
BY_ITEM = frozenset({"POST /v1/reports/batch"})
EXCHANGE = "POST /oauth2/token"

# No field of any body takes one of these.
NEVER_A_VALUE: dict[str, Any] = {
    "NUL": "\x00",
    "NUL inside": "a\x00b",
    "lone surrogate": "\ud800",
    "surrogate inside": "a\udfffb",
    "huge integer": 10**30,
    "huge negative integer": -(10**30),
    "fraction": 1.5,
    "infinity": float("inf"),
    "not a number": float("nan"),
    "unknown member": {"khong_co": 1},
    "list of lists": [[]],
    "list with NUL": ["\x00"],
    "list of unknown": [{"khong_co": 1}],
}
NEVER_A_BODY = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a string": b'"x"',
    "a number": b"1",
    "half an object": b'{"a":',
    "two objects": b"{}{}",
    "bytes that are no UTF-8": b"\xff\xfe\x00",
    "a string that is no UTF-8": b'{"name":"\xff"}',
    "UTF-16": '{"name":"x"}'.encode("utf-16"),
    "NaN": b"NaN",
    "beyond a float": b"1e999",
    "an integer of 5,000 digits": b'{"year":' + b"9" * 5000 + b"}",
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep lists without end": b"[" * DEEP,
    "deep objects": b'{"name":' * DEEP + b"1" + b"}" * DEEP,
    "only spaces": b" " * 1000,
}
NEVER_A_KIND = {
    "text": "text/plain",
    "XML": "application/xml",
    "a form": "application/x-www-form-urlencoded",
    "a form without boundary": "multipart/form-data",
    "no type": "",
    "no slash": "json",
    "nonsense": "\x7f;=,",
}
# Percent-encoded: no parameter of a path or a query takes one of these.
NEVER_A_PARAMETER = {
    "NUL": "%00",
    "NUL inside": "a%00b",
    "no UTF-8": "%FF",
    "a surrogate": "%ED%A0%80",
    "overlong": "%C0%80",
    "long": "x" * 1000,
}
NEVER_A_NUMBER = {
    "huge": "9" * 30,
    "very huge": "9" * 5000,
    "infinite": "1e999",
    "NaN": "NaN",
    "nothing": "",
    "half": "1.5",
}
NEVER_A_CURSOR = {
    "words": "khong-phai",
    "JSON": "%5B%5D",
    "an object": "e30",
    "an empty list": "W10",
    "numbers": "WzEsMl0",
    "nulls": "W251bGwsbnVsbF0",
    "NUL": "WyJcdTAwMDAiLCJcdTAwMDAiXQ",
    "surrogates": "WyJcdWQ4MDAiLCJcdWQ4MDAiXQ",
    "infinity": "W0luZmluaXR5LEluZmluaXR5XQ",
    "many digits": "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTksMV0",
    "no base64": "%F0%9F%92%A9",
    "deep": "W1tb" * 100,
}
NEVER_A_HEADER = {
    "If-Match": [
        b"x",
        b'"1"',
        b'"1.00000000',
        b'W/"1.00000000"',
        b'"99999999999999999999.00000000"',
        b"\xff",
        b"x" * 5000,
    ],
    "Authorization": [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Basic eDp5",
        b"Bearer \xff\xfe",
        b"Bearer " + b"x" * 50_000,
        b"\x00",
    ],
    "Idempotency-Key": [b"", b" ", b"\xc3\xa1", b"x" * 256],
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """`wrong`: what the refusal has to name, each of them, unless it refuses the whole without a look at any."""

    name: str
    url: str
    content: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()


ROWS = {operation_of(row): row for row in reversed(TABLE)}


def _granted_to(row: str) -> str:
    """Somebody whom no gate stops: a column of the table that says success, or the office in front of the wrong state."""
    granted = (names[0] for column, names in COLUMNS.items() if TABLE[row][column] < 400)
    return next(granted, "office")


def _hostile(row: str, operation: dict[str, Any], contract: Contract) -> Iterator[Hostile]:
    template = operation_of(row).split(" ")[1]
    request = valid(row)
    url = request.url(template)
    yield from _paths(template, request.path or {})
    yield from _queries(url, [contract.resolved(one) for one in operation.get("parameters", [])])
    if "requestBody" in operation:
        body = {} if request.body is None else request.body(1)
        wrong = _bodies(url, body, _fields(operation, contract))
        # Where nothing has to be said, an act without a body is what it is with an empty one.
        is_needed = operation["requestBody"].get("required", False)
        yield from (one for one in wrong if is_needed or one.name != "body: nothing")


def _paths(template: str, given: dict[str, str]) -> Iterator[Hostile]:
    names = [name for name in NAMED if f"{{{name}}}" in template]
    for name in names:
        for said, written in NEVER_A_PARAMETER.items():
            yield Hostile(f"path {name}: {said}", template.format(**NAMED | given | {name: written}))


def _queries(url: str, parameters: list[dict[str, Any]]) -> Iterator[Hostile]:
    declared = {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}
    url = url.partition("?")[0]
    yield Hostile("unknown parameter", f"{url}?khong_co=1")
    yield Hostile("unknown parameter that is no UTF-8", f"{url}?%FF=1")
    yield Hostile("long query", f"{url}?{'x' * URL_BYTES}=1")
    for said, written in NEVER_A_PARAMETER.items():
        yield from _everywhere(said, url, dict.fromkeys(declared.keys() - {"cursor"}, written))
    numbers = [name for name, schema in declared.items() if schema.get("type") == "integer"]
    for said, written in NEVER_A_NUMBER.items():
        yield from _everywhere(said, url, dict.fromkeys(numbers, written))
    # A cursor is looked at when all else is right.
    for said, written in (NEVER_A_CURSOR | NEVER_A_PARAMETER).items() if "cursor" in declared else ():
        yield Hostile(f"cursor: {said}", f"{url}?cursor={written}")
    for name in declared:
        yield Hostile(f"query {name} twice", f"{url}?{name}=1&{name}=2")


def _everywhere(said: str, url: str, parameters: dict[str, str]) -> Iterator[Hostile]:
    """As many at once as an address can hold."""
    pairs = list(parameters.items())
    while pairs:
        together = pairs[: max(1, LONGEST_URL // (len(pairs[0][1]) + 50))]
        pairs = pairs[len(together) :]
        query = "&".join(f"{name}={written}" for name, written in together)
        yield Hostile(f"query: {said}", f"{url}?{query}", wrong=frozenset(dict(together)))


def _bodies(url: str, body: dict[str, Any], fields: list[str]) -> Iterator[Hostile]:
    for said, content in NEVER_A_BODY.items():
        yield Hostile(f"body: {said}", url, content, JSON)
    for said, kind in NEVER_A_KIND.items():
        headers = {"Content-Type": kind} if kind else {}
        yield Hostile(f"body as {said}", url, json.dumps(body).encode(), headers)
    yield Hostile(
        "unknown field", url, json.dumps(body | {"khong_co": 1}).encode(), JSON, wrong=frozenset({"/khong_co"})
    )
    for said, wrong in NEVER_A_VALUE.items():
        everywhere = json.dumps(body | dict.fromkeys(fields, wrong)).encode()
        yield Hostile(f"fields: {said}", url, everywhere, JSON, wrong=frozenset(f"/{name}" for name in fields))
    yield Hostile("declared too large", url, TOO_LARGE, JSON)
    yield Hostile("ten megabytes", url, TEN_MEGABYTES, JSON)


def _fields(operation: dict[str, Any], contract: Contract) -> list[str]:
    content = operation["requestBody"]["content"]
    if "application/json" not in content:
        return []  # a form with a file: what may be wrong with that is attacked where it is tested
    schema = content["application/json"]["schema"]
    return list(contract.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"])


@pytest.fixture
async def unraised(app: FastAPI, contract: Contract) -> AsyncIterator[ContractClient]:
    """A client that sees what a caller sees of a fault, instead of the exception."""
    async with ContractClient(contract, httpx.ASGITransport(app, raise_app_exceptions=False)) as client:
        yield client


@pytest.fixture
async def filled(database: Clone, tokens: Tokens) -> Clone:
    await database.store(*more_rows(tokens))
    return database


@pytest.mark.parametrize("operation", ROWS)
async def test_nothing_hostile_is_more_than_refused(
    operation: str, unraised: ContractClient, contract: Contract, tokens: Tokens, filled: Clone
) -> None:
    row = ROWS[operation]
    caller = getattr(tokens.callers(unraised), _granted_to(row))
    described = contract.operations()[operation][2]
    before = await filled.counts()
    answers = [(one.name, await _answer(caller, operation, one)) for one in _hostile(row, described, contract)]
    assert [(name, answer) for name, answer in answers if answer != "refused"] == []
    assert await filled.counts() == before


async def _answer(caller: Caller, operation: str, one: Hostile) -> str:
    method = operation.partition(" ")[0]
    try:
        response = await caller.request(method, one.url, content=one.content, headers=one.headers)
    except Broken as broken:
        return str(broken)[:300]
    if not response.is_client_error and operation not in BY_ITEM:
        return f"{response.status_code} {response.text[:200]}"
    told = response.json()
    if operation == EXCHANGE and "error" in told:
        return "refused"  # in RFC 6749's own words, which have no place for pointers
    named = {fault["pointer"] for fault in told.get("errors", ())}
    if operation in BY_ITEM:
        assert all(item["status"] >= HTTPStatus.BAD_REQUEST for item in told.get("items", ())), told
        named.add("/items")
    missed = {name for name in one.wrong if not any(pointer.startswith(name) for pointer in named)}
    return f"nothing said of {sorted(missed)}: {response.text[:300]}" if missed and missed != one.wrong else "refused"


async def _in_pieces(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 65_536):
        yield b" " * 65_536


@pytest.mark.parametrize("operation", [one for one, row in ROWS.items() if valid(row).body is not None])
async def test_a_body_in_pieces_is_counted(
    operation: str, unraised: ContractClient, tokens: Tokens, filled: Clone
) -> None:
    row, before = ROWS[operation], await filled.counts()
    caller = getattr(tokens.callers(unraised), _granted_to(row))
    method, template = operation.split(" ")
    url = valid(row).url(template)
    answer = await caller.request(method, url, content=_in_pieces(len(TEN_MEGABYTES)), headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/body-too-large")
    assert await filled.counts() == before


@pytest.mark.parametrize("name", NEVER_A_HEADER)
async def test_nothing_in_a_header_is_more_than_refused(
    name: str, unraised: ContractClient, tokens: Tokens, filled: Clone
) -> None:
    row = {"If-Match": "PATCH /v1/agencies/{agency}", "Idempotency-Key": "POST /v1/tasks/{task_id}/reports"}.get(
        name, "GET /v1/agencies"
    )
    caller = getattr(tokens.callers(unraised), _granted_to(row))
    method, template = row.split(" ")
    request, before = valid(row), await filled.counts()
    body = None if request.body is None else request.body(1)
    for written in NEVER_A_HEADER[name]:
        headers = [(b"Authorization", f"Bearer {caller.token}".encode())] if name != "Authorization" else []
        answer = await unraised.request(
            method, request.url(template), json=body, headers=[*headers, (name.encode(), written)]
        )
        assert answer.is_client_error, written
    assert await filled.counts() == before


@pytest.mark.parametrize(
    "written", ["", ";q=x", "en;q=NaN", "en;q=1e999", "*", "\x00", "x" * 10_000, ",;,;", "vi;q=-1,en;q=0.1"]
)
async def test_no_language_is_a_fault(written: str, unraised: ContractClient, tokens: Tokens) -> None:
    answer = await tokens.callers(unraised).viewer.get("/v1/khong-co", headers={"Accept-Language": written})
    assert answer.status_code == 404
