"""Names as written and the register: the two annexes of the seeds, the 103 communes, and the traps between them."""

import csv
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agencies.matching import Found, Named, Part, Register
from app.agencies.register_files import AgencyRow, GroupRow, read_register
from app.kernel.text import fold, nfc

SEED = Path(__file__).parents[2] / "seed"
KINDS = {
    "board",
    "central",
    "commune",
    "department",
    "office",
    "other",
    "public_unit",
    "sector_body",
    "steering_committee",
    "vertical",
}
NAMESPACE = UUID("6f1d1c52-54c5-5d0e-9d6b-3f2a5ad0c1b7")
AGENCIES, GROUPS = read_register(SEED)
COMMUNES = [row for row in AGENCIES if row.kind == "commune"]


def named(row: AgencyRow | GroupRow) -> Named:
    short_name = row.short_name if isinstance(row, AgencyRow) else None
    return Named(uuid5(NAMESPACE, row.code), row.code, row.name, short_name, row.aliases)


def agency(code: str, name: str, *aliases: str, e_identifier: str | None = None) -> Named:
    return Named(uuid5(NAMESPACE, code), code, name, None, aliases, e_identifier)


REGISTER = Register(map(named, AGENCIES), map(named, GROUPS))


def code(found: Found | None) -> str | None:
    return found.named.code if found else None


def codes(parts: Iterable[Part]) -> list[str | None]:
    """The code of each part, with a star when it is narrowed."""
    return [f"{code(part.found)}*" if part.narrowed else code(part.found) for part in parts]


VPDP, TC, NNMT = "vpdp-ctmtqg", "so-tai-chinh", "so-nong-nghiep-va-moi-truong"
CONCERNED = "bodies-concerned*"

# Every agency cell of the two annexes, lead and coordinating.
SEED_CELLS = [
    # Phụ lục số 01
    ("Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố", [VPDP]),
    ("Sở Tài chính", [TC]),
    ("Thống kê thành phố", ["thong-ke"]),
    ("Sở Dân tộc và Tôn giáo", ["so-dan-toc-va-ton-giao"]),
    ("Sở Nông nghiệp và Môi trường", [NNMT]),
    (
        "Sở Nông nghiệp và Môi trường, Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố",
        [NNMT, VPDP],
    ),
    ("Sở Xây dựng", ["so-xay-dung"]),
    ("Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố, Sở Tài chính", [VPDP, TC]),
    ("Sở Xây dựng/ Sở Tài chính", ["so-xay-dung", TC]),
    ("Các sở, ban ngành phụ trách", ["departments-in-charge*"]),
    (
        "Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố; Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố",
        ["bcd-ctmtqg", VPDP],
    ),
    ("Ủy ban nhân dân cấp xã", ["communes"]),
    ("Các sở, ban ngành và Ủy ban nhân dân cấp xã", ["departments", "communes"]),
    ("Các Sở, ban ngành và Ủy ban nhân dân cấp xã", ["departments", "communes"]),
    (
        "Sở Nông nghiệp và Môi trường; Sở Nội vụ; Văn phòng Điều phối các Chương trình mục tiêu quốc gia, các sở, ban ngành liên quan",
        [NNMT, "so-noi-vu", VPDP, "departments-concerned*"],
    ),
    (
        "Sở Dân tộc và Tôn giáo; Các Sở, ban ngành và Ủy ban nhân dân cấp xã",
        ["so-dan-toc-va-ton-giao", "departments", "communes"],
    ),
    (
        "Sở Dân tộc và Tôn giáo; Các sở, ban ngành và Ủy ban nhân dân cấp xã",
        ["so-dan-toc-va-ton-giao", "departments", "communes"],
    ),
    (
        "Sở Nông nghiệp và Môi trường; Các sở, ban ngành và Ủy ban nhân dân cấp xã",
        [NNMT, "departments", "communes"],
    ),
    (
        "Chi nhánh Ngân hàng Chính sách xã hội thành phố; Các sở, ban ngành và Ủy ban nhân dân cấp xã",
        ["cn-nhcsxh", "departments", "communes"],
    ),
    ("Các đơn vị, tổ chức cá nhân trên địa bàn", ["local-organisations"]),
    (
        "Các sở, ban ngành; Ủy ban nhân dân cấp xã, các tổ chức có liên quan",
        ["departments", "communes", "organisations-concerned*"],
    ),
    (
        "Các Sở, ban ngành; Ủy ban nhân dân cấp xã, các tổ chức có liên quan",
        ["departments", "communes", "organisations-concerned*"],
    ),
    # Phụ lục I
    ("Chủ đầu tư", ["investors"]),
    ("Sở Nội vụ", ["so-noi-vu"]),
    ("Trung tâm Phát triển quỹ đất thành phố", ["tt-phat-trien-quy-dat"]),
    ("Sở Công Thương", ["so-cong-thuong"]),
    ("Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ", ["bql-kcx-cn"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["so-van-hoa-the-thao-va-du-lich"]),
    ("Sở Khoa học và Công nghệ", ["so-khoa-hoc-va-cong-nghe"]),
    ("Sở Y tế", ["so-y-te"]),
    ("Sở Y tế, Sở Giáo dục và Đào tạo", ["so-y-te", "so-giao-duc-va-dao-tao"]),
    ("Sở, ban ngành thành phố", ["departments"]),
    ("Sở, ban, ngành thành phố", ["departments"]),
    ("Sở, ban ngành thành phố; UBND xã, phường", ["departments", "communes"]),
    ("Sở, ban, ngành thành phố; UBND xã, phường", ["departments", "communes"]),
    ("Sở, ban, ngành thành phố; UBND xã, phường liên quan", ["departments", "communes-concerned*"]),
    (
        "Sở Tài chính; Trung tâm phát triển quỹ đất thành phố; cơ quan, đơn vị có liên",
        [TC, "tt-phat-trien-quy-dat", CONCERNED],
    ),
    ("Sở Nông nghiệp và Môi trường; cơ quan, đơn vị liên quan", [NNMT, CONCERNED]),
    ("Sở Xây dựng; Sở Nông nghiệp và Môi trường; cơ quan, đơn vị liên quan", ["so-xay-dung", NNMT, CONCERNED]),
    (
        "Sở Tài chính; Sở Xây dựng; Sở Nông nghiệp và Môi trường; cơ quan, đơn vị liên quan",
        [TC, "so-xay-dung", NNMT, CONCERNED],
    ),
    (
        "Sở Giáo dục và Đào tạo; Trường Đại học Cần Thơ; Sở, ban, ngành thành phố; UBND xã, phường",
        ["so-giao-duc-va-dao-tao", "dh-can-tho", "departments", "communes"],
    ),
    ("Cơ quan, đơn vị liên quan", [CONCERNED]),
    ("Sở Xây dựng; cơ quan, đơn vị liên quan", ["so-xay-dung", CONCERNED]),
    ("Bệnh viện Đa khoa Trung ương; cơ quan, đơn vị liên quan", ["bv-da-khoa-trung-uong", CONCERNED]),
]


@pytest.mark.parametrize(("cell", "expected"), SEED_CELLS)
@pytest.mark.parametrize("written", [str, str.upper, lambda cell: unicodedata.normalize("NFD", cell)])
def test_every_agency_cell_of_the_annexes(cell: str, expected: list[str], written: Callable[[str], str]) -> None:
    assert codes(REGISTER.split(written(cell))) == expected


def agency_cells(annex: str) -> list[tuple[str, str]]:
    """The lead and the coordinating cell of every row that has either, the repeated headers left out."""
    lines = (SEED / annex).read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line[:1].isdecimal()]
    return [(row[2], row[3]) for row in rows if row[2] or row[3]]


def test_the_cells_above_are_those_of_the_annexes() -> None:
    rows = [
        *agency_cells("phu-luc-01-chuong-trinh-cong-tac-2026.txt"),
        *agency_cells("phu-luc-I-ket-luan-thu-tuong-2026.txt"),
    ]
    assert len(rows) == 57
    assert {cell for row in rows for cell in row} == {cell for cell, _ in SEED_CELLS}
    assert sum(len(REGISTER.split(lead)) > 1 for lead, _ in rows) == 7


LISTS = [
    # shared head nouns
    ("Các sở: Tài chính, Xây dựng", [TC, "so-xay-dung"]),
    ("Sở: Y tế, Văn hóa, Thể thao và Du lịch", ["so-y-te", "so-van-hoa-the-thao-va-du-lich"]),
    ("Các Sở Tài chính, Xây dựng và Nông nghiệp & Môi trường", [TC, "so-xay-dung", NNMT]),
    ("Sở Tài chính, Nội vụ", [TC, "so-noi-vu"]),
    ("Các sở, ban ngành liên quan gồm: Sở Tài chính, Sở Xây dựng", [TC, "so-xay-dung"]),
    ("UBND phường Ninh Kiều, Cái Khế và Tân An", ["phuong-ninh-kieu", "phuong-cai-khe", "phuong-tan-an"]),
    ("UBND các phường Ninh Kiều, Cái Khế", ["phuong-ninh-kieu", "phuong-cai-khe"]),
    (
        "UBND các phường: Ninh Kiều, Cái Khế; UBND các xã: Vị Thanh 1",
        ["phuong-ninh-kieu", "phuong-cai-khe", "xa-vi-thanh-1"],
    ),
    ("UBND cấp xã: Ninh Kiều, Long Phú", ["phuong-ninh-kieu", "xa-long-phu"]),
    ("Các sở, ban ngành; UBND xã, phường: Ninh Kiều, Cái Khế", ["departments", "phuong-ninh-kieu", "phuong-cai-khe"]),
    ("Công an thành phố, Ninh Kiều", ["cong-an", "phuong-ninh-kieu"]),
    ("Sở Tài chính, Ninh Kiều", [TC, None]),  # a list of departments names no ward
    ("UBND các phường: Long Phú", [None]),  # Long Phú is a rural commune
    # separators
    ("Sở Tài chính Sở Xây dựng", [TC, "so-xay-dung"]),
    ("Công an thành phố Sở Tài chính", ["cong-an", TC]),
    ("Sở, ban ngành thành phố UBND xã, phường", ["departments", "communes"]),
    ("UBND phường Ninh Kiều P. Cái Khế", ["phuong-ninh-kieu", "phuong-cai-khe"]),
    ("- Sở Tài chính;\n- Sở Xây dựng.", [TC, "so-xay-dung"]),
    ("1. Sở Tài chính\n2. Sở Xây dựng", [TC, "so-xay-dung"]),
    ("a) Xã Vị Tân\nb) Phường Vị Thanh\n1. Sở Y tế", [None, "phuong-vi-thanh", "so-y-te"]),
    ("Phường Vị Thanh\n1", ["phuong-vi-thanh", None]),
    ("Sở Văn hóa,\nThể thao và Du lịch", ["so-van-hoa-the-thao-va-du-lich"]),
    ("(Sở Tài chính, Sở Xây dựng)", [TC, "so-xay-dung"]),
    ("Các sở, ban, ngành, UBND xã, phường", ["departments", "communes"]),
    ("Các sở, ban, ngành, đoàn thể thành phố", ["departments", None]),
    ("Sở Giáo dục-Đào tạo - Sở Y tế", ["so-giao-duc-va-dao-tao", "so-y-te"]),
    # a "và" or a dash inside a name that nobody knows
    ("Ban Tuyên giáo và Dân vận Thành ủy", [None]),
    ("Văn phòng HĐND và UBND xã", [None]),
    ("Phòng Văn hóa - Xã hội, Sở Y tế", [None, "so-y-te"]),
    ("Hội Nông dân - Thành đoàn", [None, None]),
    ("Công ty X và Sở Y tế", [None, "so-y-te"]),
    ("Công ty X và Công ty Y", [None, None]),
    # marks of footnotes
    ("Sở Tài chính (1), Sở Xây dựng [2]", [TC, "so-xay-dung"]),
    ("Sở Tài chính¹ và Xã Vị Thanh 1²", [TC, "xa-vi-thanh-1"]),
    # titles, notes, the city
    ("Đ/c Giám đốc Sở Tài chính", [TC]),
    ("Đ/c Nguyễn Văn A, Giám đốc Sở Tài chính", [None, TC]),
    ("Lãnh đạo, Sở Tài chính", [None, TC]),
    ("Chánh Văn phòng UBND thành phố", ["vp-ubnd"]),
    ("Thủ trưởng các sở, ban ngành; Chủ tịch UBND các xã, phường", ["departments", "communes"]),
    ("Sở Tài chính (chủ trì), Sở Xây dựng là cơ quan thường trực", [TC, "so-xay-dung"]),
    ("Sở Tài chính (chủ trì), Sở Xây dựng (phối hợp)", [TC, None]),  # another role than the column's
    ("Văn phòng Điều phối các Chương trình mục tiêu quốc gia thành phố (VPĐP)", [VPDP]),
    ("Sở Tài chính (Sở Xây dựng)", [None]),
    ("Sở Tài chính (Phòng Ngân sách, Phòng Đầu tư), Sở Y tế", [None, "so-y-te"]),
    ("Phường Ninh Kiều, TP. Cần Thơ; Sở Tài chính TP. Cần Thơ", ["phuong-ninh-kieu", TC]),
    ("Sở Tài chính, thành phố Hồ Chí Minh", [TC, None]),
    # narrowed classes
    ("Các sở, ban ngành thành phố được giao nhiệm vụ", ["departments-in-charge*"]),
    ("Các sở, ban ngành có liên quan", ["departments-concerned*"]),
    ("UBND các xã, phường nơi có dự án liên quan", ["communes-concerned*"]),
    ("Chủ đầu tư theo phân công", ["None*"]),  # no group stands for these
    ("Các hội, đoàn thể liên quan", [None, "None*"]),
    ("Các sở, ban ngành và UBND cấp xã liên quan", ["departments-concerned*", "communes-concerned*"]),
    ("Các sở, ban ngành và các tổ chức có liên quan", ["departments", "organisations-concerned*"]),
    ("Sở Tài chính và UBND cấp xã liên quan", [TC, "communes-concerned*"]),
    ("Tỉnh đoàn và UBND cấp xã liên quan", [None, "communes-concerned*"]),
    ("UBND các xã, phường có dự án", [None]),  # some of them, but by no word we know
    # no guess
    ("UBND các xã, phường Ninh Kiều", [None]),
    ("Phòng A thuộc Sở Văn hóa, Thể thao và Du lịch", [None]),
    ("Hội Nông dân, Hội Phụ nữ và Thành đoàn", [None, None, None]),
    ("Sở Tài chính: tham mưu", [None]),
    ("Sở Tài chính và", [TC]),
    ("và", [None]),
    ("", []),
    (" - ; ", []),
]


@pytest.mark.parametrize(("cell", "expected"), LISTS)
def test_lists_of_names(cell: str, expected: list[str | None]) -> None:
    assert codes(REGISTER.split(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "texts", "separators"),
    [
        ("Sở Xây dựng/ Sở Tài chính", ["Sở Xây dựng", "Sở Tài chính"], ["", "/"]),
        ("Sở Y tế, Sở Nội vụ;Sở Tư pháp", ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], ["", ",", ";"]),
        ("Sở Y tế VÀ Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], ["", "và"]),
        ("Sở Y tế, và Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], ["", "và"]),
        ("Sở Y tế và/hoặc Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], ["", "và/hoặc"]),
        ("- Sở Y tế\n- Sở Nội vụ.", ["Sở Y tế", "Sở Nội vụ."], ["", "\n"]),
        ("Sở Y tế + Sở Nội vụ & Sở Tư pháp", ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"], ["", "+", "&"]),
        ("Sở Y tế – Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], ["", "-"]),
        ("Sở Y tế. Sở Nội vụ", ["Sở Y tế.", "Sở Nội vụ"], ["", " "]),
        ("UBND\u200b  xã, phường;", ["UBND  xã, phường"], [""]),
        ("và Sở Y tế", ["Sở Y tế"], ["và"]),
        ("Sở Y tế (chủ trì); Sở Nội vụ", ["Sở Y tế (chủ trì)", "Sở Nội vụ"], ["", ";"]),
        ("Các sở: Y tế, Nội vụ", ["Các sở: Y tế", "Nội vụ"], ["", ","]),
        ("Sở Y tế\u00a0Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], ["", " "]),
        ("STC12STC", ["STC12STC"], [""]),
    ],
)
def test_parts_keep_their_text_and_what_stood_between(cell: str, texts: list[str], separators: list[str]) -> None:
    parts = REGISTER.split(cell)
    assert [part.text for part in parts] == texts
    assert [part.separator for part in parts] == separators


SPELLINGS = [
    ("so-tai-chinh", "STC|Sở TC|sở tài chính|SỞ TÀI CHÍNH TP. CẦN THƠ|Sở Tài chính thành phố|so-tai-chinh"),
    (NNMT, "NN&MT|Sở NNMT|Sở NN&MT|Sở NN và MT|SNNMT|Sở Nông nghiệp & Môi trường|Sở Nông nghiệp - Môi trường"),
    ("so-khoa-hoc-va-cong-nghe", "Sở KH&CN|Sở KHCN|SKHCN|Sở Khoa học, Công nghệ"),
    ("so-van-hoa-the-thao-va-du-lich", "SVHTTDL|Sở VHTT&DL|Sở VH,TT&DL|Sở Văn hoá Thể thao & Du lịch"),
    ("so-giao-duc-va-dao-tao", "Sở GD&ĐT|Sở GDĐT|SGDĐT|Sở GD-ĐT"),
    ("so-tu-phap", "Sở TP|STP|Sở Tư pháp thành phố"),
    ("so-cong-thuong", "Sở CT|SCT|Sở Công thương"),
    ("thanh-tra", "Thanh tra TP|Thanh tra|TTTP|Thanh tra thành phố Cần Thơ"),
    ("vp-ubnd", "Văn phòng UBND thành phố|Văn phòng Uỷ ban nhân dân thành phố|VP UBND|VPUB|Văn phòng UBND TP.Cần Thơ"),
    ("ubnd-tp", "UBND thành phố|UBND TP|Uỷ ban nhân dân TP. Cần Thơ|UBND TPCT"),
    (VPDP, "VPĐP|VP Điều phối|Văn phòng Điều phối Chương trình MTQG|VPĐP các CTMTQG thành phố"),
    ("bcd-ctmtqg", "BCĐ các CTMTQG thành phố|Ban chỉ đạo các chương trình mục tiêu quốc gia"),
    ("bql-kcx-cn", "BQL KCX&CN|Ban Quản lý các khu chế xuất và công nghiệp|Ban QL các KCX&CN"),
    ("bv-da-khoa-trung-uong", "Bệnh viện Đa khoa Trung ương|BV Đa khoa Trung ương Cần Thơ"),
    ("dh-can-tho", "Trường ĐH Cần Thơ|ĐHCT|Đại học Cần Thơ"),
    ("tt-phat-trien-quy-dat", "TTPTQĐ|TT phát triển quỹ đất TP|Trung tâm PTQĐ thành phố"),
    ("thong-ke", "Thống kê|Thống kê TP Cần Thơ|Chi cục Thống kê thành phố"),
    ("cn-nhcsxh", "Chi nhánh NHCSXH thành phố|Ngân hàng CSXH thành phố"),
    ("communes", "UBND xã, phường|UBND các xã, phường|Ủy ban nhân dân các phường, xã|các xã, phường|UBND xã/phường"),
    ("departments", "các sở, ban, ngành|Sở, ban, ngành thành phố|Các sở ban ngành TP|các sở, ngành"),
    ("departments-proper", "Các sở|Các sở TP|các sở thành phố"),
    ("wards", "UBND các phường|các phường"),
    ("rural-communes", "UBND các xã|các xã"),
    ("investors", "Chủ đầu tư|Các chủ đầu tư|chủ đầu tư các dự án"),
    ("bodies-concerned", "cơ quan, đơn vị có liên quan|các cơ quan liên quan|cơ quan, đơn vị liên quan..."),
]


@pytest.mark.parametrize(
    ("expected", "written"), [(code, name) for code, names in SPELLINGS for name in names.split("|")]
)
def test_usual_spellings_find_their_agency(expected: str, written: str) -> None:
    assert code(REGISTER.find(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "Phường Long Phú",  # the ward is Long Phú 1, the rural commune is Long Phú
        "Xã Long Phú 1",
        "Xã Long Phú 2",
        "Xã Vị Thanh",
        "Phường Vị Thanh 1",
        "Phường Vị",
        "Phường Tấn An",
        "Phuong Tan An",
        "Xã Ninh Kiều",
        "Thanh tra Sở Xây dựng",
        "Công an phường Ninh Kiều",
        "Văn phòng UBND phường Ninh Kiều",
        "UBND",
        "Sở",
        "Thuế",
        "Trường Đại học",
        "Văn phòng",
        "UBND thành phố Hồ Chí Minh",
        "Sở Tài chính, Sở Xây dựng",
        "Cơ quan, đơn vị",
        "Sở Lao động, Thương binh và Xã hội",
        "",
    ],
)
def test_other_names_find_nothing(written: str) -> None:
    assert REGISTER.find(written) is None


@pytest.mark.parametrize("commune", COMMUNES, ids=lambda row: row.code)
def test_a_commune_is_found_by_each_spelling_and_only_itself(commune: AgencyRow) -> None:
    head, _, name = commune.name.partition(" ")
    other_tone_place = commune.name.replace("uỷ", "ủy").replace("oà", "òa").replace("oả", "ỏa")
    for written in (
        commune.name,
        f"UBND {head.lower()} {name}",
        f"Ủy ban nhân dân {head.lower()} {name}",
        f"{head[0]}. {name}",
        f"UBND {head[0]}.{name}",
        name,
        commune.name.upper(),
        unicodedata.normalize("NFD", commune.name),
        other_tone_place,
        f"{commune.name}, thành phố Cần Thơ",
        commune.code,
    ):
        assert code(REGISTER.find(written)) == commune.code, written
        found = REGISTER.find(written)
        assert found is not None
        assert not found.is_group
    assert code(REGISTER.find(f"{commune.name} 3")) is None


@pytest.mark.parametrize("row", [*AGENCIES, *GROUPS], ids=lambda row: row.code)
def test_nothing_in_the_register_means_two(row: AgencyRow | GroupRow) -> None:
    short_name = [row.short_name] if isinstance(row, AgencyRow) and row.short_name else []
    for written in (row.name, row.code, *row.aliases, *short_name):
        found = REGISTER.find(written)
        assert code(found) == row.code, written
        assert found is not None
        assert found.is_group == isinstance(row, GroupRow)


def test_a_narrowed_name_is_never_the_class() -> None:
    classes = [row for row in GROUPS if row.rule_kinds or row.members]
    assert len(classes) == 5
    for row in classes:
        for written in (row.name, *row.aliases):
            for words in ("liên quan", "có liên quan", "phụ trách", "được giao", "có liên"):
                (part,) = REGISTER.split(f"{written} {words}")
                assert part.narrowed
                assert code(part.found) not in {group.code for group in classes}


def test_a_spelling_two_agencies_share_finds_neither_but_a_name_is_stronger_than_an_alias() -> None:
    register = Register(
        [
            agency("mot", "Sở Một", "Phòng chung", "Trạm Ba", e_identifier="H13.05"),
            agency("hai", "Sở Hai", "Phòng chung", "Phòng chung"),
            agency("ba", "Trạm Ba", "..."),
        ],
        [agency("nhom", "Nhóm chung", "Phòng chung")],
    )
    assert register.find("Phòng chung") is None
    assert code(register.find("Trạm Ba")) == "ba"
    assert code(register.find("h13.05")) == "mot"
    assert code(register.find(" NHOM ")) == "nhom"


def test_an_empty_register_finds_nothing() -> None:
    register = Register([], [])
    assert codes(register.split("Sở Y tế và Sở Nội vụ")) == [None, None]
    assert register.nearest("Sở Y tế") == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Phường Tấn An", "phuong-tan-an"),
        ("Phuong Tan An", "phuong-tan-an"),
        ("Xã Long Phú 2", "xa-long-phu"),
        ("Xã Ninh Kiều", "phuong-ninh-kieu"),
        ("So Tai chinh", "so-tai-chinh"),
        ("Sở Nông nghiệp và Phát triển nông thôn", NNMT),
        ("VP Dieu phoi", VPDP),
        ("các sơ ban nganh", "departments"),
    ],
)
def test_the_nearest_name_is_offered_first(written: str, expected: str) -> None:
    assert REGISTER.nearest(written)[0].code == expected


def test_no_more_names_are_offered_than_asked_and_none_far_away() -> None:
    assert len(REGISTER.nearest("Xã Tân", n=2)) == 2
    assert REGISTER.nearest("Zzzz") == []
    assert REGISTER.nearest("") == []


NAMES = ["Sở ", "Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "sở, ban ngành", "xã, phường", "Phường Ninh Kiều"]
MORE_NAMES = ["Long Phú", " 1", "Công an", "thành phố", "Cần Thơ", "UBND ", "x\u0301\u0323", "²", "ǅ"]
SMALL_WORDS = ["các ", "liên quan", "phụ trách", "có liên", " và ", " hoặc ", "đ/c ", "1. "]
SIGNS = [", ", ";", "/", "\n- ", " - ", "(", ")", ":", ".", "&"]
PIECES = st.sampled_from([*NAMES, *MORE_NAMES, *SMALL_WORDS, *SIGNS])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_splitting_never_fails_and_loses_no_letter(cell: str) -> None:
    parts = REGISTER.split(cell)
    rejoined = "".join(f"{part.separator} {part.text} " for part in parts)
    assert fold(rejoined).replace(" ", "") == fold(cell).replace(" ", "")
    assert all(part.text == nfc(part.text).strip() and part.text for part in parts)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_a_class_found_is_never_followed_by_narrowing_words(cell: str) -> None:
    for part in REGISTER.split(cell):
        if code(part.found) in {"departments", "communes"}:
            assert not part.narrowed
            assert "lien quan" not in fold(part.text)
            assert "phu trach" not in fold(part.text)


def test_an_annex_of_a_thousand_rows_is_split_at_once() -> None:
    cells = [cell for cell, _ in SEED_CELLS]
    began = time.perf_counter()
    for row in range(2000):
        REGISTER.split(cells[row % len(cells)])
    assert time.perf_counter() - began < 2  # 1 ms a cell


def test_the_files_of_the_register_hold_together() -> None:
    by_code = {row.code: row for row in AGENCIES}
    assert len(by_code) == len(AGENCIES)
    assert len({row.code for row in GROUPS} | by_code.keys()) == len(AGENCIES) + len(GROUPS)
    assert {row.kind for row in AGENCIES} == KINDS
    assert all(code == fold(code).replace(" ", "-") for code in by_code)
    assert all(row.parent_code is None or row.parent_code in by_code for row in AGENCIES)
    assert all(row.e_identifier is None for row in AGENCIES)  # the city's own list is not known
    assert all(set(row.members) <= by_code.keys() and set(row.rule_kinds) <= KINDS for row in GROUPS)
    assert not any(row.unresolved and (row.members or row.rule_kinds) for row in GROUPS)
    assert {row.code for row in GROUPS if not (row.unresolved or row.members or row.rule_kinds)} == {"investors"}


def test_the_city_has_31_wards_and_72_rural_communes() -> None:
    with (SEED / "can-tho-communes.csv").open(encoding="utf-8", newline="") as file:
        official = {line["code"]: line["full_name"] for line in csv.DictReader(file)}
    assert {row.admin_unit_code: row.name for row in COMMUNES} == official
    members = {row.code: row.members for row in GROUPS}
    assert len(members["wards"]) == 31
    assert len(members["rural-communes"]) == 72
    assert {*members["wards"], *members["rural-communes"]} == {row.code for row in COMMUNES}
