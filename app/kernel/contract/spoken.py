"""What a person reads in the contract beside its structure: each operation in both languages, and an example of each body."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from fastapi import FastAPI

from app.kernel.contract.openapi import Json, name_in, operations

SHOWN = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")


def speak(app: FastAPI, vietnamese: Mapping[str, tuple[str, str]], examples: Mapping[str, Any]) -> None:
    """`vietnamese`: summary and description by operationId; `examples`: values by the name of their schema."""
    plain = app.openapi

    @cache
    def spoken() -> Json:
        return with_examples(in_both_languages(deepcopy(plain()), vietnamese), examples)

    app.openapi = spoken  # type: ignore[method-assign]  # as contract.install does


def in_both_languages(document: Json, vietnamese: Mapping[str, tuple[str, str]]) -> Json:
    """Vietnamese first, as in the rest of the service. An operation that nobody has translated yet stays in English."""
    for _, _, operation in operations(document):
        if operation["operationId"] in vietnamese:
            summary, description = vietnamese[operation["operationId"]]
            operation["summary"] = f"{summary} / {operation['summary']}"
            operation["description"] = f"{description}\n\n{operation['description']}"
    return document


def with_examples(document: Json, examples: Mapping[str, Any]) -> Json:
    """Each stands once, among the components: a schema is sent or answered by many operations."""
    used = {}
    for media, name in bodies(document):
        if name in examples:
            used[name] = {"value": examples[name]}
            media["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}
    document["components"] = dict(sorted((document["components"] | {"examples": dict(sorted(used.items()))}).items()))
    return document


def bodies(document: Json) -> Iterator[tuple[Json, str]]:
    """Each body that has a named schema, sent or answered by a success, with the name."""
    for _, _, operation in operations(document):
        answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        for body in (operation.get("requestBody", {}), *answers):
            for media_type, media in body.get("content", {}).items():
                if media_type in SHOWN and "$ref" in media.get("schema", {}):
                    yield media, name_in(media["schema"]["$ref"])
