"""Forms that do not matter: every row is read like its model, days and all; slips and missing accents make it `assumed`."""

import unicodedata
from dataclasses import replace

import pytest

from app.deadlines import Confidence, Context, Reading, clean, fold, read_deadline

SAME = {
    "Quý II/2026": [
        "QUÝ II/2026", "quý ii/2026", "Quý  II /  2026", " Quý II/2026 ", "Quý II/2026.", "Quý II/2026;", "(Quý II/2026)", "“Quý II/2026”",
        "Quí II/2026", "Qúy II/2026", "Quý 2/2026", "Quý 02/2026", "Quý II năm 2026", "Quý II, năm 2026", "Quý II-2026", "Quý II – 2026", "Q.II/2026",
        "QII/2026", "QuýII/2026", "Quý Ⅱ/2026", "Quý ІІ/2026", "Quý hai năm 2026", "<b>Quý</b> II/2026", "<p>Quý II/2026</p>", "Quý<br/>II/2026",
        "Quý&nbsp;II/2026", "Quý\u00a0II/2026", "Quý\u200b II\u200d/2026", "Quý\nII/2026", "Quý II／２０２６", "\ufeffQuý II/2026", "1. Quý II/2026", "a) Quý II/2026",
        "- Quý II/2026", "Trong quý II/2026", "Hết quý II/2026", "Quý II của năm 2026", "Thời hạn: quý II/2026", "Hoàn thành trong quý II/2026",
    ],
    "Trước ngày 20/6/2026": [
        "TRƯỚC NGÀY 20/6/2026", "Trước 20/6/2026", "trước ngày 20/06/2026", "Trước ngày 20.6.2026", "Trước ngày 20-6-2026", "Trước ngày 20 / 6 / 2026",
        "Trước ngày 20 tháng 6 năm 2026", "trước ngày 20/6 năm 2026", "Xong trước ngày 20/6/2026", "Hoàn thành trước 20/6/2026", "Chậm nhất trước ngày 20/6/2026",
        "Trước ngày ２０/６/２０２６", "Trước thứ Bảy, ngày 20/6/2026", "trước ngày 2026-06-20",
    ],
    "định kỳ vào thứ Tư hằng tuần": [
        "thứ Tư hằng tuần", "Thứ tư hàng tuần", "thứ 4 hàng tuần", "T4 hằng tuần", "Hằng tuần, vào thứ Tư", "định kì vào ngày thứ tư hằng tuần",
        "THỨ TƯ HẰNG TUẦN", "mỗi thứ Tư", "Thứ Tư mỗi tuần", "hằng tuần (thứ Tư)",
    ],
    "06 tháng/ năm": ["06 tháng/năm", "6 tháng/năm", "06 THÁNG / NĂM", "6 tháng/ 1 năm", "06 tháng / 01 năm"],
    "Chậm nhất 10 ngày sau khi ban hành": [
        "chậm nhất 10 ngày, sau khi ban hành", "Trong vòng 10 ngày sau khi ban hành", "Trong thời hạn 10 ngày kể từ khi ban hành", "Không quá 10 ngày sau khi ban hành",
        "10 ngày sau khi ban hành", "Sau khi ban hành 10 ngày", "Sau khi ban hành, chậm nhất 10 ngày", "Tối đa mười ngày kể từ khi ban hành",
        "Trong vòng 10 (mười) ngày sau khi ban hành",
    ],
    "Thường xuyên": ["THƯỜNG XUYÊN", "thường xuyên.", "Thường  xuyên", "Liên tục", "Thường xuyên, liên tục"],
}  # fmt: skip
SLIPS = {
    "Quý II/2026": ["Quý lI/2026", "Quý Il/2026", "Quý ll/2026", "Quý 1I/2026", "Quy II/2026", "quy II/2026", "Quý II/2O26", "Quỷ II/2026"],
    "Quý IV/2026": ["Quý lV/2026", "Quý 1V/2026", "Qúi IV/2026".replace("Qúi", "Quì")],
    "Tháng 6/2026": ["thảng 6/2026", "Thang 6/2026", "thang 6 nam 2026", "Tháng O6/2026", "Tháng 6/2o26"],
    "Trước ngày 20/6/2026": ["Trước ngày 2O/6/2026", "Trước ngay 20/6/2026", "Truoc ngay 20/6/2026", "Trưóc ngày 20/6/2026"],
    "Ngày 11/10/2026": ["Ngày l1/10/2026", "Ngày 1I/1O/2026", "Ngày I1/10/2026", "ngày 1|/10/2026"],
    "thứ Tư hằng tuần": ["thu tu hang tuan", "thứ tu hằng tuần"],
}  # fmt: skip
PLAN = Context(2026)


def days(text: str) -> Reading:
    """The reading without what the form of the text may touch."""
    return replace(read_deadline(text, PLAN), text="", notes=(), confidence=Confidence.exact)


@pytest.mark.parametrize(("model", "form"), [(model, form) for model, forms in SAME.items() for form in forms])
def test_forms(model: str, form: str) -> None:
    assert days(form) == days(model)
    assert read_deadline(form, PLAN).confidence is read_deadline(model, PLAN).confidence


@pytest.mark.parametrize(("model", "slip"), [(model, slip) for model, slips in SLIPS.items() for slip in slips])
def test_slips_are_repaired_and_told(model: str, slip: str) -> None:
    assert days(slip) == days(model)
    reading = read_deadline(slip, PLAN)
    assert reading.confidence is Confidence.assumed
    assert {note.code for note in reading.notes} & {"scan_slip", "respelled"}


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_unicode_forms(form: str) -> None:
    text = "Báo cáo tiến độ thực hiện trước ngày 20/6/2026 (theo tiến độ Trung ương hướng dẫn)"
    rewritten = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert replace(read_deadline(rewritten, PLAN), text="") == replace(read_deadline(text, PLAN), text="")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Trong  tháng 6</p><p>năm 2026</p>", "Trong tháng 6 năm 2026"),
        ("Quý&#160;II &amp; III", "Quý II & III"),
        ("a\u200bb\u00adc", "abc"),
        ("&#9999999999999; &nosuch;", "&#9999999999999; &nosuch;"),
        ("Nghị Ðịnh", "Nghị Định"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đường Hòa", "duong hoa"), ("HOÀ", "hoa"), ("Quý I", "quy i"), ("e\u0301", "e")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["a" * 2_001, "Quý II/2026 " * 400, "x" * 1_000_000, "<" * 30_000])
def test_what_is_too_long_is_not_read(text: str) -> None:
    reading = read_deadline(text, PLAN)
    assert [note.code for note in reading.notes] == ["too_long"]
    assert reading.confidence is Confidence.unresolved


@pytest.mark.parametrize("text", ["", " ", "\n\t", "-", "...", "\u200b", "///", "<br>", "“”"])
def test_what_is_empty(text: str) -> None:
    assert [note.code for note in read_deadline(text, PLAN).notes] == ["empty"]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\U0010ffff", "&#55296;", "́", "ﷺ", "٣/٤/٢٠٢٦", "²/³/2026"])
def test_odd_characters_do_no_harm(text: str) -> None:
    assert read_deadline(text, PLAN).text == text
