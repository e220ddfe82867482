"""Seed 1 (Phụ lục số 01), every row against a table typed from the document."""

from collections.abc import Sequence

import pytest

from app.deadlines import Purpose
from tests.rules.documents.make import NTM, codes, coordinating_codes, lead_codes, seed

OFFICE = "vpdp-ctmtqg"
FINANCE = "so-tai-chinh"
FARMING = "so-nong-nghiep-va-moi-truong"
BUILDING = "so-xay-dung"
ETHNIC = "so-dan-toc-va-ton-giao"
ALL = ["departments", "communes"]
RULE_BOARD = "Quyết định của Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố"
RULE_CITY = "Quyết định của Ủy ban nhân dân thành phố"
PLAN_CITY = "Kế hoạch của Ủy ban nhân dân thành phố"
COUNCIL = "Nghị quyết của Hội đồng nhân dân thành phố"
TEXT_CITY = "Văn bản của Ủy ban nhân dân thành phố"
TEXT_COMPETENT = "Văn bản của cấp thẩm quyền"
ADJUSTED = "Năm 2026 và điều chỉnh/bổ sung thường xuyên (nếu cần)"
HALF_YEARLY = "06 tháng/ năm"

# section, number, leads, coordinating, deadline, deliverable, first words of the title, its last words
GOLDEN: Sequence[tuple[str, str, list[str], list[str], str, str, str, str]] = (
    (
        "I",
        "1",
        [OFFICE],
        ALL,
        "Tháng 4/2026",
        "Nghị quyết của Thành ủy",
        "Nghị quyết Chuyên đề",
        "thực hiện Chương trình",
    ),
    ("I", "2", [OFFICE], ALL, "Tháng 4/2026", PLAN_CITY, "Kế hoạch thực hiện", "giai đoạn 2026 - 2035"),
    (
        "I",
        "3",
        [FINANCE],
        [FARMING, "so-noi-vu", OFFICE, "departments-concerned"],
        "Năm 2026",
        "Quyết định thành lập, kiện toàn; văn bản hướng dẫn của cấp thẩm quyền",
        "Quy định tổ chức bộ máy",
        "tham mưu Chương trình",
    ),
    (
        "I",
        "4",
        [FINANCE],
        [FARMING, "so-noi-vu", OFFICE, "departments-concerned"],
        ADJUSTED,
        RULE_BOARD,
        "Quy chế hoạt động",
        "quốc gia thành phố",
    ),
    ("I", "5", [OFFICE], ALL, "Tháng 4/2026", PLAN_CITY, "Kế hoạch thực hiện", "Chương trình năm 2026"),
    ("I", "6", [OFFICE], ALL, "Năm 2026", "Hồ sơ trình Hội đồng thẩm định", "Đánh giá, công nhận xã", "nông thôn mới"),
    (
        "I",
        "7",
        ["thong-ke"],
        [ETHNIC, *ALL],
        "Năm 2026",
        "Số liệu về thu nhập bình quân của người dân tộc thiểu số",
        "Rà soát, theo dõi, đánh giá mức",
        "người dân tộc thiểu số",
    ),
    (
        "I",
        "8",
        [ETHNIC],
        [FARMING, *ALL],
        "Năm 2026",
        "Số liệu tỷ lệ hộ nghèo đa chiều vùng đồng bào dân tộc thiểu số",
        "Rà soát, theo dõi, đánh giá tỷ lệ",
        "đồng bào dân tộc thiểu số",
    ),
    ("I", "9", [OFFICE], [FARMING, *ALL], "Quý I", RULE_BOARD, "Quy chế phân công", "về thực hiện Chương trình"),
    (
        "I",
        "10",
        [FARMING],
        ALL,
        "Quý IV",
        "Các Kế hoạch triển khai và Quyết định phê duyệt của Ủy ban nhân dân thành phố",
        "Thực hiện rà soát hộ nghèo",
        "thành phố năm 2026",
    ),
    (
        "II",
        "1",
        [FARMING, OFFICE],
        ALL,
        "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)",
        RULE_CITY,
        "Quy định Bộ tiêu chí",
        "thành phố Cần Thơ",
    ),
    (
        "II",
        "2",
        [OFFICE],
        ALL,
        "Quý III/2026 (theo tiến độ Trung ương hướng dẫn)",
        "Hướng dẫn của Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố",
        "Hướng dẫn thực hiện",
        "thành phố Cần Thơ",
    ),
    (
        "II",
        "3",
        [FARMING, OFFICE],
        ALL,
        "Quý II/2026 (theo tiến độ Trung ương hướng dẫn)",
        COUNCIL,
        "Nghị quyết về nguyên tắc",
        "257/2025/QH15 ngày 11/12/2025)",
    ),
    ("II", "4", [BUILDING], ALL, ADJUSTED, TEXT_COMPETENT, "Hướng dẫn công tác Quy hoạch", "thực hiện Chương trình"),
    ("II", "5", [OFFICE], ALL, "Quý II/2026", RULE_CITY, "Ban hành Bộ tiêu chí", "thành phố Cần Thơ"),
    (
        "II",
        "6",
        [OFFICE],
        ALL,
        ADJUSTED,
        "Quyết định/Quy chế/Kế hoạch/Hướng dẫn của Ủy ban nhân dân/Hội đồng OCOP thành phố",
        "Cơ chế chính sách",
        "OCOP giai đoạn 2026 - 2030",
    ),
    ("II", "7", [FINANCE], ALL, "Quý II/ 2026", COUNCIL, "Cơ chế phân cấp", "NĐ-CP ngày 31/12/2025)"),
    (
        "II",
        "8",
        [FINANCE],
        ALL,
        "Quý II/ 2026",
        "Thông báo vốn của cấp thẩm quyền",
        "Bố trí vốn đối ứng",
        "NĐ-CP ngày 31/12/2025)",
    ),
    ("II", "9", [FARMING], [ETHNIC, *ALL], "Quý II/ 2026", COUNCIL, "Quy định mức hỗ trợ", "NĐ-CP ngày 31/12/2025)"),
    ("II", "10", [FINANCE], ALL, "Quý II/ 2026", TEXT_CITY, "Quy định hình thức", "NĐ-CP ngày 31/12/2025)"),
    ("II", "11", [BUILDING], ALL, "Quý II/ 2026", TEXT_CITY, "Quy định quy trình bảo trì", "NĐ-CP ngày 31/12/2025)"),
    (
        "II",
        "12",
        [FINANCE],
        ["cn-nhcsxh", *ALL],
        "Năm 2026",
        TEXT_COMPETENT,
        "Bố trí ngân sách thành phố",
        "257/2025/QH15 ngày 11/12/2025)",
    ),
    ("II", "13", [OFFICE, FINANCE], ALL, "Quý I/2026", TEXT_COMPETENT, "Thực hiện thủ tục kéo dài", "vốn Chương trình"),
    (
        "II",
        "14",
        [OFFICE, FINANCE],
        ALL,
        "Quý III/2026",
        TEXT_COMPETENT,
        "Thực hiện thủ tục phân bổ",
        "2030 và năm 2025",
    ),
    (
        "II",
        "15",
        [BUILDING, FINANCE],
        ALL,
        "Quý II/ 2026",
        TEXT_CITY,
        "Quy định về tiêu chí",
        "NĐ-CP ngày 31/12/2025).",
    ),
    (
        "III",
        "1",
        ["departments-in-charge"],
        ["communes"],
        HALF_YEARLY,
        "Báo cáo 06 tháng/ năm",
        "Kiểm tra giám sát",
        "thuộc Chương trình",
    ),
    (
        "III",
        "2",
        ["bcd-ctmtqg", OFFICE],
        ALL,
        HALF_YEARLY,
        "Báo cáo 06 tháng/ năm",
        "Kiểm tra, giám sát",
        "khai Chương trình",
    ),
    (
        "III",
        "3",
        ["communes"],
        ["local-organisations"],
        HALF_YEARLY,
        "Báo cáo 06 tháng/ năm",
        "Kiểm tra giám sát",
        "theo địa phương",
    ),
    ("IV", "1", [OFFICE], ALL, "Năm 2026", "Kế hoạch của cấp thẩm quyền", "Kế hoạch đào tạo", "giai đoạn và năm 2026"),
    (
        "IV",
        "2",
        [OFFICE],
        [*ALL, "organisations-concerned"],
        "Năm 2026",
        "Các lớp tập huấn",
        "Triển khai các lớp",
        "tập huấn năm 2026",
    ),
    ("V", "1", [OFFICE], ALL, "Năm 2026", "Kế hoạch của cấp thẩm quyền", "Kế hoạch thông tin", "giai đoạn và năm 2026"),
    (
        "V",
        "2",
        [OFFICE],
        [*ALL, "organisations-concerned"],
        "Năm 2026",
        "Nội dung, ấn phẩm tuyên truyền cụ thể",
        "Triển khai nội dung",
        "tuyên truyền năm 2026",
    ),
)


@pytest.mark.parametrize("at", range(len(GOLDEN)), ids=lambda at: "{}.{}".format(*GOLDEN[at]))
def test_every_cell_of_row(at: int) -> None:
    row = seed(NTM).rows[at]
    section, number, leads, coordinating, deadline, deliverable, opening, ending = GOLDEN[at]
    assert row.section is not None
    assert seed(NTM).sections[row.section].label == section
    assert (row.number, row.parent, row.is_heading) == (number, None, False)
    assert lead_codes(row) == leads
    assert coordinating_codes(row) == coordinating
    assert row.deadline_text == deadline
    assert row.deliverable == deliverable
    assert row.title.startswith(opening)
    assert row.title.endswith(ending)
    assert row.notes == ()


def test_32_tasks_in_5_sections_with_their_titles() -> None:
    draft = seed(NTM)
    assert len(draft.tasks) == len(draft.rows) == 32
    assert [(section.label, section.title, section.position) for section in draft.sections] == [
        ("I", "CÔNG TÁC QUẢN LÝ ĐIỀU HÀNH", 1),
        ("II", "CƠ CHẾ CHÍNH SÁCH", 2),
        ("III", "KIỂM TRA GIÁM SÁT, THÔNG TIN BÁO CÁO", 3),
        ("IV", "ĐÀO TẠO NÂNG CAO NĂNG LỰC", 4),
        ("V", "THÔNG TIN, TUYÊN TRUYỀN", 5),
    ]
    assert [row.position for row in draft.rows] == list(range(1, 33))


def test_the_facts_above_the_table_with_their_blanks() -> None:
    facts = seed(NTM).facts
    assert facts.label == "Phụ lục số 01"
    assert facts.title == "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 CỦA BAN CHỈ ĐẠO THÀNH PHỐ"
    assert (facts.document_kind, facts.document_number, facts.document_symbol) == ("Kế hoạch", None, "/KH-UBND")
    assert (facts.issued_on, facts.issued_text, facts.year) == (None, "ngày tháng năm 2026", 2026)
    assert facts.issuer == "Ủy ban nhân dân thành phố Cần Thơ"


def test_column_titles_stay_as_first_written() -> None:
    draft = seed(NTM)
    assert draft.column_titles == (
        "STT",
        "Nội dung công việc",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian hoàn thành",
        "Sản phẩm",
    )
    assert draft.deadline_purpose is Purpose.completion


def test_the_first_of_several_leads_is_primary() -> None:
    several = [row for row in seed(NTM).rows if len(row.leads) > 1]
    assert [row.position for row in several] == [11, 13, 23, 24, 25, 27]
    assert all([lead.primary for lead in row.leads] == [True, False] for row in several)
    assert not any(one.primary for row in seed(NTM).rows for one in row.coordinating)


def test_citations_of_the_annex() -> None:
    cited = [
        (row.number, one.instrument.value, one.number, str(one.issued_on), one.point, one.clause, one.article)
        for row in seed(NTM).rows
        for one in row.citations
    ]
    decree = ("decree", "358/2025/NĐ-CP", "2025-12-31")
    resolution = ("resolution", "257/2025/QH15", "2025-12-11")
    assert cited == [
        ("3", *resolution, None, "2", "3"),
        ("7", *decree, "a", "1", "56"),
        ("8", *decree, "c", "1", "56"),
        ("9", *decree, "d", "1", "56"),
        ("10", *decree, "b", "2", "56"),
        ("11", *decree, "c", "2", "56"),
        ("12", *resolution, None, "1", "3"),
        ("15", *decree, "a", "2", "56"),
    ]


def test_findings_of_agencies_and_titles() -> None:
    found = [one for one in codes(seed(NTM)) if one[0] not in ("assumed-deadline", "narrowed-agency")]
    assert found == [("joint-or-either", 24)]


def test_deadlines_read_by_assumption_are_findings() -> None:
    draft = seed(NTM)
    assumed = [one.row for one in draft.findings if one.code == "assumed-deadline"]
    assert [draft.rows[row].deadline_text for row in assumed if row is not None] == [
        "Quý I",
        "Quý IV",
        *[HALF_YEARLY] * 3,
    ]


def test_a_name_narrowed_by_in_charge_or_concerned_is_a_finding() -> None:
    draft = seed(NTM)
    narrowed = [one for one in draft.findings if one.code == "narrowed-agency"]
    assert [(one.row, one.column, one.severity.value) for one in narrowed if one.column == "lead"] == [
        (25, "lead", "warning")
    ]
    assert {one.row for one in narrowed} == {2, 3, 25, 29, 31}
