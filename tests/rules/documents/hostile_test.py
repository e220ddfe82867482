"""Any file at all: refused or read, never an exception of another kind, nothing dropped unseen, in bounded time."""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.admitted import MAX_ROWS
from app.documents.annex.bounds import LONGEST_TEXT
from app.documents.annex.draft import AnnexDraft
from app.documents.annex.read import read_annex
from app.documents.readers.txt import read_txt
from app.documents.refusals import RefusedFile
from app.documents.tables import Cell, Document, Paragraph, Table
from tests.rules.documents.drawn import USUAL, drawn
from tests.rules.documents.make import CONCLUSIONS, HEADER, NTM, SEED, read, register

# `make proof` asks for more; each case is a whole annex.
PROOF = os.environ.get("TIENDO_PROOF_CASES")
CASES = min(int(PROOF or 40), 2_000)
# Of the rows of a hostile file as many in `make test`, in so much of its time: what costs more than its share shows in each.
SHARE = 1 if PROOF else 4
FEWEST = 20
WORDS = (
    "I", "l1", "A", "14", "14.1", "a)", "-", "(1)", "STT", "TT", "Nhiệm vụ", "Nội dung công việc", "Cơ quan chủ trì",
    "Cơ quan phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú", "Sở Tài chính/ Sở Y tế", "các sở liên quan", "và", "Quý II",
    "Tháng 4/2026", "thứ Tư hằng tuần", "trong năm 2026", "Nghị quyết số 1/2025/QH15", "khoản 1 Điều 2", "Phụ lục I",
    "(Kèm theo Kế hoạch số /KH-UBND ngày tháng năm 2026", "<p>", "</p>", "<b>", "**", '"', '""', "bảo mật", "Mật", "\ufeff",
    "\u0323", "\u2028", "\v", "\f", "\r", "\ud800", "{", "}", "%s", "0" * 30, "9999", "e\u0302",
)  # fmt: skip
HEADS = (
    "ỦY BAN NHÂN DÂN\nTỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/KH-UBND", "Cần Thơ, ngày 5 tháng 3 năm 2026",
    "KẾ HOẠCH", "Phụ lục II", "Nơi nhận:", "TM. UBND", "(*) ghi chú", "¹ ghi chú", "A (*)", "nt", "Chỉ tiêu", "I. Mục", "a) b",
)  # fmt: skip
SOUP = st.lists(st.sampled_from((*WORDS, "\t", "\t", "\n", "\n", " ")) | st.text(max_size=8), max_size=120).map("".join)
CELL = st.sampled_from(
    ("", "", "1", "2.", "14.1", "I", "B", "a)", "- ", "Sở Y tế ", "nhỏ ", "<b>", "KIỂM TRA ", "Quý I ")
)

LETTERS = st.sampled_from((*WORDS, *HEADS)).map(Paragraph)
CELLS = st.builds(Cell, st.sampled_from((*WORDS, *HEADS, "", "")), st.booleans(), st.booleans())
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=7).map(tuple), max_size=6).map(lambda rows: Table(tuple(rows)))


@given(SOUP)
@settings(max_examples=CASES, deadline=None)
def test_any_text_is_refused_or_read(soup: str) -> None:
    for text in (soup, HEADER + soup):
        try:
            document = read_txt(text.encode("utf-8", "surrogatepass"))
        except RefusedFile:
            continue
        draft = read_annex(document, register(), year=2026)
        assert all(one.message("vi") and one.message("en") for one in draft.findings)
        assert all(row.parent is None or draft.rows[row.parent].section == row.section for row in draft.rows)
        assert read_annex(document, register(), year=2026) == draft


@given(st.binary(max_size=300))
@settings(max_examples=CASES, deadline=None)
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        document = read_txt(data)
    except RefusedFile:
        return
    assert read_annex(document, register()).column_titles == ()


@given(st.lists(st.lists(CELL, min_size=1, max_size=8), max_size=12))
@settings(max_examples=CASES, deadline=None)
def test_no_word_of_a_row_is_dropped_unseen(rows: list[list[str]]) -> None:
    words = [
        f"từ{at}x{place}" for at, row in enumerate(rows) for place, kind in enumerate(row) if kind[-1:] in (" ", ">")
    ]
    lines = ("\t".join(_marked(at, row)) for at, row in enumerate(rows))
    draft = read(HEADER.strip() + "\tGhi chú\n" + "\n".join(lines))
    kept = " ".join(_texts(draft))
    assert [word for word in words if word not in kept] == []


@given(st.lists(st.one_of(LETTERS, TABLES), max_size=5))
@settings(max_examples=CASES, deadline=None)
def test_any_document_of_tables_is_read(blocks: list[Paragraph | Table]) -> None:
    """As Word and Excel give them: merged cells, several tables, heads and signatures between."""
    document = Document((*blocks, *drawn(USUAL + "\n1 | A | Sở Y tế | | Quý I/2026 | X").blocks, *blocks))
    draft = read_annex(document, register())
    assert draft.rows
    assert len({one.id for one in draft.findings}) == len(draft.findings)
    assert all(row.parent is None or row.parent < at for at, row in enumerate(draft.rows))


def _marked(at: int, row: Iterable[str]) -> list[str]:
    """Every cell that is more than a number ends in a word found nowhere else."""
    return [f"{kind}từ{at}x{place}." if kind[-1:] in (" ", ">") else kind for place, kind in enumerate(row)]


def _texts(draft: AnnexDraft) -> Iterable[str]:
    for row in draft.rows:
        yield from filter(
            None, (row.number, row.title, row.lead_text, row.coordinating_text, row.deadline_text, row.deliverable)
        )
        yield from (note.text for note in row.notes)
    yield from (section.title for section in draft.sections)
    yield from (section.label or "" for section in draft.sections)
    yield from (one.read or "" for one in draft.findings)


HEADS_OF_LETTERS = (
    "Số:" + " " * 30_000 + "x",
    "Cần Thơ" + " " * 30_000 + ", ngày",
    "KẾ HOẠCH" + " " * 30_000 + "x",
    "A" + "    B" * 6_000,
    "ngày " * 6_000,
    "PHỤ LỤC" + " " * 30_000 + "\tx",
    "(Kèm theo Kế hoạch số" + " ." * 15_000,
    "UBND TỈNH " * 3_000,
)


@pytest.mark.parametrize("line", HEADS_OF_LETTERS, ids=[line[:12].strip() for line in HEADS_OF_LETTERS])
def test_a_hostile_head_costs_seconds_not_hours(line: str) -> None:
    text = f"Số: 1/KH-UBND\n{line}\n" * 20 + HEADER + "1\tA\tSở Y tế\n"
    assert _cpu(lambda: read(text)) < 1


def test_the_same_file_twice_gives_the_same_draft() -> None:
    for name in (NTM, CONCLUSIONS):
        data = (SEED / name).read_bytes()
        assert read_annex(read_txt(data), register()) == read_annex(read_txt(data), register())


def _annex_of(rows: int) -> str:
    """No two cells alike, so that nothing is found in a memory: every deadline, every list of agencies is read anew."""
    names = [one.name for one in register().nearest("Sở, phường, xã, ban", 99)]
    lines = (
        f"{at}\tHoàn thành {at} việc theo Nghị quyết số {at}/2025/NQ-CP ngày {at % 28 + 1}/3/2025\t{names[at % len(names)]}, "
        f"Sở Y tế\t{names[at % 7]}; {names[at % 11]}; Công ty {at}\tTrước ngày {at % 28 + 1}/{at % 12 + 1}/{at % 9 + 2026}\tBáo cáo {at}"
        for at in range(1, rows + 1)
    )
    return HEADER + "\n".join(lines)


def refused_or_read(text: str) -> None:
    with suppress(RefusedFile):
        read(text)


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def test_four_times_the_rows_are_understood_in_about_four_times_as_long() -> None:
    """How long a thousand take is measured (tests/measure); here, that no row looks at all the others: sixteen times as long."""
    few, many = (read_txt(_annex_of(rows).encode()) for rows in (200, 800))
    read_annex(few, register(), year=2026)
    times = [min(_cpu(partial(read_annex, one, register(), year=2026)) for _ in range(2)) for one in (few, many)]
    assert times[1] < 8 * times[0]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["\tcủa ngành {at}\tvà"] * (MAX_ROWS - 1), id="one row cut twenty thousand times"),
        pytest.param(["\tNhiệm vụ, giải pháp {at}\tCơ quan {at}\tThời gian {at}"] * (MAX_ROWS // 5), id="near headers"),
        pytest.param(["{at}\tA\t" + "Công ty {at}, " * 5] * (MAX_ROWS // 20), id="strange names"),
        pytest.param(["1\t" + "khoản 1 Điều 2 Nghị quyết số 1/A " * (LONGEST_TEXT // 40)] * 5, id="citations"),
        pytest.param(["1\t" + "hoàn thành trong năm 2026 " * (LONGEST_TEXT // 30)] * 5, id="dates"),
        pytest.param(["1\tA\t" + "Sở Y tế, " * (LONGEST_TEXT // 10)] * 5, id="agencies"),
        pytest.param(["1\tA\tB\tC\t" + "quý II, " * (LONGEST_TEXT // 10)] * 5, id="deadlines"),
        pytest.param(['1\t"' + '"' * 2_000 + "a"] * 20, id="quotes"),
        pytest.param(["1\tA\tSở Y tế phối hợp" + " " * (LONGEST_TEXT - 40) + ": B"] * 5, id="both roles"),
        pytest.param(["1\tA\t" + "(1) ¹ [2] (*) và - " * (LONGEST_TEXT // 20)] * 5, id="marks of footnotes"),
        pytest.param(["(1)" + " " * (LONGEST_TEXT - 9) + "("] * 20, id="footnotes"),
        pytest.param(["Phụ lục" + " " * (LONGEST_TEXT - 20) + ":\u2028x"] * 20, id="labels"),
        pytest.param(["Nơi nhận" + " " * (LONGEST_TEXT - 20) + "x"] * 20, id="signatures"),
        pytest.param(["1.1.1.1.1.1\t" + "<p" * 5_000] * 20, id="tags"),
    ],
)
def test_a_hostile_file_costs_seconds_not_hours(lines: list[str]) -> None:
    some = lines[: max(FEWEST, len(lines) // SHARE)]
    text = HEADER + "\n".join(line.replace("{at}", str(at)) for at, line in enumerate(some))
    assert _cpu(lambda: refused_or_read(text)) < 10 / SHARE
