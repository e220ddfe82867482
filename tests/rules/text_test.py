"""The stored form of text and its keys: search, alphabetical order, equality of names."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import fold, initials, match_key, nfc, sort_key

VIETNAMESE = st.text(alphabet="aăâàảãáạằậbcdđeêếghiìklmnoôơờpqrstuưựvxyỳ 12-,", max_size=30)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Sở Tài chính", "Sở Tài chính"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
        ("Thủ\u200by\u00ad\ufeff", "Thủy"),
        ("ê\u200d\u0323", "ệ"),  # what an invisible sign kept apart is joined
        ("a\x00b\x07c\x7f", "abc"),
        ("một\r\nhai\rba\x0bbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("cột\tcột", "cột\tcột"),
        ("a\u00a0b", "a\u00a0b"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_text_is_stored_composed_and_visible(written: str, stored: str) -> None:
    assert nfc(written) == stored


@given(st.text())
def test_storing_twice_changes_nothing(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    nfc(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sở Tài chính", "so tai chinh"),
        ("  ĐỒNG BẰNG   SÔNG Cửu Long ", "dong bang song cuu long"),
        ("Nghị định 358/2025/NĐ-CP", "nghi dinh 358 2025 nd cp"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân, đặc khu"), "uy ban nhan dan dac khu"),
        ("Ð\u00f0", "dd"),
        ("m², ＣẦＮ ＴＨƠ", "m2 can tho"),
        ("Th\u200bủy", "thuy"),
        ("a_b\tc\nd", "a b c d"),
        ("—…", ""),
    ],
)
def test_the_search_key_has_no_accents_and_no_punctuation(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


ALPHABETICAL = [
    "",
    "2",
    "9",
    "10",
    "10.2",
    "10.10",
    "a",
    "à",
    "ả",
    "ã",
    "á",
    "ạ",
    "An",
    "An Bình",
    "An Lạc Thôn",
    "An Ninh",
    "Ản",
    "Án",
    "Anh",
    "Ăn",
    "Ân",
    "B",
    "Cái Khế",
    "Cái Răng",
    "Châu",
    "D",
    "Đại",
    "E",
    "Ê",
    "F",
    "Long Phú",
    "Long Phú 1",
    "Long Phú 2",
    "Long Phú 10",
    "Ma",
    "Mà",
    "Mả",
    "Mã",
    "Má",
    "Mạ",
    "O",
    "Ô",
    "Ơ",
    "Phường 3",
    "Phường An Bình",
    "Tân An",
    "Tân Bình",
    "Tấn An",
    "Thới",
    "Thuỷ",
    "U",
    "Ư",
    "Z",
]


def test_sort_keys_follow_the_vietnamese_alphabet_in_c_order() -> None:
    keys = [sort_key(word).encode() for word in ALPHABETICAL]
    assert all(before < after for before, after in pairwise(keys)), [
        pair for pair, keys in zip(pairwise(ALPHABETICAL), pairwise(keys), strict=True) if keys[0] >= keys[1]
    ]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Thuỷ", "Thủy", "THỦY", unicodedata.normalize("NFD", "thủy")),
        ("Hoà An", "Hòa  An", "hòa-an"),
        ("Mục 07", "mục 7"),
        ("Жук", "жук"),
        ("Zürich", "Zurich"),
    ],
)
def test_spellings_of_one_word_sort_together(spellings: tuple[str, ...]) -> None:
    assert len({sort_key(word) for word in spellings}) == 1


@given(VIETNAMESE, VIETNAMESE)
def test_a_text_sorts_before_what_is_longer(text: str, more: str) -> None:
    assert sort_key(text) <= sort_key(f"{text} {more}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phường Bình Thuỷ", "phường bình thủy"),
        ("Xã Hoả Lựu", "XÃ HỎA LỰU"),
        ("hoà", "hòa"),
        ("quý", "quí"),
        ("Quỳnh", "Quình"),
        ("Mỹ Tú", "Mĩ Tú"),
        ("Lý", "lí"),
        ("Sở Nông nghiệp và Môi trường", "Sở  Nông-nghiệp và Môi trường."),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá Thể thao và Du lịch"),
        ("Quỹ đất", unicodedata.normalize("NFD", "quỹ đất")),
        ("Đảng", "Ðảng"),
        ("14.2", "14 - 2"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phường Tân An", "Phường Tấn An"),
        ("Phường Tân An", "Phuong Tan An"),
        ("Long Phú", "Long Phú 1"),
        ("Vị Thanh", "Vị Tân"),
        ("hay", "hai"),
        ("Thúy", "Thúi"),
        ("đất", "dất"),
        ("cơ", "cô"),
        ("Thành 1", "Thanh 1"),
        ("thành", "thanh 1"),
    ],
)
def test_names_that_differ_do_not_match(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(VIETNAMESE)
def test_case_form_and_spacing_never_matter(text: str) -> None:
    variant = unicodedata.normalize("NFD", text.upper()).replace(" ", " \u00a0 ")
    assert match_key(variant) == match_key(text)
    assert sort_key(variant) == sort_key(text)
    assert fold(variant) == fold(text)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sở Tài chính", "STC"),
        ("Sở Khoa học và Công nghệ", "SKHCN"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("Sở Giáo dục và Đào tạo", "SGDĐT"),
        ("Ủy ban nhân dân", "UBND"),
        ("Xã Vị Thanh 1", "XVT1"),
        ("", ""),
    ],
)
def test_initials_are_those_of_document_symbols(name: str, letters: str) -> None:
    assert initials(name) == letters
