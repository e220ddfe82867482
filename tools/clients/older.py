"""The contract as a client may have been generated from it before today: each answer had a field less, each set that may grow a value."""

import sys
from copy import deepcopy

from app.kernel.contract.openapi import Json, operations, reachable, request_schemas, schemas_within

# What the scenarios meet of it in today's answers: were it known, they would show nothing.
UNKNOWN_FIELDS = {"Obligation": "version", "Report": "version", "Problem": "errors"}
UNKNOWN_VALUES = {("Obligation", "state"): "open", ("Report", "status"): "in_progress"}


def older(document: Json) -> Json:
    """Without the last field of each schema of answers, and the first value of each set: those that today's answers begin with."""
    made = deepcopy(document)
    sent = reachable(made, [schema for _, _, operation in operations(made) for schema in request_schemas(operation)])
    for name, schema in made["components"]["schemas"].items():
        if name not in sent:
            for one in schemas_within(schema):
                _forget(one)
    _check(made["components"]["schemas"])
    return made


def _forget(schema: Json) -> None:
    if len(schema.get("properties", ())) > 1:
        forgotten, _ = schema["properties"].popitem()
        schema["required"] = [name for name in schema.get("required", ()) if name != forgotten]
    if schema.get("x-extensible-enum"):
        schema["x-extensible-enum"] = schema["x-extensible-enum"][1:]


def _check(schemas: Json) -> None:
    known = [f"{name}.{field}" for name, field in UNKNOWN_FIELDS.items() if field in schemas[name]["properties"]]
    known += [value for (name, field), value in UNKNOWN_VALUES.items() if value in _values(schemas, name, field)]
    if known:
        sys.exit(
            f"The older contract knows {', '.join(known)}: make it forget what the scenarios meet (tools/clients/older.py)"
        )


def _values(schemas: Json, name: str, field: str) -> list[str]:
    values: list[str] = schemas[name]["properties"][field]["x-extensible-enum"]
    return values
