"""What a successful answer carries beside its body: the headers of RFC 9110 and 8288, and 304 for what has an ETag."""

from collections.abc import Iterable

from app.kernel.contract.openapi import Json, answer_schemas, resolved, sent_names
from app.kernel.deprecation import EXTENSION

TEXT = {"type": "string"}
HEADERS: Json = {
    "Content-Language": {"description": "vi or en.", "schema": TEXT},
    "Deprecation": {
        "description": "Since when it is said that this, or a part of it, will go (RFC 9745): what, in `x-deprecation`.",
        "schema": TEXT,
    },
    "ETag": {
        "description": 'State, day, caller and language: `"version.digest"`, of a list `"length-digest"`.',
        "schema": TEXT,
    },
    "Idempotency-Replayed": {
        "description": "`true` when this is the answer of an earlier request with the same Idempotency-Key.",
        "schema": TEXT,
    },
    "Link": {"description": 'The next page, with rel="next"; absent on the last.', "schema": TEXT},
    "Location": {"description": "Where the created thing is.", "schema": TEXT},
    "Preference-Applied": {
        "description": "`dry-run` when nothing was done: this is what the real call would be answered, without an ETag.",
        "schema": TEXT,
    },
    "RateLimit": {
        "description": 'What is left of the quota, `"reads";r=499;t=10`: r requests, best spread over t seconds '
        "(draft-ietf-httpapi-ratelimit-headers). Absent where nothing is limited.",
        "schema": TEXT,
    },
    "RateLimit-Policy": {
        "description": 'The quota this request counts against, `"reads";q=500;w=10`: q requests at once, as many given back '
        "over w seconds. All of them are at `/v1/me`.",
        "schema": TEXT,
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": TEXT},
    "Sunset": {"description": "When the first of it goes (RFC 8594).", "schema": TEXT},
    "Tiendo-Clock": {
        "description": "Only from a sandbox, whose clock is moved: the instant it takes for now, +07:00.",
        "schema": TEXT | {"format": "date-time"},
    },
    "WWW-Authenticate": {"description": "The challenge of RFC 6750 §3.", "schema": TEXT},
    "X-Request-Id": {"description": "Names this request in the log of the service.", "schema": TEXT},
}
# What every answer may carry.
ALWAYS = ("X-Request-Id", "Tiendo-Clock", "RateLimit-Policy", "RateLimit")
# What a GET has a tag for: one thing by its version, a page by itself.
TAGGED = frozenset({"version", "next_cursor"})
PARAMETERS: Json = {
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "The ETag you hold: 304 without a body while nothing has changed.",
        "schema": TEXT,
    }
}


def with_headers(document: Json, method: str, operation: Json) -> None:
    """Declares the headers of the operation's successful answers, and 304 where a GET shows one thing with a version, or a page."""
    fields = _fields(document, operation)
    going = ("Deprecation", "Sunset") if EXTENSION in operation else ()
    is_held = method == "get" and not fields.isdisjoint(TAGGED)
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            names = [*_names(status, fields, sent_names(operation), is_held=is_held), *going]
            answer["headers"] = answer.get("headers", {}) | referred(names)
    if is_held:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
        operation["responses"]["304"] = {
            "description": "Nothing has changed since that ETag.",
            "headers": referred(("ETag", *ALWAYS)),
        }


def referred(names: Iterable[str]) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _fields(document: Json, operation: Json) -> set[str]:
    return {name for schema in answer_schemas(operation) for name in resolved(document, schema).get("properties", {})}


def _names(status: str, fields: set[str], sent: set[str], *, is_held: bool) -> list[str]:
    carried = {
        "ETag": is_held or "version" in fields,
        "Link": "next_cursor" in fields,
        "Location": status == "201",
        "Idempotency-Replayed": "Idempotency-Key" in sent,
        "Preference-Applied": "Prefer" in sent,
    }
    return [*(name for name, is_carried in carried.items() if is_carried), *ALWAYS]
