"""Which changes of a contract break a client: one contract of three operations, and each change of it by itself."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from app.kernel.contract.breaking import breaking, changes
from app.kernel.contract.changes import BREAKING, MEANINGS, Kind
from app.kernel.contract.openapi import Json

SENT = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 50, "pattern": "^x"},
        "size": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 9, "default": 1},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "kind": {"enum": ["nail", "screw"], "type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
        "part": {"$ref": "#/components/schemas/Part"},
    },
}
ANSWERED = {
    "type": "object",
    "required": ["id", "name", "state"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string", "maxLength": 50},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "state": {"type": "string", "x-extensible-enum": ["new", "old"]},
        "sign": {"type": "string", "enum": ["plus", "minus"]},
        "sizes": {"type": "array", "items": {"type": "integer"}},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
THING = {"$ref": "#/components/schemas/Thing"}
TEXT = {"text/plain": {"schema": {"type": "string"}}}
CREATE = {
    "operationId": "createThing",
    "tags": ["Things"],
    "security": [{"Bearer": []}, {"OAuth": ["write"]}],
    "parameters": [
        {"in": "query", "name": "note", "required": False, "schema": {"type": "string"}},
        {"in": "query", "name": "must", "required": True, "schema": {"type": "string"}},
        {"$ref": "#/components/parameters/Key"},
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/New"}}},
    },
    "responses": {
        "201": {"headers": {"ETag": {}}, "content": {"application/json": {"schema": THING}}},
        "204": {},
        "404": {"$ref": "#/components/responses/Problem404"},
    },
    "x-problems": {"404": ["not-found"], "409": ["taken", "closed"]},
}
OLD: Json = {
    "paths": {
        "/things": {
            "post": CREATE,
            "get": {"operationId": "listThings", "tags": ["Things"], "security": [], "responses": {"200": {}}},
        },
        "/parts": {"get": {"operationId": "listParts", "responses": {"200": {}}}},
    },
    "components": {
        "parameters": {"Key": {"in": "header", "name": "Key", "schema": {"type": "string"}}},
        "schemas": {"New": SENT, "Thing": ANSWERED, "Part": {"type": "object"}, "Other": {"type": "object"}},
    },
}


def at(path: str, change: Callable[[Any], Any]) -> Callable[[Json], None]:
    """Changes what stands at a path of keys, as `change` of it; a key that is not there yet stands for nothing."""
    *way, last = path.split(" ")

    def applied(document: Json) -> None:
        place: Any = document
        for key in way:
            place = place[int(key)] if isinstance(place, list) else place[key]
        changed = change(place.get(last) if isinstance(place, dict) else place[int(last)])
        if changed is GONE:
            del place[last if isinstance(place, dict) else int(last)]
        else:
            place[last if isinstance(place, dict) else int(last)] = changed

    return applied


GONE = object()


def put(path: str, value: Any) -> Callable[[Json], None]:
    return at(path, lambda _: value)


def drop(path: str) -> Callable[[Json], None]:
    return at(path, lambda _: GONE)


def both(one: Callable[[Json], None], other: Callable[[Json], None]) -> Callable[[Json], None]:
    def applied(document: Json) -> None:
        one(document)
        other(document)

    return applied


POST, BODY = "paths /things post", "paths /things post requestBody"
NEW, OUT = "components schemas New", "components schemas Thing"
FIELD, SHOWN = f"{NEW} properties", f"{OUT} properties"

CASES: dict[str, tuple[Callable[[Json], None], list[Kind]]] = {
    # operations
    "a path goes": (drop("paths /parts"), [Kind.OPERATION_REMOVED]),
    "a method of a path goes": (drop("paths /things get"), [Kind.OPERATION_REMOVED]),
    "a path gets another name": (
        lambda document: document["paths"].update({"/bits": document["paths"].pop("/parts")}),
        [Kind.OPERATION_REMOVED, Kind.OPERATION_ADDED],
    ),
    "an operation comes": (
        put("paths /new", {"get": {"operationId": "getNew", "responses": {}}}),
        [Kind.OPERATION_ADDED],
    ),
    "another operationId": (put(f"{POST} operationId", "makeThing"), [Kind.OPERATION_RENAMED]),
    "another tag": (put(f"{POST} tags", ["Parts"]), [Kind.OPERATION_MOVED]),
    "an operation is deprecated": (put(f"{POST} deprecated", True), [Kind.DEPRECATED]),
    # security
    "a token where none was asked for": (
        put("paths /things get security", [{"Bearer": []}]),
        [Kind.SECURITY_NARROWED],
    ),
    "one of two ways goes": (put(f"{POST} security", [{"Bearer": []}]), [Kind.SECURITY_NARROWED]),
    "another scope": (
        put(f"{POST} security", [{"Bearer": []}, {"OAuth": ["write", "all"]}]),
        [Kind.SECURITY_NARROWED],
    ),
    "another way comes": (
        at(f"{POST} security", lambda ways: [*ways, {"Basic": []}]),
        [Kind.SECURITY_WIDENED],
    ),
    "no token any more": (put(f"{POST} security", []), [Kind.SECURITY_WIDENED]),
    # parameters
    "a parameter goes": (drop(f"{POST} parameters 0"), [Kind.PARAMETER_REMOVED]),
    "a shared parameter goes": (drop(f"{POST} parameters 2"), [Kind.PARAMETER_REMOVED]),
    "an optional parameter comes": (
        at(f"{POST} parameters", lambda all_: [*all_, {"in": "query", "name": "q", "schema": {}}]),
        [Kind.PARAMETER_ADDED],
    ),
    "a required parameter comes": (
        at(f"{POST} parameters", lambda all_: [*all_, {"in": "query", "name": "q", "required": True, "schema": {}}]),
        [Kind.REQUIRED_ADDED],
    ),
    "a parameter is required": (put(f"{POST} parameters 0 required", True), [Kind.BECAME_REQUIRED]),
    "a parameter is optional": (put(f"{POST} parameters 1 required", False), [Kind.BECAME_OPTIONAL]),
    "a parameter of another type": (
        put(f"{POST} parameters 0 schema type", "integer"),
        [Kind.TYPE_CHANGED],
    ),
    "a parameter is bounded": (put(f"{POST} parameters 0 schema maxLength", 9), [Kind.REQUEST_NARROWED]),
    "a shared parameter is bounded": (
        put("components parameters Key schema maxLength", 9),
        [Kind.REQUEST_NARROWED],
    ),
    "a parameter is deprecated": (put(f"{POST} parameters 0 deprecated", True), [Kind.DEPRECATED]),
    # the body of a request
    "a body goes": (drop(BODY), [Kind.BODY_REMOVED]),
    "a body is asked for": (
        put("paths /parts get requestBody", {"required": True, "content": TEXT}),
        [Kind.REQUIRED_ADDED],
    ),
    "a body may come": (put("paths /parts get requestBody", {"content": TEXT}), [Kind.BODY_ADDED]),
    "a body may be left out": (put(f"{BODY} required", False), [Kind.BECAME_OPTIONAL]),
    "another media type instead": (
        at(f"{BODY} content", lambda content: {"application/xml": content["application/json"]}),
        [Kind.MEDIA_TYPE_REMOVED, Kind.MEDIA_TYPE_ADDED],
    ),
    "another media type beside": (put(f"{BODY} content text/csv", {"schema": {}}), [Kind.MEDIA_TYPE_ADDED]),
    "a body of another schema": (
        put(f"{BODY} content application/json schema", {"$ref": "#/components/schemas/Other"}),
        [Kind.TYPE_CHANGED],
    ),
    # fields that clients send
    "a field is taken no more": (drop(f"{FIELD} note"), [Kind.FIELD_REMOVED]),
    "an optional field comes": (put(f"{FIELD} more", {"type": "string"}), [Kind.FIELD_ADDED]),
    "a required field comes": (
        both(put(f"{FIELD} more", {"type": "string"}), put(f"{NEW} required", ["name", "more"])),
        [Kind.REQUIRED_ADDED],
    ),
    "a field is required": (put(f"{NEW} required", ["name", "size"]), [Kind.BECAME_REQUIRED]),
    "a field is optional": (put(f"{NEW} required", []), [Kind.BECAME_OPTIONAL]),
    "a sent field of another type": (put(f"{FIELD} size type", "string"), [Kind.TYPE_CHANGED]),
    "a sent field of another format": (put(f"{FIELD} size format", "int64"), [Kind.TYPE_CHANGED]),
    "a sent field of another schema": (
        put(f"{FIELD} part $ref", "#/components/schemas/Other"),
        [Kind.TYPE_CHANGED],
    ),
    "null is taken no more": (put(f"{FIELD} note", {"type": "string"}), [Kind.REQUEST_NARROWED]),
    "null is taken": (
        put(f"{FIELD} kind type", ["string", "null"]),
        [Kind.REQUEST_WIDENED],
    ),
    "a value is taken no more": (put(f"{FIELD} kind enum", ["nail"]), [Kind.REQUEST_NARROWED]),
    "a value is taken": (put(f"{FIELD} kind enum", ["nail", "screw", "bolt"]), [Kind.REQUEST_WIDENED]),
    "one value instead of any": (
        put(f"{FIELD} note", {"const": "x", "type": ["string", "null"]}),
        [Kind.REQUEST_NARROWED],
    ),
    "any value instead of two": (drop(f"{FIELD} kind enum"), [Kind.REQUEST_WIDENED]),
    "shorter": (put(f"{FIELD} name maxLength", 49), [Kind.REQUEST_NARROWED]),
    "longer": (put(f"{FIELD} name maxLength", 51), [Kind.REQUEST_WIDENED]),
    "of any length": (drop(f"{FIELD} name maxLength"), [Kind.REQUEST_WIDENED]),
    "a larger minimum": (put(f"{FIELD} size minimum", 1), [Kind.REQUEST_NARROWED]),
    "a smaller minimum": (put(f"{FIELD} size minimum", -1), [Kind.REQUEST_WIDENED]),
    "an open bound": (put(f"{FIELD} size exclusiveMaximum", 9), [Kind.REQUEST_NARROWED]),
    "fewer items": (put(f"{FIELD} tags maxItems", 2), [Kind.REQUEST_NARROWED]),
    "items of another type": (put(f"{FIELD} tags items type", "integer"), [Kind.TYPE_CHANGED]),
    "each item once": (put(f"{FIELD} tags uniqueItems", True), [Kind.REQUEST_NARROWED]),
    "a pattern comes": (put(f"{FIELD} note pattern", "^a"), [Kind.REQUEST_NARROWED]),
    "another pattern": (put(f"{FIELD} name pattern", "^y"), [Kind.REQUEST_NARROWED]),
    "no pattern": (drop(f"{FIELD} name pattern"), [Kind.REQUEST_WIDENED]),
    "another default": (put(f"{FIELD} size default", 2), [Kind.DEFAULT_CHANGED]),
    "no default": (drop(f"{FIELD} size default"), [Kind.DEFAULT_CHANGED]),
    "unnamed fields are taken": (put(f"{NEW} additionalProperties", True), [Kind.REQUEST_WIDENED]),
    "unnamed fields are refused": (
        put("components schemas Part additionalProperties", False),
        [Kind.REQUEST_NARROWED],
    ),
    "a sent field is deprecated": (put(f"{FIELD} note deprecated", True), [Kind.DEPRECATED]),
    # answers
    "a status goes": (drop(f"{POST} responses 204"), [Kind.STATUS_REMOVED]),
    "a status comes": (put(f"{POST} responses 200", {}), [Kind.STATUS_ADDED]),
    "an answer loses its body": (drop(f"{POST} responses 201 content"), [Kind.BODY_REMOVED]),
    "an answer of another media type": (
        put(f"{POST} responses 201 content", {"text/plain": {}}),
        [Kind.MEDIA_TYPE_REMOVED, Kind.MEDIA_TYPE_ADDED],
    ),
    "a header goes": (drop(f"{POST} responses 201 headers ETag"), [Kind.HEADER_REMOVED]),
    "a header comes": (put(f"{POST} responses 201 headers Link", {}), [Kind.HEADER_ADDED]),
    "a problem goes": (put(f"{POST} x-problems 409", ["taken"]), [Kind.PROBLEM_REMOVED]),
    "a problem gets another name": (
        put(f"{POST} x-problems 409", ["taken", "shut"]),
        [Kind.PROBLEM_REMOVED, Kind.PROBLEM_ADDED],
    ),
    "a problem comes": (put(f"{POST} x-problems 422", ["invalid"]), [Kind.PROBLEM_ADDED]),
    # fields that clients are answered
    "a field goes": (drop(f"{SHOWN} name"), [Kind.FIELD_REMOVED]),
    "a field comes": (put(f"{SHOWN} more", {"type": "string"}), [Kind.FIELD_ADDED]),
    "a field is not always there": (put(f"{OUT} required", ["id", "state"]), [Kind.FIELD_NOT_ALWAYS]),
    "a field is always there": (put(f"{OUT} required", [*ANSWERED["required"], "sign"]), []),
    "an answered field of another type": (put(f"{SHOWN} name type", "integer"), [Kind.TYPE_CHANGED]),
    "an answered field of another format": (put(f"{SHOWN} name format", "date"), [Kind.TYPE_CHANGED]),
    "a field may be null": (put(f"{SHOWN} name type", ["string", "null"]), [Kind.ANSWER_WIDENED]),
    "a field is null no more": (put(f"{SHOWN} note", {"type": "string"}), []),
    "another value of a closed set": (put(f"{SHOWN} sign enum", ["plus", "minus", "zero"]), [Kind.ANSWER_WIDENED]),
    "a closed set is opened": (drop(f"{SHOWN} sign enum"), [Kind.ANSWER_WIDENED]),
    "a closed set is smaller": (put(f"{SHOWN} sign enum", ["plus"]), []),
    "another value of an open set": (
        put(f"{SHOWN} state x-extensible-enum", ["new", "old", "gone"]),
        [Kind.VALUE_ADDED],
    ),
    "answers may be longer": (put(f"{SHOWN} name maxLength", 60), [Kind.ANSWER_WIDENED]),
    "answers are of any length": (drop(f"{SHOWN} name maxLength"), [Kind.ANSWER_WIDENED]),
    "answers are shorter": (put(f"{SHOWN} name maxLength", 40), []),
    "answers are bounded": (put(f"{SHOWN} note", {"type": ["string", "null"], "maxLength": 9}), []),
    "answered items of another type": (put(f"{SHOWN} sizes items", {"type": "string"}), [Kind.TYPE_CHANGED]),
    "answered values of another type": (
        put(f"{SHOWN} counts additionalProperties", {"type": "string"}),
        [Kind.TYPE_CHANGED],
    ),
    "an answered field is deprecated": (put(f"{SHOWN} note deprecated", True), [Kind.DEPRECATED]),
    # what is only said, and what nobody refers to
    "other words": (put(f"{POST} description", "Otherwise said."), []),
    "a schema nobody refers to": (drop("components schemas Other"), []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_of_its_kind(case: str) -> None:
    change, expected = CASES[case]
    new = deepcopy(OLD)
    change(new)
    assert [one.kind for one in changes(OLD, new)] == expected
    assert breaking(OLD, new) == [one for one in changes(OLD, new) if one.kind in BREAKING]


def test_nothing_changed_is_no_change() -> None:
    assert changes(OLD, deepcopy(OLD)) == []


def test_every_kind_has_a_case_and_a_meaning() -> None:
    told = {kind for _, kinds in CASES.values() for kind in kinds}
    assert told == set(Kind)
    assert MEANINGS.keys() == set(Kind)


def test_a_change_says_where_and_what() -> None:
    new = deepcopy(OLD)
    put(f"{FIELD} name maxLength", 49)(new)
    (told,) = changes(OLD, new)
    assert str(told) == "request_narrowed New.name: maxLength 50 → maxLength 49"


def test_a_schema_that_many_operations_refer_to_is_told_once() -> None:
    both = deepcopy(OLD)
    both["paths"]["/parts"]["get"]["responses"]["200"] = {"content": {"application/json": {"schema": THING}}}
    new = deepcopy(both)
    drop(f"{SHOWN} name")(new)
    assert [str(one) for one in changes(both, new)] == ["field_removed Thing.name: None → None"]
