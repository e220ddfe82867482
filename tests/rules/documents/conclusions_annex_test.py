"""Seed 2 (Phụ lục I, the Prime Minister's conclusions), every row against a table typed from the document."""

from collections.abc import Sequence

import pytest

from app.deadlines import Kind, Purpose
from app.documents.annex.columns import Role
from app.documents.annex.draft import RowDraft
from tests.rules.documents.make import CONCLUSIONS, NTM, codes, coordinating_codes, lead_codes, seed

FINANCE = "so-tai-chinh"
FARMING = "so-nong-nghiep-va-moi-truong"
BUILDING = "so-xay-dung"
HEALTH = "so-y-te"
LAND_FUND = "tt-phat-trien-quy-dat"
ALL = ["departments", "communes"]
CONCERNED = "bodies-concerned"
JUNE = "Trong tháng 6 năm 2026"
BY_PLAN = "Báo cáo tiến độ thực hiện theo kế hoạch"

# number, parent's number, leads, coordinating, deadline, first words of the title, its last words
GOLDEN: Sequence[tuple[str, str | None, list[str], list[str], str | None, str, str]] = (
    (
        "1",
        None,
        [FINANCE],
        ["departments"],
        "Báo cáo tiến độ thực hiện trước ngày 20/6/2026",
        "Rà soát, bổ sung, cập nhật nội dung Quy hoạch",
        "quy hoạch ngành quốc gia.",
    ),
    ("2", None, [BUILDING], ALL, BY_PLAN, "Hoàn thành lập Quy hoạch chung", "của Thủ tướng Chính phủ."),
    (
        "3",
        None,
        [FINANCE],
        ALL,
        "Chậm nhất 10 ngày, sau khi có số liệu công bố ước GRDP quý II, quý III năm 2026",
        "Rà soát, điều chỉnh kịch bản",
        "rõ trách nhiệm, rõ thẩm quyền",
    ),
    ("4", None, [FINANCE], ALL, JUNE, "Tham mưu xây dựng chương trình/kế hoạch", "năng lượng tái tạo..."),
    ("5", None, [FINANCE], ALL, JUNE, "- Tham mưu xây dựng và triển khai", "đầu tư công năm 2026."),
    ("6", None, [FINANCE], ALL, "Trong tháng 7 năm 2026", "Tham mưu điều chuyển vốn", "nhu cầu bổ sung vốn."),
    (
        "7",
        None,
        ["investors"],
        [FINANCE, LAND_FUND, CONCERNED],
        "Báo cáo tiến độ, kết quả giải ngân vốn đầu tư công về Sở Tài chính, UBND thành phố định kỳ vào thứ Tư hằng tuần",
        "Xây dựng, triển khai kế hoạch giải ngân",
        "trên 100 tỷ đồng.",
    ),
    (
        "8",
        None,
        [FARMING],
        ["departments", "communes-concerned"],
        "Trước ngày 20/6/2026",
        "Tổng rà soát tình hình",
        "quốc gia và Thành phố",
    ),
    ("9", None, ["so-noi-vu"], ALL, JUNE, "Phương án tổ chức bộ máy", "thành phố tháng 6 năm 2026."),
    ("10", None, [FINANCE], ALL, JUNE, "Tham mưu xử lý dứt điểm", "trụ sở dôi dư."),
    ("11", None, [LAND_FUND], [FARMING, CONCERNED], JUNE, "Tham mưu phê duyệt", "điều kiện theo quy định."),
    (
        "12",
        None,
        [FINANCE],
        ["departments"],
        "Theo Kế hoạch của Tổ công tác số 7 Ban Chỉ đạo 533",
        "Tổng kết việc thực hiện Nghị quyết số 59-NQ/TW",
        "toàn diện của Thành phố.",
    ),
    (
        "13",
        None,
        [FINANCE],
        [BUILDING, FARMING, CONCERNED],
        JUNE,
        "Tham mưu xử lý các dự án",
        "năm 2026 của Chính phủ.",
    ),
    ("14", None, [], [], None, "Tập trung nguồn lực ưu tiên", "quan trọng, cụ thể:"),
    ("14.1", "14", ["so-cong-thuong"], ["departments"], JUNE, "Về công nghiệp:", "sớm đưa vào vận hành."),
    (
        "14.2",
        "14",
        ["bql-kcx-cn"],
        [FINANCE, BUILDING, FARMING, CONCERNED],
        JUNE,
        "Về khu công nghiệp:",
        "khu công nghiệp mới theo quy hoạch.",
    ),
    ("14.3", "14", [FARMING], ALL, JUNE, "Về nông nghiệp:", "nhà đầu tư công nghệ cao..."),
    ("14.4", "14", ["so-cong-thuong"], ALL, JUNE, "Về thương mại dịch vụ:", "logistics, kho bãi, vận tải."),
    ("14.5", "14", ["so-van-hoa-the-thao-va-du-lich"], ALL, JUNE, "Về du lịch:", "bản sắc văn hóa sông nước."),
    ("15", None, ["so-khoa-hoc-va-cong-nghe"], ALL, JUNE, "Xây dựng hệ thống cơ sở dữ liệu", "cho khu vực tư."),
    ("16", None, [FINANCE], ALL, JUNE, "Tham mưu xây dựng, triển khai", "nguồn lực cho phát triển."),
    (
        "17",
        None,
        ["so-khoa-hoc-va-cong-nghe"],
        ["so-giao-duc-va-dao-tao", "dh-can-tho", *ALL],
        BY_PLAN,
        "Tiếp tục tham mưu triển khai hiệu quả",
        "phù hợp, hài hòa.",
    ),
    ("18", None, [HEALTH], [CONCERNED], BY_PLAN, "Triển khai có hiệu quả", "đồng bào dân tộc thiểu số."),
    ("19", None, [HEALTH], [BUILDING, CONCERNED], BY_PLAN, "Khẩn trương đưa Bệnh viện", "trong năm 2026."),
    ("20", None, [HEALTH], ["bv-da-khoa-trung-uong", CONCERNED], JUNE, "Tham mưu về việc đầu tư", "sông Cửu Long."),
    (
        "21",
        None,
        [HEALTH, "so-giao-duc-va-dao-tao"],
        [CONCERNED],
        JUNE,
        "Phối hợp với các Bộ:",
        "xem xét, quyết định.",
    ),
)

TITLE_4 = (
    "Tham mưu xây dựng chương trình/kế hoạch thu hút đầu tư và đẩy nhanh tiến độ triển khai các dự án, công trình trọng"
    " điểm quốc gia và Thành phố theo phương án thi công mới, hiện đại, phù hợp điều kiện đặc thù về địa chất của vùng"
    " Đồng bằng sông Cửu Long, bảo đảm tính liên kết vùng, kết nối xuyên suốt các cực tăng trưởng của Thành phố theo 02"
    " trục Bắc - Nam, Đông - Tây, như: Hệ thống cảng biển quốc tế Trần Đề, cảng cạn, cảng thủy nội địa; đường sắt nối"
    " Thành phố Hồ Chí Minh - Cần Thơ; cao tốc Châu Đốc - Cần Thơ - Sóc Trăng; đường Vành đai phía Tây; Khu kinh tế -"
    " Trung tâm logistics Trần Đề; Khu thương mại tự do, khu công nghệ số tập trung, trung tâm khởi nghiệp và đổi mới"
    " sáng tạo; Khu đô thị Đại học; Khu Y tế công nghệ cao; các Dự án năng lượng, đặc biệt là năng lượng tái tạo..."
)
TITLE_5 = (
    "- Tham mưu xây dựng và triển khai kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030 bảo đảm thực hiện yêu cầu"
    " về hạch toán kinh tế - xã hội, gắn với quy hoạch và kết nối liên vùng; đánh giá hiệu quả đầu tư trước khi phân bổ"
    " vốn; thực hiện nghiêm quy định giảm ít nhất 30% số lượng dự án so với giai đoạn 2021 - 2025.\n"
    "- Tham mưu tháo gỡ khó khăn, vướng mắc, đẩy mạnh phân bổ, giải ngân vốn đầu tư công năm 2026."
)
TITLE_9 = (
    "Phương án tổ chức bộ máy, sắp xếp, bố trí, đào tạo, bồi dưỡng cán bộ cấp xã và sắp xếp đội ngũ người hoạt động"
    " không chuyên trách cấp xã bảo đảm hoạt động ổn định, hiệu quả, nâng cao hiệu lực thực thi công vụ và phù hợp tình"
    " hình thực tiễn của từng địa bàn, nhất là trong một số lĩnh vực như giáo dục, y tế, đất đai, xây dựng, tài chính,"
    " công nghệ thông tin.\n"
    "Hoàn thành việc sắp xếp tổ chức lại ấp, khu vực năm 2026 trên địa bàn thành phố tháng 6 năm 2026."
)


def numbered(number: str) -> RowDraft:
    return next(row for row in seed(CONCLUSIONS).rows if row.number == number)


@pytest.mark.parametrize("at", range(len(GOLDEN)), ids=lambda at: GOLDEN[at][0])
def test_every_cell_of_row(at: int) -> None:
    row = seed(CONCLUSIONS).rows[at]
    number, parent, leads, coordinating, deadline, opening, ending = GOLDEN[at]
    assert (row.number, row.section) == (number, None)
    assert (seed(CONCLUSIONS).rows[row.parent].number if row.parent is not None else None) == parent
    assert row.is_heading is (number == "14")
    assert lead_codes(row) == leads
    assert coordinating_codes(row) == coordinating
    assert row.deadline_text == deadline
    assert row.deliverable is None
    assert row.title.startswith(opening)
    assert row.title.endswith(ending)


def test_25_tasks_and_one_heading_57_tasks_with_the_other_annex() -> None:
    draft = seed(CONCLUSIONS)
    assert draft.sections == ()
    assert (len(draft.rows), len(draft.tasks)) == (26, 25)
    both = [*draft.tasks, *seed(NTM).tasks]
    assert len(both) == 57
    assert sum(len(row.leads) > 1 for row in both) == 7


@pytest.mark.parametrize(("number", "title"), [("4", TITLE_4), ("5", TITLE_5), ("9", TITLE_9)])
def test_paragraphs_and_dash_lines_stay_inside_their_title(number: str, title: str) -> None:
    assert numbered(number).title == title


def test_the_facts_above_the_table_with_their_blanks() -> None:
    facts = seed(CONCLUSIONS).facts
    assert facts.label == "Phụ lục I"
    assert facts.title == (
        "PHÂN CÔNG THỰC HIỆN CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM CỤ THỂ THEO KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ"
        " TẠI BUỔI LÀM VIỆC VỚI BAN THƯỜNG VỤ THÀNH ỦY CẦN THƠ"
    )
    assert (facts.document_kind, facts.document_number, facts.document_symbol) == ("Kế hoạch", None, "/KH-UBND")
    assert (facts.issued_on, facts.issued_text, facts.year) == (None, "ngày tháng 6 năm 2026", 2026)
    assert facts.issuer == "Ủy ban nhân dân thành phố"


def test_columns_keep_the_scan_errors_of_their_titles_and_ask_for_advice() -> None:
    draft = seed(CONCLUSIONS)
    assert draft.column_titles == (
        "TT",
        "NHIỆM VỤ, GIẢI PHÁP CỤ THỂ TRỌNG TÂM THEO KẾT LUẬN CỦA THỦ TƯỚNG",
        "CƠ QUAN, ĐƠN VỊ CHỦ TRÌ THEO DÕI, THAM MUÙ",
        "CƠ QUAN, ĐƠN VỊ PHỐI HỢP",
        "THỜI HẠN THAM MUÙ/BÁO CÁO",
    )
    assert [column.role for column in draft.columns] == [
        Role.number,
        Role.task_title,
        Role.lead,
        Role.coordinating,
        Role.deadline,
    ]
    assert draft.deadline_purpose is Purpose.advice


def test_readings_take_their_purpose_from_the_column_unless_the_phrase_says_more() -> None:
    monthly, report, weekly = numbered("4").reading, numbered("1").reading, numbered("7").reading
    assert monthly is not None
    assert report is not None
    assert weekly is not None
    assert (monthly.kind, monthly.purpose) == (Kind.date, Purpose.advice)
    assert (report.kind, report.purpose) == (Kind.date, Purpose.progress_report)
    assert (weekly.kind, weekly.purpose) == (Kind.recurring, Purpose.progress_report)
    assert numbered("14").reading is None


def test_deadlines_without_a_day_are_findings() -> None:
    draft = seed(CONCLUSIONS)
    unread = [one.row for one in draft.findings if one.code == "unread-deadline"]
    assert [draft.rows[row].number for row in unread if row is not None] == ["2", "12", "17", "18", "19"]


def test_citations_of_the_annex() -> None:
    cited = [
        (row.number, one.instrument.value, one.number, str(one.issued_on), one.text)
        for row in seed(CONCLUSIONS).rows
        for one in row.citations
    ]
    assert cited == [
        ("2", "decision", "909/QĐ-TTg", "2026-05-21", "Quyết định số 909/QĐ-TTg ngày 21 tháng 5 năm 2026"),
        ("12", "resolution", "59-NQ/TW", "2020-08-05", "Nghị quyết số 59-NQ/TW ngày 05 tháng 8 năm 2020"),
        ("12", "resolution", "45/2022/QH15", "2022-01-11", "Nghị quyết số 45/2022/QH15 ngày 11 tháng 01 năm 2022"),
        ("13", "resolution", "29/2026/QH16", "None", "Nghị quyết số 29/2026/QH16"),
        ("13", "decree", "147/2026/NĐ-CP", "2026-05-07", "Nghị định số 147/2026/NĐ-CP ngày 07 tháng 5 năm 2026"),
        ("17", "resolution", "57-NQ/TW", "None", "Nghị quyết 57-NQ/TW"),
    ]


def test_dates_in_titles_are_found_in_rows_7_9_18_19_and_no_others() -> None:
    named = [(row.number, one.text) for row in seed(CONCLUSIONS).rows for one in row.title_deadlines]
    assert named == [
        ("7", "trong năm 2026"),
        ("9", "tháng 6 năm 2026"),
        ("18", "mỗi năm 1 lần"),
        ("19", "trong năm 2026"),
    ]
    found = [one.row for one in seed(CONCLUSIONS).findings if one.code == "date-in-title"]
    assert [seed(CONCLUSIONS).rows[row].number for row in found if row is not None] == ["7", "9", "18", "19"]
    assert all(not row.title_deadlines for row in seed(NTM).rows)


def test_the_absent_product_column_is_one_finding_and_no_row_asks_for_a_product() -> None:
    found = [one for one in codes(seed(CONCLUSIONS)) if one[0] not in ("date-in-title", "narrowed-agency")]
    assert [one for one in found if not one[0].endswith("deadline")] == [("absent-column", None)]
    absent = next(one for one in seed(CONCLUSIONS).findings if one.code == "absent-column")
    assert absent.column is Role.deliverable
