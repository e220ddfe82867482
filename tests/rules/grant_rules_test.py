"""Requests for an access token as RFC 6749 writes them, and what is refused of them."""

from base64 import b64encode
from uuid import UUID

import pytest

from app.accounts.grant_rules import Client, GrantRefused, granted_scope, read_request, unknown_client

ID = "01900000-0000-7000-8000-000000000904"
FORM = "application/x-www-form-urlencoded"
GRANT = "grant_type=client_credentials"
IN_BODY = f"{GRANT}&client_id={ID}&client_secret=khoa"
CLIENT = Client(UUID(ID), "khoa")
FEED = frozenset({"calendar:feed"})


def basic(client_id: str = ID, key: str = "khoa", scheme: str = "Basic") -> str:
    return f"{scheme} {b64encode(f'{client_id}:{key}'.encode()).decode()}"


@pytest.mark.parametrize(
    ("authorization", "body"),
    [
        (None, IN_BODY),
        (basic(), GRANT),
        (basic(scheme="basic"), GRANT),
        (basic(scheme="BASIC"), f"client_id={ID}&{GRANT}"),
        (basic(), f"{GRANT}&client_secret="),
        (basic(ID.replace("-", "%2D")), GRANT),
        (None, f"{IN_BODY}&audience=tiendo&audience=x"),
        (None, f"{IN_BODY}&scope="),
    ],
)
def test_a_client_is_known_in_the_ways_of_the_rfc(authorization: str | None, body: str) -> None:
    asked = read_request(FORM, authorization, body.encode())
    assert (asked.client, asked.scope) == (CLIENT, None)


def test_id_and_secret_are_form_urlencoded_within_basic() -> None:
    """RFC 6749 §2.3.1: a secret with a colon, a percent sign or a letter of ours comes whole."""
    asked = read_request(FORM, basic(key="kh%C3%B3a%3A+100%25"), GRANT.encode())
    assert asked.client.secret == "khóa: 100%"  # noqa: S105  of nobody


@pytest.mark.parametrize(
    ("written", "scope"),
    [
        ("task:read", {"task:read"}),
        ("task:read+report:submit", {"task:read", "report:submit"}),
        ("task%3Aread%20task%3Aread", {"task:read"}),
        ("+", set()),
    ],
)
def test_a_scope_is_words_with_blanks_between_them(written: str, scope: set[str]) -> None:
    assert read_request(FORM, None, f"{IN_BODY}&scope={written}".encode()).scope == frozenset(scope)


@pytest.mark.parametrize(
    ("media_type", "authorization", "body", "reason"),
    [
        ("application/json", None, b'{"grant_type": "client_credentials"}', "invalid_request"),
        ("", None, IN_BODY.encode(), "invalid_request"),
        (FORM, basic(), b"", "invalid_request"),
        (FORM, basic(), b"grant_type=", "invalid_request"),
        (FORM, basic(), f"{GRANT}&{GRANT}".encode(), "invalid_request"),
        (FORM, None, f"{IN_BODY}&scope=a&scope=b".encode(), "invalid_request"),
        (FORM, basic(), IN_BODY.encode(), "invalid_request"),
        (FORM, basic(), f"{GRANT}&client_id=01900000-0000-7000-8000-000000000905".encode(), "invalid_request"),
        (FORM, basic(), b"grant_type=\xff", "invalid_request"),
        (FORM, basic(), b"grant_type=%ff", "invalid_request"),
        (FORM, basic(), (GRANT + "&x=1" * 20).encode(), "invalid_request"),
        (FORM, basic(), b"grant_type=password", "unsupported_grant_type"),
        (FORM, None, b"grant_type=authorization_code&code=x", "unsupported_grant_type"),
        (FORM, None, GRANT.encode(), "invalid_client"),
        (FORM, None, f"{GRANT}&client_id=so-tai-chinh&client_secret=x".encode(), "invalid_client"),
        (FORM, "Basic", GRANT.encode(), "invalid_client"),
        (FORM, "Basic ?", GRANT.encode(), "invalid_client"),
        (FORM, "Basic /w==", GRANT.encode(), "invalid_client"),
        (FORM, basic("so-tai-chinh"), GRANT.encode(), "invalid_client"),
        (FORM, basic(scheme="Bearer"), GRANT.encode(), "invalid_client"),
        (FORM, "Bearer tdo_admin_x", GRANT.encode(), "invalid_client"),
    ],
)
def test_what_else_is_refused_by_its_code(media_type: str, authorization: str | None, body: bytes, reason: str) -> None:
    with pytest.raises(GrantRefused) as refused:
        read_request(media_type, authorization, body)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("asked", "carried", "granted"),
    [
        (None, {"task:read", "plan:read"}, ["plan:read", "task:read"]),
        ({"task:read"}, {"task:read", "plan:read"}, ["task:read"]),
        (None, {"calendar:feed", "task:read"}, ["calendar:feed", "task:read"]),
        ({"calendar:feed"}, {"calendar:feed", "task:read"}, ["calendar:feed"]),
        ({"task:write"}, {"task:read"}, "invalid_scope"),
        ({"task:read", "plan:read"}, {"task:read"}, "invalid_scope"),
        (set(), {"task:read"}, "invalid_scope"),
        (None, {"calendar:feed"}, "unauthorized_client"),
        ({"calendar:feed"}, {"calendar:feed"}, "unauthorized_client"),
        (None, set(), "unauthorized_client"),
    ],
)
def test_no_more_is_granted_than_the_key_carries(
    asked: set[str] | None, carried: set[str], granted: list[str] | str
) -> None:
    assert _outcome(asked, carried) == granted


def _outcome(asked: set[str] | None, carried: set[str]) -> list[str] | str:
    try:
        return granted_scope(None if asked is None else frozenset(asked), frozenset(carried), unexchangeable=FEED)
    except GrantRefused as refused:
        return refused.reason.value


def test_a_description_is_ascii_without_quotes() -> None:
    """RFC 6749 §5.2 allows nothing else, whatever the language of who asks."""
    refusals = [unknown_client()]
    for sent in (b"", b"grant_type=password", GRANT.encode() * 2):
        with pytest.raises(GrantRefused) as refused:
            read_request(FORM, None, sent)
        refusals.append(refused.value)
    assert all(one.description.isascii() and not set(one.description) & set('"\\') for one in refusals)
