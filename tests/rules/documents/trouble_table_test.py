"""The table of troubles: each awkward fragment is read as a careful reader would, and what he would not be sure of is told.

The fragments are in troubles/, by what is awkward about them.
"""

from itertools import chain

import pytest

from app.documents.annex.read import read_annex
from tests.rules.documents.drawn import drawn
from tests.rules.documents.make import register
from tests.rules.documents.said import findings_of, lines, rows_of
from tests.rules.documents.troubles import (
    agencies,
    children,
    columns,
    continued,
    deadlines,
    footnotes,
    inlaid,
    merged_cells,
    numbers,
    ours,
    pages,
    roles,
    sections,
    struck,
    tables,
)
from tests.rules.documents.troubles.trouble import Trouble

TROUBLES = tuple(
    chain.from_iterable(
        one.TROUBLES
        for one in (
            columns,
            pages,
            merged_cells,
            sections,
            children,
            continued,
            numbers,
            footnotes,
            agencies,
            roles,
            deadlines,
            tables,
            ours,
            struck,
            inlaid,
        )
    )
)


def test_the_table_is_long() -> None:
    assert len(TROUBLES) >= 60
    assert len({one.name for one in TROUBLES}) == len(TROUBLES)


@pytest.mark.parametrize("one", TROUBLES, ids=[one.name for one in TROUBLES])
def test_trouble(one: Trouble) -> None:
    draft = read_annex(drawn(one.fragment), register(), year=2026)
    assert rows_of(draft) == lines(one.reads)
    assert findings_of(draft) == lines(one.tells)
