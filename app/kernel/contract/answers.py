"""What a successful answer carries beside its body: the headers of RFC 9110 and 8288, and 304 for what has an ETag."""

from app.kernel.contract.openapi import Json, answer_schemas, resolved

TEXT = {"type": "string"}
HEADERS: Json = {
    "Allow": {"description": "The methods this path takes.", "schema": TEXT},
    "Content-Language": {"description": "vi or en.", "schema": TEXT},
    "ETag": {"description": 'State, day, caller and language: `"version.digest"`.', "schema": TEXT},
    "Link": {"description": 'The next page, with rel="next"; absent on the last.', "schema": TEXT},
    "Location": {"description": "Where the created thing is.", "schema": TEXT},
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
    "Tiendo-Clock": {
        "description": "Only from a sandbox, whose clock is moved: the instant it takes for now, +07:00.",
        "schema": TEXT | {"format": "date-time"},
    },
    "WWW-Authenticate": {"description": "The challenge of RFC 6750 §3.", "schema": TEXT},
    "X-Request-Id": {"description": "Names this request in the log of the service.", "schema": TEXT},
}
# What every answer may carry.
ALWAYS = ("X-Request-Id", "Tiendo-Clock", "RateLimit-Policy", "RateLimit")
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
    """Declares the headers of the operation's successful answers, and 304 where a GET shows one thing with a version."""
    fields = _fields(document, operation)
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            names = _names(status, fields)
            answer["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if method == "get" and "version" in fields:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IfNoneMatch"})
        operation["responses"]["304"] = {
            "description": "Nothing has changed since that ETag.",
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", *ALWAYS)},
        }


def _fields(document: Json, operation: Json) -> set[str]:
    return {name for schema in answer_schemas(operation) for name in resolved(document, schema).get("properties", {})}


def _names(status: str, fields: set[str]) -> list[str]:
    carried = {"ETag": "version" in fields, "Link": "next_cursor" in fields, "Location": status == "201"}
    return [*(name for name, is_carried in carried.items() if is_carried), *ALWAYS]
