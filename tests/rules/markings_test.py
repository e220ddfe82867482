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
    # set apart in a line that says more
    ("Kế hoạch phòng thủ (MẬT)", "MẬT"),
    ("Kế hoạch phòng thủ [T Ố I  M Ậ T] năm 2026", "TỐI MẬT"),
    ("Số: 12/KH-UBND     TUYỆT MẬT", "TUYỆT MẬT"),
    ("TUYỆT MẬT – Kế hoạch phòng thủ", "TUYỆT MẬT"),
    ("Đã trình Thành ủy. TUYỆT MẬT. Bản số 3", "TUYỆT MẬT"),
    ("Phân loại: TỐI MẬT", "TỐI MẬT"),
    ("Số: 12/KH-UBND; TỐI MẬT; bản số 2", "TỐI MẬT"),
    ("Số: 12/KH-UBND; độ mật: Mật", "MẬT"),
    ("Kế hoạch phòng thủ (Độ mật: Tối mật)", "TỐI MẬT"),
    # letters of other alphabets that look the same
    ("\u041cẬ\u0422", "MẬT"),
    ("\u0422ỐI M\u1eac\u03a4", "TỐI MẬT"),
    ("M\u0410\u0302\u0323T", "MẬT"),
    ("\u0422U\u04ae\u0415\u0302\u0323\u0422 MẬ\u0422", "TUYỆT MẬT"),
    ("Kế hoạch phòng thủ (\u041cẬ\u0422)", "MẬT"),
    ("\u0110ộ mật: m\u0430\u0302\u0323\u0442", "MẬT"),
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
    # a sentence that speaks of the mark, and a list of the degrees
    "Văn bản TUYỆT MẬT phải gửi riêng",
    "Rà soát tài liệu đóng dấu “TUYỆT MẬT” còn lưu tại kho",
    "KẾ HOẠCH GIẢI MẬT TÀI LIỆU TỐI MẬT NĂM 2026",
    "Danh mục bí mật nhà nước (TUYỆT MẬT, TỐI MẬT, MẬT)",
    "TUYỆT MẬT; TỐI MẬT; MẬT",
    "Kế hoạch phòng thủ (mật)",
    "Đường (mật), sữa",
    "GIẢI MẬT - TIÊU HỦY",
    "BẢO MẬT: MẬT KHẨU",
    "\u041c\u0410\u0422",
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
