"""Which tests count for the coverage gate of `make test`. Tracing makes each line cost double, so only those tests are traced that
are about what the gate demands: the tables of the pure rules, who may call what, and the few about reading and writing as such.

A random case counts for nothing: a line that only luck reaches is not under test.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import is_hypothesis_test

TESTS = Path(__file__).parent
COUNTED = (
    "access/dry_run_test.py",
    "access/uses_test.py",
    "database/key_race_test.py",
    "rules/deadlines",
    "v1/agencies_test.py",
    "v1/attachments_test.py",
    "v1/calendar_feed_test.py",
    "v1/exports/export_test.py",
    "v1/filters_test.py",
    "v1/oauth_test.py",
    "v1/plans/list_test.py",
    "v1/plans/update_test.py",
)
# The tables of one rule each; the larger folders beside them are about what the gate does not demand.
RULES = "rules/*_test.py"
# Of what is demanded these ask the same as the others, with hundreds of rows.
ASKED_ALREADY = (
    "rules/agency_matching_test.py",
    "rules/deadlines/catalogue_test.py",
    "rules/deadlines/seed_phrases_test.py",
)


@dataclass(slots=True)
class Tracing:
    """The tracing of this process: turned where one test counts and the next does not, and not around each one, for what pytest
    itself does between two tests is not to be traced either.
    """

    coverage: Coverage
    is_on: bool = True

    def turn(self, *, on: bool) -> None:
        if on == self.is_on:
            return
        (self.coverage.start if on else self.coverage.stop)()
        self.is_on = on


def traced_here() -> Tracing | None:
    coverage = Coverage.current()
    return None if coverage is None else Tracing(coverage)


def counts(item: pytest.Item) -> bool:
    path = item.path.relative_to(TESTS)
    is_random = isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)
    is_asked = path.match(RULES) or any(map(path.is_relative_to, COUNTED))
    return is_asked and path.as_posix() not in ASKED_ALREADY and not is_random
