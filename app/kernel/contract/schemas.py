"""How schemas are written so that generators of many languages agree on them (no titles, sized integers, binary files)."""

import json

from app.kernel.contract.openapi import (
    Json,
    answer_schemas,
    body_schemas,
    operations,
    reachable,
    request_schemas,
    resolved,
    schemas_within,
)

INT32_MOST = 2**31 - 1
# FastAPI's name for the body of a form, before the operationId.
DRAWN_FORM = "Body_"
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def with_forms_renamed(document: Json) -> Json:
    """Body_importPlan → ImportPlanForm, where it is named and where it is referred to."""
    text = json.dumps(document, ensure_ascii=False)
    for name in document.get("components", {}).get("schemas", {}):
        if name.startswith(DRAWN_FORM):
            text = text.replace(f'"{name}"', f'"{_form(name)}"').replace(f'schemas/{name}"', f'schemas/{_form(name)}"')
    renamed: Json = json.loads(text)
    return renamed


def _form(name: str) -> str:
    operation = name.removeprefix(DRAWN_FORM)
    return operation[0].upper() + operation[1:] + "Form"


def name_forms(document: Json) -> None:
    """A form that a route reads itself stands in its operation: named like the others, for what has no name has no class."""
    for _, _, operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {})
        form: Json = next((content[media] for media in FORMS if media in content), {})
        if "properties" in form.get("schema", {}):
            name = _form(DRAWN_FORM + operation["operationId"])
            document["components"]["schemas"][name] = form["schema"]
            form["schema"] = {"$ref": f"#/components/schemas/{name}"}


def tidy(document: Json) -> None:
    """Rewrites every schema of the document in place."""
    sent = [schema for _, _, operation in operations(document) for schema in request_schemas(operation)]
    answered = [schema for _, _, operation in operations(document) for schema in answer_schemas(operation)]
    for schema in [*document["components"]["schemas"].values(), *sent, *answered]:
        _tidy_each(schema)
    from_clients = reachable(document, sent)
    for name, schema in document["components"]["schemas"].items():
        if name not in from_clients:
            _bound_integers(schema)
    for _, method, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            parameter["schema"].pop("description", None)  # FastAPI says it of the parameter too
        if method == "patch":
            _forget_defaults(document, operation)


def _tidy_each(schema: Json) -> None:
    for one in schemas_within(schema):
        one.pop("title", None)
        if one.pop("contentMediaType", None) == "application/octet-stream":
            one["format"] = "binary"  # three of four TypeScript generators take contentMediaType for text
        if isinstance(one.get("default"), dict):
            del one["default"]  # its fields have theirs, and openapi-generator makes Java of it that does not compile
        if one.get("type") == "integer":
            one.setdefault("format", "int32" if one.get("maximum", INT32_MOST) <= INT32_MOST else "int64")


def _bound_integers(schema: Json) -> None:
    """An answer's integers are counts in columns of four bytes unless said; what clients send is bounded where declared."""
    for one in schemas_within(schema):
        if one.get("type") == "integer":
            one.setdefault("minimum", 0)
            one.setdefault("maximum", INT32_MOST)


def _forget_defaults(document: Json, operation: Json) -> None:
    """In a merge patch (RFC 7396) what is absent stays: the models' defaults only mark what may be absent."""
    for body in body_schemas(operation):
        for field in resolved(document, body).get("properties", {}).values():
            field.pop("default", None)
