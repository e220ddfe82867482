"""A client that trusts no answer: each is compared with the contract of the application, and one that the contract does
not allow fails the test.
"""

import json
import re
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx
from jsonschema_rs import Draft202012Validator, Registry, ValidationError

from app.kernel.problems import CATALOGUE, MEDIA_TYPE

CONTRACT = "urn:contract"
METHODS = ("get", "post", "put", "patch", "delete")

# What answers may differ in from the contract: (operation, status) → why. Kept empty.
EXCEPTIONS: dict[tuple[str, int], str] = {}

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id", "errors"],
    "properties": {
        "type": {"type": "string", "pattern": "^/problems/[a-z0-9-]+$"},
        "title": {"type": "string", "minLength": 1},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "minLength": 1},
        "request_id": {"type": "string", "format": "uuid"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {"pointer": {"type": "string"}, "message": {"type": "string", "minLength": 1}},
            },
        },
    },
}

FAULTLESS_PROBLEM = Draft202012Validator(PROBLEM, validate_formats=True)


class Broken(AssertionError):
    """An answer that the contract does not allow."""


class Contract:
    """`document`: what `app.openapi()` gives."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._registry = registered(document)
        self._paths = [(_pattern(path), path) for path in sorted(document["paths"], key=_most_particular_first)]
        self._validator = lru_cache(None)(self._make_validator)
        self._items_of = lru_cache(None)(self._find_items)
        self._sound: set[bytes] = set()

    def operations(self) -> dict[str, tuple[str, str, dict[str, Any]]]:
        """Each operation of the contract as `METHOD /path`, with its method, path and description."""
        return {
            f"{method.upper()} {path}": (method.upper(), path, item[method])
            for path, item in self.document["paths"].items()
            for method in METHODS
            if method in item
        }

    def check(self, response: httpx.Response) -> None:
        """Raises Broken, saying what is wrong with the response."""
        try:
            _check_common(response)
            path = self._path_of(response.request.url.path)
            operation = self.document["paths"].get(path, {}).get(response.request.method.lower())
            if operation is None:
                _demand(response.status_code in {404, 405, 406, 413, 422}, "no such operation, and no refusal either")
            elif (f"{response.request.method} {path}", response.status_code) not in EXCEPTIONS:
                self._check_declared(response, path, operation)
        except Broken as broken:
            said = f"{response.request.method} {response.request.url} → {response.status_code}: {broken}"
            raise Broken(f"{said}\n{response.text[:2000]}") from None

    def _check_declared(self, response: httpx.Response, path: str, operation: dict[str, Any]) -> None:
        status = str(response.status_code)
        _demand(status in operation["responses"], f"status {status} is not declared")
        declared = operation["responses"][status]
        pointer = f"/paths/{_escaped(path)}/{response.request.method.lower()}/responses/{status}"
        pointer = declared.get("$ref", "#" + pointer)[1:]
        declared = self.resolved(declared)
        is_problem = response.headers.get("content-type") == MEDIA_TYPE
        slug = response.json()["type"].rpartition("/")[2] if is_problem else None
        listed = operation.get("x-problems", {}).get(status)
        _demand(slug is None or listed is None or slug in listed, f"problem {slug} is not among {listed}")
        content = declared.get("content", {})
        if not response.content:
            _demand(not content or response.status_code == HTTPStatus.NOT_MODIFIED, "the declared body is missing")
            return
        media = response.headers["content-type"].partition(";")[0]
        _demand(media in content, f"content type {media} is not declared, only {list(content)}")
        if media.endswith(("/json", "+json")):
            self._check_schema(f"{pointer}/content/{_escaped(media)}/schema", response.json())

    def resolved(self, declared: dict[str, Any]) -> dict[str, Any]:
        """What a `$ref` refers to, or the thing itself."""
        return self._at(declared["$ref"][1:]) if "$ref" in declared else declared

    def _check_schema(self, pointer: str, body: Any) -> None:
        """Item by item, for the same item is on many pages: what was found sound once is so wherever it stands."""
        items = self._items_of(pointer)
        if items is not None and isinstance(body, dict) and isinstance(body.get("items"), list):
            for item in body["items"]:
                self._check_once(items, item)
            body = {**body, "items": []}
        self._check_once(pointer, body)

    def _check_once(self, pointer: str, body: Any) -> None:
        seen = blake2b(f"{pointer} {json.dumps(body)}".encode(), digest_size=16).digest()
        if seen not in self._sound:
            faults = sorted(map(told, self._validator(pointer).iter_errors(body)))
            _demand(not faults, "; ".join(faults[:5]))
            self._sound.add(seen)

    def _find_items(self, pointer: str) -> str | None:
        """Where the schema of a page's items stands; None when it is no page, or asks more of its items than each by itself."""
        schema = self._at(pointer)
        while "$ref" in schema:
            pointer = schema["$ref"][1:]
            schema = self._at(pointer)
        listed = schema.get("properties", {}).get("items", {})
        is_page = listed.get("type") == "array" and set(listed) <= {"type", "items", "title", "description", "examples"}
        return f"{pointer}/properties/items/items" if is_page else None

    def _at(self, pointer: str) -> dict[str, Any]:
        found: Any = self.document
        for part in pointer.removeprefix("/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return dict(found)

    def _make_validator(self, pointer: str) -> Draft202012Validator:
        return validator_at(pointer, self._registry)

    def _path_of(self, path: str) -> str:
        return next((declared for pattern, declared in self._paths if pattern.fullmatch(path)), "")


class ContractClient(httpx.AsyncClient):
    def __init__(self, contract: Contract, transport: httpx.AsyncBaseTransport) -> None:
        super().__init__(transport=transport, base_url="http://tiendo.test")
        self.contract = contract

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        response = await super().send(request, **options)
        await response.aread()
        self.contract.check(response)
        return response


def _check_common(response: httpx.Response) -> None:
    _demand("x-request-id" in response.headers, "no X-Request-Id")
    _demand(response.status_code < 500 or "retry-after" in response.headers, "a fault of the service")
    if not response.is_error or _is_of_oauth(response):
        return
    _demand(response.headers["content-type"] == MEDIA_TYPE, f"a refusal as {response.headers['content-type']}")
    problem = _parsed(response)
    _demand(FAULTLESS_PROBLEM.is_valid(problem), "; ".join(map(told, FAULTLESS_PROBLEM.iter_errors(problem))))
    _demand(problem["status"] == response.status_code, "its body tells another status")
    _demand(problem["request_id"] == response.headers["x-request-id"], "its body tells another request id")
    _demand(problem["type"].rpartition("/")[2] in CATALOGUE, "a type that the catalogue does not have")


def _is_of_oauth(response: httpx.Response) -> bool:
    """RFC 6749 §5.2 has a shape of its own for these, which the contract declares."""
    return response.request.url.path == "/oauth2/token" and response.status_code in {400, 401}


def _parsed(response: httpx.Response) -> Any:
    try:
        return json.loads(response.content.decode())
    except ValueError as error:
        raise Broken("a body that is no JSON") from error


def told(fault: ValidationError) -> str:
    return f"/{'/'.join(map(str, fault.instance_path))}: {fault.message[:300]}"


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)


def registered(document: dict[str, Any]) -> Registry:
    """The same contract with every object closed: PostgreSQL writes the bodies, so a field too many is drift as well."""
    schemas = {
        name: {**schema, "additionalProperties": schema.get("additionalProperties", False)}
        if "properties" in schema
        else schema
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    }
    return Registry([(CONTRACT, {**document, "components": {**document.get("components", {}), "schemas": schemas}})])


def validator_at(pointer: str, registry: Registry) -> Draft202012Validator:
    """Of the schema that stands there in the contract."""
    schema = {"$ref": f"{CONTRACT}#{quote(pointer, safe='/~')}"}
    return Draft202012Validator(schema, registry=registry, validate_formats=True, offline=True)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]+\}", path)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def _most_particular_first(path: str) -> tuple[int, str]:
    return path.count("{"), path


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
