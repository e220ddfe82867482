"""What the fuzzer's own process adds: its requests are repaired, its answers counted, and a refusal is held to what is listed."""

import json
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData

from tools.fuzz.known import reason_of
from tools.fuzz.repairs import repair
from tools.fuzz.tally import excused, statuses

PROBLEM = "application/problem+json"
# JSON Schema has no first and last day; the description of the contract says them.
FIRST, LAST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2200, 12, 30, tzinfo=UTC)


def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:  # noqa: ARG001  the names are the fuzzer's
    repair(case)


def after_call(context: Any, case: Any, response: Any) -> None:  # noqa: ARG001
    slug = _problem(response).get("type", "").removeprefix("/problems/")
    statuses[case.operation.label][f"{response.status_code} {slug}".strip()] += 1


def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:  # noqa: ARG001
    """False for a refusal of valid data that is known."""
    problem, operation = _problem(response), case.operation.definition.raw
    if not isinstance(failure, RejectedPositiveData) or not problem:
        return True
    reason = reason_of(operation["operationId"], operation.get("x-problems", {}), problem)
    if reason is not None:
        excused[f"{operation['operationId']}: {reason}"] += 1
    return reason is None


def listed_problem(ctx: Any, response: Any, case: Any) -> None:  # noqa: ARG001
    """A refusal is one of those that the operation lists in `x-problems`, and says of itself what it is."""
    problem = _problem(response)
    # What is refused by RFC 6749 (`/oauth2/token`) is no problem document, and a method that is not there lists nothing.
    if not problem or response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return
    slug = problem["type"].removeprefix("/problems/")
    listed = case.operation.definition.raw.get("x-problems", {}).get(str(response.status_code), ())
    assert problem["status"] == response.status_code, f"status {problem['status']} in a {response.status_code}"
    assert slug in listed, f"`{slug}` is not listed for {response.status_code}"


def _problem(response: Any) -> dict[str, Any]:
    """Empty for any other answer."""
    is_problem = response.headers.get("content-type", [""])[0].startswith(PROBLEM)
    problem: dict[str, Any] = json.loads(response.content) if is_problem else {}
    return problem


def _between() -> strategies.SearchStrategy[datetime]:
    naive = strategies.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None))
    return naive.map(lambda instant: instant.replace(tzinfo=UTC, microsecond=0))


schemathesis.openapi.format("date", strategies.dates(date(1900, 1, 1), date(2200, 12, 31)).map(str))
schemathesis.openapi.format("date-time", _between().map(datetime.isoformat))
for hook in (before_call, after_call, filter_failure):
    schemathesis.hook(hook)
schemathesis.check(listed_problem)
