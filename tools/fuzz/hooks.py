"""What the fuzzer's own process adds: it leaves its base standing, sends conditions that can hold, and holds refusals to what is listed."""

import json
import os
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.openapi.checks import RejectedPositiveData

from tools.fuzz.known import reason_of
from tools.fuzz.tally import excused, statuses

# The tokens of the runs: whoever revoked or rotated its own would be answered 401 from there on.
KEPT = frozenset(os.environ.get("TIENDO_FUZZ_KEPT", "").split())
NOBODYS = str(UUID(int=0))
# Only a client that was given one has a cursor, and only one credential may be sent: an invented one says nothing of the list.
PROBLEM = "application/problem+json"
GIVEN_BY_THE_SERVICE = ("cursor", "token")


def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:  # noqa: ARG001
    if case.path_parameters.get("token_id") in KEPT and case.method != "GET":
        case.path_parameters["token_id"] = NOBODYS
    # Whatever a dry run has made is not there afterwards, which the checks of what was created cannot know.
    if "dry-run" in str(case.headers.get("Prefer", "")):
        del case.headers["Prefer"]
    for name, value in case.path_parameters.items():
        if value in (None, "None"):  # a link that was inferred from a field which is null this time
            case.path_parameters[name] = NOBODYS
    if case.meta is None:
        return
    if not case.meta.is_negative_at(ParameterLocation.QUERY):
        for name in GIVEN_BY_THE_SERVICE:
            case.query.pop(name, None)
    if not case.meta.is_negative_at(ParameterLocation.HEADER) and _names(case, "If-Match"):
        case.headers["If-Match"] = "*"


def _names(case: Any, header: str) -> bool:
    return any(one.name == header for one in case.operation.headers)


def after_call(context: Any, case: Any, response: Any) -> None:  # noqa: ARG001
    statuses[case.operation.label][response.status_code] += 1


def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:  # noqa: ARG001
    """False for what is known."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    definition = case.operation.definition.raw
    reason = reason_of(definition["operationId"], definition.get("x-problems", {}), json.loads(response.content))
    if reason is not None:
        excused[f"{definition['operationId']}: {reason}"] += 1
    return reason is None


def listed_problem(ctx: Any, response: Any, case: Any) -> bool | None:  # noqa: ARG001
    """A refusal is one of those that the operation lists in `x-problems`, and says of itself what it is."""
    # What is refused by RFC 6749 (`/oauth2/token`) is no problem document, and a method that is not there lists nothing.
    is_problem = response.headers.get("content-type", [""])[0].startswith(PROBLEM)
    if not is_problem or response.status_code == 405:
        return None
    problem = json.loads(response.content)
    slug = problem["type"].removeprefix("/problems/")
    listed = case.operation.definition.raw.get("x-problems", {}).get(str(response.status_code), ())
    assert problem["status"] == response.status_code, f"status {problem['status']} in a {response.status_code}"
    assert slug in listed, f"`{slug}` is not listed for {response.status_code}"
    return None


def _with_zone(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


# JSON Schema has no first and last day, and the description of the contract says them.
DAYS = strategies.dates(date(1900, 1, 1), date(2200, 12, 31)).map(str)
INSTANTS = strategies.datetimes(datetime(1900, 1, 2), datetime(2200, 12, 30), timezones=strategies.just(UTC)).map(
    _with_zone
)  # noqa: DTZ001
schemathesis.openapi.format("date", DAYS)
schemathesis.openapi.format("date-time", INSTANTS)
for hook in (before_call, after_call, filter_failure):
    schemathesis.hook(hook)
schemathesis.check(listed_problem)
