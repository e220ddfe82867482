"""Names of files: what is shown and saved under again, and which are refused."""

import pytest

from app.kernel.file_names import LONGEST_NAME, attachment, clean_name, with_suffix
from app.kernel.problems import InvalidRequest


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"),
        ("C:\\Users\\a\\Desktop\\b.pdf", "b.pdf"),
        ("/home/a/b.pdf", "b.pdf"),
        ("a\u202e\u200bfdp.exe", "afdp.exe"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
        ("  a   b .pdf. ", "a b .pdf"),
        ('a"b<c>.pdf', "a b c .pdf"),
        (".htaccess", "htaccess"),
        ("mật ong.pdf", "mật ong.pdf"),
        ("Bảo_Mật thông tin.pdf", "Bảo_Mật thông tin.pdf"),
    ],
)
def test_cleaned(sent: str, shown: str) -> None:
    assert clean_name(sent, "/file") == shown


@pytest.mark.parametrize(
    "sent",
    [
        "",
        " ",
        "...",
        "/",
        "a/",
        "\x00",
        "a\x00.pdf",
        "../a.pdf",
        "..\\..\\a.pdf",
        "\u200b",
        "MẬT.pdf",
        "TỐI MẬT",
        "Báo cáo (Mật).pdf",
        "Báo cáo - TUYỆT MẬT.docx",
        "Tối_mật.pdf",
        "Độ mật - Mật.pdf",
        "BC [TỐI MẬT], sửa.pdf",
    ],
)
def test_refused(sent: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        clean_name(sent, "/file")
    assert [one.pointer for one in refused.value.faults] == ["/file"]


@pytest.mark.parametrize(
    ("name", "suffixes", "shown"),
    [
        ("a.PDF", (".pdf",), "a.PDF"),
        ("a.jpeg", (".jpg", ".jpeg"), "a.jpeg"),
        ("a.hta", (".pdf",), "a.hta.pdf"),
        ("a", (".pdf",), "a.pdf"),
        ("pdf", (".pdf",), "pdf.pdf"),
    ],
)
def test_it_ends_in_what_it_is(name: str, suffixes: tuple[str, ...], shown: str) -> None:
    assert with_suffix(name, suffixes) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = with_suffix("x" * 1000 + ".pdf", (".pdf",))
    assert (len(shown), shown[-5:]) == (LONGEST_NAME, "x.pdf")


def test_it_is_saved_under_a_name_of_any_letters() -> None:
    assert attachment("Số 1; a.pdf") == (
        "attachment; filename=\"So 1_ a.pdf\"; filename*=UTF-8''S%E1%BB%91%201%3B%20a.pdf"
    )
    assert attachment('Đề án "%41\\\u202e.pdf').startswith('attachment; filename="De an _41_.pdf"; filename*=')
    assert attachment("文書.docx").startswith('attachment; filename="tep.docx"; ')
