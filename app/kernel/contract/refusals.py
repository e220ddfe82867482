"""The problem documents of the contract: their schema, one shared response for each status, and which an operation has."""

from collections.abc import Collection, Iterator, Sequence

from app.kernel.contract import answers
from app.kernel.contract.openapi import Json, sent_names
from app.kernel.idempotency import KeyInFlight, KeyReused
from app.kernel.problems import (
    CATALOGUE,
    MEDIA_TYPE,
    BodyTooLarge,
    BodyTooSlow,
    Fault,
    HeadTooLarge,
    InternalError,
    InvalidRequest,
    NotAcceptable,
    NotFound,
    PreconditionRequired,
    Problem,
    RefusedByDatabase,
    Stale,
    Unavailable,
    UnsupportedMediaType,
    UrlTooLong,
)
from app.kernel.rates.problems import QuotaExceeded
from app.kernel.words import Words

SCHEMAS: Json = {
    "Problem": {
        "type": "object",
        "description": "A refusal (RFC 9457). Further members may tell a program what to do next.",
        "required": ["type", "title", "status", "detail", "request_id", "errors"],
        "additionalProperties": True,
        "properties": {
            "type": {"type": "string", "format": "uri-reference", "description": "/problems/{slug}; it resolves."},
            "title": {"type": "string", "description": "What the problem is, in the language asked for."},
            "status": {"type": "integer", "format": "int32", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "description": "What it is this time."},
            "request_id": {
                "type": "string",
                "format": "uuid",
                "description": "Also in X-Request-Id; say it when you ask for help.",
            },
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
        },
    },
    "Fault": {
        "type": "object",
        "description": "One thing wrong in a request.",
        "required": ["pointer", "message"],
        "properties": {
            "pointer": {
                "type": "string",
                "description": "A JSON pointer (RFC 6901) into the body, or the name of a parameter.",
            },
            "message": {"type": "string", "description": "What is wrong there, in the language asked for."},
        },
    },
}
REQUEST_ID = "01900000-0000-7000-8000-000000000000"
DAY = Words("Ngày viết theo dạng YYYY-MM-DD và phải có thật", "A date is written YYYY-MM-DD and must exist")
ALWAYS = (*answers.ALWAYS, "Content-Language")
# What a client acts on in a header rather than in the document.
HEADERS_OF = {"401": "WWW-Authenticate", "409": "Retry-After", "429": "Retry-After", "503": "Retry-After"}


def name_of(status: str) -> str:
    # By number: the phrases of http.HTTPStatus change with Python (413, 422), and the contract must not.
    return f"Problem{status}"


def reference(status: str) -> Json:
    return {"$ref": f"#/components/responses/{name_of(status)}"}


def shared(status: str, slugs: Collection[str]) -> Json:
    """The response that all operations with a problem of this status refer to; `slugs` are those of any of them."""
    names = [*ALWAYS, *([HEADERS_OF[status]] if status in HEADERS_OF else [])]
    return {
        "description": "Those of them in the operation's `x-problems`:\n\n"
        + "\n".join(f"- `{slug}`: {CATALOGUE[slug].title.vi} / {CATALOGUE[slug].title.en}" for slug in sorted(slugs)),
        "headers": answers.referred(names),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": _example(InvalidRequest.slug if InvalidRequest.slug in slugs else min(slugs)),
            }
        },
    }


def _example(slug: str) -> Json:
    problem = CATALOGUE[slug]
    faults = [Fault("/due_on", DAY)] if problem is InvalidRequest else []
    return problem(faults=faults).document("vi", REQUEST_ID)


def of_operation(path: str, method: str, operation: Json, guarded: Sequence[str]) -> dict[str, list[str]]:
    """Its problems by status: those it declares, after those that follow from what it is sent."""
    secured = bool(operation["security"])
    slugs = [problem.slug for problem in _following(path, method, operation, secured=secured)]
    slugs += guarded if secured else []
    slugs += [slug for answer in operation["responses"].values() for slug in answer.get("x-problems", ())]
    by_status: dict[str, list[str]] = {}
    for slug in dict.fromkeys(slugs):
        by_status.setdefault(str(CATALOGUE[slug].status), []).append(slug)
    return dict(sorted(by_status.items()))


def _following(path: str, method: str, operation: Json, *, secured: bool) -> Iterator[type[Problem]]:
    yield from (InvalidRequest, InternalError, Unavailable, QuotaExceeded, UrlTooLong, HeadTooLarge)
    if path.startswith("/v1/"):
        yield NotAcceptable
    if "{" in path:
        yield NotFound
    if "requestBody" in operation:
        yield from (BodyTooSlow, BodyTooLarge, UnsupportedMediaType)
    if secured and method != "get":
        yield RefusedByDatabase
    sent = sent_names(operation)
    if "If-Match" in sent:
        yield Stale
    if "If-Match" in sent and method == "patch":
        yield PreconditionRequired
    if "Idempotency-Key" in sent:
        yield from (KeyReused, KeyInFlight)
