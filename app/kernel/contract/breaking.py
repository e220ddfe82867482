"""Two versions of the contract compared: every change that a client notices, each by its kind (`changes`). Pure.

What is only said (summaries, descriptions, examples) is compared by nobody.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.kernel.contract.changes import Change, Kind
from app.kernel.contract.openapi import (
    Json,
    answer_schemas,
    name_in,
    operations,
    reachable,
    request_schemas,
)
from app.kernel.contract.schema_changes import changes_of_schema


def changes(old: Json, new: Json) -> list[Change]:
    """In the order of the old document, and each once however many operations refer to what has changed."""
    return list(dict.fromkeys([*_of_operations(old, new), *_of_named_schemas(old, new)]))


def breaking(old: Json, new: Json) -> list[Change]:
    return [change for change in changes(old, new) if change.is_breaking]


def _of_operations(old: Json, new: Json) -> Iterator[Change]:
    was, now = _by_place(old), _by_place(new)
    for place, operation in was.items():
        if place in now:
            yield from _of_operation(operation, now[place])
        else:
            yield Change(Kind.OPERATION_REMOVED, operation["operationId"], was=place)
    for place, operation in now.items():
        if place not in was:
            yield Change(Kind.OPERATION_ADDED, operation["operationId"], now=place)


def _by_place(document: Json) -> dict[str, Json]:
    """Each operation as `METHOD /path`, with the parameters it refers to in their places."""
    shared = document.get("components", {}).get("parameters", {})
    found = {}
    for path, method, operation in operations(document):
        own = [shared[name_in(one["$ref"])] if "$ref" in one else one for one in operation.get("parameters", ())]
        found[f"{method.upper()} {path}"] = {**operation, "parameters": own}
    return found


def _of_operation(old: Json, new: Json) -> Iterator[Change]:
    name = old["operationId"]
    if new["operationId"] != name:
        yield Change(Kind.OPERATION_RENAMED, name, name, new["operationId"])
    if new.get("tags") != old.get("tags"):
        yield Change(Kind.OPERATION_MOVED, name, *(" ".join(one.get("tags", ())) for one in (old, new)))
    if new.get("deprecated") and not old.get("deprecated"):
        yield Change(Kind.DEPRECATED, name)
    yield from _of_security(old.get("security", []), new.get("security", []), name)
    yield from _of_parameters(old, new, name)
    yield from _of_request(old.get("requestBody"), new.get("requestBody"), f"{name} request")
    yield from _of_answers(_successes(old), _successes(new), name)
    yield from _of_problems(old, new, name)


def _of_security(old: list[Json], new: list[Json], at: str) -> Iterator[Change]:
    """Each way to authenticate that was enough has to stay enough; without any, nothing is asked for."""
    if any(not _is_enough(one, new) for one in old or [{}]):
        yield Change(Kind.SECURITY_NARROWED, at)
    elif any(not _is_enough(one, old) for one in new or [{}]):
        yield Change(Kind.SECURITY_WIDENED, at)


def _is_enough(given: Mapping[str, list[str]], asked: list[Json]) -> bool:
    """Whether a client that has these schemes, with their scopes, gets in."""
    return not asked or any(
        all(scheme in given and set(scopes) <= set(given[scheme]) for scheme, scopes in one.items()) for one in asked
    )


def _of_parameters(old: Json, new: Json, operation: str) -> Iterator[Change]:
    was, now = ({f"{one['in']} {one['name']}": one for one in each["parameters"]} for each in (old, new))
    for key in [*was, *(key for key in now if key not in was)]:
        at = f"{operation} {key}"
        if key not in now:
            yield Change(Kind.PARAMETER_REMOVED, at)
        elif key not in was:
            yield Change(Kind.REQUIRED_ADDED if now[key].get("required") else Kind.PARAMETER_ADDED, at)
        else:
            yield from _of_need(was[key], now[key], at)
            yield from changes_of_schema(was[key]["schema"], now[key]["schema"], at, sent=True)
            if now[key].get("deprecated") and not was[key].get("deprecated"):
                yield Change(Kind.DEPRECATED, at)


def _of_need(old: Json, new: Json, at: str) -> Iterator[Change]:
    before, after = old.get("required", False), new.get("required", False)
    if before != after:
        yield Change(Kind.BECAME_REQUIRED if after else Kind.BECAME_OPTIONAL, at)


def _of_request(old: Json | None, new: Json | None, at: str) -> Iterator[Change]:
    if old is not None and new is not None:
        yield from _of_need(old, new, at)
        yield from _of_content(old, new, at, sent=True)
    elif old is not None:
        yield Change(Kind.BODY_REMOVED, at)
    elif new is not None:
        yield Change(Kind.REQUIRED_ADDED if new.get("required") else Kind.BODY_ADDED, at)


def _of_content(old: Json, new: Json, at: str, *, sent: bool) -> Iterator[Change]:
    was, now = old.get("content", {}), new.get("content", {})
    if was and not now:
        yield Change(Kind.BODY_REMOVED, at)
        return
    for media in [*was, *(media for media in now if media not in was)]:
        if media not in now:
            yield Change(Kind.MEDIA_TYPE_REMOVED, at, was=media)
        elif media not in was:
            yield Change(Kind.MEDIA_TYPE_ADDED, at, now=media)
        else:
            yield from changes_of_schema(was[media].get("schema", {}), now[media].get("schema", {}), at, sent=sent)


def _successes(operation: Json) -> dict[str, Json]:
    return {status: answer for status, answer in operation["responses"].items() if status < "400"}


def _of_answers(old: dict[str, Json], new: dict[str, Json], operation: str) -> Iterator[Change]:
    for status in [*old, *(status for status in new if status not in old)]:
        at = f"{operation} {status}"
        if status not in new:
            yield Change(Kind.STATUS_REMOVED, at)
        elif status not in old:
            yield Change(Kind.STATUS_ADDED, at)
        else:
            yield from _of_content(old[status], new[status], at, sent=False)
            yield from _of_headers(old[status].get("headers", {}), new[status].get("headers", {}), at)


def _of_headers(old: Mapping[str, Any], new: Mapping[str, Any], at: str) -> Iterator[Change]:
    yield from (Change(Kind.HEADER_REMOVED, at, was=name) for name in old if name not in new)
    yield from (Change(Kind.HEADER_ADDED, at, now=name) for name in new if name not in old)


def _of_problems(old: Json, new: Json, at: str) -> Iterator[Change]:
    was, now = (
        [f"{status} {slug}" for status, slugs in one.get("x-problems", {}).items() for slug in slugs]
        for one in (old, new)
    )
    yield from (Change(Kind.PROBLEM_REMOVED, at, was=one) for one in was if one not in now)
    yield from (Change(Kind.PROBLEM_ADDED, at, now=one) for one in now if one not in was)


def _of_named_schemas(old: Json, new: Json) -> Iterator[Change]:
    """A schema that is gone is told where it was referred to."""
    for sent, roots in ((True, request_schemas), (False, answer_schemas)):
        now = _reached(new, roots)
        for name, schema in _reached(old, roots).items():
            if name in now:
                yield from changes_of_schema(schema, now[name], name, sent=sent)


def _reached(document: Json, roots: Any) -> dict[str, Json]:
    return reachable(document, [schema for _, _, operation in operations(document) for schema in roots(operation)])
