"""Two versions of one schema compared, for what clients send and for what they are answered: the same change breaks one of them
and not the other.
"""

import json
from collections.abc import Iterator
from typing import Any

from app.kernel.contract.changes import Change, Kind
from app.kernel.contract.openapi import Json

NULL = {"type": "null"}
LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# Whether one of these takes in the other is not to be seen: any other value is a change of what is meant.
OPAQUE = ("pattern", "multipleOf", "uniqueItems", "anyOf", "oneOf", "allOf", "not", "prefixItems")
NO_BOUND = float("inf")


def changes_of_schema(old: Json, new: Json, at: str, *, sent: bool) -> Iterator[Change]:
    """`sent`: by clients; else they are answered it. A schema that is referred to is compared where it is named."""
    was, now = _plain(old), _plain(new)
    if _class(was) != _class(now):
        yield Change(Kind.TYPE_CHANGED, at, _class(was), _class(now))
        return
    yield from _of_null(was, now, at, sent=sent)
    yield from _of_values(was, now, at, sent=sent)
    yield from _of_bounds(was, now, at, sent=sent)
    yield from _of_opaque(was, now, at, sent=sent)
    if sent and was.get("default") != now.get("default"):
        yield Change(Kind.DEFAULT_CHANGED, at, _text(was.get("default")), _text(now.get("default")))
    if now.get("deprecated") and not was.get("deprecated"):
        yield Change(Kind.DEPRECATED, at)
    yield from _of_fields(was, now, at, sent=sent)
    yield from _of_inner(was, now, at, sent=sent)


def _plain(schema: Json) -> Json:
    """A choice between one schema and null as that schema, with `null` beside its other keywords."""
    choices = schema.get("anyOf", [])
    others = [one for one in choices if one != NULL]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    plain = {**schema, "null": len(others) < len(choices) or "null" in types, "type": [t for t in types if t != "null"]}
    if len(others) != 1:
        return plain
    alone = {keyword: value for keyword, value in plain.items() if keyword not in {"anyOf", "type"}}
    return {**_plain(others[0]), **alone}


def _class(schema: Json) -> str:
    """What a generated client holds it as."""
    reference = schema.get("$ref", "").rpartition("/")[2]
    return " ".join(one for one in (reference, *sorted(schema.get("type", [])), schema.get("format", "")) if one)


def _of_null(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    if was["null"] and not now["null"] and sent:
        yield Change(Kind.REQUEST_NARROWED, at, "null")
    if now["null"] and not was["null"]:
        yield Change(_widened(sent=sent), at, now="null")


def _of_values(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    old, new = _values(was), _values(now)
    narrowed = new is not None and (old is None or old - new)
    widened = old is not None and (new is None or new - old)
    if narrowed and sent:
        yield Change(Kind.REQUEST_NARROWED, at, _text(was.get("enum")), _text(now.get("enum")))
    if widened:
        yield Change(_widened(sent=sent), at, _text(was.get("enum")), _text(now.get("enum")))
    known = set(was.get("x-extensible-enum", ()))
    for value in now.get("x-extensible-enum", ()) if known else ():
        if value not in known:
            yield Change(Kind.VALUE_ADDED, at, now=value)


def _values(schema: Json) -> set[str] | None:
    closed = [schema["const"]] if "const" in schema else schema.get("enum")
    return None if closed is None else {json.dumps(value) for value in closed}


def _of_bounds(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    for keyword in (*LEAST, *MOST):
        sign = -1 if keyword in LEAST else 1
        old, new = (sign * one[keyword] if keyword in one else NO_BOUND for one in (was, now))
        if new < old and sent:
            yield Change(Kind.REQUEST_NARROWED, at, _said(was, keyword), _said(now, keyword))
        if new > old:
            yield Change(_widened(sent=sent), at, _said(was, keyword), _said(now, keyword))


def _of_opaque(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    for keyword in OPAQUE:
        old, new = was.get(keyword), now.get(keyword)
        if old == new or (old is None and not sent):
            continue
        kind = _widened(sent=sent) if new is None else Kind.REQUEST_NARROWED if sent else Kind.ANSWER_WIDENED
        yield Change(kind, at, _said(was, keyword), _said(now, keyword))


def _of_fields(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    old, new = was.get("properties", {}), now.get("properties", {})
    for name in [*old, *(name for name in new if name not in old)]:
        here, before, after = f"{at}.{name}", name in was.get("required", ()), name in now.get("required", ())
        if name not in new:
            yield Change(Kind.FIELD_REMOVED, here)
        elif name not in old:
            yield Change(Kind.REQUIRED_ADDED if sent and after else Kind.FIELD_ADDED, here)
        else:
            yield from _of_presence(here, before=before, after=after, sent=sent)
            yield from changes_of_schema(old[name], new[name], here, sent=sent)


def _of_presence(at: str, *, before: bool, after: bool, sent: bool) -> Iterator[Change]:
    if before and not after:
        yield Change(Kind.BECAME_OPTIONAL if sent else Kind.FIELD_NOT_ALWAYS, at)
    if after and not before and sent:
        yield Change(Kind.BECAME_REQUIRED, at)


def _of_inner(was: Json, now: Json, at: str, *, sent: bool) -> Iterator[Change]:
    """Of a list its items, of a map its values; an object that is closed takes nothing that is not named."""
    open_before, open_after = (one.get("additionalProperties", True) is not False for one in (was, now))
    if sent and open_before != open_after:
        yield Change(Kind.REQUEST_WIDENED if open_after else Kind.REQUEST_NARROWED, f"{at}.*")
    for keyword, mark in (("items", "[]"), ("additionalProperties", ".*")):
        old, new = was.get(keyword), now.get(keyword)
        if isinstance(old, dict) or isinstance(new, dict):
            yield from changes_of_schema(_schema(old), _schema(new), at + mark, sent=sent)


def _schema(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _widened(*, sent: bool) -> Kind:
    return Kind.REQUEST_WIDENED if sent else Kind.ANSWER_WIDENED


def _said(schema: Json, keyword: str) -> str | None:
    return f"{keyword} {_text(schema[keyword])}" if keyword in schema else None


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
