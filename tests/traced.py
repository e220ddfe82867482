"""Which tests count for the coverage gate of `make test`. Tracing makes each line cost double, so only those tests are traced that
are about what the gate demands: the tables of the pure rules, who may call what, and the few about reading and writing as such.

A random case counts for nothing: a line that only luck reaches is not under test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import is_hypothesis_test

TESTS = Path(__file__).parent
COUNTED = (
    "access/matrix_test.py",
    "access/uses_test.py",
    "rules",
    "v1/agencies_test.py",
    "v1/calendar_feed_test.py",
    "v1/me_test.py",
    "v1/plans/list_test.py",
    "v1/plans/update_test.py",
    "v1/tokens_test.py",
)
# Of the rules only those of documents are not gated.
NOT_COUNTED = "rules/documents"


@contextmanager
def traced(item: pytest.Item) -> Iterator[None]:
    """Runs a test, with what it is given, out of sight of coverage unless it counts."""
    tracing = Coverage.current()
    if tracing is None or _counts(item):
        yield
        return
    tracing.stop()
    try:
        yield
    finally:
        tracing.start()


def _counts(item: pytest.Item) -> bool:
    path = item.path.relative_to(TESTS)
    is_random = isinstance(item, pytest.Function) and is_hypothesis_test(item.obj)
    return any(map(path.is_relative_to, COUNTED)) and not path.is_relative_to(NOT_COUNTED) and not is_random
