"""What no schema tells a generator, put into the requests that it means to be valid: the things that are there, a condition that holds.

Without it nearly all of them would be refused in the same few ways, and a run would show little. What is meant to be invalid stays as it is.
"""

import json
import os
import re
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

# Written by the runner: what the role sees, by the path of the list (`/v1/plans`), or of the thing, and by the name of a member.
THINGS = json.loads(Path(os.environ["TIENDO_FUZZ_THINGS"]).read_text()) if "TIENDO_FUZZ_THINGS" in os.environ else {}
# The tokens of the runs, and the agencies they are of: without them a role would be answered 401 from there on.
KEPT = frozenset(THINGS.get("kept", ()))
NOBODYS = str(UUID(int=0))
# Only a client that was given one has a cursor, and only one credential may be sent: an invented one says nothing of the list.
GIVEN_BY_THE_SERVICE = ("cursor", "token")
# Of all that are made one may have it, and of all reports one is corrected by it.
OF_ONE = ("id", "supersedes_id")
# Of the ways to say which days are meant each request takes one, and a cell is asked about with the day it is of.
WINDOWS = (("from", "to"), ("from",), ("month",), ("quarter",), ("year",))
PLACE = re.compile(r"(.+?)/\{(\w+)\}")
DAY, TAKEN = re.compile(r"\d{4}-\d{2}-\d{2}"), "2026-06-30"

turns = count()


def repair(case: Any) -> None:
    """Changes the request in place."""
    turn = next(turns)
    for location, mend in (
        (ParameterLocation.PATH, _path),
        (ParameterLocation.QUERY, _query),
        (ParameterLocation.HEADER, _header),
        (ParameterLocation.BODY, _body),
    ):
        if case.meta is not None and not case.meta.is_negative_at(location):
            mend(case, turn)
    _spare_the_base(case)


def _path(case: Any, turn: int) -> None:
    for name, value in case.path_parameters.items():
        if value in (None, "None"):  # a link that was inferred from a field which is null this time
            case.path_parameters[name] = NOBODYS
    # A sequence follows what it has made itself.
    found = PLACE.match(case.operation.path)
    things = THINGS.get(found[1], ()) if found else ()
    if found and things and case.meta.phase.name is not TestPhase.STATEFUL and turn % 4:
        case.path_parameters[found[2]] = things[turn % len(things)]


def _query(case: Any, turn: int) -> None:
    _bring_in_range(case.query)
    for name in GIVEN_BY_THE_SERVICE:
        case.query.pop(name, None)
    windows = [window for window in WINDOWS if case.query.keys() >= set(window)]
    spared = set(windows[turn % len(windows)]) if windows else set()
    for name in {name for window in WINDOWS for name in window} - spared:
        case.query.pop(name, None)
    if not case.query.keys() >= {"before", "cell_before"}:
        case.query.pop("before", None)
        case.query.pop("cell_before", None)


def _header(case: Any, turn: int) -> None:
    if any(one.name == "If-Match" for one in case.operation.headers):
        case.headers["If-Match"] = "*"
    # One key for all would have each request refused that is not the first.
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = f"fuzz-{turn}"


def _body(case: Any, turn: int) -> None:
    if not isinstance(case.body, dict):
        return
    _bring_in_range(case.body)
    for one in (case.body, *(item for item in case.body.get("items", ()) if isinstance(item, dict))):
        if turn % 4:
            for name in OF_ONE:
                one.pop(name, None)
            one.update({name: THINGS[name][turn % len(THINGS[name])] for name in THINGS.keys() & one.keys()})
    of_its_plan = THINGS.get(f"annex of {case.path_parameters.get('plan')}")
    if "annex" in case.body and of_its_plan:
        case.body["annex"] = of_its_plan[0]


def _bring_in_range(place: Any) -> None:
    """An answer may tell a day before the first that is taken, and the fuzzer sends back what it was told."""
    for name, value in list(place.items() if isinstance(place, dict) else enumerate(place)):
        if isinstance(value, dict | list):
            _bring_in_range(value)
        if isinstance(value, str) and DAY.fullmatch(value) and not "1900" <= value[:4] <= "2200":
            place[name] = TAKEN


def _spare_the_base(case: Any) -> None:
    for name in ("token_id", "agency"):
        if case.method != "GET" and case.path_parameters.get(name) in KEPT:
            case.path_parameters[name] = NOBODYS
    # Whatever a dry run has made is not there afterwards, which the checks of what was created cannot know.
    if "dry-run" in str(case.headers.get("Prefer", "")):
        del case.headers["Prefer"]
