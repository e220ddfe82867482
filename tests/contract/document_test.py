"""The rules of a contract that clients of many languages are generated from, held against the whole document: a feature
that is added is under them at once.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.kernel.contract.openapi import (
    Json,
    answer_schemas,
    operations,
    reachable,
    request_schemas,
    resolved,
    schemas_within,
)
from app.kernel.problems import CATALOGUE
from tests.contract.service import document

DOCUMENT: Json = document()
OPERATIONS = {operation["operationId"]: (path, method, operation) for path, method, operation in operations(DOCUMENT)}
SENT = [schema for _, _, operation in OPERATIONS.values() for schema in request_schemas(operation)]
ANSWERED = [schema for _, _, operation in OPERATIONS.values() for schema in answer_schemas(operation)]
FROM_CLIENTS, TO_CLIENTS = reachable(DOCUMENT, SENT), reachable(DOCUMENT, ANSWERED)

# Who may ask without a token.
OPEN = {"getHealth", "getReadiness", "getProblemType", "issueAccessToken"}
# Its refusals of 400 and 401 have the shape of RFC 6749 §5.2, and it ignores what it does not know, as §3.2 says.
OF_OAUTH = "issueAccessToken"
# What answers with a file: its bytes, or a text in a format of its own.
LINES = "application/x-ndjson"
FILES = {"getAttachmentContent", "getAgencyCalendar", "exportPlan", "exportTasks", "exportAgencySummaries"}
# Sets that never grow, so that a generated client may hold an answer to them (rule 7): none so far.
CLOSED_SETS: set[str] = set()
BIGGEST_SAFE = 2**53 - 1
KEYWORDS = {
    *("$ref", "type", "format", "description", "default", "examples", "enum", "const", "anyOf", "not", "deprecated"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"),
    *("properties", "required", "additionalProperties", "items", "minItems", "maxItems", "uniqueItems"),
}
BOUNDED_FORMATS = {"uuid", "date", "date-time", "binary"}

each_operation = pytest.mark.parametrize("name", OPERATIONS)


def _every_schema() -> Iterator[tuple[str, Json]]:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        yield from ((name, one) for one in schemas_within(schema))
    for name, (_, _, operation) in OPERATIONS.items():
        for schema in request_schemas(operation) + answer_schemas(operation):
            yield from ((name, one) for one in schemas_within(schema))


def _sent_schemas() -> Iterator[tuple[str, Json]]:
    for name, schema in FROM_CLIENTS.items():
        yield from ((name, one) for one in schemas_within(schema))
    for name, (_, _, operation) in OPERATIONS.items():
        yield from ((name, one) for schema in request_schemas(operation) for one in schemas_within(schema))


def _parameters(operation: Json, *places: str) -> list[Json]:
    return [one for one in operation.get("parameters", ()) if one.get("in") in places]


def test_it_is_openapi_3_1() -> None:
    """That it is a valid one is for `make lint-contract` to say."""
    assert DOCUMENT["openapi"].startswith("3.1")


def test_its_servers_and_tags_are_declared_and_described() -> None:
    assert DOCUMENT["servers"]
    used = {tag for _, _, operation in OPERATIONS.values() for tag in operation["tags"]}
    assert used == {tag["name"] for tag in DOCUMENT["tags"]}
    assert all(" / " in tag["description"] for tag in DOCUMENT["tags"])


def test_operation_ids_are_unique() -> None:
    names = [operation["operationId"] for _, _, operation in operations(DOCUMENT)]
    assert sorted(names) == sorted(set(names))


@each_operation
def test_an_operation_has_a_name_a_summary_a_description_and_a_tag(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    assert re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", name)
    assert operation["summary"]
    assert operation["description"].endswith("."), "the docstring of the route, a whole sentence"
    assert len(operation["tags"]) == 1


@each_operation
def test_an_operation_asks_for_a_token_unless_it_is_listed(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    schemes = [list(one) for one in operation["security"]]
    assert schemes[:2] == ([] if name in OPEN else [["BearerAuth"], ["OAuth2"]])
    assert all(one == ["OAuth2"] for one in schemes[2:])


@each_operation
def test_an_operation_lists_its_problems(name: str) -> None:
    path, _, operation = OPERATIONS[name]
    listed = {slug for slugs in operation["x-problems"].values() for slug in slugs}
    expected = {"invalid-request", "internal-error", "unavailable", "quota-exceeded", "url-too-long", "head-too-large"}
    expected |= set() if name in OPEN else {"token-required", "token-invalid", "permission-missing"}
    expected |= {"not-found"} if "{" in path else set()
    expected |= {"body-too-large", "unsupported-media-type"} if "requestBody" in operation else set()
    assert listed >= expected


@each_operation
def test_an_operation_with_a_field_that_goes_says_so(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    bodies = reachable(DOCUMENT, request_schemas(operation) + answer_schemas(operation))
    fields = {
        f"{schema}.{field}"
        for schema, found in bodies.items()
        for field, one in found.get("properties", {}).items()
        if one.get("deprecated")
    }
    told = {part["field"] for part in operation.get("x-deprecation", ())}
    assert fields <= told, "app/kernel/deprecation.py: **going(Going(…, field=…))"
    assert operation.get("deprecated", False) == (None in told)


@each_operation
def test_a_listed_problem_exists_under_its_status(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    for status, slugs in operation["x-problems"].items():
        assert [str(CATALOGUE[slug].status) for slug in slugs] == [status] * len(slugs)


@each_operation
def test_a_refusal_is_a_shared_response_and_nothing_beside_it(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    own = {"400", "401"} if name == OF_OAUTH else set()
    refusals = {one: answer for one, answer in operation["responses"].items() if one >= "400" and one not in own}
    assert refusals == {
        status: {"$ref": f"#/components/responses/Problem{status}"} for status in operation["x-problems"]
    }


def test_a_shared_response_is_a_problem_document() -> None:
    for response in DOCUMENT["components"]["responses"].values():
        ((media_type, media),) = response["content"].items()
        assert (media_type, media["schema"]) == ("application/problem+json", {"$ref": "#/components/schemas/Problem"})
        assert set(media["example"]) == set(DOCUMENT["components"]["schemas"]["Problem"]["required"])


@each_operation
def test_an_operation_succeeds_with_one_named_schema_or_with_nothing(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    succeeded = [status for status in operation["responses"] if status.startswith("2")]
    json = {schema.get("$ref") for schema in answer_schemas(operation) if schema.get("type") != "string"}
    if name in FILES:
        assert json == set(), "a file or a text, and nothing else"
        return
    assert succeeded == ["204"] or len(json) == 1, "200 and 201 of one operation show the same thing"
    assert None not in json


@each_operation
def test_the_body_of_an_operation_is_json_or_a_named_form(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    content = operation.get("requestBody", {"content": {}})["content"]
    # What comes line by line as well stands beside the object that lists the lines, which clients are generated from.
    content = {kind: media for kind, media in content.items() if kind != LINES or "application/json" not in content}
    assert set(content) <= {"application/json", "multipart/form-data", "application/x-www-form-urlencoded"}
    assert all("$ref" in media["schema"] for media in content.values())


@each_operation
def test_what_needs_no_field_needs_no_body(name: str) -> None:
    _, method, operation = OPERATIONS[name]
    body = operation.get("requestBody", {})
    schemas = [resolved(DOCUMENT, media["schema"]) for media in body.get("content", {}).values()]
    has_to_say_something = method != "post" or any(one.get("required") for one in schemas)
    assert body.get("required", False) == (bool(body) and has_to_say_something)


@each_operation
def test_a_change_asks_for_if_match(name: str) -> None:
    _, method, operation = OPERATIONS[name]
    sent = {parameter["name"]: parameter["required"] for parameter in _parameters(operation, "header")}
    assert method != "patch" or "If-Match" in sent
    assert sent.get("If-Match", False) == ("428" in operation["responses"])


def test_a_form_beside_a_file_is_bounded_as_it_is_read() -> None:
    form = DOCUMENT["components"]["schemas"]["CreatePlanImportForm"]
    told = {name: sorted(one.keys() - {"description"}) for name, one in form["properties"].items()}
    assert form["required"] == ["file", "plan_code"]
    assert told == {
        "file": ["format", "type"],
        "plan_code": ["maxLength", "minLength", "pattern", "type"],
        "year": ["format", "maximum", "minimum", "type"],
        "office": ["maxLength", "minLength", "pattern", "type"],
        "title": ["maxLength", "minLength", "pattern", "type"],
        "starts_on": ["format", "type"],
        "ends_on": ["format", "type"],
        "dry_run": ["default", "type"],
    }


@each_operation
def test_a_list_takes_limit_and_cursor(name: str) -> None:
    _, method, operation = OPERATIONS[name]
    answered = reachable(DOCUMENT, answer_schemas(operation))
    is_page = method == "get" and any("next_cursor" in schema.get("properties", {}) for schema in answered.values())
    sent = {parameter["name"] for parameter in _parameters(operation, "query")}
    assert not is_page or sent >= {"limit", "cursor"}


@each_operation
def test_a_parameter_is_never_null(name: str) -> None:
    _, _, operation = OPERATIONS[name]
    for parameter in _parameters(operation, "query", "header", "path"):
        assert "anyOf" not in parameter["schema"], parameter["name"]
        assert parameter["schema"].get("type") != "null"


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_a_path_is_in_kebab_case_without_a_trailing_slash(path: str) -> None:
    assert re.fullmatch(r"(/([a-z0-9.-]+|\{[a-z_]+\}))+", path)


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_a_schema_has_a_plain_name(name: str) -> None:
    # Two models of one name in two features become app__plans__schemas__Name; a generic page becomes Page_Name_.
    assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", name)
    assert name not in {"HTTPValidationError", "ValidationError"}


def test_every_keyword_of_a_schema_is_one_of_json_schema() -> None:
    # `Query(ge=…)` on an optional integer writes "ge", which no client knows: bound the integer inside the union.
    found = {(name, keyword) for name, schema in _every_schema() for keyword in schema if not keyword.startswith("x-")}
    assert [one for one in sorted(found) if one[1] not in KEYWORDS] == []


def test_no_schema_is_titled() -> None:
    assert [name for name, schema in _every_schema() if "title" in schema] == []


def test_fields_are_in_snake_case() -> None:
    fields = {(name, field) for name, schema in _every_schema() for field in schema.get("properties", {})}
    assert [one for one in fields if not re.fullmatch(r"[a-z][a-z0-9_]*", one[1])] == []


def test_no_schema_is_a_choice_of_several_objects_or_a_tuple() -> None:
    # Kotlin and Dart clients cannot read a oneOf (rule 6), Java cannot compile a tuple.
    found = [name for name, schema in _every_schema() if schema.keys() & {"oneOf", "discriminator", "prefixItems"}]
    alternatives = [name for name, schema in _every_schema() if len(_not_null(schema)) > 1]
    assert found + alternatives == []


def _not_null(schema: Json) -> list[Any]:
    return [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]


def test_an_integer_has_its_size_and_its_range() -> None:
    for name, schema in _every_schema():
        if schema.get("type") == "integer":
            assert schema.get("format") in {"int32", "int64"}, name
            assert schema.get("minimum", -BIGGEST_SAFE - 1) >= -BIGGEST_SAFE, f"{name}: no minimum in {schema}"
            assert schema.get("maximum", BIGGEST_SAFE + 1) <= BIGGEST_SAFE, f"{name}: no maximum in {schema}"


def test_what_clients_send_is_bounded() -> None:
    for name, schema in _sent_schemas():
        if schema.get("type") == "string":
            bounded = schema.keys() & {"maxLength", "enum", "const"} or schema.get("format") in BOUNDED_FORMATS
            assert bounded, f"{name}: a string without maxLength: {schema}"
        if schema.get("type") == "array":
            assert "maxItems" in schema, f"{name}: a list without maxItems: {schema}"


def test_an_object_from_clients_is_closed_and_one_to_them_is_open() -> None:
    for name, schema in FROM_CLIENTS.items():
        is_open = "properties" not in schema or name == "IssueAccessTokenForm"
        assert is_open or schema.get("additionalProperties") is False, name
    for name, schema in TO_CLIENTS.items():
        assert schema.get("additionalProperties") is not False, name


def test_no_object_goes_both_ways() -> None:
    # One that did would split into Name-Input and Name-Output, of which openapi-python-client drops the operations.
    both = FROM_CLIENTS.keys() & TO_CLIENTS.keys()
    assert [name for name in both if "properties" in FROM_CLIENTS[name]] == []


def test_every_field_of_an_answer_is_always_there() -> None:
    for name, schema in TO_CLIENTS.items():
        assert sorted(schema.get("required", ())) == sorted(schema.get("properties", ())), name


def test_a_set_in_an_answer_may_grow() -> None:
    enums = {name for name, schema in TO_CLIENTS.items() for one in schemas_within(schema) if "enum" in one}
    assert enums <= CLOSED_SETS


def test_the_values_of_a_set_are_lower_case_words() -> None:
    for name, schema in _every_schema():
        for value in [*schema.get("enum", ()), *schema.get("x-extensible-enum", ())]:
            assert isinstance(value, str), name
            assert re.fullmatch(r"[a-z0-9_:]+", value), f"{name}: {value}"


def test_a_merge_patch_promises_no_defaults() -> None:
    for _, method, operation in OPERATIONS.values():
        bodies = reachable(DOCUMENT, request_schemas(operation)) if method == "patch" else {}
        top = [schema for name, schema in bodies.items() if name.endswith("Update")]
        assert [field for schema in top for field in schema["properties"].values() if "default" in field] == []
