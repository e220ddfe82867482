"""What an `Accept` takes, after the examples of RFC 9110 §12.5.1 and what is sent in its place."""

import pytest

from app.kernel.accepting import takes

PRODUCED = ("application/json", "application/problem+json")


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "APPLICATION/JSON",
        "application/problem+json",
        "application/json;q=0.1",
        "application/json; q=0.001",
        "application/json;charset=utf-8",
        "text/html, application/json;q=0.9",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "*/*;q=0, application/json",
        "application/*;q=0, application/json;q=1",
    ],
)
def test_json_is_taken(accept: str) -> None:
    assert takes(accept, PRODUCED)


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/xml",
        "image/*",
        "json",
        "application/jsonx",
        "application/json;q=0",
        "*/*;q=0",
        "application/json;q=x",
        "application/*;q=0, text/html",
        "application/json;q=0, application/problem+json;q=0, */*;q=0",
        ",",
        ";q=1",
    ],
)
def test_json_is_not_taken(accept: str) -> None:
    assert not takes(accept, PRODUCED)


def test_what_one_path_produces_beside_json() -> None:
    assert takes("text/calendar", (*PRODUCED, "text/calendar"))
    assert not takes("text/calendar;q=0", (*PRODUCED, "text/calendar"))
