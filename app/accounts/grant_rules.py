"""Reads a request for an access token: who asks (RFC 6749 §2.3.1), and for what (§4.4.2). Pure: text in, or the refusal of §5.2.

Parameters that nobody knows are ignored and empty ones count as absent, as §3.2 says.
"""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote_plus
from uuid import UUID

GRANT_TYPE = "client_credentials"
MOST_PARAMETERS = 20
KNOWN = frozenset({"grant_type", "scope", "client_id", "client_secret"})


class Reason(StrEnum):
    """The error codes of RFC 6749 §5.2 that this grant has."""

    invalid_request = "invalid_request"
    invalid_client = "invalid_client"
    unauthorized_client = "unauthorized_client"
    unsupported_grant_type = "unsupported_grant_type"
    invalid_scope = "invalid_scope"


class GrantRefused(Exception):
    """`description` is ASCII without quotes: §5.2 allows nothing else."""

    def __init__(self, reason: Reason, description: str) -> None:
        super().__init__(description)
        self.reason, self.description = reason, description


def unknown_client() -> GrantRefused:
    """The same whatever is wrong with it: a guess learns nothing."""
    return GrantRefused(Reason.invalid_client, "client_id or client_secret is wrong, or the key has ended")


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: the credential by its id, and the key that proves it."""

    id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class GrantRequest:
    """`scope`: what is asked for; null for all that the key carries."""

    client: Client
    scope: frozenset[str] | None


def read_request(media_type: str, authorization: str | None, body: bytes) -> GrantRequest:
    """`media_type` without parameters; `authorization` as the header came."""
    sent = _parameters(media_type, body)
    if "grant_type" not in sent:
        raise GrantRefused(Reason.invalid_request, "grant_type is missing")
    if sent["grant_type"] != GRANT_TYPE:
        raise GrantRefused(Reason.unsupported_grant_type, f"grant_type is {GRANT_TYPE} here")
    scope = sent.get("scope")
    return GrantRequest(_client(authorization, sent), None if scope is None else frozenset(scope.split(" ")) - {""})


def granted_scope(
    asked: frozenset[str] | None, carried: frozenset[str], *, unexchangeable: frozenset[str]
) -> list[str]:
    """The permissions of the access token. A key that carries no more than `unexchangeable` gets none: it is one that stands in
    addresses, and what leaks there is to be good for that address alone.
    """
    if carried <= unexchangeable:
        raise GrantRefused(Reason.unauthorized_client, "this key is not exchanged for access tokens")
    if asked is not None and not (asked and asked <= carried):
        raise GrantRefused(Reason.invalid_scope, "scope names what the key does not carry: see permissions at /v1/me")
    return sorted(carried if asked is None else asked)


def _parameters(media_type: str, body: bytes) -> dict[str, str]:
    if media_type != "application/x-www-form-urlencoded":
        raise GrantRefused(Reason.invalid_request, "the body is application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except ValueError as unreadable:
        raise GrantRefused(Reason.invalid_request, "the form cannot be read") from unreadable
    known = [(name, value) for name, value in pairs if name in KNOWN]
    if len(dict(known)) < len(known):
        raise GrantRefused(Reason.invalid_request, "a parameter is given more than once")
    return {name: value for name, value in known if value}


def _client(authorization: str | None, sent: dict[str, str]) -> Client:
    if authorization is None:
        return _named(sent.get("client_id"), sent.get("client_secret"))
    client = _named(*_basic(authorization))
    # §2.3: one way of authentication in each request. The id alone may stand beside it, as some clients send it.
    if "client_secret" in sent or sent.get("client_id", str(client.id)) != str(client.id):
        raise GrantRefused(Reason.invalid_request, "client credentials are sent in one way only")
    return client


def _basic(authorization: str) -> tuple[str, str]:
    scheme, _, credentials = authorization.partition(" ")
    try:
        decoded = base64.b64decode(credentials.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as unreadable:
        raise unknown_client() from unreadable
    client_id, _, secret = decoded.partition(":")
    if scheme.lower() != "basic":
        raise unknown_client()
    return unquote_plus(client_id), unquote_plus(secret)


def _named(client_id: str | None, secret: str | None) -> Client:
    try:
        return Client(UUID(client_id or ""), secret or "")
    except ValueError as unreadable:
        raise unknown_client() from unreadable
