"""The one `app.openapi` override: what FastAPI writes, made into a document that clients can be generated from.

How the pieces look is told by `schemas`, `refusals` and `answers`; this file says which operation gets which.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.kernel.contract import answers, refusals, schemas
from app.kernel.contract.openapi import Json, operations
from app.kernel.problems import PreconditionRequired, Problem
from app.kernel.words import Words

# Relative, so that the document is right behind any host name and port.
SERVERS = [{"url": "/", "description": "The host this document came from.", "x-internal": False}]

# What FastAPI says of every success that its route says nothing of, and what is said in its place.
DRAWN_SUCCESS = "Successful Response"
SUCCESSES = {"200": "Kết quả / The result", "201": "Đã tạo / Created", "204": "Đã xong / Done"}

LINES = "application/x-ndjson"

# In the order a person reads them.
PARTS = ("openapi", "info", "servers", "tags", "webhooks", "paths", "components")

COMMON_VI = """
Mọi lời từ chối là một tài liệu lỗi (RFC 9457) có `type` mở được: `GET /problems/{slug}` cho biết cần làm gì. Các lỗi của mỗi thao tác
nằm trong `x-problems`, theo mã trạng thái. Thông báo bằng tiếng Việt, hoặc tiếng Anh với `Accept-Language: en`.

Danh sách chia trang `{items, next_cursor}`; đi theo `next_cursor` cho đến khi là null. Trong `/v1` chỉ có thêm, không bớt: chương trình bỏ
qua trường và giá trị (`x-extensible-enum`) mà nó chưa biết. Điều sẽ bỏ được báo trước nửa năm bằng `Deprecation` và `Sunset`; các thay đổi
có tại `/changelog.json`. Ngày là ngày ở Asia/Ho_Chi_Minh, thời điểm luôn kèm múi giờ; gửi lên thì từ năm 1900 đến hết năm 2200.

Gửi `Idempotency-Key` với POST thì gửi lại không làm việc gì hai lần. Gửi `ETag` vừa đọc trong `If-Match` khi PATCH.
"""
COMMON = """
Every refusal is a problem document (RFC 9457) whose `type` resolves: `GET /problems/{slug}` says what to do. The problems of an
operation stand in its `x-problems`, by status; a method that a path does not take is 405 `method-not-allowed` with `Allow`.
Messages are in Vietnamese, or in English with `Accept-Language: en`.

Lists come in pages `{items, next_cursor}`; follow `next_cursor` until it is null. What is there all along comes exactly once, whatever
others write meanwhile; only what is given another place in the order (an obligation that is put off) comes at the new one. A string with `x-extensible-enum` may get
further values within `/v1`, fields may be added to answers, nothing is taken away: a client tolerates what it does not know.
What will go is announced by `Deprecation` and `Sunset` half a year before; `/changelog.json` tells what has changed.
Dates are days in Asia/Ho_Chi_Minh, instants carry their zone; what is sent lies in the years 1900 to 2200.

What a credential may send is limited, all of it told at `/v1/me`; `RateLimit` says what is left, and 429 `quota-exceeded` with
`Retry-After` that nothing is. Ten items of a batch count as one request.

Send `Idempotency-Key` with a POST and a retry does nothing twice: the first answer is kept for 90 days and given again, with
`Idempotency-Replayed: true`. Send `Prefer: dry-run` with a write (RFC 7240) and get the verdict and the answer of the real call, with
`Preference-Applied: dry-run`, and nothing is left behind. Send the `ETag` you read as `If-Match` with a PATCH, and as `If-None-Match`
with a GET.
"""


@dataclass(frozen=True, slots=True)
class OtherWay:
    """A security scheme beside the first: by operation the sets of scopes of which one is enough."""

    name: str
    scheme: Json
    scopes: Mapping[str, Sequence[Sequence[str]]]


def operation_id(route: APIRoute) -> str:
    """list_agencies → listAgencies; the names of files and functions in every generated client."""
    first, *rest = route.name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def install(
    app: FastAPI, tags: Mapping[str, Words], guarded: Sequence[type[Problem]], other_way: OtherWay | None = None
) -> None:
    """`tags` describes those of the features; `guarded` are the problems of every operation that needs a token, and `other_way` how
    one may come by a token other than by being given it.
    """
    plain = app.openapi

    @cache
    def finished() -> Json:
        document = _finish(plain(), tags, [problem.slug for problem in guarded])
        if other_way is not None:
            _open(document, other_way)
        return document

    app.openapi = finished  # type: ignore[method-assign]  # FastAPI documents this way and offers no other


def for_generators(document: Json) -> Json:
    """Without `webhooks`, of which openapi-generator makes Python and TypeScript that do not compile, and without bodies line by line,
    which no generator knows beside JSON: whoever writes lines writes them by hand.
    """
    kept = deepcopy({name: part for name, part in document.items() if name != "webhooks"})
    for _, _, operation in operations(kept):
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            body.get("content", {}).pop(LINES, None)
    return kept


def written(document: Json) -> str:
    """The text of the committed file."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _open(document: Json, way: OtherWay) -> None:
    """One of the two is enough wherever a token is asked for."""
    document["components"]["securitySchemes"][way.name] = way.scheme
    for _, _, operation in operations(document):
        if operation["security"]:
            sets = way.scopes.get(operation["operationId"], [[]])
            operation["security"] += [{way.name: list(one)} for one in sets]


def _finish(document: Json, tags: Mapping[str, Words], guarded: Sequence[str]) -> Json:
    document = schemas.with_forms_renamed(document)
    named = document.setdefault("components", {}).setdefault("schemas", {})
    for drawn in ("HTTPValidationError", "ValidationError"):
        named.pop(drawn, None)
    schemas.name_forms(document)
    schemas.tidy(document)
    for path, method, operation in operations(document):
        _finish_operation(document, path, method, operation, guarded)
    document["info"]["description"] = document["info"].get("description", "") + COMMON_VI + COMMON
    document["servers"] = SERVERS
    document["tags"] = [{"name": name, "description": f"{words.vi} / {words.en}"} for name, words in tags.items()]
    _share(document)
    return {part: document[part] for part in PARTS if part in document}


def _finish_operation(document: Json, path: str, method: str, operation: Json, guarded: Sequence[str]) -> None:
    operation["summary"] = operation["summary"].capitalize()
    operation["tags"] = operation["tags"][-1:]  # the route's own before its router's: generators make a class of each
    operation.setdefault("security", [])
    by_status = refusals.of_operation(path, method, operation, guarded)
    answers.with_headers(document, method, operation)
    for status, answer in operation["responses"].items():
        if answer["description"] == DRAWN_SUCCESS:
            answer["description"] = SUCCESSES[status]
    if PreconditionRequired.slug in by_status.get(str(PreconditionRequired.status), ()):
        _demand(operation, "If-Match")
    operation["x-problems"] = by_status
    operation["responses"] |= {status: refusals.reference(status) for status in by_status}
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _demand(operation: Json, header: str) -> None:
    """Optional to FastAPI, which would say 422 of what is missing and not 428."""
    for parameter in operation["parameters"]:
        if parameter.get("name") == header:
            parameter["required"] = True


def _share(document: Json) -> None:
    """The components that operations refer to, each part in the order of its names."""
    used: dict[str, set[str]] = {}
    for _, _, operation in operations(document):
        for status, slugs in operation["x-problems"].items():
            used.setdefault(status, set()).update(slugs)
    shared = {
        "schemas": refusals.SCHEMAS,
        "responses": {refusals.name_of(status): refusals.shared(status, slugs) for status, slugs in used.items()},
        "headers": {name: one for name, one in answers.HEADERS.items() if name in _carried(document)},
        "parameters": answers.PARAMETERS,
    }
    components = document["components"]
    for kind, made in shared.items():
        components[kind] = dict(sorted((components.get(kind, {}) | made).items()))
    document["components"] = dict(sorted(components.items()))


def _carried(document: Json) -> set[str]:
    """The headers that some answer has."""
    answered = [answer for _, _, operation in operations(document) for answer in operation["responses"].values()]
    return {
        *refusals.ALWAYS,
        *refusals.HEADERS_OF.values(),
        *(name for one in answered for name in one.get("headers", ())),
    }
