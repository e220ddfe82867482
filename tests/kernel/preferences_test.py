"""The `Prefer` header, as RFC 7240 §2 writes it."""

import time

import pytest
from fastapi import Request

from app.kernel.preferences import PREFER_CHARACTERS, wants_dry_run
from tests.callers import Callers


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
        # A quotation that never ends is none: rather no write too many than one that was not meant.
        ['foo="a, dry-run'],
        ['foo="a", bar="b, dry-run'],
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


@pytest.mark.parametrize("piece", ['"', '\\"', "\\", '"\\', '"a\\"', 'a="'])
def test_quotations_without_end_cost_no_more_than_their_length(piece: str) -> None:
    begun = time.process_time()
    assert not asked(piece * (60_000 // len(piece)))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("more", [0, 1])
async def test_all_lines_together_are_bounded(callers: Callers, more: int) -> None:
    lines = ["dry-run", "a" * (PREFER_CHARACTERS - len("dry-run,") + more)]
    sent = [("Authorization", f"Bearer {callers.admin.token}"), *[("Prefer", line) for line in lines]]
    body = {"code": "a", "name": "A", "kind": "office"}
    answer = await callers.admin.http.post("/v1/agencies", json=body, headers=sent)
    assert answer.status_code == (422 if more else 201)
    assert [fault["pointer"] for fault in answer.json().get("errors", [])] == ["Prefer"] * more
