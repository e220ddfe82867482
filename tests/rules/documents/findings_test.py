"""Findings as told to a person: every code in both languages, nothing left unfilled."""

from dataclasses import replace

import pytest

from app.documents.annex.columns import Role
from app.documents.annex.draft import AnnexDraft
from app.documents.annex.findings import LONGEST_SHOWN, Code, Severity, finding
from app.documents.annex.read import read_annex
from app.documents.annex.sentences import COLUMN_NAMES, SENTENCES
from app.documents.tables import Beside
from app.kernel.words import Words
from tests.rules.documents.drawn import USUAL, drawn
from tests.rules.documents.make import CONCLUSIONS, HEADER, NTM, read, register, seed
from tests.rules.documents.trouble_table_test import TROUBLES

NOTED = HEADER.strip() + "\tGhi chú\n"
TROUBLED = (
    NOTED + "\tA\t\t\txem bên dưới\t\n1\tB trong năm 2026\tSở X/ Sở Y tế\tCác sở liên quan\tQuý I\tC\tD\tE\n"
    "1\tF\n" + NOTED + "\t- G\n2\tH\tSở Y tế; phối hợp: Sở Nội vụ\t\tQuý I\n2.1\tI (*)\n1\tJ\n(*) K\nTM. CHỦ TỊCH\n"
)
# What the table itself says wrongly or not at all: no year, an empty column, two of one meaning.
MISTITLED = "TT\tNhiệm vụ\tChủ trì\tThời hạn\tTiến độ\tSản phẩm\n" + "\tA\tSở Y tế\tQuý I\tB\n" * 3


def test_every_code_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Code)
    assert set(COLUMN_NAMES) == set(Role) - {Role.note, Role.progress}


def told(draft: AnnexDraft) -> set[Code]:
    return {one.code for one in draft.findings}


def test_every_code_comes_from_an_annex() -> None:
    fragments = (read_annex(drawn(one.fragment), register(), year=2026) for one in TROUBLES)
    beside = Beside(
        ("Lùi",),
        ("Phụ lục!B",),
        is_tracked=True,
        has_embedded=True,
        tells_no_looks=True,
        deleted_rows=("3",),
        margins=("DỰ THẢO",),
    )
    workbook = replace(drawn(TROUBLES[0].fragment), unsure_days=True, hidden_sheets=("Nháp",), beside=beside)
    drafts = (read(TROUBLED), read(MISTITLED, year=None), read(""), read_annex(workbook, register()), *fragments)
    assert set(Code) == set().union(*map(told, drafts))


@pytest.mark.parametrize(
    "draft", [read(TROUBLED), read(MISTITLED, year=None), read(""), seed(CONCLUSIONS), seed(NTM)], ids=range(5)
)
def test_sentences_are_filled_in_and_differ_by_language(draft: AnnexDraft) -> None:
    for one in draft.findings:
        vietnamese, english = one.message("vi"), one.message("en")
        assert vietnamese != english
        assert "{" not in vietnamese + english
        assert "“”" not in vietnamese


def test_each_finding_of_a_file_has_an_id_of_its_own_and_keeps_it() -> None:
    ids = [one.id for one in read(TROUBLED).findings]
    assert len(set(ids)) == len(ids)
    assert ids == [one.id for one in read(TROUBLED).findings]


def test_an_id_tells_code_row_column_and_which_of_several() -> None:
    draft = read(HEADER + "1\tA\tCông ty X; Công ty Y\tSở Nội vụ\tQuý I/2026\tB\n")
    assert [one.id for one in draft.findings] == ["unknown-agency-1-lead-1", "unknown-agency-1-lead-2"]


def test_an_absent_column_is_named_in_each_language() -> None:
    absent = finding(Code.absent_column, column=Role.lead, told={"column": COLUMN_NAMES[Role.lead]})
    assert absent.message("vi") == "Phụ lục không có cột cơ quan chủ trì."
    assert absent.message("en") == "The annex has no lead agency column."
    assert (absent.severity, absent.row, absent.params) == (Severity.warning, None, {})


def test_a_long_text_is_shown_short_and_kept_whole() -> None:
    told = finding(Code.unread_row, read="dài " * 500)
    assert told.read == "dài " * 500
    assert len(told.message("vi")) < LONGEST_SHOWN + len(SENTENCES[Code.unread_row].vi)


def test_braces_in_a_document_are_only_text() -> None:
    told = finding(Code.unread_deadline, read="{notes} {0}", told={"notes": Words("{x}", "{y}")})
    assert told.message("vi") == "Không xác định được ngày từ thời hạn “{notes} {0}”. {x}"


@pytest.mark.parametrize(
    ("header", "row", "code", "said"),
    [
        (
            "",
            "1 | A | Sở Y tế | | Tuần đầu tháng 7/2026 | X",
            Code.assumed_deadline,
            "từ ngày 1/7/2026 đến 5/7/2026. Ngày cuối: 5/7/2026.",
        ),
        (
            "",
            "1 | A | Sở Y tế | | Tháng 6 | X",
            Code.assumed_deadline,
            "lấy năm của kế hoạch: 2026. Ngày cuối: 30/6/2026.",
        ),
        (" | ", "1 | A | Sở Y tế | | Quý I/2026 | X | khẩn", Code.kept_as_note, "Cột thứ 7 được giữ làm ghi chú"),
    ],
)
def test_a_sentence_says_what_was_taken(header: str, row: str, code: Code, said: str) -> None:
    draft = read_annex(drawn(f"{USUAL}{header}\n{row}"), register(), year=2026)
    assert [said in one.message("vi") for one in draft.findings if one.code is code] == [True]


def test_june_by_its_letter_is_no_friday() -> None:
    assert not read(HEADER + "1\tA\tSở Y tế\tSở Nội vụ\tT6/2026\tX\n").findings


def test_who_is_asked_for_the_year_is_told_how_to_give_it() -> None:
    (one,) = [one for one in read(MISTITLED, year=None).findings if one.code is Code.missing_year]
    assert "(year)" in one.message("vi")


@pytest.mark.parametrize(
    ("margin", "told"),
    [
        ("DỰ THẢO lần 2", ["DỰ THẢO lần 2"]),
        ("Hạn chung: 31/12/2026", ["Hạn chung: 31/12/2026"]),
        ("Trang 1/5", []),
        ("- 2 -", []),
        ("Page of", []),
        ("Tổng số dòng: 12 · SHA-256: 0f3a", []),
    ],
)
def test_what_is_printed_above_and_below_the_pages_is_told(margin: str, told: list[str]) -> None:
    document = replace(drawn(TROUBLES[0].fragment), beside=Beside(margins=(margin,)))
    draft = read_annex(document, register())
    assert [one.read for one in draft.findings if one.code is Code.page_margin] == told
