"""Annexes of other places, in layouts of their own: read as a careful reader does, drawn as in Word and typed as text alike.

The register is Cần Thơ's, so that other cities' offices are unknown or found by their kind, which is right.
"""

from types import ModuleType

import pytest

from app.documents.annex.draft import AnnexDraft
from app.documents.annex.read import read_annex
from app.documents.readers.txt import read_txt
from app.documents.tables import Document, Paragraph
from tests.rules.documents.drawn import drawn
from tests.rules.documents.make import register
from tests.rules.documents.provinces import ca_mau, commune, da_nang, dong_nai, ha_noi, ministry, party
from tests.rules.documents.said import findings_of, lines, rows_of

PLACES = (ha_noi, da_nang, dong_nai, ministry, commune, party, ca_mau)
each_place = pytest.mark.parametrize("place", PLACES, ids=[one.__name__.rpartition(".")[2] for one in PLACES])


def draft_of(place: ModuleType) -> AnnexDraft:
    return read_annex(drawn(place.DOCUMENT), register())


@each_place
def test_facts(place: ModuleType) -> None:
    facts = draft_of(place).facts
    told = {
        "label": facts.label,
        "title": facts.title,
        "kind": facts.document_kind,
        "number": facts.document_number,
        "symbol": facts.document_symbol,
        "day": facts.issued_on,
        "issuer": facts.issuer,
        "year": facts.year,
        "of": facts.document_title,
    }
    assert [f"{name}: {one}" for name, one in told.items() if one] == lines(place.FACTS)


@each_place
def test_rows_and_what_is_told_of_them(place: ModuleType) -> None:
    draft = draft_of(place)
    assert rows_of(draft) == lines(place.ROWS)
    assert findings_of(draft) == lines(place.FINDINGS)


@each_place
def test_days(place: ModuleType) -> None:
    readings = (row.reading for row in draft_of(place).rows if row.reading)
    assert [f"{one.text} = {one.due_on or one.kind.value}" for one in readings] == lines(place.DAYS)


@each_place
def test_the_same_typed_as_text(place: ModuleType) -> None:
    typed = read_annex(read_txt(_typed(drawn(place.DOCUMENT)).encode()), register())
    assert rows_of(typed) == lines(place.ROWS)
    assert typed.facts == draft_of(place).facts


def _typed(document: Document) -> str:
    blocks = (
        [block.text]
        if isinstance(block, Paragraph)
        else ["\t".join(_cell(one.text) for one in row) for row in block.rows]
        for block in document.blocks
    )
    return "\n".join(line for block in blocks for line in block)


def _cell(text: str) -> str:
    return f'"{text}"' if "\n" in text else text
