"""What is a mark of secrecy and what only speaks of secrets, density or honey."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.markings import marking

MARKS = [
    ("MẬT", "MẬT"),
    ("TỐI MẬT", "TỐI MẬT"),
    ("TUYỆT MẬT", "TUYỆT MẬT"),
    ("Mật", "MẬT"),
    ("Tối mật", "TỐI MẬT"),
    ("Tuyệt Mật", "TUYỆT MẬT"),
    ("tối mật", "TỐI MẬT"),
    ("tuyệt mật", "TUYỆT MẬT"),
    ("  MẬT  ", "MẬT"),
    ("- MẬT -", "MẬT"),
    ("– TỐI MẬT –", "TỐI MẬT"),
    ("[TỐI MẬT]", "TỐI MẬT"),
    ("(Mật)", "MẬT"),
    ("“TUYỆT MẬT”", "TUYỆT MẬT"),
    ("*** MẬT ***", "MẬT"),
    ("__MẬT__", "MẬT"),
    ("MẬT.", "MẬT"),
    ("M Ậ T", "MẬT"),
    ("T Ố I   M Ậ T", "TỐI MẬT"),
    ("T.U.Y.Ệ.T M.Ậ.T", "TUYỆT MẬT"),
    ("TỐI\nMẬT", "TỐI MẬT"),
    ("<b>MẬT</b>", "MẬT"),
    ("<p>Kính gửi</p><p><b>TỐI</b> <i>MẬT</i></p>", "TỐI MẬT"),
    ("Kính gửi<br/>MẬT<br>Sở Tài chính", "MẬT"),
    ("M&#7852;T", "MẬT"),
    ("T&#7888;I&nbsp;M&#7852;T", "TỐI MẬT"),
    ("M\u200bẬ\u200bT", "MẬT"),
    ("\uff2dẬ\uff34", "MẬT"),
    (unicodedata.normalize("NFD", "TUYỆT MẬT"), "TUYỆT MẬT"),
    ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/KH-UBND", "MẬT"),
    ("1\tMẬT\tSở Tài chính", "MẬT"),
    ("| Số 12 | TỐI MẬT |", "TỐI MẬT"),
    ("Độ mật: Mật", "MẬT"),
    ("Độ mật: mật", "MẬT"),
    ("ĐỘ MẬT: TỐI MẬT", "TỐI MẬT"),
    ("độ mật : tuyệt mật.", "TUYỆT MẬT"),
    ("Mức độ mật: Tối mật", "TỐI MẬT"),
    ("Cấp độ mật - MẬT", "MẬT"),
    ("Mức mật: Mật", "MẬT"),
    ("Dấu độ mật: Tối mật", "TỐI MẬT"),
    ("Độ bảo mật: Tuyệt mật", "TUYỆT MẬT"),
    ("Độ mật là Mật", "MẬT"),
    ("- <b>Độ mật:</b> <i>Mật</i>", "MẬT"),
    ("Độ mật:\nmật", "MẬT"),
    ("Độ mật: Tối mật (thời hạn bảo vệ 20 năm)", "TỐI MẬT"),
    ("Số: 12/KH-UBND\nĐộ mật: Mật; độ khẩn: Hỏa tốc", "MẬT"),
    (unicodedata.normalize("NFD", "Độ mật: Tối mật"), "TỐI MẬT"),
]

NO_MARKS = [
    "",
    "mật",
    "- mật;",
    "mật ong",
    "Mật ong rừng",
    "Mật độ",
    "MẬT ĐỘ DÂN SỐ",
    "mật độ xây dựng tối đa 60%",
    "bảo mật",
    "BẢO MẬT",
    "Bảo mật thông tin",
    "Bảo đảm an toàn, bảo mật hệ thống",
    "cơ mật",
    "Bí mật nhà nước",
    "Công tác bảo vệ bí mật nhà nước",
    "Rà soát danh mục bí mật nhà nước độ Mật",
    "Tài liệu có độ mật phải gửi riêng",
    "tối mặt",
    "TỚI MẮT",
    "Mắt",
    "MAT",
    "MẶT",
    "Thường",
    "Độ mật:",
    "Độ mật: không",
    "Độ mật: Không mật",
    "Độ mật: Thường",
    "ĐỘ MẬT: KHÔNG",
    "Độ mật: Mật/Tối mật/Tuyệt mật",
    "Độ mật: mật ong",
    "Độ mật và độ khẩn",
    "Mật khẩu",
    "Mật mã: 12",
    "Ban Cơ yếu, mật mã",
    "<b>bảo</b> mật",
    "Sản phẩm: đường, mật",
    "Tuyệt đối bảo mật",
]


@pytest.mark.parametrize(("text", "degree"), MARKS)
def test_a_mark_is_told_with_its_degree(text: str, degree: str) -> None:
    assert marking(text) == degree


@pytest.mark.parametrize("text", NO_MARKS)
def test_the_word_alone_is_no_mark(text: str) -> None:
    assert marking(text) is None


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert marking(text) in {None, "MẬT", "TỐI MẬT", "TUYỆT MẬT"}
