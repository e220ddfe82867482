"""Which dates in a task's own text may be deadlines."""

import pytest

from app.documents.annex.citations import find_citations
from app.documents.annex.title_dates import find_title_dates


def found(title: str, year: int | None = 2026) -> list[str]:
    dates = find_title_dates(title, find_citations(title), year)
    assert all(title[one.start : one.end] == one.text for one in dates)
    return [one.text for one in dates]


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("Đưa bệnh viện đi vào hoạt động trong năm 2026.", ["trong năm 2026"]),
        ("Trình HĐND thành phố trước ngày 30/6/2026", ["trước ngày 30/6/2026"]),
        ("Báo cáo chậm nhất là ngày 15 tháng 7 năm 2026", ["chậm nhất là ngày 15 tháng 7 năm 2026"]),
        ("Giải ngân đến hết quý III/2026", ["đến hết quý III/2026"]),
        ("Hoàn thành việc sắp xếp tháng 6 năm 2026.", ["tháng 6 năm 2026"]),
        ("Hoàn thành đề án; trình quý II. Tổng kết trong tháng 12", ["trong tháng 12"]),
        ("Hoàn tất hồ sơ 20/6", ["20/6"]),
        ("Khám sức khỏe ít nhất mỗi năm 1 lần", ["mỗi năm 1 lần"]),
        ("Giao ban 02 lần/tháng", ["02 lần/tháng"]),
        ("Báo cáo định kỳ hằng quý về Sở", ["định kỳ hằng quý"]),
        ("Kiểm tra định kỳ vào thứ Sáu hàng tuần", ["định kỳ vào thứ Sáu hàng tuần"]),
        ("Hằng năm tổ chức ngày hội", ["Hằng năm"]),
        ("Việc G, thời hạn: 30/3/2026", ["30/3/2026"]),
        ("Việc H (hạn chót 15/4/2026)", ["15/4/2026"]),
        ("Việc I, thời hạn hoàn thành: trước ngày 15/6/2026", ["trước ngày 15/6/2026"]),
        ("- Nội dung một, hạn 30/3/2026; - Nội dung hai, hạn 30/9/2026", ["30/3/2026", "30/9/2026"]),
        ("Hoàn thành trong tháng 6/2026 và trong quý IV/2026", ["trong tháng 6/2026", "trong quý IV/2026"]),
    ],
)
def test_a_phrase_of_completion_or_recurrence(title: str, phrases: list[str]) -> None:
    assert found(title) == phrases


@pytest.mark.parametrize(
    "title",
    [
        "theo Quyết định số 909/QĐ-TTg ngày 21 tháng 5 năm 2026",
        "Hoàn thành nhiệm vụ theo Nghị quyết số 45/2022/QH15 ngày 11 tháng 01 năm 2022",
        "Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030",
        "Hoàn thành Quy hoạch chung đến năm 2050, tầm nhìn đến năm 2075",
        "Rà soát kịch bản tăng trưởng từ nay đến cuối năm 2026",
        "Giải ngân vốn đầu tư công năm 2026",
        "Danh mục dự án trung hạn, hàng năm sử dụng vốn ngân sách",
        "Khám sức khỏe định kỳ hoặc sàng lọc",
        'Đề án "Hoàn thành xóa nhà tạm trong năm 2026"',
        "Cuộc thi “Chuyển đổi số trong năm 2026”",
        "Xử lý tài sản hình thành trước năm 2020",
        "Trong năm 2026 - 2027",
        "Đạt tỷ lệ 3/4",
        "Kế hoạch đầu tư công trung hạn năm 2026",
        "Xử lý nợ quá hạn 31/12/2026",
        "Hồ sơ được gia hạn 30/6/2026",
        "",
    ],
)
def test_what_is_no_deadline(title: str) -> None:
    assert found(title) == []


def test_a_past_year_counts_when_the_plan_has_no_year() -> None:
    assert found("Xử lý tài sản hình thành trước năm 2020", None) == ["trước năm 2020"]
