"""Any bytes under any name: read or refused, never another exception, in bounded time and memory.

TIENDO_PROOF_CASES sets how many broken files there are of each kind (`make proof` asks for 100,000; an old workbook is read in a process
of its own, so of those there are a hundredth).
"""

import io
import os
import random
import time
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.documents.readers import package as packages
from app.documents.readers.any import read_file
from app.documents.refusals import FileTooLarge, RefusedFile, UnreadableFile
from tests.rules.documents.readers.any_test import TEXT
from tests.rules.documents.readers.build import WORD, W, docx, opening, p, package, r, tbl, tc, tr, xlsx
from tests.rules.documents.readers.csv_test import TCVN3
from tests.rules.documents.readers.numbering_test import MANY, item
from tests.rules.documents.readers.workbook_test import OLD, sample

CASES = int(os.environ.get("TIENDO_PROOF_CASES", "150"))
ROWS = tbl(
    tr("STT", "Nhiệm vụ", "Chủ trì"), tr(tc(item(1)), tc("Rà soát", "<w:vMerge/>"), tc("Sở", '<w:gridSpan w:val="2"/>'))
)
GOOD = {
    "docx": docx(p("Phụ lục I", '<w:pStyle w:val="A"/>') + ROWS, numbering=MANY, footnotes=p("a"), header=p("b")),
    "xlsx": sample(),
    "csv": TEXT,
    "tcvn3": TCVN3,
}


def refused_or_read(data: bytes) -> None:
    with suppress(RefusedFile):
        read_file(data, "a")


def broken(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece taken out, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((0, 1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    at, length = chance.randrange(len(changed)), chance.choice((0, 0, 1, 50))
    del changed[at : at + length]
    return bytes(changed[: chance.randrange(len(changed) + 1)] if chance.random() < 0.1 else changed)


def broken_within(data: bytes, chance: random.Random) -> bytes:
    """A sound package with one broken part, which is as far as broken bytes of a package seldom come."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as good, ZipFile(made, "w", ZIP_DEFLATED) as bad:
        unlucky = chance.choice(good.namelist())
        for name in good.namelist():
            part = good.read(name)
            bad.writestr(name, _mixed_up(part, chance) if name == unlucky else part)
    return made.getvalue()


def _mixed_up(part: bytes, chance: random.Random) -> bytes:
    """Still XML more often than not: numbers and names changed, elements doubled or lost."""
    pieces = part.split(b"<")
    at, other = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
    odd = chance.choice((b"", b"-1", b"99999999999", b"1e9", b"A0", b"XFD1048576:A1", b"\xff", b"&b;", "ắ".encode()))
    match chance.randrange(4):
        case 0:
            pieces[at] = b'"'.join(odd if place % 2 else one for place, one in enumerate(pieces[at].split(b'"')))
        case 1:
            pieces[at] = pieces[at].partition(b">")[0] + b">" + odd
        case 2:
            pieces.insert(at, pieces[other].partition(b">")[0].rstrip(b"/") + b"/>")
        case _:
            pieces[at], pieces[other] = pieces[other], pieces[at]
    return b"<".join(pieces)


@pytest.mark.parametrize("kind", GOOD)
def test_broken_bytes_are_refused_or_read(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311
    for _ in range(CASES):
        refused_or_read(broken(GOOD[kind], chance))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_broken_parts_of_a_package_are_refused_or_read(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311
    for _ in range(CASES):
        refused_or_read(broken_within(GOOD[kind], chance))


def test_broken_old_workbooks_are_refused_or_read() -> None:
    chance = random.Random("xls")  # noqa: S311
    for _ in range(max(3, CASES // 100)):
        refused_or_read(broken(OLD.read_bytes(), chance))


@pytest.mark.parametrize("field", [0x2C, 0x44, 0x48, 0x3C])
def test_an_old_workbook_that_lies_of_its_size_costs_no_memory_of_ours(field: int) -> None:
    """Counts of sectors in its header: calamine makes room for what they say, and ends the process when there is none."""
    data = bytearray(OLD.read_bytes())
    data[field : field + 4] = b"\xff\xff\xff\x7f"
    refused_or_read(bytes(data))


DOCTYPE = (
    '<!DOCTYPE a [<!ENTITY b "{}">]><w:document xmlns:w="'
    + W
    + '"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(DOCTYPE.format("x").encode(), id="an entity"),
        pytest.param(DOCTYPE.replace("ENTITY b", "ENTITY b SYSTEM").format("file:///etc/passwd").encode(), id="a file of ours"),
        pytest.param(DOCTYPE.format("x").encode("utf-16"), id="in UTF-16"),
        pytest.param(b'<?xml version="1.0" encoding="cp037"?>' + DOCTYPE.format("x").encode("cp037"), id="in EBCDIC"),
        pytest.param(b'<?xml version="1.0" encoding="UTF-7"?>' + DOCTYPE.format("x").encode("utf-7"), id="in UTF-7"),
    ],
)  # fmt: skip
def test_a_document_type_is_refused_in_any_encoding(part: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_file(package({**opening("word/document.xml", WORD), "word/document.xml": part}), "a.docx")


def lying(data: bytes) -> bytes:
    """The package with a directory that says every part is ten bytes long."""
    at, out = 0, bytearray(data)
    while (at := data.find(packages.ENTRY, at)) >= 0:
        out[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at += 4
    return bytes(out)


BOMB = docx(p("a") + " " * 8_000_000)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BOMB, id="a part that shrank to a thousandth"),
        pytest.param(docx("<w:p/>", header="x" * 4_000_000), id="a part beside it"),
        pytest.param(package({**opening("word/document.xml", WORD), **{f"{at}": "" for at in range(4_001)}}), id="entries"),
        pytest.param(docx(tbl(tr(tc("a", '<w:gridSpan w:val="999999999"/>')))), id="columns of the grid"),
        pytest.param(docx(tbl(tr(tc("a"), look='<w:gridBefore w:val="99999"/>'))), id="columns before the row"),
        pytest.param(docx(tbl(tr(*"a" * 101))), id="columns"),
        pytest.param(docx("<w:p/>" * 20_001), id="paragraphs"),
        pytest.param(docx("<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30), id="tables in tables"),
        pytest.param(docx(p("a") + "<w:p>" + r("abc " * 9_000) + "</w:p>"), id="a paragraph without end"),
    ],
)  # fmt: skip
def test_what_unpacks_to_far_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(FileTooLarge):
        read_file(data, "a.docx")


def test_a_directory_that_lies_of_sizes_is_not_believed() -> None:
    with pytest.raises(RefusedFile):
        read_file(lying(BOMB), "a.docx")


def test_xml_nested_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_file(docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "a.docx")
    with pytest.raises(UnreadableFile):
        read_file(xlsx("<row>" * 5_000 + "</row>" * 5_000), "a.xlsx")


def test_four_times_the_rows_cost_about_four_times_as_much() -> None:
    """A reader that asks a whole row anew for each cell, or a table for each row, would take sixteen times as long."""
    few, many = (
        docx(tbl(*(tr(tc(item(1)), *["Rà soát"] * 5) for _ in range(rows))), numbering=MANY) for rows in (150, 600)
    )
    assert min(_cpu(many) for _ in range(2)) < 8 * min(_cpu(few) for _ in range(2))


def _cpu(data: bytes) -> float:
    started = time.process_time()
    read_file(data, "a.docx")
    return time.process_time() - started
