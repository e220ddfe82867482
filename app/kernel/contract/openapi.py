"""A JSON document as Python holds it, and the walks over one that the contract needs."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
SEVERAL = ("anyOf", "oneOf", "allOf", "prefixItems")
SINGLE = ("items", "additionalProperties", "not", "contains", "propertyNames")
NAMED = ("properties", "$defs", "patternProperties")


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Path, method and object of each operation."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def schemas_within(schema: Json) -> Iterator[Json]:
    """The schema and every schema inside it. A property may be called `title` or `items`: only keywords are followed."""
    yield schema
    inner = [one for keyword in SEVERAL for one in schema.get(keyword, ())]
    inner += [schema[keyword] for keyword in SINGLE if isinstance(schema.get(keyword), dict)]
    inner += [one for keyword in NAMED for one in schema.get(keyword, {}).values()]
    for one in inner:
        yield from schemas_within(one)


def request_schemas(operation: Json) -> list[Json]:
    """The schemas of what an operation is sent: its parameters and its body, not what they refer to."""
    sent = [parameter["schema"] for parameter in operation.get("parameters", ()) if "schema" in parameter]
    return sent + body_schemas(operation)


def sent_names(operation: Json) -> set[str]:
    """The names of the parameters that stand in an operation itself."""
    return {parameter["name"] for parameter in operation.get("parameters", ()) if "name" in parameter}


def body_schemas(operation: Json) -> list[Json]:
    return [media["schema"] for media in operation.get("requestBody", {}).get("content", {}).values()]


def answer_schemas(operation: Json) -> list[Json]:
    """The schemas of what an operation answers when it succeeds, by reference where they are named."""
    answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    contents = [answer.get("content", {}) for answer in answers]
    return [media["schema"] for content in contents for media in content.values() if "schema" in media]


def resolved(document: Json, schema: Json) -> Json:
    """The component a bare reference names, or the schema itself."""
    reference = schema.get("$ref")
    named: Json = schema if reference is None else document["components"]["schemas"][name_in(reference)]
    return named


def name_in(reference: str) -> str:
    return reference.rsplit("/", 1)[1]


def reachable(document: Json, roots: list[Json]) -> dict[str, Json]:
    """The named schemas that `roots` lead to, by name."""
    found: dict[str, Json] = {}
    waiting = list(roots)
    while waiting:
        for schema in schemas_within(waiting.pop()):
            name = name_in(schema["$ref"]) if "$ref" in schema else None
            if name is not None and name not in found:
                found[name] = document["components"]["schemas"][name]
                waiting.append(found[name])
    return found
