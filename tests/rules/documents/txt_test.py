"""Bytes → document: encodings, quoted cells, what counts as clean text, and the files that are refused."""

import pytest

from app.documents.admitted import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS
from app.documents.readers.txt import read_txt
from app.documents.refusals import ClassifiedDocument, FileTooLarge, RefusedFile, UnreadableFile
from app.documents.tables import Cell, Document, Paragraph, Table

TEXT = "Phụ lục I\n\nTT\tNhiệm vụ\n1\tQuy hoạch\n"
DOCUMENT = Document(
    (
        Paragraph("Phụ lục I"),
        Table(((Cell("TT"), Cell("Nhiệm vụ")), (Cell("1"), Cell("Quy hoạch")))),
    )
)


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for table in read_txt(text.encode()).tables for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_with_or_without_mark_and_utf_16(encoding: str) -> None:
    assert read_txt(TEXT.encode(encoding)) == DOCUMENT


def test_utf_16_of_the_other_byte_order() -> None:
    assert read_txt(b"\xfe\xff" + TEXT.encode("utf-16-be")) == DOCUMENT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\f"])
def test_line_ends_of_any_system_and_a_last_line_without_one(end: str) -> None:
    assert read_txt(TEXT.strip().replace("\n", end).encode()) == DOCUMENT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Nhiệm vụ".encode("utf-16-le"), id="utf-16 without its mark"),
        pytest.param(b"\xff\xfe\x00", id="half a utf-16 character"),
        pytest.param("NhiÖm vô".encode("latin-1"), id="an old Vietnamese font"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08\x00", id="a document of another kind"),
        pytest.param(b"\xed\xa0\x80", id="a lone surrogate"),
    ],
)
def test_what_is_no_text_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_txt(data)
    assert "UTF-8" in refused.value.message("vi")
    assert refused.value.message("vi") != refused.value.message("en") == str(refused.value)


def test_an_empty_file_is_an_empty_document() -> None:
    assert read_txt(b"\n \n") == Document(())


def test_decomposed_letters_are_composed_and_invisible_ones_dropped() -> None:
    assert rows("TT\tNhie\u0323\u0302m vu\u0323\u200b\u00ad\n") == [["TT", "Nhiệm vụ"]]


def test_tags_are_stripped_paragraphs_become_lines_and_bold_is_remembered() -> None:
    table = read_txt(b'<b>I</b>\t<p class="x">- A</p><p>- <i>B</i></p>\tC<br/>D\t**E**\tF&amp;G &lt;5\n').tables[0]
    assert table.rows == ((Cell("I", bold=True), Cell("- A\n- B"), Cell("C\nD"), Cell("E", bold=True), Cell("F&G <5")),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<s>Quý I</s> Quý II", Cell("Quý II", left_out="Quý I")),
        ("~~Sở Y tế~~<br/>Sở Nội vụ", Cell("Sở Nội vụ", left_out="Sở Y tế")),
        (
            "<del>Quý I</del><b>Quý II</b> <strike>2025</strike>2026",
            Cell("Quý II 2026", bold=True, left_out="Quý I 2025"),
        ),
        ("<s>Quý I</s>", Cell("Quý I", faint=True)),
        ("~~ 5 ~ 6", Cell("~~ 5 ~ 6")),
        ("<s>Quý I", Cell("Quý I")),
    ],
)
def test_what_tags_strike_through_is_told_apart(written: str, read: Cell) -> None:
    assert read_txt(f"1\t{written}\n".encode()).tables[0].rows[0][1] == read


def test_a_line_that_is_struck_through_above_the_table_is_told_apart() -> None:
    assert read_txt("<s>Năm 2025</s>\n<s>Kế hoạch</s> năm 2026\nTT\tA\n".encode()).blocks[:2] == (
        Paragraph("", left_out="Năm 2025"),
        Paragraph("năm 2026", left_out="Kế hoạch"),
    )


def test_what_only_looks_like_a_tag_is_text() -> None:
    assert rows("1\ta < b > c\t<đơn vị>\tKH&CN\n") == [["1", "a < b > c", "<đơn vị>", "KH&CN"]]


def test_a_quoted_cell_keeps_its_lines_and_doubled_quotes() -> None:
    assert rows('1\t"- A\n\n- ""B"" C"\tSở Y tế\n2\tD\n') == [["1", '- A\n- "B" C', "Sở Y tế"], ["2", "D"]]


def test_a_stray_quote_swallows_nothing() -> None:
    assert rows('1\t"Mỗi xã" một sản phẩm\tA\n2\t"chưa đóng\tB\n3\tC "D"\tE\n') == [
        ["1", '"Mỗi xã" một sản phẩm', "A"],
        ["2", '"chưa đóng', "B"],
        ["3", 'C "D"', "E"],
    ]


def test_empty_cells_by_the_thousand_after_the_last_one_are_no_columns() -> None:
    assert rows("TT\tNhiệm vụ" + "\t" * 16_000 + "\n1\tA\n") == [["TT", "Nhiệm vụ"], ["1", "A"]]
    assert rows('TT\t"Nhiệm vụ"' + "\t" * 16_000 + "\n")[0][:2] == ["TT", "Nhiệm vụ"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\tb\n" * (MAX_ROWS + 1), id="rows"),
        pytest.param("a\n" * (MAX_ROWS + 1), id="paragraphs"),
        pytest.param("\t".join("a" * (MAX_COLUMNS + 1)), id="columns"),
        pytest.param('"b"\t' + "\t".join("a" * (MAX_COLUMNS + 1)), id="columns beside a quoted cell"),
        pytest.param("a\t" + "b" * (MAX_CELL + 1), id="a cell"),
        pytest.param("a" * (MAX_BYTES + 1), id="bytes"),
    ],
)
def test_a_file_larger_than_any_annex_is_refused(text: str) -> None:
    with pytest.raises(FileTooLarge) as refused:
        read_txt(text.encode())
    assert refused.value.message("vi") != refused.value.message("en")


def test_the_largest_file_allowed_is_read() -> None:
    assert len(read_txt(("a\tb\n" * MAX_ROWS).encode()).tables[0].rows) == MAX_ROWS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("TUYỆT MẬT\nTT\tNhiệm vụ\n", id="a paragraph"),
        pytest.param("**MẬT**\nTT\tNhiệm vụ\n", id="a paragraph in bold"),
        pytest.param("Phụ lục I\nĐộ mật: Tối mật\nTT\tNhiệm vụ\n", id="a paragraph with its label"),
        pytest.param("TT\tNhiệm vụ\n1\t<p><b>TỐI MẬT</b></p>\n", id="a cell"),
        pytest.param("TT\tNhiệm vụ\n1\t" + "dài " * 60 + "<br>MẬT\n", id="a line of a long cell"),
        pytest.param("TT\tNhiệm vụ\n1\t" + "dài " * 60 + "(MẬT) năm 2026\n", id="set apart in a long line"),
        pytest.param(
            "TT\tNhiệm vụ\n1\t" + "dài " * 60 + "(M\u0410\u0323\u0302T)\n", id="in letters of another alphabet"
        ),
    ],
)
def test_a_marking_refuses_the_file(text: str) -> None:
    with pytest.raises(ClassifiedDocument, match="MẬT") as refused:
        read_txt(text.encode())
    assert isinstance(refused.value, RefusedFile)
    assert "không được đưa vào" in refused.value.message("vi")


def test_a_word_that_contains_the_marking_does_not() -> None:
    assert rows("1\tbảo mật thông tin, mật độ dân số\n") == [["1", "bảo mật thông tin, mật độ dân số"]]
