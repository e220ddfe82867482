"""The `Prefer` header, as RFC 7240 §2 writes it."""

import pytest
from fastapi import Request

from app.kernel.preferences import wants_dry_run


def asked(*lines: str) -> bool:
    headers = [(b"prefer", line.encode("latin-1")) for line in lines]
    return wants_dry_run(Request({"type": "http", "headers": headers}))


@pytest.mark.parametrize(
    "lines",
    [
        ["dry-run"],
        ["Dry-Run"],
        [" dry-run "],
        ["respond-async, dry-run"],
        ["dry-run; a=b, wait=10"],
        ['foo="a, b;c", dry-run'],
        ["respond-async", "dry-run"],
        ["dry-run="],
        ['dry-run=""'],
        ["dry-run=true"],
        [",, dry-run"],
    ],
    ids=str,
)
def test_it_is_asked_for(lines: list[str]) -> None:
    assert asked(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["return=minimal"],
        ["handling=lenient; dry-run"],
        ['foo="a, dry-run"'],
        [r'foo="a\", dry-run"'],
        ["foo=dry-run"],
        ["dry-running"],
        ["dry run"],
    ],
    ids=str,
)
def test_it_is_not(lines: list[str]) -> None:
    assert not asked(*lines)
