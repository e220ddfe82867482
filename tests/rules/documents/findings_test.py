"""Findings as told to a person: every code in both languages, nothing left unfilled."""

import pytest

from app.documents.annex.columns import Role
from app.documents.annex.findings import COLUMN_NAMES, LONGEST_SHOWN, SENTENCES, Code, Severity, finding
from app.kernel.words import Words
from tests.rules.documents.make import CONCLUSIONS, HEADER, NTM, read, seed

TROUBLED = (
    HEADER + "\tA\t\t\txem bên dưới\t\n1\tB trong năm 2026\tSở X/ Sở Y tế\tCác sở liên quan\tQuý I\tC\tD\n"
    "1\tE\n" + HEADER + "\t- F\nTM. CHỦ TỊCH\n"
)


def test_every_code_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Code)
    assert set(COLUMN_NAMES) == set(Role) - {Role.note, Role.progress}


def test_every_code_but_two_comes_from_one_troubled_annex_and_they_from_others() -> None:
    troubled = {one.code for one in read(TROUBLED).findings}
    assert set(Code) - troubled == {Code.absent_table, Code.absent_column}
    assert {one.code for one in read("").findings} == {Code.absent_table}
    assert Code.absent_column in {one.code for one in seed(CONCLUSIONS).findings}


@pytest.mark.parametrize("draft", [read(TROUBLED), read(""), seed(CONCLUSIONS), seed(NTM)], ids=range(4))
def test_sentences_are_filled_in_and_differ_by_language(draft: object) -> None:
    for one in getattr(draft, "findings", ()):
        vietnamese, english = one.message("vi"), one.message("en")
        assert vietnamese != english
        assert "{" not in vietnamese + english


def test_an_absent_column_is_named_in_each_language() -> None:
    absent = finding(Code.absent_column, column=Role.lead, told={"column": COLUMN_NAMES[Role.lead]})
    assert absent.message("vi") == "Phụ lục không có cột cơ quan chủ trì."
    assert absent.message("en") == "The annex has no lead agency column."
    assert (absent.severity, absent.row, absent.params) == (Severity.warning, None, {})


def test_a_long_text_is_shown_short_and_kept_whole() -> None:
    told = finding(Code.unread_row, text="dài " * 500)
    assert told.params == {"text": "dài " * 500}
    assert len(told.message("vi")) < LONGEST_SHOWN + len(SENTENCES[Code.unread_row].vi)


def test_braces_in_a_document_are_only_text() -> None:
    told = finding(Code.unread_deadline, text="{notes} {0}", told={"notes": Words("{x}", "{y}")})
    assert told.message("vi") == "Không xác định được ngày từ thời hạn “{notes} {0}”. {x}"
