"""What the fuzzer lets pass of what was refused though it fits its schema: one kind of fault, at one place, of operations that are there."""

import re
from typing import Any

import pytest

from app.kernel.contract.openapi import operations
from tests.contract.service import document
from tools.fuzz.known import KNOWN, Known, reason_of

NAMES = [operation["operationId"] for _, _, operation in operations(document())]
LISTED = {"422": ["invalid-request", "plan-too-long"], "415": ["unsupported-media-type"]}


def _problem(slug: str, *pointers: str, status: int = 422) -> dict[str, Any]:
    return {"type": f"/problems/{slug}", "status": status, "errors": [{"pointer": one} for one in pointers]}


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.reason)
def test_it_is_of_operations_that_are_there(known: Known) -> None:
    assert [name for name in NAMES if re.fullmatch(known.operations, name)]


@pytest.mark.parametrize(
    ("operation", "problem", "excused"),
    [
        ("createPlan", _problem("plan-too-long"), True),
        ("createPlan", _problem("plan-exists"), False),
        ("createPlan", _problem("plan-too-long", status=409), False),
        ("createPlan", _problem("unsupported-media-type", status=415), False),
        ("createPlan", _problem("invalid-request", "/title"), False),
        ("createPlan", _problem("invalid-request"), False),
        ("createPlanImport", _problem("invalid-request", "/year"), True),
        ("createPlanImport", _problem("invalid-request", "/year", "/title"), False),
        ("createPlan", _problem("invalid-request", "/year"), False),
        ("createReportRequest", _problem("invalid-request", ""), True),
        ("createReportRequest", _problem("invalid-request", "/group"), False),
    ],
    ids=str,
)
def test_a_refusal_is_excused_for_what_is_wrong_in_it(operation: str, problem: dict[str, Any], excused: bool) -> None:
    assert (reason_of(operation, LISTED, problem) is not None) == excused
