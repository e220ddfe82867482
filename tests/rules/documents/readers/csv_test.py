"""Text of tables → document: the delimiter, quotes, and the encodings of thirty years."""

import unicodedata

import pytest

from app.documents.admitted import MAX_ROWS
from app.documents.readers.csv import delimiter_of, read_csv
from app.documents.refusals import FileTooLarge, UnreadableFile
from app.documents.tables import Document
from tests.rules.documents.make import CONCLUSIONS, NTM, SEED
from tests.rules.documents.readers.build import table

TEXT = "STT;Nhiệm vụ;Cơ quan chủ trì\n1;Rà soát quy hoạch, kế hoạch;Sở Y tế\n2;Đào tạo cán bộ;Sở Nội vụ\n"
ROWS = [line.split(";") for line in TEXT.splitlines()]
TONES = "\u0300\u0301\u0303\u0309\u0323"
# The way a program of 1998 wrote the letters of TEXT.
TCVN3 = "STT;NhiÖm vô;C¬ quan chñ tr×\n1;Rµ so¸t quy ho¹ch, kÕ ho¹ch;Së Y tÕ\n2;§µo t¹o c¸n bé;Së Néi vô\n".encode(
    "latin-1"
)
VNI = "STT;Nhieäm vuï;Cô quan chuû trì\n1;Raø soaùt quy hoaïch, keá hoaïch;Sôû Y teá\n2;Ñaøo taïo caùn boä;Sôû Noäi vuï\n".encode(
    "cp1252"
)


def windows_1258(text: str) -> bytes:
    """Letters whole, tones after them."""
    written = b""
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        whole = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        written += (whole + "".join(mark for mark in apart if mark in TONES)).encode("cp1258")
    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_or_without_its_mark(encoding: str) -> None:
    assert table(read_csv(TEXT.encode(encoding))) == ROWS


@pytest.mark.parametrize("data", [windows_1258(TEXT), TCVN3, VNI], ids=["windows-1258", "TCVN3", "VNI"])
def test_letters_from_before_unicode_are_told_by_the_syllables_they_make(data: bytes) -> None:
    assert table(read_csv(data)) == ROWS


@pytest.mark.parametrize("name", [NTM, CONCLUSIONS])
def test_a_whole_annex_in_windows_1258(name: str) -> None:
    text = (SEED / name).read_text(encoding="utf-8").translate({0x201C: '"', 0x201D: '"'})
    assert read_csv(windows_1258(text)) == read_csv(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Żółć;gęślą\n".encode("cp1250"), id="another language"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", id="no text"),
        pytest.param(b"\xff\xfea\x00b", id="half a letter"),
        pytest.param("Sở".encode() + b"\xff;\xfe\x01", id="broken"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_csv(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_text(delimiter: str) -> None:
    cells = [
        ["STT", "Nhiệm vụ; giải pháp", "Chủ trì"],
        ["1", "a, b, c | d", "Sở Y tế, Sở Nội vụ"],
        ["2", "e", "f;g;h;i"],
    ]
    text = "\n".join(delimiter.join(f'"{one}"' for one in row) for row in cells)
    assert delimiter_of(text) == delimiter
    assert table(read_csv(text.encode())) == cells


def test_the_delimiter_may_be_said_in_the_first_line() -> None:
    assert table(read_csv(b"sep=|\na|b,c,d\n1|e,f,g\n")) == [["a", "b,c,d"], ["1", "e,f,g"]]


def test_commas_of_prose_are_no_delimiters() -> None:
    lines = "STT;Nội dung;Chủ trì\n" + "".join(f"{at};rà soát, sửa, bổ sung;Sở Y tế, Sở A\n" for at in range(5))
    assert delimiter_of(lines) == ";"


def test_a_quoted_cell_keeps_its_lines_delimiters_and_doubled_quotes() -> None:
    assert table(read_csv('1,"- A, B\r\n\r\n- ""C"" D",Sở\r\n2, "E" ,F\r\n'.encode())) == [
        ["1", '- A, B\n- "C" D', "Sở"],
        ["2", "E", "F"],
    ]


def test_a_stray_quote_swallows_nothing() -> None:
    assert table(read_csv('1;"Mỗi xã" một sản phẩm;A\n2;"chưa đóng;B\n3;C "D";E\n'.encode())) == [
        ["1", '"Mỗi xã" một sản phẩm', "A"],
        ["2", '"chưa đóng', "B"],
        ["3", 'C "D"', "E"],
    ]


def test_lines_above_the_table_are_paragraphs_whatever_follows_them() -> None:
    document = read_csv("PHỤ LỤC I;;\n;(Kèm theo Kế hoạch);\n;;\nSTT;Nhiệm vụ;Chủ trì\n1;a;b\n".encode())
    assert document.paragraphs == ("PHỤ LỤC I", "(Kèm theo Kế hoạch)")
    assert table(document) == [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "a", "b"]]


def test_columns_in_which_nothing_stands_are_no_columns() -> None:
    assert table(read_csv(b",a,,b\n,1,,\n")) == [["a", "b"], ["1"]]


def test_empty_cells_by_the_thousand_after_the_last_one_are_no_columns() -> None:
    assert table(read_csv(("a,b" + "," * 16_000 + "\n1,2\n").encode())) == [["a", "b"], ["1", "2"]]


def test_an_empty_file_is_an_empty_document() -> None:
    assert read_csv(b"\n ;; \n") == Document(())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a;b\n" * (MAX_ROWS + 1), id="rows"),
        pytest.param(b"a;" * 101 + b"b", id="columns"),
        pytest.param(b"," * 3_000_000 + b"a", id="empty cells"),
    ],
)
def test_a_file_larger_than_any_annex_is_refused(data: bytes) -> None:
    with pytest.raises(FileTooLarge):
        read_csv(data)
