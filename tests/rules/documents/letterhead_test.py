"""The head of a letter above the annex, as each kind of office sets it: whose it is, its number, its day, its kind and its title."""

from datetime import date

from app.documents.annex.preamble import PlanFacts, read_preamble
from app.documents.annex.read import read_annex
from tests.rules.documents.drawn import USUAL, drawn
from tests.rules.documents.make import register

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def of(*rows: str) -> PlanFacts:
    """Each row with its cells between bars."""
    return read_preamble([[cell.strip() for cell in row.split("|")] for row in rows])


def test_a_table_of_one_row_with_lines_in_its_two_cells() -> None:
    facts = read_preamble(
        [
            [
                "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG NAI\n-------\nSố: 123/KH-UBND",
                "\n".join((*MOTTO, "---------------", "Đồng Nai, ngày 5 tháng 3 năm 2026")),
            ],
            ["KẾ HOẠCH"],
            ["Phát triển nhà ở xã hội năm 2026"],
            ["________"],
            ["Căn cứ Luật Nhà ở;"],
        ]
    )
    assert facts == PlanFacts(
        label=None,
        title="Phát triển nhà ở xã hội năm 2026",
        document_kind="KẾ HOẠCH",
        document_number="123/KH-UBND",
        document_symbol="/KH-UBND",
        issued_on=date(2026, 3, 5),
        issued_text="ngày 5 tháng 3 năm 2026",
        issuer="ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
        year=2026,
        document_title="Phát triển nhà ở xã hội năm 2026",
    )


def test_rows_of_two_cells_are_read_column_by_column() -> None:
    facts = of(
        f"UBND THÀNH PHỐ CẦN THƠ | {MOTTO[0]}",
        f"SỞ TÀI CHÍNH | {MOTTO[1]}",
        "Số: 9/KH-STC | Cần Thơ, ngày 10 tháng 01 năm 2026",
        "KẾ HOẠCH CÔNG TÁC NĂM 2026",
    )
    assert (facts.issuer, facts.document_number, facts.title) == ("SỞ TÀI CHÍNH", "9/KH-STC", "CÔNG TÁC NĂM 2026")


def test_a_name_of_an_office_goes_on_in_the_next_line() -> None:
    facts = of(f"BỘ NÔNG NGHIỆP | {MOTTO[0]}", f"VÀ MÔI TRƯỜNG | {MOTTO[1]}", "Số: 7/QĐ-BNNMT |")
    assert (facts.issuer, facts.document_number) == ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "7/QĐ-BNNMT")


def test_a_draft_leaves_number_and_day_blank() -> None:
    facts = of(
        f"ỦY BAN NHÂN DÂN          {MOTTO[0]}",
        f"XÃ TÂN PHÚ              {MOTTO[1]}",
        "Số:       /KH-UBND          Tân Phú, ngày    tháng    năm 2026",
        "KẾ HOẠCH",
        "Triển khai nhiệm vụ năm 2026",
    )
    assert (facts.issuer, facts.document_number, facts.document_symbol) == (
        "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ",
        None,
        "/KH-UBND",
    )
    assert (facts.issued_on, facts.year) == (None, 2026)


def test_the_party_has_its_own_words_in_the_same_places() -> None:
    facts = of(
        "THÀNH ỦY CẦN THƠ | ĐẢNG CỘNG SẢN VIỆT NAM",
        "* | ",
        "Số 12-KL/TU | Cần Thơ, ngày 2/4/2026",
        "KẾT LUẬN",
        "của Ban Thường vụ Thành ủy",
    )
    assert (facts.issuer, facts.document_number, facts.issued_on) == (
        "THÀNH ỦY CẦN THƠ",
        "12-KL/TU",
        date(2026, 4, 2),
    )
    assert facts.document_title == "của Ban Thường vụ Thành ủy"


def test_the_note_of_the_annex_counts_before_the_head_of_another_document() -> None:
    facts = of(
        f"ỦY BAN NHÂN DÂN | {MOTTO[0]}",
        "Số: 500/QĐ-UBND | Cần Thơ, ngày 1 tháng 2 năm 2026",
        "QUYẾT ĐỊNH",
        "Ban hành Kế hoạch phòng, chống thiên tai",
        "Phụ lục I",
        "DANH MỤC NHIỆM VỤ",
        "(Kèm theo Kế hoạch số 12/KH-PCTT ngày 31 tháng 01 năm 2026 của Ban Chỉ huy Phòng thủ dân sự)",
    )
    assert (facts.document_kind, facts.document_number, facts.issued_on, facts.issuer) == (
        "Kế hoạch",
        "12/KH-PCTT",
        date(2026, 1, 31),
        "Ban Chỉ huy Phòng thủ dân sự",
    )
    assert (facts.title, facts.document_title) == ("DANH MỤC NHIỆM VỤ", "Ban hành Kế hoạch phòng, chống thiên tai")


def test_blanks_of_the_note_are_filled_from_the_head_of_the_same_document() -> None:
    facts = of(
        f"ỦY BAN NHÂN DÂN | {MOTTO[0]}",
        "Số: 45/KH-UBND | Cần Thơ, ngày 1 tháng 2 năm 2026",
        "KẾ HOẠCH",
        "Công tác năm 2026",
        "Phụ lục",
        "NHIỆM VỤ",
        "(Kèm theo Kế hoạch số    /KH-UBND ngày   tháng   năm 2026)",
    )
    assert (facts.document_number, facts.issued_on, facts.issuer) == (
        "45/KH-UBND",
        date(2026, 2, 1),
        "ỦY BAN NHÂN DÂN",
    )


def test_the_text_of_the_letter_is_no_title() -> None:
    facts = of(
        f"ỦY BAN NHÂN DÂN | {MOTTO[0]}",
        "Số: 45/KH-UBND | Cần Thơ, ngày 1 tháng 2 năm 2026",
        "KẾ HOẠCH",
        "Thực hiện Nghị quyết số 57-NQ/TW",
        "của Bộ Chính trị năm 2026",
        "Thực hiện Chương trình hành động số 12-CTr/TU, UBND thành phố ban hành Kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
    )
    assert facts.title == "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị năm 2026"


def test_an_office_above_an_annex_without_a_letter() -> None:
    facts = of("UBND TỈNH CÀ MAU", "SỞ Y TẾ", "DANH MỤC CÔNG VIỆC", "Mẫu số 02", "Đơn vị tính: việc")
    assert (facts.issuer, facts.title) == ("SỞ Y TẾ", "DANH MỤC CÔNG VIỆC")


def test_the_head_of_an_export_of_ours_is_read_again_and_its_own_line_is_not() -> None:
    rows = "1 | A | Sở Y tế | Sở Nội vụ | Quý I/2026 | X"
    spread = " | < | < | < | < | <"
    head = (
        "PHỤ LỤC SỐ 01",
        "CHƯƠNG TRÌNH CÔNG TÁC",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 5 tháng 3 năm 2026 của Ủy ban nhân dân thành phố)",
        "Số liệu đến ngày 26/11/2026 · Lọc: trạng thái = quá hạn",
    )
    in_excel = drawn("\n".join([*(f"{line}{spread}" for line in head), USUAL, rows]))
    in_word = drawn("\n".join([*head, USUAL, rows, "Tổng số dòng: 1 · SHA-256: 0f3a"]))
    for document in (in_excel, in_word):
        draft = read_annex(document, register())
        assert draft.facts == PlanFacts(
            label="PHỤ LỤC SỐ 01",
            title="CHƯƠNG TRÌNH CÔNG TÁC",
            document_kind="Kế hoạch",
            document_number="12/KH-UBND",
            document_symbol="/KH-UBND",
            issued_on=date(2026, 3, 5),
            issued_text="ngày 5 tháng 3 năm 2026",
            issuer="Ủy ban nhân dân thành phố",
            year=2026,
        )
        assert draft.findings == ()
