"""Which kind a file is, by its bytes, and what is said of those that are not read."""

import pytest

from app.documents.admitted import MAX_BYTES
from app.documents.readers.any import Format, format_of, read_file
from app.documents.readers.workbook import OLD
from app.documents.refusals import EncryptedFile, FileTooLarge, RefusedFile, UnreadableFile
from tests.rules.documents.readers.build import EXCEL, WORD, docx, opening, p, package, table, tbl, tr, xlsx
from tests.rules.documents.readers.workbook_test import OLD as OLD_WORKBOOK

ROWS = [["STT", "Nhiệm vụ"], ["1", "Rà soát"]]
CELL = '<c t="str"><v>{}</v></c>'
EXCEL_FILE = xlsx("".join("<row>" + "".join(map(CELL.format, row)) + "</row>" for row in ROWS))
WORD_FILE = docx(tbl(*(tr(*row) for row in ROWS)))
TEXT = "STT\tNhiệm vụ\n1\tRà soát\n".encode()


def compound(stream: str) -> bytes:
    """The beginning and the directory of a compound file, as far as it is looked at."""
    return OLD + bytes(1016) + stream.encode("utf-16-le")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.xls", "a.csv", "a.txt", "", "phụ lục"])
@pytest.mark.parametrize(
    ("data", "format_"), [(WORD_FILE, Format.docx), (EXCEL_FILE, Format.xlsx)], ids=["Word", "Excel"]
)
def test_the_bytes_tell_the_kind_whatever_the_name(data: bytes, format_: Format, name: str) -> None:
    assert format_of(data, name) is format_
    assert table(read_file(data, name)) == ROWS


@pytest.mark.parametrize(("name", "format_"), [("a.TXT", "txt"), ("a.csv", "csv"), ("a.tsv", "csv"), ("a.xls", "csv")])
def test_the_name_tells_which_kind_of_text_a_text_is(name: str, format_: str) -> None:
    assert format_of(TEXT, name) == format_
    assert table(read_file(TEXT, name)) == ROWS


def test_an_old_workbook_is_told_by_its_directory() -> None:
    assert format_of(OLD_WORKBOOK.read_bytes(), "a.xlsx") is Format.xls


# As LibreOffice begins it: the first entry stored, not packed.
OPEN_DOCUMENT = b"PK\x03\x04".ljust(30, b"\0") + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "cure"),
    [
        pytest.param(compound("WordDocument"), ".docx", id="an old Word document"),
        pytest.param(rb"{\rtf1\ansi", ".docx", id="rich text"),
        pytest.param(b"%PDF-1.7\n", "Word", id="a PDF"),
        pytest.param(b"\n<html><table><tr><td>1", ".xlsx", id="a web page"),
        pytest.param(b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', ".xlsx", id="Excel's XML of 2003"),
        pytest.param(OPEN_DOCUMENT, "LibreOffice", id="OpenDocument"),
        pytest.param(b"MIME-Version: 1.0\nX-Document-Type: Workbook", ".xlsx", id="a web archive"),
        pytest.param(package(opening("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary")), ".xlsx", id="binary Excel"),
        pytest.param(package(opening("ppt/p.xml", "presentationml.presentation")), ".xlsx", id="slides"),
        pytest.param(compound("PowerPoint Document"), ".xlsx", id="old slides"),
        pytest.param(WORD_FILE[:-30], "Word", id="a package cut short"),
        pytest.param(package({"a.txt": "a"}), "Word", id="an archive"),
        pytest.param(package(opening("word/document.xml", WORD)), "Word", id="a package without its main part"),
        pytest.param(OLD_WORKBOOK.read_bytes()[:7_200], "Excel", id="an old workbook cut short"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_with_what_to_do_instead(data: bytes, cure: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_file(data, "phụ lục.xlsx")
    assert cure in refused.value.message("vi")
    assert cure in refused.value.message("en")


def locked(data: bytes) -> bytes:
    """The package with every entry said to be encrypted, in the directory and before each."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf\r\n ", b"\xff\xfe \x00"], ids=["none", "a mark and spaces", "UTF-16"]
)
def test_an_empty_file_is_told_as_such(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_file(data, "a.csv")
    assert (refused.value.message("vi")[:8], refused.value.message("en")[:17]) == ("Tệp rỗng", "The file is empty")


@pytest.mark.parametrize("data", [compound("EncryptedPackage"), locked(WORD_FILE)], ids=["Office's way", "zip's way"])
def test_a_file_with_a_password_is_refused_as_such(data: bytes) -> None:
    with pytest.raises(EncryptedFile) as refused:
        read_file(data, "a.docx")
    assert refused.value.slug == "encrypted-file"
    assert "mật khẩu" in refused.value.message("vi")


@pytest.mark.parametrize("data", [b"PK\x03\x04", OLD, b"a"], ids=["a package", "a compound file", "a text"])
def test_a_file_of_too_many_bytes_is_not_looked_into(data: bytes) -> None:
    with pytest.raises(FileTooLarge):
        read_file(data.ljust(MAX_BYTES + 1, b"\0"), "a")


def test_the_content_type_and_not_the_folder_tells_word_from_excel() -> None:
    odd = package(
        {
            **opening("a/b.xml", EXCEL),
            "a/b.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        }
    )
    assert read_file(odd, "a.docx").blocks == ()
    with pytest.raises(RefusedFile):
        read_file(docx(p("MẬT")), "a.txt")
